"""What coding into shards adds to coding, and what linking shards costs as their number grows.

    uv run python -m benchmarks.shards [--mentions 100000] [--write] [--figures FILE]
    uv run python -m benchmarks.shards --gate      # fails where a ratio is far above what it should be

Coding: the same reports read by a reader alone, and coded into a shard, in one process, timed in turn. Linking: made-up
shards (`benchmarks/linking/synthetic.py`) of three sizes, step by step, against linking all their claims at once; each
size in a process of its own, everything timed by its use of the processor. --write keeps the figures in
docs/evaluation/shards.md and benchmarks/shards.json. --figures takes measurements made before, one at a time with
--only, a line for each.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from pyarrow import concat_tables

from benchmarks.linking import shard_copies
from benchmarks.linking.coded_shards import write_shards
from benchmarks.linking.synthetic import documents
from benchmarks.linking.timed import Timed
from benchmarks.memory import memory_mb
from benchmarks.own_process import printed
from benchmarks.tables import markdown_table
from khabar.linking import link
from khabar.reader import Reader
from khabar.records import Document
from khabar.shards import Coder, shards_in
from khabar.shards.coding import Task, code_shard
from khabar.shards.folder import coded_in, file_of
from khabar.shards.link import link_shards
from khabar.shards.link.claim_rows import claims_of, claims_table
from khabar.shards.link.events_file import write_events
from khabar.shards.reading import reports_in

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "evaluation" / "shards.md"
FRAME = Path(__file__).with_suffix(".md")
RESULT = ROOT / "benchmarks" / "shards.json"
SIZES = (10_000, 30_000, 100_000)
COPY_SIZES = (5_000, 20_000)
PORTION = 5_000
_REPORTS_A_SHARD = 2_000
_NOW = datetime(2030, 1, 1, tzinfo=UTC)
_ROUNDS = 5
# What a ratio may be on a machine at work on other things: well above what it is (docs/evaluation/shards.md).
MOST = {"coded into a shard / only read": 1.5, "linked in parts / linked at once": 4.5}
_GATE_MENTIONS, _GATE_TEXTS = 3_000, 12


@dataclass(frozen=True, slots=True)
class Linking:
    """Linking shards of that many mentions. Seconds of the processor; memory in MB.

    `whole` = all claims at once, `files` = reading them from the same shards and writing their events, which the steps
    do too; the other times are of the steps. `portion` = mentions that a worker holds, or so.
    `task_mb` is the most that one task of a step came to hold, `mb` the most held by a process that did all of them,
    `whole_mb` by one that linked all claims at once.
    """

    mentions: int
    portion: int
    parts: int
    events: int
    seeing: float
    judging: float
    making: float
    shuffling: float
    whole: float
    files: float
    task_mb: int
    mb: int
    whole_mb: int

    @property
    def steps(self) -> float:
        """All steps together."""
        return self.seeing + self.judging + self.making + self.shuffling


@dataclass(frozen=True, slots=True)
class Copying:
    """Copies found among so many reports: seconds of the processor in parts and by one index; memory as of Linking."""

    reports: int
    copies: int
    copies_parts: float
    copies_whole: float
    task_mb: int
    mb: int
    whole_mb: int


@dataclass(frozen=True, slots=True)
class Coding:
    """Reports coded into a shard against the same reports only read: the ratio, and bytes a report."""

    reports: int
    ratio: float
    bytes_a_report: int
    bytes_read_a_report: int


def in_parts(mentions: int) -> dict[str, Any]:
    """Links shards of that size."""
    engine = Timed()
    with tempfile.TemporaryDirectory() as home:
        known = write_shards(documents(mentions), Path(home, "coded"), reports_a_shard=_REPORTS_A_SHARD)
        start = process_time()
        found = link_shards(
            str(Path(home, "coded")),
            Path(home, "events"),
            engine=engine,
            recorded_at=_NOW,
            portion=PORTION,
            memory_mb=300,
            known=known,
        )
        total = process_time() - start
    steps = {kind.lower(): round(seconds, 2) for kind, seconds in engine.seconds.items()}
    shuffling = round(total - sum(engine.seconds.values()), 2)
    return {
        "mentions": found.claims,
        "portion": PORTION,
        "parts": found.parts,
        "events": found.events,
        **steps,
        "shuffling": shuffling,
        "task_mb": engine.mb,
        "mb": int(max(engine.most, memory_mb())),
    }


def at_once(mentions: int) -> dict[str, Any]:
    """Links the claims of the same shards at once."""
    with tempfile.TemporaryDirectory() as home:
        coded = str(Path(home, "coded"))
        known = write_shards(documents(mentions), Path(coded), reports_a_shard=_REPORTS_A_SHARD)
        start = process_time()
        shards = zip(coded_in(coded), known, strict=True)
        tables = [claims_table(coded, done, known=what, recorded_at=_NOW) for done, what in shards]
        claims = [claim for table in tables for claim in claims_of(table)]
        read = process_time()
        events = link(claims, theatre=None)
        linked = process_time()
        at = {claim.id: n for n, claim in enumerate(claims)}
        write_events(events, Path(home, "events.parquet"), told=concat_tables(tables), at=at)
        files = read - start + process_time() - linked
    whole = linked - read
    return {"events": len(events), "whole": round(whole, 2), "files": round(files, 2), "whole_mb": int(memory_mb())}


def copies_together(measured: Sequence[dict[str, Any]]) -> list[Copying]:
    """The sizes, with the copies found both ways. They have to be as many."""
    whole = {row["copies"]: row for row in measured if "copies_whole" in row}
    parts = (row for row in measured if "copies_parts" in row)
    return [Copying(**row | whole[row["copies"]]) for row in sorted(parts, key=lambda row: int(row["reports"]))]


def together(measured: Sequence[dict[str, Any]]) -> list[Linking]:
    """The sizes, each linked both ways. The events have to be as many."""
    parts = [row for row in measured if "parts" in row]
    whole = {row["events"]: row for row in measured if "whole" in row}
    return [Linking(**row | whole[row["events"]]) for row in sorted(parts, key=lambda row: int(row["mentions"]))]


def measured(most: int) -> Iterator[dict[str, Any]]:
    """All measurements up to a size, each in a process of its own."""
    yield _apart("coding", 0)
    for size in (*(size for size in SIZES if size < most), most):
        yield _apart("in-parts", size)
        yield _apart("at-once", size)
    for size in COPY_SIZES:
        yield _apart("copies-in-parts", size)
        yield _apart("copies-at-once", size)


def coding(most: int) -> dict[str, Any]:
    """The shipped dispatches as one shard, read and coded in turn; `most` of them, 0 = all."""
    with tempfile.TemporaryDirectory() as home:
        news = Path(home, "news.jsonl")
        texts = sorted((ROOT / "examples" / "fall-of-the-capitals").glob("2021-*.txt"))[: most or None]
        rows = ({"id": path.stem, "text": path.read_text(encoding="utf-8"), "date": path.stem[:10]} for path in texts)
        news.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        reader = Reader.load(theatre="afghanistan-2021")
        made = [make() for make in reports_in(news, name=news.name)]
        reports = [one for one in made if isinstance(one, Document)]
        (shard,) = shards_in([str(news)])
        task = Task(shard, home, file_of(shard, edition="benchmark"), Coder("benchmark", lambda: reader))
        alone, sharded = [], []
        for _ in range(_ROUNDS + 1):
            start = process_time()
            list(reader.read_all(reports))
            middle = process_time()
            code_shard(task)
            alone.append(middle - start)
            sharded.append(process_time() - middle)
        ratio = median(sharded[1:]) / median(alone[1:])  # the first warms up
        size = Path(home, task.file).stat().st_size
        return asdict(Coding(len(reports), round(ratio, 3), size // len(reports), shard.size // len(reports)))


WAYS: dict[str, Callable[[int], dict[str, Any]]] = {
    "coding": coding,
    "in-parts": in_parts,
    "at-once": at_once,
    "copies-in-parts": shard_copies.in_parts,
    "copies-at-once": shard_copies.at_once,
}


def far_off(mentions: int, texts: int) -> list[str]:
    """A line for each ratio that is far above what it should be, measured in this process."""
    in_parts(mentions // 10)  # warms up
    parts, whole = in_parts(mentions), at_once(mentions)
    steps = sum(parts[step] for step in ("seeing", "judging", "making", "shuffling"))
    ratios = {
        "coded into a shard / only read": coding(texts)["ratio"],
        "linked in parts / linked at once": steps / whole["whole"],
    }
    return [f"{what}: {ratio:.2f}, more than {MOST[what]}" for what, ratio in ratios.items() if ratio > MOST[what]]


def gate() -> None:
    """Fails where a ratio is far off, twice: once the machine may have been busy."""
    found = far_off(_GATE_MENTIONS, _GATE_TEXTS)
    if found:
        found = far_off(2 * _GATE_MENTIONS, _GATE_TEXTS)
    print("\n".join(found) or "The ratios of shards hold.")
    sys.exit(1 if found else 0)


def _apart(way: str, mentions: int) -> dict[str, Any]:
    """One measurement in a process of its own: what this one holds counts as held by those it begins."""
    told = printed("-m", "benchmarks.shards", "--only", way, "--mentions", str(mentions))
    found: dict[str, Any] = json.loads(told)
    print(json.dumps(found), flush=True)
    return found


def _read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mentions", type=int, default=SIZES[-1], help="the largest size")
    options.add_argument("--only", choices=WAYS, help="measure one way in this process and print it as JSON")
    options.add_argument("--gate", action="store_true", help="fail where a ratio is far above what it should be")
    options.add_argument("--figures", type=Path, metavar="FILE", help="lines that --only printed")
    options.add_argument("--write", action="store_true", help="keep the figures in the docs")
    given = options.parse_args()
    if given.gate:
        gate()
    if given.only:
        print(json.dumps(WAYS[given.only](given.mentions)))
        return
    rows = _read(given.figures) if given.figures else list(measured(given.mentions))
    coded = Coding(**next(row for row in rows if "ratio" in row))
    found = together(rows)
    copies = copies_together(rows)
    tables = {
        "steps": steps_table(found),
        "model": model_table(found),
        "copies": copies_table(copies),
        "coding": coding_table(coded),
    }
    print("\n\n".join(tables.values()))
    if given.write:
        machine = {"python": platform.python_version(), "machine": platform.machine()}
        result = {**machine, "coding": asdict(coded), "linking": [asdict(one) for one in found]}
        result["copies"] = [asdict(one) for one in copies]
        RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(
            FRAME.read_text(encoding="utf-8").format(**tables, **machine, portion=PORTION), encoding="utf-8"
        )


def steps_table(rows: Sequence[Linking]) -> str:
    """Seconds a thousand mentions, step by step."""
    head = (
        "| mentions | parts | events | seeing | judging | making | shuffling | all steps | at once | ratio "
        "| from and to files | ratio |"
    )
    cells = (
        f"| {r.mentions:,} | {r.parts} | {r.events:,} | "
        + " | ".join(
            f"{s / r.mentions * 1000:.3f}" for s in (r.seeing, r.judging, r.making, r.shuffling, r.steps, r.whole)
        )
        + f" | {r.steps / r.whole:.1f} | {(r.whole + r.files) / r.mentions * 1000:.3f} "
        + f"| {r.steps / (r.whole + r.files):.1f} |"
        for r in rows
    )
    return markdown_table(head, cells)


def model_table(rows: Sequence[Linking]) -> str:
    """What the smallest size foretells of each, and what was measured."""
    first = rows[0].steps / rows[0].mentions
    head = "| mentions | seconds foretold | measured | measured / foretold | MB a task | MB in parts | MB at once |"
    cells = (
        f"| {r.mentions:,} | {first * r.mentions:.0f} | {r.steps:.0f} | {r.steps / (first * r.mentions):.2f} "
        f"| {r.task_mb:,} | {r.mb:,} | {r.whole_mb:,} |"
        for r in rows
    )
    return markdown_table(head, cells)


def copies_table(rows: Sequence[Copying]) -> str:
    """Seconds a thousand reports, and memory."""
    head = "| reports | copies | in parts | by one index | ratio | MB a task | MB in parts | MB by one index |"
    cells = (
        f"| {r.reports:,} | {r.copies:,} | {r.copies_parts / r.reports * 1000:.3f} "
        f"| {r.copies_whole / r.reports * 1000:.3f} | {r.copies_parts / r.copies_whole:.1f} "
        f"| {r.task_mb:,} | {r.mb:,} | {r.whole_mb:,} |"
        for r in rows
    )
    return markdown_table(head, cells)


def coding_table(row: Coding) -> str:
    """The one row."""
    head = "| reports | coded into a shard / only read | bytes a report, as JSON lines | as coded shard |"
    cells = f"| {row.reports} | {row.ratio:.3f} | {row.bytes_read_a_report:,} | {row.bytes_a_report:,} |"
    return markdown_table(head, [cells])


if __name__ == "__main__":
    main()
