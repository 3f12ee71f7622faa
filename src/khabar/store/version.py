"""The schema version of a store, and whether this Khabar works on it."""

from __future__ import annotations

from sqlalchemy import Connection

from khabar.errors import StoreError, StoreVersion
from khabar.store import tables


def no_store(place: object) -> StoreError:
    """That a place, as it may be printed, has no store yet, and what makes one."""
    return StoreError(f"There is no store at {place} yet.", next_step="`khabar ingest` makes one.")


def version_of(connection: Connection) -> str:
    """The schema version a store has; "" = it names none."""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def refuse_version(path: str, version: str) -> None:
    """Raises StoreVersion where a store is not of the schema this Khabar works on; the next step says what to do."""
    from khabar.store.migrate import is_known

    if version == tables.VERSION:
        return
    if not is_known(version):
        raise StoreVersion(
            f"The store {path} was written by a newer Khabar (schema {version}; this one knows {tables.VERSION}).",
            next_step="Install the newer version, or use another store.",
        )
    raise StoreVersion(
        f"The store {path} has the older schema {version}; this Khabar works on {tables.VERSION}.",
        next_step=f"`khabar store migrate --store {path}` brings it up to date, and keeps a copy of it as it is.",
    )
