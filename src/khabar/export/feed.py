"""A change feed: of all rows of an export, those that differ from what it would have been at an earlier moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from khabar.export.row import Row

Change = Literal["added", "changed", "withdrawn"]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row on its way to the file. `change` None = a full export. Of what is withdrawn only the key is told."""

    key: Key
    row: Row | None
    change: Change | None = None


def full(rows: Iterable[Row]) -> Iterator[Entry]:
    """Every row."""
    return (Entry(row.key, row) for row in rows)


def changes(before: Iterable[Row], after: Iterable[Row]) -> Iterator[Entry]:
    """What was added or changed, in the order of the rows, then what was withdrawn.

    Of the earlier rows one short fingerprint each is held in memory.
    """
    then = {row.key: row.fingerprint for row in before}
    for row in after:
        was = then.pop(row.key, None)
        if was is None:
            yield Entry(row.key, row, "added")
        elif was != row.fingerprint:
            yield Entry(row.key, row, "changed")
    yield from (Entry(key, None, "withdrawn") for key in then)
