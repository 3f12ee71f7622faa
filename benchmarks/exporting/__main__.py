"""What writing an export costs as the record grows: memory beside the events themselves, and time.

    uv run python -m benchmarks.exporting [--events 160000] [--write]

Each format writes made-up events (`made_up.py`) in a process of its own. Memory is what the process grew by at most
after the events were there; a change feed is measured against an earlier export of as many rows, a tenth of which have
changed. Time is of the processor. --write keeps the figures in docs/evaluation/exporting.md.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.exporting.made_up import FIRST, events
from benchmarks.memory import memory_mb
from benchmarks.own_process import printed
from benchmarks.tables import markdown_table
from khabar.export import FORMATS, Account, Outgoing, Record, write_export
from khabar.packs import load_theatre
from khabar.records import Event
from khabar.times import Interval
from khabar.times.moments import end_of_day

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "exporting.md"
FRAME = Path(__file__).with_name("page.md")
SIZES = (10_000, 40_000, 160_000)
# One row an event as text, one as Parquet.
FEEDS = ("geojson", "parquet")
_THEATRE = "afghanistan-2021"
_WARM = 40


@dataclass(frozen=True, slots=True)
class Cost:
    """Writing so many events. `mb` is what the process grew by at most, `file_mb` the size of the file."""

    format: str
    feed: bool
    events: int
    rows: int
    mb: float
    file_mb: float
    seconds: float

    @property
    def seconds_a_thousand(self) -> float:
        """Of processor time, for a thousand events read."""
        return self.seconds / self.events * 1000


def cost(format: str, number: int, *, feed: bool = False) -> Cost:
    """Writes a record of that size in this process, after a small one that loads what writing needs."""
    made = list(events(number))
    earlier = [_changed(event) if n % 10 == 0 else event for n, event in enumerate(made)] if feed else []
    (small, small_before), (whole, before) = (
        (_record(format, made[:most]), _record(format, earlier[:most]) if feed else None) for most in (_WARM, number)
    )
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write_export(FORMATS[format], small, out, account=Account(), before=small_before)
        held, start = memory_mb(), process_time()
        account = write_export(FORMATS[format], whole, out, account=Account(), before=before)
        seconds = process_time() - start
        written = account.changes.total() if feed else account.written
        return Cost(format, feed, number, written, memory_mb() - held, out.stat().st_size / 1e6, seconds)


def _changed(event: Event) -> Event:
    return replace(event, standing="claimed")


def _record(format: str, made: Sequence[Event]) -> Record:
    passed = [Outgoing(event, "released") for event in made]
    known = end_of_day(FIRST + timedelta(days=10_000))
    if format != "control":
        return Record(lambda _: passed, known)
    # A row for each place and day, from the theatre's first day on; who holds it is not what is measured here.
    theatre = load_theatre(_THEATRE)
    days = max(1, len(made) // len(theatre.places))
    last = theatre.start + timedelta(days=days - 1)
    return Record(lambda _: (), known, theatre=theatre, days=Interval.of_days(theatre.start, last))


def apart(format: str, number: int, *, feed: bool) -> Cost:
    """One measurement in a process of its own."""
    asked = ["-m", "benchmarks.exporting", "--only", format, "--events", str(number), *(["--feed"] if feed else [])]
    found = Cost(**json.loads(printed(*asked)))
    print(found, flush=True)
    return found


def measured(most: int) -> Iterator[Cost]:
    """All measurements up to a size."""
    sizes = [size for size in SIZES if size < most] + [most]
    for format, feed in [*((name, False) for name in FORMATS), *((name, True) for name in FEEDS)]:
        yield from (apart(format, size, feed=feed) for size in sizes)


def table(costs: Iterable[Cost]) -> str:
    """A row for each format and size."""
    head = "| format | events | rows | MB of file | MB at most | s a thousand events |"
    cells = (
        f"| {c.format} | {c.events:,} | {c.rows:,} | {c.file_mb:.1f} | {c.mb:.1f} | {c.seconds_a_thousand:.2f} |"
        for c in costs
    )
    return markdown_table(head, cells)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--events", type=int, default=SIZES[-1], help="the largest record")
    options.add_argument("--only", choices=FORMATS, help="make one measurement in this process and print it as JSON")
    options.add_argument("--feed", action="store_true", help="a change feed, with --only")
    options.add_argument("--write", action="store_true", help="keep the figures in the docs")
    given = options.parse_args()
    if given.only:
        print(json.dumps(asdict(cost(given.only, given.events, feed=given.feed))))
        return
    found = list(measured(given.events))
    tables = {"full": table(c for c in found if not c.feed), "feeds": table(c for c in found if c.feed)}
    print("\n\n".join(tables.values()))
    if given.write:
        machine = f"Python {platform.python_version()}, one core"
        PAGE.write_text(FRAME.read_text(encoding="utf-8").format(**tables, machine=machine), encoding="utf-8")


if __name__ == "__main__":
    main()
