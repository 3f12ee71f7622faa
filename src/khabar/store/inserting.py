"""Putting rows into a table, many in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert


def inserted_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Puts rows of the same columns into a table, in their order; the numbers they were given."""
    if not rows:
        return []
    numbered = insert(table).returning(table.c.number, sort_by_parameter_order=True)
    return list(connection.execute(numbered, list(rows)).scalars())
