"""An SQLite file that keeps a store: connecting to it, what its path must be, and its failures by name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from khabar.errors import StoreCorrupt, StoreError, StoreLocked, StoreReadOnly

APPLICATION_ID = 0x4B484252  # "KHBR"
IN_MEMORY = ":memory:"
NEW_PATH = "Give the path of a Khabar store, or of a file that does not exist yet."
# What SQLite keeps beside a file while it is open, or was when a program was killed.
BESIDE = ("-wal", "-shm", "-journal")

_MAGIC = b"SQLite format 3\x00"


def beside(path: Path, end: str) -> Path:
    """The file SQLite keeps beside another under one of the endings of BESIDE; with "" the file itself."""
    return path.with_name(path.name + end)


def check_path(path: Path, *, create: bool) -> None:
    """Refuses what cannot be a store before the database touches it."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a store.", next_step=NEW_PATH)
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
        raise StoreCorrupt(f"{path} is not a Khabar store.", next_step=NEW_PATH)


def engine_of(path: str, *, read_only: bool, wait_seconds: float = 5.0, alone: bool = False) -> Engine:
    """Connections to a file; `alone` = nobody writes to it, so that nothing need be kept beside it while it is read."""
    # Left to itself, SQLAlchemy takes any store for one in memory, and closes connections that other threads read with.
    by_path: dict[str, Any] = {"poolclass": QueuePool, "max_overflow": -1}
    options = {"poolclass": StaticPool} if path == IN_MEMORY else by_path

    def connect() -> sqlite3.Connection:
        address = path
        if path != IN_MEMORY:
            address = f"{Path(path).absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
            address += "&immutable=1" if alone else ""
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
        return StoreError(
            f"The disk of the store {path} is full.", next_step="Make room; nothing acknowledged is lost."
        )
    if kind == sqlite3.SQLITE_IOERR:
        return StoreError(
            f"The disk of the store {path} fails: {cause}.", next_step="Check the disk; what was acknowledged is kept."
        )
    return None
