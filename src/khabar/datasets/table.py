"""The rows of a dataset's CSV file, one at a time: with or without names in the first line, in whatever order."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from khabar.datasets.scheme import Scheme
from khabar.errors import UnreadableDataset

MAX_CELL = 200_000
_DELIMITERS = ",;\t|"
_LONGEST_HEADER = 20_000
_APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row by its columns' present names, without empty cells; `fault` says why it could not be read, "" = it was."""

    line: int
    cells: dict[str, str]
    fault: str = ""


def read_rows(lines: TextIO, scheme: Scheme, *, name: str) -> Iterator[RawRow]:
    """The rows, with the line each begins on; one that does not fit the columns comes with its fault.

    Raises UnreadableDataset where the file has neither the dataset's names in its first line nor as many cells.
    """
    first = lines.readline(_LONGEST_HEADER)
    delimiter = max(_DELIMITERS, key=first.count)
    cells = next(csv.reader([first], delimiter=delimiter), [])
    columns, has_names = _columns(cells, scheme, name)
    rows = csv.reader(_again(first, lines, skip=has_names), delimiter=delimiter)
    before = 1 if has_names else 0
    while True:
        line = before + rows.line_num + 1
        try:
            row = _next_row(rows)
        except csv.Error as error:
            yield RawRow(line, {}, f"it cannot be read as CSV ({error}); the file was read up to here")
            return
        if row is None:
            return
        if len(row) != len(columns):
            if any(cell.strip() for cell in row):
                yield RawRow(line, {}, f"it has {len(row)} cells where there are {len(columns)} columns")
            continue
        yield RawRow(line, {c: v.strip() for c, v in zip(columns, row, strict=True) if v.strip()})


def _columns(first: list[str], scheme: Scheme, name: str) -> tuple[list[str], bool]:
    """The columns in the file's order, and whether its first line names them."""
    known = {_key(column): column for column in scheme.columns}
    known |= {_key(old): column for old, column in scheme.renamed.items()}
    named = [known.get(_key(cell), cell.strip()) for cell in first]
    fields = scheme.fields
    needed = {fields.id, fields.act, fields.first_day, fields.lat, fields.lon}
    if needed <= set(named):
        return named, True
    found = {column for column in named if column in scheme.columns}
    if not found and len(first) == len(scheme.columns):
        return list(scheme.columns), False
    missing = ", ".join(column for column in scheme.columns if column in needed - found)
    fault = f"its first line does not name {missing}" if found else "its first line names none of the columns"
    raise UnreadableDataset(name, scheme.name, fault, columns=len(scheme.columns))


def _key(name: str) -> str:
    return _APART.sub("_", name.strip().casefold()).strip("_")


def _again(first: str, lines: TextIO, *, skip: bool) -> Iterator[str]:
    if not skip:
        yield first
    # A line is bounded, so that a file without line ends does not fill the memory.
    yield from iter(lambda: lines.readline(MAX_CELL), "")


def _next_row(rows: Iterator[list[str]]) -> Sequence[str] | None:
    # The limit on a cell belongs to the whole process: changed for this row alone.
    usual = csv.field_size_limit(MAX_CELL)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(usual)
