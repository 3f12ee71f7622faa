"""Maps that are not ours read what we write: a timemap's rules, GIS readers, Arrow and DuckDB."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow.parquet
import pyogrio
import pytest
import shapely
from builders import ARMY, DAY, REBELS, a_claim, a_place, an_event
from export_builders import DARAN, SARIN, killed, rows_of, written
from jsonschema import Draft202012Validator, FormatChecker

from khabar.errors import MissingPart
from khabar.export.event_row import EventRow
from khabar.export.timemap import TimemapRow
from khabar.records import Event
from khabar.times import Occurred

TOOK = an_event(a_claim(actor=[REBELS], target=[ARMY], place=[DARAN]), figures=(killed(3, None, 7),))
DENIED = an_event(a_claim(actor=[REBELS], place=[SARIN], polarity="no", says="No, Sarin has not fallen."))
NOWHERE = an_event(a_claim("politics.talks", actor=[REBELS, ARMY], says="They met."))
NEVER = an_event(a_claim(place=[a_place("Nowhere town")], says="It fell."), occurred=None)
ALL: tuple[Event, ...] = (TOOK, DENIED, NOWHERE, NEVER)


def validator(format: str) -> Draft202012Validator:
    text = (files("khabar") / f"data/schemas/export/{format}-1.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text), format_checker=FormatChecker())


def test_timemap_takes_events_with_a_date_or_a_point_and_all_values_as_text(tmp_path: Path) -> None:
    rows, account = rows_of("timemap", *ALL)
    assert [(r.date, r.latitude, r.location) for r in rows if isinstance(r, TimemapRow)] == [
        ("2030-06-10", "34.34801", "Daran"),
        ("2030-06-10", "", ""),
    ]
    assert account.lost["events with neither time nor point"] == 1
    assert account.lost["events said not to have happened"] == 1
    events = json.loads(written("timemap", tmp_path, ALL).read_text(encoding="utf-8"))
    assert list(validator("timemap").iter_errors(events)) == []
    # timemap's own rules: latitude and longitude together, and a date or a latitude.
    for event in events:
        assert {"description", "associations"} <= set(event)
        assert bool(event["latitude"]) == bool(event["longitude"])
        assert event["date"] or event["latitude"]
        assert all(source["id"] and isinstance(source["paths"], list) for source in event["sources"])


def test_geojson_is_valid_and_holds_every_event_the_unplaced_ones_too(tmp_path: Path) -> None:
    collection = json.loads(written("geojson", tmp_path, ALL).read_text(encoding="utf-8"))
    assert list(validator("geojson").iter_errors(collection)) == []
    assert len(collection["features"]) == 4
    assert [f["geometry"] is None for f in collection["features"]] == [False, False, True, True]
    assert collection["features"][0]["geometry"]["coordinates"] == [62.19967, 34.34801]
    assert [f["properties"]["happened"] for f in collection["features"]] == [True, False, True, True]


def test_a_gis_reader_finds_the_points_of_geojson(tmp_path: Path) -> None:
    path = written("geojson", tmp_path, ALL)
    about, _, shapes, columns = pyogrio.raw.read(path, columns=["place", "killed_low", "review"])
    assert about["geometry_type"] == "Point"
    assert about["crs"] == "EPSG:4326"
    assert shapely.get_coordinates(shapely.from_wkb(shapes[:2])).tolist() == [[62.19967, 34.34801], [61.5, 33.1]]
    assert columns[list(about["fields"]).index("place")].tolist()[:2] == ["Daran", "Sarin"]


def test_arrow_reads_parquet_with_days_lists_and_ranges(tmp_path: Path) -> None:
    table = pyarrow.parquet.read_table(written("parquet", tmp_path, ALL))
    assert table.column_names == list(EventRow.columns())
    first = table.to_pylist()[0]
    assert (first["first_day"], first["killed_low"], first["killed_best"], first["killed_high"]) == (DAY, 3, None, 7)
    assert first["actors"] == ["Rebels"]
    assert first["first_known"].tzinfo is not None


def test_duckdb_reads_parquet(tmp_path: Path) -> None:
    read = duckdb.read_parquet(str(written("parquet", tmp_path, ALL)))
    assert read.filter("happened").select("count(*)").fetchall() == [(3,)]
    assert read.filter("list_contains(actor_ids, 'army')").select("count(*)").fetchall() == [(1,)]


def test_a_gis_reader_finds_the_points_of_geoparquet(tmp_path: Path) -> None:
    path = written("geoparquet", tmp_path, ALL)
    about = json.loads(pyarrow.parquet.read_schema(path).metadata[b"geo"])
    column = about["columns"][about["primary_column"]]
    assert (about["version"], column["encoding"], column["geometry_types"]) == ("1.1.0", "WKB", ["Point"])
    table = pyarrow.parquet.read_table(path)
    shapes = shapely.from_wkb(table.column(about["primary_column"]).to_pylist())
    assert [shape and (shape.x, shape.y) for shape in shapes] == [(62.19967, 34.34801), (61.5, 33.1), None, None]


def test_gdal_reads_geoparquet_where_it_can(tmp_path: Path) -> None:
    path = written("geoparquet", tmp_path, ALL)
    if "Parquet" not in pyogrio.list_drivers():
        pytest.skip("this GDAL was built without Parquet")
    about, _, shapes, _ = pyogrio.raw.read(path, columns=["place"])
    assert about["geometry_type"] == "Point"
    assert shapely.from_wkb(shapes[0]).x == 62.19967


def test_without_pyarrow_the_extra_is_named_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingPart) as error:
        written("parquet", tmp_path, ALL)
    assert "khabar[parquet]" in error.value.next_step
    assert list(tmp_path.iterdir()) == []


def test_a_vague_time_is_told_as_first_and_last_day() -> None:
    week = Occurred.within(date(2030, 6, 1), date(2030, 6, 7), precision="week", basis="relative")
    ((row,), _) = rows_of("parquet", an_event(a_claim(place=[DARAN], occurred=week)))
    assert isinstance(row, EventRow)
    assert row.last_day is not None
    assert row.last_day - row.first_day == timedelta(days=6)  # type: ignore[operator]
    assert row.time_precision == "week"
