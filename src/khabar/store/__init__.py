"""What was read and coded, kept for good: nothing is overwritten, every record has the moment it was taken in.

The database library is imported when a store is opened, not before.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabar.store.box import Box
from khabar.store.contract import Added, Counts, Store, Word

if TYPE_CHECKING:
    from khabar.store.sql_store import SqlStore

__all__ = ["Added", "Box", "Counts", "Store", "Word", "open_store"]


def open_store(
    place: str | Path, *, create: bool = True, read_only: bool = False, wait_seconds: float = 5.0, theatre: str = ""
) -> SqlStore:
    """The store at a path, or at a URL such as `postgresql://desk@host/desk` or `sqlite:///desk.db`.

    It is made where there is none and `create` allows it.

    A store that may not be written is opened for reading alone. `wait_seconds` is how long to wait for another program
    that is writing. `theatre` is noted in a new store. Use it as a context manager, or close it.
    Raises StoreError and its kinds: StoreLocked, StoreCorrupt, StoreReadOnly, StoreVersion; MissingPart where
    the server's driver is not installed.
    """
    from khabar.store.address import file_of, server_of

    server = server_of(place)
    if server is not None:
        from khabar.store.postgres import open_postgres

        return open_postgres(server, create=create, read_only=read_only, wait_seconds=wait_seconds, theatre=theatre)
    from khabar.store.sqlite import open_sqlite

    path = str(file_of(place))
    return open_sqlite(path, create=create, read_only=read_only, wait_seconds=wait_seconds, theatre=theatre)
