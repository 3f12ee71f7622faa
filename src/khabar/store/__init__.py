"""What was read and coded, kept for good: nothing is overwritten, every record has the moment it was taken in.

The database library is imported when a store is opened, not before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabar.store.contract import Added, Counts, Store

if TYPE_CHECKING:
    from khabar.store.sql_store import SqlStore

__all__ = ["Added", "Counts", "Store", "open_store"]


def open_store(
    place: str | Path, *, create: bool = True, read_only: bool = False, wait_seconds: float = 5.0, theatre: str = ""
) -> SqlStore:
    """The store at a path, or at a URL such as `sqlite:///desk.db`; made where there is none and `create` allows it.

    A store that may not be written is opened for reading alone. `wait_seconds` is how long to wait for another program
    that is writing. `theatre` is noted in a new store. Use it as a context manager, or close it.
    Raises StoreError and its kinds: StoreLocked, StoreCorrupt, StoreReadOnly, StoreVersion.
    """
    from khabar.errors import StoreError
    from khabar.store.sqlite import open_sqlite

    address = str(place)
    scheme, separator, rest = address.partition("://")
    if separator and scheme != "sqlite":
        raise StoreError(
            f"This version keeps its store in SQLite, not {scheme}.",
            next_step="Give the path of a file, as in desk.db.",
        )
    path = rest.removeprefix("/") if separator else address
    return open_sqlite(path, create=create, read_only=read_only, wait_seconds=wait_seconds, theatre=theatre)
