"""A strict CSV table: every row knows its line, every column is known, nothing is silently empty.

A line that starts with "#" is a comment.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.errors import BadPack


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Cells are text without spaces around; several values in one cell are separated by ";".

    `excused` are the columns whose fault is told already: they are read as something harmless, so that the row's next
    fault can be found.
    """

    file: str
    line: int
    cells: dict[str, str]
    excused: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> str:
        """The cell's text; "" = empty or no such (optional) column."""
        return self.cells.get(column, "")

    def needed(self, column: str) -> str:
        """The cell's text. Raises BadPack where it is empty."""
        if not self[column] and column not in self.excused:
            raise self.fault(column, "is empty")
        return self[column]

    def several(self, column: str) -> tuple[str, ...]:
        """The cell's values. Raises BadPack where one stands there twice."""
        values = tuple(value.strip() for value in self[column].split(";") if value.strip())
        if len(set(values)) < len(values) and column not in self.excused:
            twice = next(value for i, value in enumerate(values) if value in values[:i])
            raise self.fault(column, f"{twice!r} stands there twice")
        return values

    def number(self, column: str, *, low: float, high: float) -> float | None:
        """The cell as a number; None = empty. Raises BadPack for anything else, or out of bounds."""
        if column in self.excused:
            return low
        text = self[column]
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            raise self.fault(column, f"{text!r} is no number") from None
        if not low <= value <= high:
            raise self.fault(column, f"{text} is not between {low:g} and {high:g}")
        return value

    def whole(self, column: str, *, low: int, high: int) -> int | None:
        """The cell as a whole number; None = empty. Raises BadPack for anything else, or out of bounds."""
        value = self.number(column, low=low, high=high)
        if value is not None and value != int(value):
            raise self.fault(column, f"{self[column]} is no whole number")
        return None if value is None else int(value)

    def one_of(self, column: str, known: Sequence[str], *, empty: bool = False) -> str:
        """The cell, which must be one of `known`. Raises BadPack."""
        if column in self.excused:
            return known[0]
        value = self[column] if empty else self.needed(column)
        if value and value not in known:
            raise self.fault(column, f"{value!r} is not known", next_step=f"Known: {', '.join(known)}.")
        return value

    def excusing(self, column: str) -> Row:
        """The same row with one more column excused."""
        return replace(self, excused=self.excused | {column})

    def fault(self, column: str, words: str, *, next_step: str = "") -> BadPack:
        """A BadPack that points at a cell."""
        return BadPack(self.file, words, line=self.line, field=column, next_step=next_step)


def read_table(text: str, *, file: str, needed: Sequence[str], optional: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows of a CSV text whose first line names the columns. Raises BadPack for its form; cells are not judged."""
    reader = csv.reader(io.StringIO(text), strict=True)
    lines = _lines(reader, file)
    first, header = next(lines, (0, []))
    if not header:
        raise BadPack(file, "is empty")
    _check_header(header, file, needed, optional, line=first)
    rows = []
    for line, cells in lines:
        if len(cells) != len(header):
            raise BadPack(file, f"has {len(cells)} cells where the header has {len(header)}", line=line)
        rows.append(Row(file, line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}))
    if not rows:
        raise BadPack(file, "has no rows")
    return tuple(rows)


def _lines(reader: Iterator[list[str]], file: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on; empty lines and comments are passed over."""
    counter = reader
    start = 1
    while True:
        try:
            cells = next(counter)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadPack(file, f"is not CSV: {error}", line=start) from None
        if cells and not cells[0].startswith("#"):
            yield start, cells
        start = int(getattr(reader, "line_num", start)) + 1


def _check_header(header: list[str], file: str, needed: Sequence[str], optional: Sequence[str], *, line: int) -> None:
    for i, name in enumerate(header):
        if name in header[:i]:
            raise BadPack(file, "is given twice", line=line, field=name)
        if name not in needed and name not in optional:
            known = ", ".join((*needed, *optional))
            raise BadPack(file, "is not a known column", line=line, field=name, next_step=f"Known: {known}.")
    for name in needed:
        if name not in header:
            raise BadPack(file, "is missing", line=line, field=name)
