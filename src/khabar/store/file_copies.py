"""Copies of a file that keeps a store: made while it is in use, looked at before they count, put in place in one step.

Whoever is killed on the way leaves the store as it was, or as it should be, and at most a file `*.unfinished`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from khabar.errors import StoreError, StoreExists
from khabar.store.check_file import check_copy
from khabar.store.migrate import upgrade, versions
from khabar.store.sqlite_file import BESIDE, beside, check_path, engine_of, serving_errors
from khabar.store.version import refuse_version, version_of

_WAIT_SECONDS = 5.0


def backup_file(path: Path, target: Path, *, force: bool) -> Path:
    """Copies a store, which may be in use, as it is at one moment; see `khabar.store.copying.backup`."""
    store = _found(path)
    refuse_taken(target, force=force)
    if target.exists() and target.samefile(store):
        raise StoreError(f"{target} is the store itself.", next_step="Name another file.")
    put(_copied(store, target), target)
    return target


def restore_file(copy: Path, target: Path, *, force: bool) -> Path | None:
    """Puts a copy where a store is or should be; see `khabar.store.copying.restore`."""
    source = _found(copy)
    refuse_taken(target, force=force)
    if target.exists() and target.samefile(source):
        raise StoreError(f"{target} is the store itself.", next_step="Name the backup to restore.")
    kept = _free_name(target, "replaced") if target.exists() else None
    put(_copied(source, target, in_use=True), target, kept=kept)
    return kept


def migrate_file(path: Path) -> tuple[str, Path | None]:
    """Brings a store up to the newest schema; the version it had, and the copy of it, None where it was up to date.

    See `khabar.store.copying.migrate`.
    """
    store = _found(path)
    was = _version(store)
    known = versions()
    if was == known[-1]:
        return was, None
    if was not in known:
        refuse_version(str(store), was)
    copy = _free_name(store, f"schema-{was}")
    put(_copied(store, copy), copy)
    try:
        for version in known[known.index(was) + 1 :]:
            _step(store, version)
    except StoreError:
        if _version(store) == was:
            copy.unlink()  # nothing was changed, so the store is its own copy
        raise
    return was, copy


def _step(store: Path, version: str) -> None:
    engine = engine_of(str(store), read_only=False)
    try:
        with serving_errors(str(store)), engine.execution_options(writing=True).begin() as connection:
            known = versions()
            # Another program may have come first while this one waited to write.
            if known.index(version_of(connection)) < known.index(version):
                upgrade(connection, to=version)
    finally:
        engine.dispose()


def _version(store: Path) -> str:
    engine = engine_of(str(store), read_only=True)
    try:
        with serving_errors(str(store)), engine.begin() as connection:
            return version_of(connection)
    finally:
        engine.dispose()


def _found(path: Path) -> Path:
    check_path(path, create=False)
    return path


def refuse_taken(target: Path, *, force: bool) -> None:
    """Raises StoreExists where a file is there and `force` is not given, StoreError where none can be."""
    if target.is_dir() or not target.absolute().parent.is_dir():
        check_path(target, create=True)
    if target.exists() and not force:
        raise StoreExists(str(target))


def _free_name(path: Path, word: str) -> Path:
    """A name beside a store that is not taken: `desk.replaced.db`, `desk.replaced-2.db`."""
    names = (path.with_name(f"{path.stem}.{word}{f'-{n}' if n > 1 else ''}{path.suffix}") for n in range(1, 10_000))
    return next(name for name in names if not name.exists())


def unfinished(target: Path) -> Path:
    """The name that a copy has until it is whole; what an earlier run left under it is taken away."""
    made = target.with_name(f"{target.name}.unfinished")
    for end in ("", *BESIDE):
        beside(made, end).unlink(missing_ok=True)
    return made


def _copied(source: Path, target: Path, *, in_use: bool = False) -> Path:
    """A copy of a store beside where it should go, on disk and checked, under a name that says it is not there yet.

    A copy to be kept is one file, whoever reads it; one to be `in_use` keeps a log of its own, as stores do.
    """
    made = unfinished(target)
    try:
        _copy_pages(source, made, journal="WAL" if in_use else "DELETE")
        check_copy(made)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    return made


def _copy_pages(source: Path, made: Path, *, journal: str) -> None:
    address = source.absolute().as_uri()
    # A backup on a disk that takes no writing has nothing beside it, and nobody can be writing to it.
    alone = "" if os.access(source.absolute().parent, os.W_OK) else "&immutable=1"
    reading = sqlite3.connect(f"{address}?mode=ro{alone}", uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
    writing = sqlite3.connect(made, timeout=_WAIT_SECONDS, isolation_level=None)
    try:
        with serving_errors(str(source)):
            reading.execute("BEGIN")
            reading.execute("SELECT 1 FROM sqlite_master").fetchone()  # from here on it reads what is there now
        with serving_errors(str(made)):
            reading.backup(writing)
            writing.execute(f"PRAGMA journal_mode = {journal}")
    finally:
        writing.close()
        reading.close()
    on_disk(made)


def put(made: Path, target: Path, *, kept: Path | None = None) -> None:
    """Gives a finished copy its name. What stood there is kept as `kept`, or gone where that is None."""
    if target.exists():
        _settle(target, kept)
    if kept is not None:
        _linked(target, kept)
    for end in BESIDE:
        # What a killed program left there belongs to the file that is replaced, and would be read into this one.
        if (left := beside(target, end)).exists():
            left.rename(beside(kept, end)) if kept is not None else left.unlink()
    made.replace(target)
    on_disk(target.absolute().parent)


def _settle(path: Path, kept: Path | None) -> None:
    """Brings a store that is to be replaced into one file. A damaged one stays as it is.

    Raises StoreLocked while another program has it open.
    """
    connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    try:
        with serving_errors(str(path)):
            connection.execute("PRAGMA journal_mode = DELETE")
    except StoreError as error:
        if error.code != "store-corrupt" or kept is None:
            raise
    finally:
        connection.close()


def _linked(path: Path, name: Path) -> None:
    """A second name for a file; on a disk without such, a copy."""
    try:
        name.hardlink_to(path)
    except OSError:
        shutil.copy2(path, name)
        on_disk(name)


def on_disk(path: Path) -> None:
    """Waits until a file, or a folder's list of names, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
