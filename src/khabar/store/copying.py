"""Copies of a store, wherever it is: backed up, restored, brought up to date, moved to another database.

Whoever is killed on the way leaves a store as it was, or as it should be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from khabar.errors import StoreError
from khabar.store.address import file_of, printable, server_of
from khabar.store.file_copies import backup_file, migrate_file, restore_file
from khabar.store.migrate import newest

_A_FILE = "Name a file; `khabar store move` takes a store to another server."


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a store was brought from and to, and the copy of it as it was; None where none was made."""

    was: str
    now: str
    copy: Path | None


def backup(place: str | Path, to: str | Path, *, force: bool = False) -> Path:
    """Copies a store, which may be in use, as it is at one moment, into one file; checked before it is in its place.

    Raises StoreExists where the file is there and `force` is not given, StoreCorrupt where the copy is not whole, and
    StoreError and its kinds.
    """
    if server_of(to) is not None:
        raise StoreError("A backup is a file.", next_step=_A_FILE)
    server, target = server_of(place), file_of(to)
    if server is None:
        return backup_file(file_of(place), target, force=force)
    from khabar.store.server_copies import server_into_file

    for _ in server_into_file(server, target, force=force):
        pass
    return target


def restore(copy: str | Path, place: str | Path, *, force: bool = False) -> str | None:
    """Puts a backup where a store is or should be, after checking it; what the store there is kept as, or None.

    Raises StoreExists where there is a store and `force` is not given, StoreLocked while another program has it open,
    and StoreError and its kinds.
    """
    if server_of(copy) is not None:
        raise StoreError("A backup is a file.", next_step=_A_FILE)
    server = server_of(place)
    if server is None:
        kept = restore_file(file_of(copy), file_of(place), force=force)
        return str(kept) if kept else None
    from khabar.store.server_copies import replaced, store_into_server

    aside = replaced(server) if force else None
    for _ in store_into_server(copy, server, aside=aside):
        pass
    return f"the schema {aside}" if aside else None


def migrate(place: str | Path) -> Migrated:
    """Brings a store up to the newest schema; nothing is changed where it cannot be.

    A file is brought there step by step, each step whole or not at all, after a copy was kept; a server in one step.
    Raises StoreVersion for a newer store than this Khabar knows, and StoreError and its kinds.
    """
    server = server_of(place)
    if server is None:
        was, copy = migrate_file(file_of(place))
        return Migrated(was, newest(), copy)
    from khabar.store.server_copies import migrate_server

    return Migrated(migrate_server(server), newest(), None)


def move(source: str | Path, target: str | Path) -> Iterator[int]:
    """Takes all that a store holds to a place where none is: from a file to a server, back, or to another server.

    Every row comes with its number, and the ledger with them, so that the chain's head stays the same. Yields how many
    rows as they go; the new store is there, whole and checked, when the last was yielded. The old one stays as it is.
    Raises StoreExists where there is one already, StoreCorrupt where the old one is not whole, and StoreError and its
    kinds.
    """
    to = server_of(target)
    if to is not None:
        from khabar.store.server_copies import store_into_server

        return store_into_server(source, to)
    server = server_of(source)
    if server is None:
        raise StoreError(
            f"{printable(source)} and {printable(target)} are files.",
            next_step="`khabar store backup` copies one.",
        )
    from khabar.store.server_copies import server_into_file

    return server_into_file(server, file_of(target), in_use=True)
