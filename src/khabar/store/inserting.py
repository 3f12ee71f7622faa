"""Putting rows into a table, many in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.sql.dml import ReturningInsert


def inserted_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Puts rows of the same columns into a table, in their order; the numbers they were given."""
    if not rows:
        return []
    return list(connection.execute(_numbered(table), list(rows)).scalars())


@lru_cache(maxsize=16)
def _numbered(table: Table) -> ReturningInsert[Any]:
    return insert(table).returning(table.c.number, sort_by_parameter_order=True)
