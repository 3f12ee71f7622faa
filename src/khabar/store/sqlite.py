"""A store in one SQLite file: opening it, keeping what was acknowledged, and saying what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from khabar.errors import StoreCorrupt, StoreError, StoreLocked, StoreReadOnly, StoreVersion
from khabar.store import tables
from khabar.store.sql_store import SqlStore

APPLICATION_ID = 0x4B484252  # "KHBR"
IN_MEMORY = ":memory:"

_MAGIC = b"SQLite format 3\x00"
_NEW_PATH = "Give the path of a Khabar store, or of a file that does not exist yet."


def open_sqlite(path: str, *, create: bool, read_only: bool, wait_seconds: float, theatre: str) -> SqlStore:
    """The store in a file; see `khabar.store.open_store`."""
    if path != IN_MEMORY:
        _check_path(Path(path), create=create and not read_only)
        read_only = read_only or (Path(path).exists() and not os.access(path, os.W_OK))
    engine = _engine(path, read_only=read_only, wait_seconds=wait_seconds)
    serving = partial(serving_errors, path)
    with ExitStack() as unless_prepared:
        unless_prepared.callback(engine.dispose)
        with serving():
            named = _prepare(engine, path, read_only=read_only, theatre=theatre)
        unless_prepared.pop_all()
    return SqlStore(engine, serving, place=path, theatre=named)


def _check_path(path: Path, *, create: bool) -> None:
    """Refuses what cannot be a store before the database touches it."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a store.", next_step=_NEW_PATH)
    if not path.exists():
        if not create:
            raise StoreError(f"There is no store at {path}.", next_step="`khabar ingest` makes one.")
        if not path.parent.is_dir():
            raise StoreError(f"The folder {path.parent} does not exist.", next_step="Make the folder first.")
        if not os.access(path.parent, os.W_OK):
            raise StoreReadOnly(f"No permission to write in {path.parent}.", next_step="Choose another folder.")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"Cannot read {path}: {error.strerror}.", next_step="Check its permissions.") from None
    if head and head != _MAGIC:
        raise StoreCorrupt(f"{path} is not a Khabar store.", next_step=_NEW_PATH)


def _engine(path: str, *, read_only: bool, wait_seconds: float) -> Engine:
    options: dict[str, Any] = {"poolclass": StaticPool} if path == IN_MEMORY else {}

    def connect() -> sqlite3.Connection:
        address = path
        if path != IN_MEMORY:
            address = f"{Path(path).absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        # Transactions are begun by hand, below: sqlite3's own would leave table changes outside them.
        connection = sqlite3.connect(
            address, uri=path != IN_MEMORY, timeout=wait_seconds, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # what was acknowledged survives a power cut
        return connection

    engine = create_engine("sqlite://", creator=connect, **options)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer that began as a reader could find the store changed under it; so it says at once that it will write.
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _prepare(engine: Engine, path: str, *, read_only: bool, theatre: str) -> str:
    """Checks that the file is a store of this version, or makes it one; the theatre it was made for."""
    with engine.begin() as connection:
        blank = not connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if blank and read_only:
        raise StoreError(f"There is no store at {path} yet.", next_step="`khabar ingest` makes one.")
    if blank:
        _create(engine, theatre)
        return theatre
    if application != APPLICATION_ID:
        raise StoreCorrupt(f"{path} is a database, but no Khabar store.", next_step=_NEW_PATH)
    with engine.begin() as connection:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        named = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == "theatre"))
    if version != tables.VERSION:
        _upgrade(engine, path, str(version), read_only=read_only)
    return named or ""


def _create(engine: Engine, theatre: str) -> None:
    from khabar.store.migrate import upgrade

    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA journal_mode = WAL")  # outside any transaction; it stays with the file
    with engine.execution_options(writing=True).begin() as connection:
        # Another program may have made the store while this one waited to write.
        if connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first():
            return
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        upgrade(connection)
        connection.execute(insert(tables.meta), {"key": "theatre", "value": theatre})


def _upgrade(engine: Engine, path: str, version: str, *, read_only: bool) -> None:
    from khabar.store.migrate import is_known, upgrade

    if not is_known(version):
        raise StoreVersion(
            f"The store {path} was written by a newer Khabar (schema {version}; this one knows {tables.VERSION}).",
            next_step="Install the newer version, or use another store.",
        )
    if read_only:
        raise StoreVersion(
            f"The store {path} has the older schema {version} and may not be written.",
            next_step="Open it once with permission to write; that brings it up to date.",
        )
    with engine.execution_options(writing=True).begin() as connection:
        upgrade(connection)


@contextmanager
def serving_errors(path: str) -> Iterator[None]:
    """Turns SQLite's failures into StoreError, each with what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        named = _named(cause, path)
        if named is None:
            raise
        raise named from error


def _named(cause: object, path: str) -> StoreError | None:
    code = getattr(cause, "sqlite_errorcode", None)
    kind = code & 0xFF if isinstance(code, int) else None
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreLocked(
            f"Another program is writing to the store {path}.", next_step="Wait until it is done, then try again."
        )
    if kind in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT) or "no such" in str(cause):
        return StoreCorrupt(
            f"The store {path} is damaged: {cause}.", next_step="Restore it from a copy, or read the reports again."
        )
    if kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StoreReadOnly(
            f"The store {path} may not be written.", next_step="Check its permissions, or name another store."
        )
    if "closed_after_opened" in str(cause):
        return StoreError(
            "The moment given lies before what the store already holds.", next_step="Check the clock of this machine."
        )
    if kind == sqlite3.SQLITE_CANTOPEN:
        return StoreError(f"The store {path} cannot be opened.", next_step="Check the permissions of its folder.")
    if kind == sqlite3.SQLITE_FULL:
        return StoreError(f"The disk of the store {path} is full.", next_step="Make room; nothing written was lost.")
    if kind == sqlite3.SQLITE_IOERR:
        return StoreError(f"The disk of the store {path} fails: {cause}.", next_step="Check the disk.")
    return None
