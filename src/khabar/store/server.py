"""A PostgreSQL server that keeps a store: connecting to it, and its failures by name.

The store's tables lie in a schema of their own, so that a database may hold others beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from khabar.errors import MissingPart, StoreCorrupt, StoreError, StoreLocked, StoreReadOnly
from khabar.store.address import printable
from khabar.store.columns import compact

SCHEMA = "khabar"
# Who writes holds this lock of the database to the end of the transaction: the chain has one next entry.
WRITING = 0x4B484252  # "KHBR"
_CONNECT_SECONDS = 10
_KEPT = "What was acknowledged is kept; run the same command again."


def engine_of(url: URL, *, read_only: bool, wait_seconds: float = 5.0) -> Engine:
    """Connections to a store's database. Raises MissingPart where the driver is not installed."""
    settings = {
        "search_path": f"{SCHEMA},public",
        "lock_timeout": f"{round(wait_seconds * 1000)}",
        "synchronous_commit": "on",  # what was acknowledged survives a power cut, however the server is set up
        "timezone": "UTC",
        "default_transaction_read_only": "on" if read_only else "off",
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    given = url.query.get("options", "")
    asked = url.difference_update_query(["options"]).set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(
            asked,
            pool_pre_ping=True,
            json_serializer=compact,
            json_deserializer=json.loads,
            connect_args={
                "options": f"{given} {options}".strip(),
                "connect_timeout": _CONNECT_SECONDS,
                "application_name": "khabar",
            },
        )
    except ImportError:
        raise MissingPart(
            "A store on a server needs psycopg.", next_step="Install it: `pip install 'khabar[postgres]'`."
        ) from None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")
        else:
            # All that one question reads is of one moment.
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    return engine


@contextmanager
def serving_errors(url: URL) -> Iterator[None]:
    """Turns the server's failures into StoreError, each with what to do."""
    try:
        yield
    except DBAPIError as error:
        named = _named(error, printable(url))
        if named is None:
            raise
        raise named from error


def _named(error: DBAPIError, place: str) -> StoreError | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    said = str(error.orig).strip().partition("\n")[0]
    if not state or error.connection_invalidated or state[:2] in ("08", "57"):
        return StoreError(f"The connection to the store {place} failed: {said}.", next_step=_reaching(said))
    if "closed_after_opened" in said:
        return StoreError(
            "The moment given lies before what the store already holds.", next_step="Check the clock of this machine."
        )
    failure = _BY_STATE.get(state) or _BY_CLASS.get(state[:2])
    return failure.told(place, said) if failure else None


def _reaching(said: str) -> str:
    if "authentication" in said or "password" in said:
        return "Check user and password; a password may stand in ~/.pgpass or PGPASSWORD."
    if "does not exist" in said:
        return "Make it on the server, as in `createdb NAME`."
    return f"Check that the server runs and can be reached. {_KEPT}"


@dataclass(frozen=True, slots=True)
class _Failure:
    """What a kind of failure means for the store, with `{place}` and `{said}` to fill in, and what to do."""

    kind: type[StoreError]
    words: str
    next_step: str

    def told(self, place: str, said: str) -> StoreError:
        return self.kind(self.words.format(place=place, said=said), next_step=self.next_step)


_CORRUPT = _Failure(
    StoreCorrupt, "The store {place} is damaged: {said}.", "Restore it from a backup, or read the reports again."
)
_LACKING = _Failure(
    StoreError,
    "The server of {place} lacks what a store needs: {said}.",
    "Install PostGIS there (Debian: postgresql-15-postgis-3).",
)
_BY_STATE = {
    "55P03": _Failure(
        StoreLocked, "Another program is writing to the store {place}.", "Wait until it is done, then try again."
    ),
    "25006": _Failure(StoreReadOnly, "The store {place} may not be written.", "Name the server that takes writes."),
    "42501": _Failure(
        StoreReadOnly, "The user of {place} may not do that: {said}.", "Ask the database's owner for the right."
    ),
    "53100": _Failure(StoreError, "The disk of the store {place} is full.", "Make room; nothing acknowledged is lost."),
    "58P01": _LACKING,
    "0A000": _LACKING,
    "42P01": _CORRUPT,  # a table is gone
    "42703": _CORRUPT,  # a column is gone
}
_BY_CLASS = {
    "XX": _CORRUPT,
    "53": _Failure(StoreError, "The server of {place} has no room for more: {said}.", _KEPT),
    "58": _Failure(StoreError, "The disk of the store {place} fails: {said}.", f"Check it. {_KEPT}"),
}
