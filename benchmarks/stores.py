"""What a store costs in a file and on a server, on made-up reports (`benchmarks/linking/synthetic.py`).

    uv run python -m benchmarks.stores [--reports 5000] [--server postgresql://USER@HOST/DATABASE] [--write]

Each report is taken in by itself and is on disk before the next. With --server, an empty database there is filled in
the same run and measured against the file. --write keeps the figures in docs/evaluation/stores.md.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.linking.synthetic import documents
from khabar.records import Claim, Coded, Document
from khabar.store import Box, Store, open_store

PAGE = Path(__file__).resolve().parents[1] / "docs" / "evaluation" / "stores.md"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
QUESTIONS = ("government forces", "killed", "town shelled", "rebels withdrew province")
BOXES = (Box(33, 61, 35, 63), Box(30, 35, 38, 49), Box(11, -12, 25, 4))
Seconds = dict[str, float]


def reports(count: int) -> list[Coded]:
    """Reports of made-up acts, each with its claims."""
    return [_report(claims) for claims in islice(documents(20 * count), count)]


def _report(claims: tuple[Claim, ...]) -> Coded:
    first = claims[0]
    text = "\n".join(claim.sentence_text for claim in claims)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    named = {"title": first.title, "publisher": first.outlet, "url": first.url, "published": first.published}
    document = Document(id=first.document_id, text=text, sha256=sha256, source=first.document_id, **named)  # type: ignore[arg-type]
    mentions = (replace(claim.mention, id=f"{document.id}:{n}") for n, claim in enumerate(claims))
    return Coded(document, tuple(mentions))


def measured(place: str, coded: list[Coded]) -> Seconds:
    """Seconds for what a store does, by name."""
    found: Seconds = {}
    with open_store(place) as store:
        found["take a report in, acknowledged"] = _timed(lambda: [_taken_in(store, one) for one in coded]) / len(coded)
        found["take the same in again"] = _timed(lambda: [_taken_in(store, one) for one in coded[:500]]) / 500
        found["give every claim out"] = _timed(store.claims)
        found["find reports by words"] = median(_timed(lambda w=w: store.search(w)) for w in 5 * QUESTIONS)  # type: ignore[misc]
        found["find reports by a box"] = median(_timed(lambda b=b: store.search(within=b)) for b in 5 * BOXES)  # type: ignore[misc]
        found["follow the ledger"] = _timed(store.verify)
    return found


def _taken_in(store: Store, coded: Coded) -> None:
    store.add(coded, recorded_at=NOON, coder="khabar, made up")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def lines(count: int, server: str) -> Iterator[str]:
    """The table: the file, and the server as a multiple of it."""
    coded = reports(count)
    with tempfile.TemporaryDirectory() as folder:
        file = measured(str(Path(folder) / "made-up.db"), coded)
        size = (Path(folder) / "made-up.db").stat().st_size / 1e6
    other = measured(server, coded) if server else None
    claims = sum(len(one.mentions) for one in coded)
    yield f"{len(coded):,} reports, {claims:,} claims; the file is {size:,.1f} MB. Milliseconds by the clock."
    yield ""
    yield "| what | file | server | server / file |"
    yield "|---|---|---|---|"
    for name, seconds in file.items():
        there = f"{other[name] * 1000:,.2f} | {other[name] / seconds:,.1f}" if other else "| "
        yield f"| {name} | {seconds * 1000:,.2f} | {there} |"


def main() -> None:
    """Prints the table, and keeps it where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--server", default="", help="the address of an empty database")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    table = "\n".join(lines(given.reports, given.server))
    print(table)
    if given.write:
        PAGE.write_text(_FRAME.format(table=table, python=platform.python_version()), encoding="utf-8")


_FRAME = """# What a store costs, in a file and on a server

Printed by `uv run python -m benchmarks.stores --server postgresql://... --write`, on made-up reports with a seed,
Python {python}. Server and desk were one machine: over a network each question also waits for the way there and back.

{table}

Every report is a transaction of its own, on disk before it is acknowledged; on either side one writes at a time.
"""


if __name__ == "__main__":
    main()
