"""What linking costs as the record grows, on made-up claims (`benchmarks/linking/synthetic.py`).

    uv run python -m benchmarks.linking.scale [--mentions 1000000] [--write] [--figures FILE]

Three questions: whether the cost of a mention stays the same up to a million of them, how it grows where the same days
bring more, and what one more report costs a ledger that is linked already. Each size runs in a process of its own, and
is timed by its use of the processor. --write keeps the figures in docs/evaluation/linking_scale.md. --figures takes
measurements made before, one at a time with --only, a line for each.
"""

from __future__ import annotations

import argparse
import json
import pickle
import platform
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.linking.synthetic import PER_DAY, SEED, documents
from benchmarks.memory import memory_mb
from benchmarks.own_process import printed
from benchmarks.tables import markdown_table
from khabar.garbage import no_garbage
from khabar.linking import link
from khabar.linking.linked_ledger import LinkedLedger

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "linking_scale.md"
FRAME = Path(__file__).with_name("scale.md")
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
DENSITIES = (4 * PER_DAY, 16 * PER_DAY)
_DENSE_MENTIONS = 30_000
_LATE_REPORTS = 300


@dataclass(frozen=True, slots=True)
class Whole:
    """Linking a whole record. Memory in MB: of the claims before, and the most while linking."""

    mentions: int
    per_day: int
    events: int
    seconds: float
    claims_mb: int
    peak_mb: int

    @property
    def seconds_a_thousand(self) -> float:
        """Of processor time."""
        return self.seconds / self.mentions * 1000


@dataclass(frozen=True, slots=True)
class OneMore:
    """Reports that come to a linked ledger, one by one. Times in milliseconds; `touched` are claims linked anew."""

    mentions: int
    reports: int
    ms_median: float
    ms_95: float
    ms_most: float
    touched_median: float
    touched_95: float
    touched_most: int


@dataclass(frozen=True, slots=True)
class Passing:
    """What several processes would have to pass on, in seconds, beside linking it all in one."""

    mentions: int
    linking: float
    claims_written: float
    claims_read: float
    events_written: float
    events_read: float


def whole(mentions: int, per_day: int) -> Whole:
    """Links a record of that size."""
    claims = [claim for report in documents(mentions, per_day=per_day) for claim in report]
    before, start = int(memory_mb()), process_time()
    events = link(claims, theatre=None)
    seconds = process_time() - start
    return Whole(len(claims), per_day, len(events), round(seconds, 2), before, int(memory_mb()))


def one_more(mentions: int, per_day: int) -> OneMore:
    """Adds reports, drawn from the whole time of a record, to a ledger of all the others."""
    reports = list(documents(mentions, per_day=per_day))
    late = set(random.Random(SEED).sample(range(len(reports)), _LATE_REPORTS))
    ledger = LinkedLedger(theatre=None)
    ledger.revise(added=[claim for n, report in enumerate(reports) if n not in late for claim in report])
    times, touched = [], []
    for n in sorted(late):
        start = process_time()
        found = ledger.revise(added=reports[n])
        times.append((process_time() - start) * 1000)
        touched.append(found.touched)
    size = sum(map(len, reports))
    figures = (round(f(of), 1) for of in (times, touched) for f in (median, _ninety_fifth, max))
    return OneMore(size, len(late), *figures)  # type: ignore[arg-type]


def passing(mentions: int, per_day: int) -> Passing:
    """Hands a record's claims to another process and its events back, as `khabar.workers` would: written and read."""
    claims = [claim for report in documents(mentions, per_day=per_day) for claim in report]
    with no_garbage():
        start = process_time()
        events = link(claims, theatre=None)
        linking = process_time() - start
        return Passing(len(claims), round(linking, 2), *_passed(claims), *_passed(events))


def _passed(things: Sequence[object]) -> tuple[float, float]:
    """Seconds to write them, and to read them again."""
    start = process_time()
    written = pickle.dumps(things, protocol=pickle.HIGHEST_PROTOCOL)
    midway = process_time()
    pickle.loads(written)  # noqa: S301 - our own bytes
    return round(midway - start, 2), round(process_time() - midway, 2)


