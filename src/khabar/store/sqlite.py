"""A store in one SQLite file: opening it, or making it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from khabar.errors import StoreCorrupt
from khabar.store import tables
from khabar.store.sql_store import SqlStore
from khabar.store.sqlite_file import APPLICATION_ID, IN_MEMORY, NEW_PATH, check_path, engine_of, serving_errors
from khabar.store.version import no_store, refuse_version, version_of


def open_sqlite(path: str, *, create: bool, read_only: bool, wait_seconds: float, theatre: str) -> SqlStore:
    """The store in a file; see `khabar.store.open_store`."""
    if path != IN_MEMORY:
        check_path(Path(path), create=create and not read_only)
        read_only = read_only or (Path(path).exists() and not os.access(path, os.W_OK))
    engine = engine_of(path, read_only=read_only, wait_seconds=wait_seconds)
    serving = partial(serving_errors, path)
    with ExitStack() as unless_prepared:
        unless_prepared.callback(engine.dispose)
        with serving():
            named = _prepare(engine, path, read_only=read_only, theatre=theatre)
        unless_prepared.pop_all()
    return SqlStore(engine, serving, place=path, theatre=named)


def _prepare(engine: Engine, path: str, *, read_only: bool, theatre: str) -> str:
    """Checks that the file is a store of this version, or makes it one; the theatre it was made for."""
    with engine.begin() as connection:
        blank = not connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if blank and read_only:
        raise no_store(path)
    if blank:
        _create(engine, theatre)
        return theatre
    if application != APPLICATION_ID:
        raise StoreCorrupt(f"{path} is a database, but no Khabar store.", next_step=NEW_PATH)
    with engine.begin() as connection:
        refuse_version(path, version_of(connection))
        named = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == "theatre"))
    return named or ""


def _create(engine: Engine, theatre: str) -> None:
    _set_journal(engine, "WAL")
    with engine.execution_options(writing=True).begin() as connection:
        # Another program may have made the store while this one waited to write.
        if connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first():
            return
        _make_tables(connection)
        connection.execute(insert(tables.meta), {"key": "theatre", "value": theatre})


def _make_tables(connection: Connection) -> None:
    from khabar.store.migrate import upgrade

    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    upgrade(connection)


def _set_journal(engine: Engine, mode: str) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA journal_mode = {mode}")  # outside any transaction; it stays with the file


@contextmanager
def make_file(path: Path, *, journal: str) -> Iterator[Connection]:
    """A new file with the tables of a store and nothing in them, to be filled in one transaction."""
    engine = engine_of(str(path), read_only=False)
    try:
        with serving_errors(str(path)):
            _set_journal(engine, journal)
            with engine.execution_options(writing=True).begin() as connection:
                _make_tables(connection)
                yield connection
    finally:
        engine.dispose()


@contextmanager
def reading_file(path: Path) -> Iterator[Connection]:
    """The store in a file as it is at one moment. Raises StoreVersion where it is of another schema."""
    check_path(path, create=False)
    engine = engine_of(str(path), read_only=True)
    try:
        with serving_errors(str(path)), engine.begin() as connection:
            refuse_version(str(path), version_of(connection))
            yield connection
    finally:
        engine.dispose()
