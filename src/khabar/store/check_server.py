"""Is a store on a server whole? Its references too, and whether the server keeps what it has acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sqlalchemy import URL, Column, Connection, Table, select

from khabar.errors import StoreCorrupt, StoreError
from khabar.store import tables
from khabar.store.address import printable
from khabar.store.parts import RESTORE, Looking, Part
from khabar.store.postgres import has_store
from khabar.store.server import engine_of, serving_errors
from khabar.store.version import no_store

# Off, these make a server faster and lose what was acknowledged when its machine fails.
_SAFE = ("fsync", "full_page_writes")


def check_server(url: URL) -> tuple[Part, ...]:
    """Every part of the store in a database; see `khabar.store.check.check_store`."""
    engine = engine_of(url, read_only=True)
    looking = Looking(engine, partial(serving_errors, url), printable(url))
    try:
        with looking.serving(), engine.begin() as connection:
            if not has_store(connection):
                raise no_store(printable(url))
        return tuple(looking.at_all(server=_server, references=_references, space=_space))
    finally:
        engine.dispose()


def _server(connection: Connection) -> str:
    off = [name for name in _SAFE if connection.exec_driver_sql(f"SHOW {name}").scalar() != "on"]
    if off:
        raise StoreError(
            f"What it acknowledges may be lost: {' and '.join(off)} switched off.",
            next_step="Switch it on in postgresql.conf and reload the server.",
        )
    version = connection.exec_driver_sql("SHOW server_version").scalar()
    checked = connection.exec_driver_sql("SHOW data_checksums").scalar()
    return f"PostgreSQL {version}; what it acknowledges is on disk; checksums of its pages are {checked}"


def _references(connection: Connection) -> str:
    for table, column in _resting():
        parent = next(iter(column.foreign_keys)).column
        there = select(parent).where(parent == column).exists()
        lost = connection.execute(select(table).where(~there).limit(1)).mappings().first()
        if lost:
            raise StoreCorrupt(
                f"A row of {table.name} rests on {parent.table.name} {lost[column.name]} that is gone.",
                next_step=RESTORE,
            )
    return "every row rests on one that is there"


def _resting() -> Iterator[tuple[Table, Column[object]]]:
    for table in tables.metadata.sorted_tables:
        yield from ((table, column) for column in table.columns if column.foreign_keys)


def _space(connection: Connection) -> str:
    size = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0
    return f"the database takes {size / 1e6:,.1f} MB; how much is free only its machine can say"
