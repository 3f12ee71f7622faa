"""Rows of a GeoNames country file: 19 columns parted by tabs, no header, nothing quoted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from khabar.places.own.cell_values import BadCell, degrees, geonames_number, whole
from khabar.places.own.features import Feature, Selection
from khabar.places.own.listed import Listed, Row, RowSetAside

COLUMNS = 19
_LONGEST_LINE = 1 << 20  # bytes
_NO_DIVISION = {"", "00"}
RawLine = tuple[int, bytes]


def raw_lines(stream: BinaryIO) -> Iterator[RawLine]:
    """The lines with their numbers, unread."""
    yield from enumerate(iter(lambda: stream.readline(_LONGEST_LINE), b""), 1)


def listed_in_line(raw: RawLine, *, file: str, selection: Selection, country: str = "") -> Row:
    """The place of one line, where it is selected and lies in `country` ("" = in any)."""
    number, line = raw
    cells, fault = _cells(line)
    if fault:
        return RowSetAside(file, f"line {number}", "", fault)
    feature = selection.takes(cells[6], cells[7])
    if feature is False or (country and cells[8] != country):
        return None
    try:
        return _listed(cells, feature)
    except BadCell as bad:
        return RowSetAside(file, f"line {number}", bad.field, bad.reason)


def _cells(line: bytes) -> tuple[list[str], str]:
    """The cells of a line, or what is wrong with it."""
    try:
        cells = line.decode("utf-8-sig").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        return [], "is not UTF-8"
    if len(cells) != COLUMNS:
        return [], f"has {len(cells)} columns where GeoNames has {COLUMNS}"
    return cells, ""


def _listed(cells: list[str], feature: Feature | None) -> Listed:
    number, name, latin, others, lat, lon, letter, code, country, _, admin1 = cells[:11]
    if feature is None:
        raise BadCell("feature class", f"{letter!r} is no class of GeoNames")
    if not name:
        raise BadCell("name", "is empty")
    return Listed(
        name=name,
        precision=feature.precision,
        lat=degrees(lat, "latitude", 90),
        lon=degrees(lon, "longitude", 180),
        names=(latin, *others.split(",")) if others else (latin,),
        country=country,
        admin1="" if admin1 in _NO_DIVISION else admin1,
        population=whole(cells[14] or "0", "population"),
        geonameid=geonames_number(number),
        capital=code == "PPLC",
        former=feature.former,
    )
