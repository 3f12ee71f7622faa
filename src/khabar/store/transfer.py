"""All that one store holds, into another that is empty: every row with its number, and the ledger with them.

What reports and claims are found by is made anew, since each database keeps that in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from khabar.errors import StoreCorrupt
from khabar.store import tables
from khabar.store.columns import SERVER
from khabar.store.queries import in_portions
from khabar.store.search import index_points, index_words
from khabar.store.verify import verify

# Parents before what rests on them.
_NUMBERED = tuple(table for table in tables.metadata.sorted_tables if "number" in table.c)


def transfer(source: Connection, target: Connection) -> Iterator[int]:
    """Takes everything over, inside the transactions of both; yields how many rows as they go, and is done at its end.

    Raises StoreCorrupt where the source is not as it was recorded, or the target did not come to hold the same.
    """
    before = verify(source)
    if not before.sound:
        words = f"The store is not as it was recorded: {before.faults[0].message}"
        raise StoreCorrupt(words, next_step="`khabar ledger verify` lists the faults.")
    for table in _NUMBERED:
        for portion in in_portions(source, select(table), table.c.number):
            rows = [dict(row) for row in portion]
            target.execute(insert(table), rows)
            _index(target, table, rows)
            yield len(rows)
        if target.dialect.name == SERVER:
            _count_on(target, table)
    for row in source.execute(select(tables.meta)).mappings():
        target.execute(insert(tables.meta), dict(row))
    if verify(target) != before:
        raise StoreCorrupt("What was taken over is not what was there.", next_step="This is a fault: please report it.")


def _index(target: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if table is tables.documents:
        for row in rows:
            index_words(target, row["number"], title=row["title"], text=row["text"])
    elif table is tables.claim_places:
        index_points(target, {row["number"]: (row["lat"], row["lon"]) for row in rows})


def _count_on(target: Connection, table: Table) -> None:
    """Has a server number the next row after the last: it counts by itself, whatever rows bring."""
    last = select(func.coalesce(func.max(table.c.number), 0) + 1).scalar_subquery()
    sequence = func.pg_get_serial_sequence(table.name, "number")
    target.execute(select(func.setval(sequence, last, False)))
