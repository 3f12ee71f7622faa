"""Where a store is: the path of a file, or the address of a database server."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from khabar.errors import StoreError

_SERVERS = ("postgresql", "postgres")
_GIVE = "Give the path of a file, as in desk.db, or postgresql://USER@HOST/DATABASE."


def server_of(place: str | Path) -> URL | None:
    """The server's address; None where a store is a file. Raises StoreError for an address of neither."""
    scheme, separator, _ = str(place).partition("://")
    if not separator or scheme == "sqlite":
        return None
    if scheme not in _SERVERS:
        raise StoreError(f"A store is kept in SQLite or PostgreSQL, not {scheme}.", next_step=_GIVE)
    try:
        url = make_url(str(place))
    except (ArgumentError, ValueError):
        raise StoreError("The address of the store cannot be read.", next_step=_GIVE) from None
    if not url.database:
        raise StoreError(f"{printable(url)} names no database.", next_step=_GIVE)
    return url.set(drivername="postgresql")


def file_of(place: str | Path) -> Path:
    """The file of a store that is one: a path, or `sqlite:///PATH`."""
    scheme, separator, rest = str(place).partition("://")
    return Path(rest.removeprefix("/") if separator and scheme == "sqlite" else str(place))


def printable(place: str | Path | URL) -> str:
    """An address as it may be printed: without its password."""
    url = place if isinstance(place, URL) else server_of(place)
    return str(place) if url is None else url.render_as_string(hide_password=True)
