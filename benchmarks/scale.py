"""The situation at size: made once from a record, asked for a day and a moment, and carried on by a report.

    python -m benchmarks.scale [--mentions 1000000] [--json FILE] [--write] [--figures FILE]
    python -m benchmarks.scale --gate      # fails where the smallest record takes far longer than it did

The records are made up (`benchmarks/linking/synthetic.py`): three years of one war of three sides, told of more or less
densely, in 1,000 to 10,000 places. Each size runs in a process of its own. Milliseconds and seconds are of processor
time; each size is also held against a fixed piece of work done in the same process, so that two machines can be
compared. --write keeps the figures in docs/evaluation/scale.md; --figures takes lines that --only printed before.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from math import log
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import numpy as np

from benchmarks.linking.synthetic import COUNTRIES, SEED, World, actors, documents, towns
from benchmarks.memory import memory_mb
from benchmarks.own_process import printed
from benchmarks.tables import markdown_table
from khabar.garbage import no_garbage
from khabar.packs.theatre import Side, Theatre, TheatreActor, TheatrePlace
from khabar.records import Claim
from khabar.situation.kept import KeptRecord
from khabar.times.moments import end_of_day

PAGE = Path(__file__).resolve().parents[1] / "docs" / "evaluation" / "scale.md"
FRAME = Path(__file__).with_name("scale.md")
SIZES = ((10_000, 1_000), (100_000, 1_000), (100_000, 10_000), (1_000_000, 10_000))
FIRST, DAYS = date(2012, 1, 1), 3 * 365
SIDES = ("government", "rebels", "caliphate")
_ASKED, _LATE = 40, 200
MOST = {"making the whole": 12.0, "a question": 0.05, "one more report": 0.12}
"""Yardsticks that the smallest record may take: about three times what it did, as a busy machine moves a ratio."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds of many: the median, what 95 of 100 stay under, and the most."""

    median: float
    most_of: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of values in milliseconds."""
        ordered = sorted(values)
        return cls(*(round(ms, 1) for ms in (median(ordered), ordered[len(ordered) * 95 // 100], ordered[-1])))


@dataclass(frozen=True, slots=True)
class Size:
    """What one size took. Seconds to make the whole anew; the rest in milliseconds; memory in MB.

    `latest`: questions about any day, by all that is known. `then`: about a day, by what was known when it ended,
    asked for the first time. `long_before`: about the last day, by what was known at some time before. `again`: any of
    these asked once more. `one_more`: a report, and the picture of the last day after it.
    """

    mentions: int
    places: int
    events: int
    seconds: float
    yardstick: float
    latest: Spread
    then: Spread
    long_before: Spread
    again: Spread
    one_more: Spread
    taken_in: Spread
    claims_mb: int
    peak_mb: int

    @property
    def in_yardsticks(self) -> float:
        """The making of the whole, in units of the fixed piece of work."""
        return self.seconds / self.yardstick


def theatre_of(world: World) -> Theatre:
    """One war in all the towns, a third of them held by each side at first."""
    places = tuple(
        TheatrePlace(f"p{n}", place, (place.name,), holder=SIDES[n % len(SIDES)])
        for n, place in enumerate(towns(world))
    )
    listed = tuple(TheatreActor(a, (a.name,)) for c in COUNTRIES for a in actors(c, is_one_war=True))
    sides = tuple(Side(side, side.title()) for side in SIDES)
    return Theatre("made", "Made-up war", COUNTRIES, "UTC", FIRST, sides, places, listed, ())


def yardstick() -> float:
    """Seconds for a fixed piece of work in plain Python: what a machine is worth today."""
    begun = process_time()
    counted: dict[tuple[int, str], int] = {}
    for n in range(1_000_000):
        key = (n % 1009, str(n % 77))
        counted[key] = counted.get(key, 0) + n
    return process_time() - begun


def measured(mentions: int, places: int) -> Size:
    """Makes the picture of a record of that size, and asks it."""
    world = World(places, is_one_war=True)
    reports = list(documents(mentions, per_day=max(1, mentions // DAYS), world=world))
    draw, theatre = random.Random(SEED), theatre_of(world)
    late = set(draw.sample(range(len(reports)), _LATE))
    claims = [claim for n, report in enumerate(reports) if n not in late for claim in report]
    unit, claims_mb = yardstick(), int(memory_mb())
    last = max(claim.published or FIRST for claim in claims)
    # What is made here stays: to look through all of it for garbage, again and again, finds none.
    gc.disable()
    begun = process_time()
    record = KeptRecord(claims, theatre=theatre)
    record.situation(on=last, known=end_of_day(last))
    seconds = process_time() - begun
    gc.freeze()
    gc.enable()
    days = [FIRST + timedelta(draw.randrange(30, (last - FIRST).days)) for _ in range(_ASKED)]
    asked = {
        "latest": [(on, last) for on in days],
        "then": [(on, on) for on in days],
        "long_before": [(last, known) for known in days[: _ASKED // 4]],
    }
    took = {
        name: Spread.of([_asking(record, on, known) for on, known in each])
        for name, each in (*asked.items(), ("again", asked["long_before"]))
    }
    more, taken = zip(*(_one_more(record, reports[n], last) for n in sorted(late)), strict=True)
    return Size(
        mentions=sum(map(len, reports)),
        places=len(theatre.places),
        events=len(record.events()),
        seconds=round(seconds, 2),
        yardstick=round(unit, 4),
        latest=took["latest"],
        then=took["then"],
        long_before=took["long_before"],
        again=took["again"],
        one_more=Spread.of(more),
        taken_in=Spread.of(taken),
        claims_mb=claims_mb,
        peak_mb=int(memory_mb()),
    )


def _asking(record: KeptRecord, on: date, known: date) -> float:
    begun = process_time()
    with no_garbage():  # as where it is kept for readers
        record.situation(on=on, known=end_of_day(known))
    return (process_time() - begun) * 1000


def _one_more(record: KeptRecord, report: Sequence[Claim], last: date) -> tuple[float, float]:
    """Milliseconds to take a report in and have the picture of the last day, and to take it in alone."""
    begun = process_time()
    with no_garbage():
        record.revise(added=report)
        taken = process_time() - begun
        record.situation(on=last, known=end_of_day(last))
    return (process_time() - begun) * 1000, taken * 1000


def apart(mentions: int, places: int) -> Size:
    """One measurement in a process of its own."""
    told = printed("-m", "benchmarks.scale", "--only", "--mentions", str(mentions), "--places", str(places))
    print(told, flush=True)
    return read_size(told)


def read_size(line: str) -> Size:
    """A measurement as --only printed it."""
    row: dict[str, Any] = json.loads(line)
    for name, value in row.items():
        row[name] = Spread(**value) if isinstance(value, dict) else value
    return Size(**row)


def far_off(size: Size) -> list[str]:
    """A line for what took more yardsticks than it may."""
    unit = size.yardstick
    took = {
        "making the whole": size.in_yardsticks,
        "a question": size.latest.median / 1000 / unit,
        "one more report": size.one_more.median / 1000 / unit,
    }
    return [
        f"{what}: {took[what]:.3f} yardsticks, more than {most}" for what, most in MOST.items() if took[what] > most
    ]


def gate() -> None:
    """Fails where something is far off, twice: once the machine may have been busy."""
    found = far_off(apart(*SIZES[0])) and far_off(apart(*SIZES[0]))
    print("\n".join(found) or "The ratios of the situation at size hold.")
    sys.exit(1 if found else 0)


def growth(sizes: Sequence[Size], of: Callable[[Size], float]) -> float:
    """The exponent by which something grows with the mentions: 1 = in proportion, 2 = with their square."""
    x, y = ([log(value) for value in values] for values in ((s.mentions for s in sizes), map(of, sizes)))
    return round(float(np.polyfit(x, y, 1)[0]), 2)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mentions", type=int, default=SIZES[-1][0], help="the largest record")
    options.add_argument("--places", type=int, default=SIZES[-1][1], help="with --only")
    options.add_argument("--only", action="store_true", help="one measurement in this process, as a line of JSON")
    options.add_argument("--gate", action="store_true", help="only see whether the smallest record takes far too long")
    options.add_argument("--figures", type=Path, metavar="FILE", help="lines that --only printed")
    options.add_argument("--json", type=Path, metavar="FILE", help="where to write machine, versions and figures")
    options.add_argument("--write", action="store_true", help="keep the figures in the docs")
    given = options.parse_args()
    if given.gate:
        gate()
    if given.only:
        print(json.dumps(asdict(measured(given.mentions, given.places))))
        return
    if given.figures:
        sizes = [read_size(line) for line in given.figures.read_text(encoding="utf-8").splitlines() if line]
    else:
        sizes = [apart(*size) for size in SIZES if size[0] <= given.mentions]
    print(whole_table(sizes), asked_table(sizes), growth_line(sizes), sep="\n\n")
    if given.json:
        given.json.write_text(json.dumps(as_json(sizes), indent=1) + "\n", encoding="utf-8")
    if given.write:
        tables = {"whole": whole_table(sizes), "asked": asked_table(sizes), "growth": growth_line(sizes)}
        machine = f"Python {platform.python_version()}, one core"
        PAGE.write_text(FRAME.read_text(encoding="utf-8").format(**tables, machine=machine), encoding="utf-8")


def as_json(sizes: Sequence[Size]) -> dict[str, object]:
    """The figures with the machine and versions they are of."""
    import khabar

    return {
        "machine": {"system": platform.platform(), "processor": platform.machine()},
        "versions": {"khabar": khabar.__version__, "python": platform.python_version(), "numpy": np.__version__},
        "sizes": [asdict(size) | {"in_yardsticks": round(size.in_yardsticks, 1)} for size in sizes],
        "growth": {name: growth(sizes, of) for name, of in GROWING.items()},
    }


GROWING: dict[str, Callable[[Size], float]] = {
    "making the whole": lambda size: size.seconds,
    "a question": lambda size: size.latest.median,
    "one more report": lambda size: size.one_more.median,
    "memory": lambda size: size.peak_mb,
}


def growth_line(sizes: Sequence[Size]) -> str:
    """The exponents in words; they need two sizes of record."""
    if len({size.mentions for size in sizes}) < 2:
        return ""
    each = (f"{name}: mentions to the power of {growth(sizes, of)}" for name, of in GROWING.items())
    return "\n".join(f"- {line}" for line in each)


def whole_table(sizes: Sequence[Size]) -> str:
    """A row for each size: making the whole."""
    head = "| mentions | places | events | seconds | ms a mention | yardsticks | MB claims | MB at most |"
    rows = (
        f"| {s.mentions:,} | {s.places:,} | {s.events:,} | {s.seconds:.1f} | {s.seconds / s.mentions * 1000:.3f} "
        f"| {s.in_yardsticks:.0f} | {s.claims_mb:,} | {s.peak_mb:,} |"
        for s in sizes
    )
    return markdown_table(head, rows)


def asked_table(sizes: Sequence[Size]) -> str:
    """Rows for each size: median, 95 of 100 and most of every kind of question."""
    named = {
        "a day, by all that is known": "latest",
        "a day, as known when it ended, the first time": "then",
        "the last day, as known at some time before, the first time": "long_before",
        "the same again": "again",
        "one more report, and the picture of the last day": "one_more",
        "of that, taking the report in": "taken_in",
    }
    rows = (
        f"| {s.mentions:,} | {s.places:,} | {words} | {of.median:,.1f} | {of.most_of:,.1f} | {of.most:,.1f} |"
        for s in sizes
        for words, name in named.items()
        for of in [getattr(s, name)]
    )
    return markdown_table("| mentions | places | ms for | median | 95 % | most |", rows)


if __name__ == "__main__":
    main()
