"""The formats Khabar writes, each by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from khabar.errors import BadInput
from khabar.export.account import Account
from khabar.export.acled import AcledRow, acled_rows
from khabar.export.control import ControlRow, control_rows
from khabar.export.csv_out import write_csv
from khabar.export.event_row import EventRow, event_rows
from khabar.export.feed import Entry
from khabar.export.geojson import Feature, features
from khabar.export.hapi import HXL_TAGS, HapiRow, hapi_rows
from khabar.export.json_out import write_features, write_lines, write_list
from khabar.export.parquet_out import write_parquet
from khabar.export.plover import PloverRow, plover_rows
from khabar.export.record import Record
from khabar.export.row import Row
from khabar.export.timemap import TimemapRow, timemap_rows
from khabar.export.ucdp import UcdpRow, ucdp_rows


class Write(Protocol):
    """Writes entries to a file, one by one or in portions."""

    def __call__(self, entries: Iterable[Entry], row: type[Row], path: Path, *, feed: bool, hxl: bool) -> None:
        """`feed`: the entries are changes; `hxl`: a row of HXL tags is wanted."""
        ...


@dataclass(frozen=True)
class Format:
    """One format: what a row of it is, where its rows come from, how they are written. `hxl` = it has HXL tags."""

    name: str
    title: str
    row: type[Row]
    rows: Callable[[Record, Account], Iterator[Row]]
    write: Write
    hxl: bool = False


def _as_csv(entries: Iterable[Entry], row: type[Row], path: Path, *, feed: bool, hxl: bool) -> None:
    write_csv(entries, row, path, feed=feed, tags=HXL_TAGS if hxl else None)


def _as_json(
    write: Callable[[Iterable[Entry], type[Row], Path], None],
    entries: Iterable[Entry],
    row: type[Row],
    path: Path,
    *,
    feed: bool,  # noqa: ARG001  the entries tell
    hxl: bool,  # noqa: ARG001  JSON has no tags
) -> None:
    write(entries, row, path)


def _as_parquet(
    points: bool,
    entries: Iterable[Entry],
    row: type[Row],
    path: Path,
    *,
    feed: bool,
    hxl: bool,  # noqa: ARG001  Parquet has no tags
) -> None:
    write_parquet(entries, row, path, feed=feed, points=points)


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("acled", "events in ACLED's columns, CSV", AcledRow, acled_rows, _as_csv),
        Format("ucdp", "deadly events in UCDP GED's columns, CSV", UcdpRow, ucdp_rows, _as_csv),
        Format("plover", "events as PLOVER JSON lines", PloverRow, plover_rows, partial(_as_json, write_lines)),
        Format("control", "who held each place on each day, in VIINA's layout, CSV", ControlRow, control_rows, _as_csv),
        Format("hapi", "events by area and month in HDX HAPI's columns, CSV", HapiRow, hapi_rows, _as_csv, hxl=True),
        Format("timemap", "events for a timemap, JSON", TimemapRow, timemap_rows, partial(_as_json, write_list)),
        Format("geojson", "every event as GeoJSON", Feature, features, partial(_as_json, write_features)),
        Format("parquet", "every event as Parquet", EventRow, event_rows, partial(_as_parquet, False)),
        Format("geoparquet", "every event as GeoParquet", EventRow, event_rows, partial(_as_parquet, True)),
    )
}


def format_named(name: str) -> Format:
    """The format of a name. Raises BadInput with the names there are."""
    if name not in FORMATS:
        raise BadInput(f"There is no export format {name!r}.", next_step=f"Known: {', '.join(FORMATS)}.")
    return FORMATS[name]
