"""A store on a PostgreSQL server: opening it, or making it."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial

from sqlalchemy import URL, Connection, Engine, insert, select

from khabar.errors import StoreError
from khabar.store import tables
from khabar.store.address import printable
from khabar.store.server import SCHEMA, engine_of, serving_errors
from khabar.store.sql_store import SqlStore
from khabar.store.version import no_store, refuse_version, version_of


def open_postgres(url: URL, *, create: bool, read_only: bool, wait_seconds: float, theatre: str) -> SqlStore:
    """The store in a database; see `khabar.store.open_store`."""
    engine = engine_of(url, read_only=read_only, wait_seconds=wait_seconds)
    serving = partial(serving_errors, url)
    with ExitStack() as unless_prepared:
        unless_prepared.callback(engine.dispose)
        with serving():
            named = _prepare(engine, printable(url), create=create and not read_only, theatre=theatre)
        unless_prepared.pop_all()
    return SqlStore(engine, serving, place=printable(url), theatre=named)


def _prepare(engine: Engine, place: str, *, create: bool, theatre: str) -> str:
    """Checks that the database has a store of this version, or makes one; the theatre it was made for."""
    with engine.begin() as connection:
        there = has_store(connection)
    if not there and not create:
        raise no_store(place)
    if not there:
        with engine.execution_options(writing=True).begin() as connection:
            # Another program may have made the store while this one waited to write.
            if not has_store(connection):
                make_tables(connection)
                connection.execute(insert(tables.meta), {"key": "theatre", "value": theatre})
    with engine.begin() as connection:
        refuse_version(place, version_of(connection))
        named = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == "theatre"))
    return named or ""


def has_store(connection: Connection) -> bool:
    """Whether the database has a store, of whatever version."""
    found = connection.exec_driver_sql(f"SELECT to_regclass('{SCHEMA}.alembic_version')").scalar()
    return found is not None


def make_tables(connection: Connection) -> None:
    """Makes the store's schema and its tables; the extensions they need where the database lacks them."""
    from khabar.store.migrate import upgrade

    if connection.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
        raise StoreError(
            "The database cannot keep every script: its encoding is not UTF8.",
            next_step="Make it with `createdb --encoding UTF8 --template template0 NAME`.",
        )
    for extension in ("btree_gist", "postgis"):
        connection.exec_driver_sql(f"CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA public")
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    upgrade(connection)
