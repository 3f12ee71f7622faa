"""Rows of a table of the user's own: CSV, its columns named in the first line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from khabar.places.own.cells import NAMES_OF

_DELIMITERS = ",;\t|"
RawCells = tuple[str, dict[str, str] | str]  # where it stands; its cells, or why it has none


def delimiter_of(header: str) -> str:
    """What parts the columns of a table that begins with this line."""
    return max(_DELIMITERS, key=header.count)


def is_header(line: str) -> bool:
    """Whether a table of places begins with this line: it names a column for the point and one for the name."""
    cells = {cell.strip().casefold() for cell in next(csv.reader([line], delimiter=delimiter_of(line)), [])}
    named = cells & {*NAMES_OF["name"], *(f"adm{n}_{end}" for n in range(6) for end in ("en", "name"))}
    return bool(named and cells & set(NAMES_OF["lat"]) and cells & set(NAMES_OF["lon"]))


def raw_rows(stream: BinaryIO) -> Iterator[RawCells]:
    """The rows by the names of their columns; a line that is not UTF-8 or does not fit the header, with a reason."""
    faults: list[RawCells] = []
    lines = _text_lines(stream, faults)
    first = next(lines, "")
    header = next(csv.reader([first], delimiter=delimiter_of(first)), [])
    rows = csv.reader(lines, delimiter=delimiter_of(first))
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            faults.append((f"line {rows.line_num + 1}", f"is not CSV: {error}"))
            row = []
        yield from faults
        faults.clear()
        if row is None:
            return
        where = f"line {rows.line_num + 1}"
        if len(row) > len(header):
            yield where, f"has {len(row)} cells where the first line names {len(header)}"
        elif any(cell.strip() for cell in row):
            yield where, dict(zip(header, row, strict=False))


def _text_lines(stream: BinaryIO, faults: list[RawCells]) -> Iterator[str]:
    for number, line in enumerate(stream, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            faults.append((f"line {number}", "is not UTF-8"))
            yield "\n"  # keeps the count of lines
