"""A file is written whole or not at all, in bounded memory, and only what fits its schema."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import REBELS, a_claim, an_event
from export_builders import DARAN, a_record, killed, written

from khabar.errors import InvalidExport
from khabar.export import FORMATS, Account, Outgoing, Record, write_export
from khabar.records import Place
from tools.export_schemas import FOLDER, schemas

TOOK = an_event(a_claim(actor=[REBELS], place=[DARAN]), figures=(killed(1, 2, 3),))
OF_EVENTS = [name for name in FORMATS if name not in ("control", "hapi")]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_shipped_schemas_are_those_the_rows_are_checked_by(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == schemas()[name], "run: uv run python -m tools.export_schemas"


@pytest.mark.parametrize("format", OF_EVENTS)
def test_a_row_that_does_not_fit_stops_the_export_and_leaves_what_was_there(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"out.{format}"
    path.write_text("what was there")
    nowhere = replace(
        TOOK, id="event:ffff00000000ffff", places=(Place("x", "Beyond", "settlement", 91.5, 10.0, country="AF"),)
    )
    if format == "timemap":
        nowhere = replace(TOOK, id="event:ffff00000000ffff", claims=(replace(TOOK.claims[0], title=3),))  # type: ignore[arg-type]
    shot = [replace(e, type="violence.attack", target_words=("villagers",)) for e in (TOOK, nowhere)]
    with pytest.raises(InvalidExport) as error:
        write_export(FORMATS[format], a_record(*shot), path, account=Account())
    assert error.value.export == format
    assert path.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [path]


def test_an_export_that_is_stopped_leaves_no_half_file(tmp_path: Path) -> None:
    def stopped(_: Account) -> Iterator[Outgoing]:
        yield Outgoing(TOOK, "released")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_export(
            FORMATS["geojson"], Record(stopped, datetime(2030, 6, 10, tzinfo=UTC)), tmp_path / "out", account=Account()
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", OF_EVENTS)
def test_the_same_record_gives_the_same_file(format: str, tmp_path: Path) -> None:
    first = written(format, tmp_path, [TOOK]).read_bytes()
    assert written(format, tmp_path, [TOOK]).read_bytes() == first


@pytest.mark.parametrize("format", OF_EVENTS)
def test_ten_times_the_events_take_no_more_memory(format: str, tmp_path: Path) -> None:
    def peak(events: int) -> int:
        def many(_: Account) -> Iterator[Outgoing]:
            for n in range(events):
                yield Outgoing(replace(TOOK, id=f"event:{n:016x}"), "unreviewed")

        record = Record(many, datetime(2030, 6, 10, tzinfo=UTC))
        tracemalloc.start()
        write_export(FORMATS[format], record, tmp_path / "out", account=Account())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    few, many = peak(600), peak(6_000)
    # Parquet is written in portions of 5,000 rows; the others one by one.
    assert many < (20 * few if "parquet" in format else 3 * few)


def test_the_report_counts_what_is_lost_and_names_the_columns_left_empty(tmp_path: Path) -> None:
    account = write_export(FORMATS["acled"], a_record(TOOK), tmp_path / "out", account=Account())
    said = account.as_json()
    assert said["written"] == 1
    assert "region" in said["empty_columns"]
    assert "actor1" not in said["empty_columns"]
    assert json.dumps(said)
    assert any(line.startswith("Columns left empty: ") for line in account.lines())
