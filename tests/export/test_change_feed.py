"""The change feed: applied to what a reader has, it gives what a full export gives."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest
from builders import REBELS, a_claim, an_event
from export_builders import DARAN, SARIN, a_record, killed
from hypothesis import given
from hypothesis import strategies as st

from khabar.export import FORMATS, Account, write_export
from khabar.export.feed import Entry, changes, full
from khabar.export.row import Row
from khabar.records import Event


class Line(Row):
    """A row with an id and something said."""

    id: str
    said: int


LINES = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 3)).map(
    lambda said: [Line(id=id, said=n) for id, n in said.items()]
)


def applied(rows: Iterable[Row], feed: Iterable[Entry]) -> dict[tuple[str, ...], Row]:
    held = {row.key: row for row in rows}
    for entry in feed:
        if entry.row is None:
            del held[entry.key]
        else:
            assert (entry.key in held) == (entry.change == "changed")
            held[entry.key] = entry.row
    return held


@given(LINES, LINES)
def test_a_feed_brings_a_reader_to_the_present(before: list[Line], after: list[Line]) -> None:
    assert applied(before, changes(before, after)) == {row.key: row for row in after}


@given(LINES)
def test_a_feed_over_the_whole_time_is_the_full_export(rows: list[Line]) -> None:
    feed = list(changes([], rows))
    assert [(entry.key, entry.row) for entry in feed] == [(entry.key, entry.row) for entry in full(rows)]
    assert {entry.change for entry in feed} <= {"added"}


@given(LINES)
def test_nothing_new_is_an_empty_feed(rows: list[Line]) -> None:
    assert list(changes(rows, rows)) == []


STAYS = an_event(a_claim("violence.clash", actor=[REBELS], place=[DARAN]))
GROWS = an_event(a_claim(actor=[REBELS], place=[DARAN]), figures=(killed(2, 2, 2),))
GROWN = an_event(GROWS.claims[0], figures=(killed(5, 5, 5),), standing="corroborated")
GONE = an_event(a_claim("violence.shelling", place=[SARIN]))
COMES = an_event(a_claim("violence.airstrike", place=[SARIN]))


def fed(format: str, folder: Path, before: list[Event], after: list[Event]) -> tuple[Path, Account]:
    path, account = folder / f"feed.{format}", Account()
    write_export(FORMATS[format], a_record(*after), path, account=account, before=a_record(*before))
    return path, account


def told(format: str, path: Path) -> list[tuple[str, str]]:
    if format in ("acled", "ucdp"):
        rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        return [(row["event_id_cnty" if format == "acled" else "relid"], row["change"]) for row in rows]
    if format in ("parquet", "geoparquet"):
        return duckdb.read_parquet(str(path)).select("id, change").fetchall()
    text = path.read_text(encoding="utf-8")
    if format == "plover":
        return [(line["id"], line["change"]) for line in map(json.loads, text.splitlines())]
    if format == "timemap":
        return [(event["id"], event["change"]) for event in json.loads(text)]
    return [(f["id"], f["properties"]["change"]) for f in json.loads(text)["features"]]


@pytest.mark.parametrize("format", ["acled", "plover", "timemap", "geojson", "parquet", "geoparquet"])
def test_what_was_added_changed_and_withdrawn_is_named_in_every_format_of_events(format: str, tmp_path: Path) -> None:
    path, account = fed(format, tmp_path, [STAYS, GROWS, GONE], [STAYS, GROWN, COMES])
    assert told(format, path) == [(GROWN.id, "changed"), (COMES.id, "added"), (GONE.id, "withdrawn")]
    assert account.changes == {"changed": 1, "added": 1, "withdrawn": 1}


@pytest.mark.parametrize("format", ["acled", "plover", "timemap", "geojson", "parquet", "geoparquet"])
def test_of_what_is_withdrawn_nothing_but_its_id_is_told(format: str, tmp_path: Path) -> None:
    path, _ = fed(format, tmp_path, [GONE], [])
    assert told(format, path) == [(GONE.id, "withdrawn")]
    assert b"Sarin" not in path.read_bytes()


def test_a_count_that_changes_is_a_changed_row(tmp_path: Path) -> None:
    path, account = fed("hapi", tmp_path, [GROWS], [GROWS, STAYS])
    (row,) = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert (row["events"], row["change"]) == ("2", "changed")
    assert account.changes == {"changed": 1}