def _ninety_fifth(values: Sequence[float]) -> float:
    return sorted(values)[len(values) * 95 // 100]


Measured = Whole | OneMore | Passing
MEASURES: dict[str, tuple[Callable[[int, int], Measured], type[Measured]]] = {
    "whole": (whole, Whole),
    "one-more": (one_more, OneMore),
    "passing": (passing, Passing),
}


def apart(measure: str, mentions: int, per_day: int = PER_DAY) -> Measured:
    """One measurement in a process of its own."""
    asked = ["--only", measure, "--mentions", str(mentions), "--per-day", str(per_day)]
    found = MEASURES[measure][1](**json.loads(printed("-m", "benchmarks.linking.scale", *asked)))
    print(found, flush=True)
    return found


def measured(most: int) -> Iterator[Measured]:
    """All measurements up to a size."""
    sizes = [size for size in SIZES if size < most] + [most]
    yield from (apart("whole", size) for size in sizes)
    yield from (apart("whole", min(_DENSE_MENTIONS, most), per_day) for per_day in DENSITIES)
    yield from (apart("one-more", size) for size in (sizes[0], sizes[len(sizes) // 2], sizes[-1]))


def read_figures(file: Path) -> list[Whole | OneMore]:
    """The measurements of a file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [Whole(**row) if "events" in row else OneMore(**row) for row in rows]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mentions", type=int, default=SIZES[-1], help="the largest record")
    options.add_argument("--per-day", type=int, default=PER_DAY, help="mentions a day, with --only")
    options.add_argument("--only", choices=MEASURES, help="make one measurement in this process and print it as JSON")
    options.add_argument("--figures", type=Path, metavar="FILE", help="lines that --only printed")
    options.add_argument("--write", action="store_true", help="keep the figures in the docs")
    given = options.parse_args()
    if given.only:
        print(json.dumps(asdict(MEASURES[given.only][0](given.mentions, given.per_day))))
        return
    found: Sequence[Measured] = read_figures(given.figures) if given.figures else list(measured(given.mentions))
    wholes = [one for one in found if isinstance(one, Whole)]
    dense = [one for one in wholes if one.per_day != PER_DAY]
    like_dense = [one for one in wholes if dense and one.per_day == PER_DAY and one.mentions == dense[0].mentions]
    tables = {
        "longer": whole_table([one for one in wholes if one.per_day == PER_DAY]),
        "denser": whole_table([*like_dense, *dense]),
        "later": one_more_table([one for one in found if isinstance(one, OneMore)]),
    }
    print("\n\n".join(tables.values()))
    if given.write:
        machine = f"Python {platform.python_version()}, one core"
        PAGE.write_text(FRAME.read_text(encoding="utf-8").format(**tables, machine=machine), encoding="utf-8")


def whole_table(rows: Sequence[Whole]) -> str:
    """A row for each size; the first is what the others are held against."""
    head = "| mentions | a day | events | seconds | s a thousand | against the first | MB claims | MB at most |"
    first = rows[0].seconds_a_thousand
    cells = (
        f"| {r.mentions:,} | {r.per_day:,} | {r.events:,} | {r.seconds:.1f} | {r.seconds_a_thousand:.3f} "
        f"| {r.seconds_a_thousand / first:.2f} | {r.claims_mb:,} | {r.peak_mb:,} |"
        for r in rows
    )
    return markdown_table(head, cells)


def one_more_table(rows: Sequence[OneMore]) -> str:
    """A row for each size."""
    head = "| mentions held | reports added | ms: median | 95 % | most | claims linked anew: median | 95 % | most |"
    cells = (
        f"| {r.mentions:,} | {r.reports} | {r.ms_median:.1f} | {r.ms_95:.1f} | {r.ms_most:.1f} "
        f"| {r.touched_median:.0f} | {r.touched_95:.0f} | {r.touched_most} |"
        for r in rows
    )
    return markdown_table(head, cells)


if __name__ == "__main__":
    main()
