"""The migrations make exactly the tables the store works on, and nothing in them can be changed unseen."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.exc import SAWarning
from store_builders import a_coded, at

from khabar.store import open_store, tables
from khabar.store.migrate import is_known, newest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_store(tmp_path / "store.db") as store:
        store.add(a_coded(), recorded_at=at(9))
    return tmp_path / "store.db"


def is_no_index(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is one of ours: what is searched by words and boxes SQLite keeps in tables of its own."""
    return kind != "table" or not str(name).startswith(("document_words", "place_boxes"))


def test_the_migrations_lead_to_the_tables(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_no_index})
        assert compare_metadata(context, tables.metadata) == []
    engine.dispose()


def test_on_a_server_they_lead_to_the_same_tables_with_ranges_of_time_and_points_beside(database: str) -> None:
    with open_store(database):
        pass
    engine = create_engine(
        database.replace("postgresql:", "postgresql+psycopg:"), connect_args={"options": "-c search_path=khabar,public"}
    )
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_no_index})
        with pytest.warns(SAWarning, match="geometry"):
            found = compare_metadata(context, tables.metadata)
    engine.dispose()
    beside = {(kind, column.table.name, column.name) for kind, _, _, column in (f for f in found if len(f) == 4)}
    lasting = ("documents", "codings", "claims", "copies", "judgements", "corrections")
    assert beside == {
        *(("remove_column", table, "recorded") for table in lasting),
        ("remove_column", "claims", "known"),
        ("remove_column", "claim_places", "point"),
    }
    # An index of a range or a point, and PostGIS's own table.
    assert {(f[0], getattr(f[1], "name", "")) for f in found if len(f) == 2} <= {
        ("remove_index", "claim_places_by_point"),
        ("remove_table", "spatial_ref_sys"),
        *(("remove_index", f"one_row_of_{table}_at_a_time_{n}") for table in lasting for n in (0, 1)),
    }


def test_the_version_is_that_of_the_newest_migration() -> None:
    assert newest() == tables.VERSION
    assert is_known(tables.VERSION)
    assert not is_known("9999")


def test_every_table_is_strict_and_the_file_keeps_a_write_ahead_log(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT name FROM pragma_table_list WHERE strict").fetchall()
        assert {name for (name,) in made if is_no_index(name, "table", None)} == set(tables.metadata.tables)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_claim_must_belong_to_a_report_and_close_after_it_opened(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute("UPDATE claims SET document = 99")
        with pytest.raises(sqlite3.IntegrityError, match="closed_after_opened"):
            connection.execute("UPDATE claims SET superseded_at = '2000-01-01T00:00:00.000000+00:00'")
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
            connection.execute("UPDATE claims SET position = 'first'")
