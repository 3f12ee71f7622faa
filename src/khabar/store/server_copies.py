"""A store taken from a server into a file, or put on a server: all of it in one step."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection

from khabar.errors import StoreExists
from khabar.store.address import file_of, printable, server_of
from khabar.store.check_file import check_copy
from khabar.store.file_copies import on_disk, put, refuse_taken, unfinished
from khabar.store.migrate import upgrade, versions
from khabar.store.postgres import has_store, make_tables
from khabar.store.server import SCHEMA, engine_of, serving_errors
from khabar.store.sqlite import make_file, reading_file
from khabar.store.transfer import transfer
from khabar.store.version import no_store, refuse_version, version_of


def server_into_file(url: URL, target: Path, *, force: bool = False, in_use: bool = False) -> Iterator[int]:
    """Takes a server's store into a file, which gets its name when it is whole; yields how many rows as they go.

    `in_use` = it is to be a store that is written to, and no copy to be kept.
    """
    refuse_taken(target, force=force)
    made = unfinished(target)
    try:
        with _reading_server(url) as source, make_file(made, journal="WAL" if in_use else "DELETE") as file:
            yield from transfer(source, file)
        on_disk(made)
        check_copy(made)
    except BaseException:
        unfinished(target)
        raise
    put(made, target)


def store_into_server(place: str | Path, url: URL, *, aside: str | None = None) -> Iterator[int]:
    """Puts a store on a server; yields how many rows as they go.

    What is there is kept as the schema `aside`. Raises StoreExists where something is there and that is None.
    """
    with _reading(place) as source, _connected(url, read_only=False) as server:
        if has_store(server):
            if aside is None:
                raise StoreExists(printable(url))
            server.exec_driver_sql(f"ALTER SCHEMA {SCHEMA} RENAME TO {aside}")
        make_tables(server)
        yield from transfer(source, server)


def replaced(url: URL) -> str | None:
    """The schema that a store which is replaced is kept as; None where there is no store."""
    with _connected(url, read_only=True) as connection:
        if not has_store(connection):
            return None
        names = (f"{SCHEMA}_replaced{f'_{n}' if n > 1 else ''}" for n in itertools.count(1))
        return next(name for name in names if not _has_schema(connection, name))


def migrate_server(url: URL) -> str:
    """Brings a server's store up to the newest schema, all steps or none; the version it had."""
    with _connected(url, read_only=False) as connection:
        _refuse_none(connection, url)
        was = version_of(connection)
        if was not in versions():
            refuse_version(printable(url), was)
        upgrade(connection)
    return was


@contextmanager
def _reading(place: str | Path) -> Iterator[Connection]:
    server = server_of(place)
    with reading_file(file_of(place)) if server is None else _reading_server(server) as connection:
        yield connection


@contextmanager
def _reading_server(url: URL) -> Iterator[Connection]:
    with _connected(url, read_only=True) as connection:
        _refuse_none(connection, url)
        refuse_version(printable(url), version_of(connection))
        yield connection


@contextmanager
def _connected(url: URL, *, read_only: bool) -> Iterator[Connection]:
    engine = engine_of(url, read_only=read_only)
    try:
        with serving_errors(url), engine.execution_options(writing=not read_only).begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _refuse_none(connection: Connection, url: URL) -> None:
    if not has_store(connection):
        raise no_store(printable(url))


def _has_schema(connection: Connection, name: str) -> bool:
    return connection.exec_driver_sql("SELECT to_regnamespace(%s)", (name,)).scalar() is not None
