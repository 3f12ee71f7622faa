"""Rows as Parquet, and as GeoParquet with a point each; needs pyarrow."""

from __future__ import annotations

import json
import struct
import types
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from khabar.errors import MissingPart
from khabar.export.feed import Entry
from khabar.export.row import Row

PORTION = 5_000
_GEOMETRY = "geometry"
# Without a `crs` the axes are longitude and latitude of WGS84.  Source: GeoParquet 1.1.0.
_GEO = {
    "version": "1.1.0",
    "primary_column": _GEOMETRY,
    "columns": {_GEOMETRY: {"encoding": "WKB", "geometry_types": ["Point"]}},
}


def write_parquet(entries: Iterable[Entry], row: type[Row], path: Path, *, feed: bool, points: bool = False) -> None:
    """Writes rows in portions. A feed has one more column, `change`; `points` makes it GeoParquet.

    Raises MissingPart where pyarrow is not installed.
    """
    arrow, parquet = load_pyarrow()
    schema = _schema(arrow, row, feed=feed, points=points)
    waiting = iter(entries)
    with parquet.ParquetWriter(path, schema, compression="zstd") as file:
        while portion := list(islice(waiting, PORTION)):
            rows = [_values(entry, row, feed=feed, points=points) for entry in portion]
            file.write_table(arrow.Table.from_pylist(rows, schema=schema))


def load_pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingPart(
            "Parquet needs the package pyarrow, which is not installed.",
            next_step="Install it with Khabar's extra: pip install 'khabar[parquet]'.",
        ) from None
    return pyarrow, pyarrow.parquet


def _schema(arrow: Any, row: type[Row], *, feed: bool, points: bool) -> Any:
    fields = [arrow.field(name, _type(arrow, field.annotation)) for name, field in row.model_fields.items()]
    fields += [arrow.field("change", arrow.string())] if feed else []
    fields += [arrow.field(_GEOMETRY, arrow.binary())] if points else []
    return arrow.schema(fields, metadata={"geo": json.dumps(_GEO)} if points else None)


def _type(arrow: Any, annotation: Any) -> Any:
    """The Arrow type of a column."""
    if get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = (part for part in get_args(annotation) if part is not type(None))
    if get_origin(annotation) is tuple:
        return arrow.list_(arrow.string())
    if get_origin(annotation) is Literal:
        annotation = type(get_args(annotation)[0])
    known = {
        str: arrow.string(),
        bool: arrow.bool_(),
        int: arrow.int64(),
        float: arrow.float64(),
        date: arrow.date32(),
        datetime: arrow.timestamp("us", tz="UTC"),
    }
    return known[annotation]


def _values(entry: Entry, row: type[Row], *, feed: bool, points: bool) -> dict[str, Any]:
    if entry.row is None:
        values: dict[str, Any] = dict(zip(row.KEY, entry.key, strict=True))
    else:
        values = {name: _plain(getattr(entry.row, name)) for name in row.columns()}
    if feed:
        values["change"] = entry.change
    if points:
        values[_GEOMETRY] = _point(values.get("latitude"), values.get("longitude"))
    return values


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _point(lat: float | None, lon: float | None) -> bytes | None:
    """A point as little-endian WKB, longitude first; None where there is none."""
    return None if lat is None or lon is None else struct.pack("<BIdd", 1, 1, lon, lat)
