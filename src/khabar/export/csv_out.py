"""Rows as CSV: UTF-8, a header of the column names, lines that end as RFC 4180 has it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from khabar.export.cells import cell
from khabar.export.feed import Entry
from khabar.export.row import Row


def write_csv(
    entries: Iterable[Entry], row: type[Row], path: Path, *, feed: bool, tags: Mapping[str, str] | None = None
) -> None:
    """Writes rows one by one. A feed has one more column, `change`; `tags` is a second header row, by column."""
    columns = row.columns()
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow([*columns, "change"] if feed else columns)
        if tags:
            out.writerow([tags.get(name, "") for name in columns] + ([""] if feed else []))
        for entry in entries:
            cells = _cells(entry, row, columns)
            out.writerow([*cells, entry.change] if feed else cells)


def _cells(entry: Entry, row: type[Row], columns: tuple[str, ...]) -> list[str]:
    """The cells of a row; of what is withdrawn those that name it."""
    if entry.row is not None:
        return [cell(getattr(entry.row, name)) for name in columns]
    named = dict(zip(row.KEY, entry.key, strict=True))
    return [cell(named.get(name)) for name in columns]
