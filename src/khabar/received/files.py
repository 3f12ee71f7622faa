"""The rows of a file that Khabar exported, in whichever of its formats: told by the content, not by the name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TextIO, get_args

from khabar.datasets import load_scheme
from khabar.datasets.table import read_rows
from khabar.errors import BadInput
from khabar.export.event_row import EventRow
from khabar.export.feed import Change
from khabar.received.coded_tables import told_by_acled, told_by_ucdp
from khabar.received.full_table import told_by_row
from khabar.received.parquet_in import PARQUET, parquet_rows
from khabar.received.plover import told_by_line
from khabar.received.told import BadRow, Read
from khabar.records.event import EVENT_ID

READABLE = ("geojson", "parquet", "geoparquet", "plover", "acled", "ucdp")
_ID = re.compile(rf"{EVENT_ID}[0-9a-f]{{1,64}}")
_NEXT_STEP = f"Formats that can be read back: {', '.join(READABLE)}."
# A line of JSON longer than this is no row, and a GeoJSON file that another program laid out anew is read up to this.
_LONGEST_LINE = 1_000_000
_MOST_ANEW = 64_000_000
_LONGEST_HEADER = 20_000
# Columns by which the tables are known that no event can be read from.
_CANNOT = {
    "place_key": "control holds who held each place: what followed from the events, not the events themselves",
    "provider_admin1_name": "hapi holds counts by area and month, not the events counted",
}


@dataclass(frozen=True, slots=True)
class Raw:
    """One row as it stands in the file: its `values`, or the `fault` for which it has none."""

    where: str
    values: Mapping[str, Any]
    fault: str = ""


def rows_of_export(lines: TextIO, *, name: str) -> tuple[Read, Iterator[Raw]]:
    """How the rows of an export are read, and the rows. Raises BadInput where it is none, or none that comes back.

    Raises MissingPart for Parquet where pyarrow is not installed.
    """
    head = lines.buffer.read(len(PARQUET))
    lines.seek(0)
    if head == PARQUET:
        columns = (*EventRow.columns(), "change")
        rows = parquet_rows(lines.buffer, columns, name=name)
        return told_by_row, (Raw(f"{name}, row {n}", _filled(row)) for n, row in enumerate(rows, 1))
    first = lines.readline(_LONGEST_LINE)
    lines.seek(0)
    if first.startswith("["):
        raise BadInput(f"{name} is a timemap, which has no parties and no figures.", next_step=_NEXT_STEP)
    if first.startswith("{"):
        return _rows_of_json(first, lines, name)
    return _rows_of_csv(first, lines, name)


def change_of(row: Raw) -> tuple[Change | None, Mapping[str, Any]]:
    """What a feed says of a row, None = the file is no feed, and the row without it. Raises BadRow."""
    if row.fault:
        raise BadRow(row.fault)
    change = row.values.get("change")
    if change is not None and change not in get_args(Change):
        raise BadRow(f"change {change!r} is not known")
    return change, {column: value for column, value in row.values.items() if column != "change"}


def id_of(values: Mapping[str, Any]) -> str:
    """The id of a row's event at the desk that exported it. Raises BadRow where it is none of Khabar's."""
    id = next((values[column] for column in ("event_id_cnty", "relid", "id") if column in values), None)
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise BadRow(f"its id {id!r} is none that Khabar gives")
    return id


def _filled(row: Mapping[str, Any]) -> dict[str, Any]:
    # Parquet has a cell in every column.
    return {column: value for column, value in row.items() if value is not None or row.get("change") != "withdrawn"}


def _rows_of_json(first: str, lines: TextIO, name: str) -> tuple[Read, Iterator[Raw]]:
    if _is_head(first):
        lines.readline()
        return told_by_row, map(_of_feature, _json_lines(lines, name, line=2))
    if isinstance(_parsed(first), Mapping) and '"FeatureCollection"' not in first:
        return told_by_line, _json_lines(lines, name, line=1)
    return told_by_row, map(_of_feature, _features(lines, name))


def _is_head(line: str) -> bool:
    """Whether a GeoJSON file has one feature a line, as Khabar writes it."""
    return '"FeatureCollection"' in line and line.rstrip().endswith("[")


def _json_lines(lines: TextIO, name: str, *, line: int) -> Iterator[Raw]:
    """An object a line, with or without a comma after it."""
    for number, text in enumerate(iter(partial(lines.readline, _LONGEST_LINE), ""), line):
        bare = text.strip().removesuffix(",")
        if not bare or bare == "]}":
            continue
        values = _parsed(bare)
        if isinstance(values, Mapping):
            yield Raw(f"{name}, line {number}", values)
        else:
            yield Raw(f"{name}, line {number}", {}, "it cannot be read as an object of JSON")


def _features(lines: TextIO, name: str) -> Iterator[Raw]:
    """The features of a file that another program laid out anew."""
    text = lines.read(_MOST_ANEW + 1)
    if len(text) > _MOST_ANEW:
        raise BadInput(f"{name} holds more than {_MOST_ANEW:,} characters.", next_step="Give the file as exported.")
    found = _parsed(text)
    features = found.get("features") if isinstance(found, Mapping) else None
    if not isinstance(features, list):
        raise BadInput(f"{name} is neither GeoJSON nor PLOVER as Khabar writes them.", next_step=_NEXT_STEP)
    for number, feature in enumerate(features, 1):
        known = isinstance(feature, Mapping)
        yield Raw(f"{name}, feature {number}", feature if known else {}, "" if known else "it is no object")


def _of_feature(row: Raw) -> Raw:
    """A feature as the row of Khabar's own table that its properties are."""
    properties = row.values.get("properties")
    if row.fault or isinstance(properties, Mapping):
        return Raw(row.where, properties or {}, row.fault)
    return Raw(row.where, {}, "it is a feature without properties")


def _parsed(text: str) -> Any:
    """The value of a JSON text; None where it cannot be read as one."""
    try:
        value = json.loads(text, parse_constant=_no_number)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()  # half a pair of escapes is no character
        return value
    except (ValueError, RecursionError):
        return None


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _rows_of_csv(first: str, lines: TextIO, name: str) -> tuple[Read, Iterator[Raw]]:
    columns = {column.strip(" \"'\r\n") for column in first[:_LONGEST_HEADER].split(",")}
    for column, why in _CANNOT.items():
        if column in columns:
            raise BadInput(f"{name} cannot be read back: {why}.", next_step=_NEXT_STEP)
    formats: dict[str, tuple[str, Read]] = {"relid": ("ucdp", told_by_ucdp), "event_id_cnty": ("acled", told_by_acled)}
    found = next((format for column, format in formats.items() if column in columns), None)
    if found is None:
        raise BadInput(f"{name} is in no format that Khabar exports.", next_step=_NEXT_STEP)
    dataset, read = found
    rows = read_rows(lines, load_scheme(dataset), name=name)
    return read, (Raw(f"{name}, line {row.line}", row.cells, row.fault) for row in rows)
