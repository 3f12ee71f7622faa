"""A store on a server: what only a server can do wrong, what it must keep all the same, and the way there and back."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from postgres_server import Server, a_server
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from store_builders import a_coded, a_document, at, filled, made_older

from khabar.errors import StoreCorrupt, StoreError, StoreExists, StoreLocked, StoreReadOnly, StoreVersion
from khabar.store import Store, open_store
from khabar.store.check import check_store
from khabar.store.copying import backup, migrate, move, restore
from khabar.store.sql_store import SqlStore

PARTS = ["schema", "server", "references", "space", "ledger", "reports", "claims"]


@contextmanager
def by_hand(database: str) -> Iterator[Connection]:
    """Somebody writes to the database past Khabar."""
    engine = create_engine(database.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SET search_path = khabar, public")
            yield connection
    finally:
        engine.dispose()


def content(place: str | Path) -> Any:
    """All that a store answers, with what it says of itself."""
    with open_store(place, create=False, read_only=True) as store:
        return (
            *(tuple(store.documents()), store.claims(), store.set_asides(), store.issues(), store.counts()),
            *(store.judgements(ever=True), store.releases(), store.claims(recorded=at(10)), store.theatre),
            *(store.verify(), store.search("exampleville"), [store.coded(d.id) for d in store.documents()]),
        )


def moved(source: str | Path, target: str | Path) -> int:
    return sum(move(source, target))


# There and back


def test_a_store_goes_to_a_server_and_back_and_nothing_is_lost(tmp_path: Path, database: str) -> None:
    path = filled(tmp_path / "desk.db")
    was = content(path)
    rows = moved(path, database)
    assert rows > 20
    assert content(database) == was
    assert moved(database, tmp_path / "back.db") == rows
    assert content(tmp_path / "back.db") == was
    assert [p for p in (*check_store(database), *check_store(tmp_path / "back.db")) if not p.ok] == []
    assert content(path) == was
    for place in (database, tmp_path / "back.db", path):
        with open_store(place) as store:
            store.add(a_coded(a_document(id="later", publisher="Later")), recorded_at=at(20), coder="khabar 2")
    assert content(database) == content(tmp_path / "back.db") == content(path)
    assert [file.name for file in tmp_path.iterdir() if "unfinished" in file.name] == []


def test_a_store_is_never_moved_over_another(tmp_path: Path, database: str) -> None:
    path = filled(tmp_path / "desk.db")
    with open_store(database, theatre="example"):
        pass
    with pytest.raises(StoreExists):
        moved(path, database)
    with pytest.raises(StoreExists):
        moved(database, path)
    with pytest.raises(StoreError, match="are files"):
        moved(path, tmp_path / "other.db")
    with open_store(database) as store:
        assert (store.theatre, store.counts().documents) == ("example", 0)


def test_a_store_somebody_changed_is_not_moved(tmp_path: Path, postgres: Server, database: str) -> None:
    moved(filled(tmp_path / "desk.db"), database)
    with by_hand(database) as connection:
        connection.exec_driver_sql("UPDATE documents SET title = 'Another' WHERE number = 1")
    with pytest.raises(StoreCorrupt, match="Row 1 of documents"):
        moved(database, tmp_path / "back.db")
    assert not (tmp_path / "back.db").exists()
    other = postgres.create("never_filled")
    with pytest.raises(StoreCorrupt):
        moved(database, other)
    with pytest.raises(StoreError, match="no store"):
        open_store(other, create=False)


def test_an_older_store_is_brought_up_to_date_before_it_is_moved(tmp_path: Path, database: str) -> None:
    path = filled(tmp_path / "desk.db")
    made_older(path)
    with pytest.raises(StoreVersion) as caught:
        moved(path, database)
    assert "khabar store migrate" in caught.value.next_step
    migrate(path)
    moved(path, database)
    assert content(database) == content(path)


def test_a_server_is_backed_up_into_a_file_and_restored_from_it(tmp_path: Path, database: str) -> None:
    moved(filled(tmp_path / "desk.db"), database)
    was = content(database)
    copy = backup(database, tmp_path / "copy.db")
    assert content(copy) == was
    with pytest.raises(StoreExists):
        backup(database, copy)
    with open_store(database) as store:
        store.add(a_coded(a_document(id="later", publisher="Later")), recorded_at=at(20))
    with pytest.raises(StoreExists):
        restore(copy, database)
    assert restore(copy, database, force=True) == "the schema khabar_replaced"
    assert content(database) == was
    assert restore(copy, database, force=True) == "the schema khabar_replaced_2"
    with by_hand(database) as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM khabar_replaced.documents WHERE id = 'later'").scalar()
    assert kept == 1
    with pytest.raises(StoreError, match="is a file"):
        backup(copy, database)


# What is there


def test_a_whole_store_is_sound_in_every_part(database: str) -> None:
    filled(database)
    parts = check_store(database)
    assert [part.part for part in parts] == PARTS
    assert [part for part in parts if not part.ok] == []


@pytest.mark.parametrize(
    ("statement", "part", "words"),
    [
        ("UPDATE documents SET text = text || '.' WHERE number = 1", "reports", "d1"),
        ("DELETE FROM claim_places WHERE claim = 1", "claims", "not found by its places"),
        ("UPDATE claim_places SET lat = 9 WHERE claim = 1", "claims", "not found by its places"),
        ("DELETE FROM document_words WHERE document = 1", "reports", "not every report"),
        ("UPDATE claims SET mention = '{}' WHERE number = 1", "claims", "cannot be read"),
        ("UPDATE claims SET type = 'x' WHERE number = 1", "ledger", "Row 1 of claims"),
        ("DELETE FROM ledger WHERE number = 2", "ledger", "entry 2"),
        ("UPDATE alembic_version SET version_num = '9999'", "schema", "newer"),
        (
            "ALTER TABLE codings DROP CONSTRAINT codings_document_fkey; DELETE FROM codings;"
            "INSERT INTO codings VALUES (9, 77, '', '[]', '[]', '[]', now(), NULL)",
            "references",
            "documents 77 that is gone",
        ),
    ],
)
def test_a_part_that_is_not_sound_is_named(database: str, statement: str, part: str, words: str) -> None:
    filled(database)
    with by_hand(database) as connection:
        connection.exec_driver_sql(statement)
    faulty = {p.part: p for p in check_store(database) if not p.ok}
    assert words.casefold() in faulty[part].found.casefold()
    assert faulty[part].next_step


def test_no_two_rows_of_one_thing_hold_at_one_moment(database: str) -> None:
    filled(database)
    with by_hand(database) as connection:
        again = "INSERT INTO documents SELECT {} FROM documents WHERE superseded_at IS NOT NULL LIMIT 1"
        names = [
            row[0]
            for row in connection.exec_driver_sql(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'khabar'"
                " AND table_name = 'documents' AND is_generated = 'NEVER' ORDER BY ordinal_position"
            )
        ]
        columns = ", ".join("900 AS number" if name == "number" else f'"{name}"' for name in names)
        with pytest.raises(DBAPIError, match="one_row_of_documents_at_a_time"):
            connection.exec_driver_sql(again.format(columns))


def test_a_database_may_hold_other_things_beside_the_store(database: str) -> None:
    with by_hand(database) as connection:
        connection.exec_driver_sql("CREATE TABLE public.documents (mine text)")
        connection.exec_driver_sql("INSERT INTO public.documents VALUES ('kept')")
    filled(database)
    with by_hand(database) as connection:
        assert connection.exec_driver_sql("SELECT mine FROM public.documents").scalar() == "kept"
        assert connection.exec_driver_sql("SELECT count(*) FROM khabar.documents").scalar() == 4


# What goes wrong


def test_a_server_that_cannot_be_reached_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match="failed") as caught:
        open_store("postgresql://ana:secret@127.0.0.1:1/desk")
    assert "secret" not in caught.value.message + caught.value.next_step
    assert "127.0.0.1:1" in caught.value.message


def test_a_database_that_is_not_there_is_named(postgres: Server) -> None:
    with pytest.raises(StoreError, match="nowhere") as caught:
        open_store(postgres.url("nowhere"))
    assert "createdb" in caught.value.next_step


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("mysql://host/desk", "not mysql"),
        ("postgresql://host", "no database"),
        ("postgresql://host:port/x", "cannot be read"),
    ],
)
def test_what_is_no_address_of_a_store_is_refused(place: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        open_store(place)
    assert "postgresql://USER@HOST/DATABASE" in caught.value.next_step


def test_a_database_in_another_encoding_is_refused(postgres: Server) -> None:
    at_port = ("-h", "127.0.0.1", "-p", str(postgres.port))
    postgres.run("createdb", *at_port, "-E", "LATIN1", "--locale", "C", "-T", "template0", "latin")
    with pytest.raises(StoreError, match="UTF8"):
        open_store(postgres.url("latin"))


def test_a_newer_store_is_left_alone(database: str) -> None:
    filled(database)
    with by_hand(database) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for work in (open_store, migrate):
        with pytest.raises(StoreVersion, match="newer"):
            work(database)


def test_a_user_who_may_only_read_reads(database: str, postgres: Server) -> None:
    filled(database)
    with by_hand(database) as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS guest")
        connection.exec_driver_sql("CREATE ROLE guest LOGIN")
        connection.exec_driver_sql("GRANT USAGE ON SCHEMA khabar TO guest")
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA khabar TO guest")
    as_guest = database.replace(f"//{postgres.user}@", "//guest@")
    with open_store(as_guest) as store:
        assert store.counts().documents == 3
        with pytest.raises(StoreReadOnly) as caught:
            store.add(a_coded(a_document(id="new", publisher="New")), recorded_at=at(20))
        assert caught.value.next_step
    with by_hand(database) as connection:
        connection.exec_driver_sql("DROP OWNED BY guest")
        connection.exec_driver_sql("DROP ROLE guest")


def test_who_opens_a_store_to_read_writes_nothing(database: str) -> None:
    filled(database)
    with open_store(database, read_only=True) as store, pytest.raises(StoreReadOnly):
        store.add(a_coded(a_document(id="new", publisher="New")), recorded_at=at(20))
    with pytest.raises(StoreError, match="no store"):
        open_store(database.replace(database.rpartition("/")[2], "empty"), read_only=True)


def test_another_writer_is_waited_for_but_not_for_ever(database: str) -> None:
    filled(database)
    with open_store(database) as first, open_store(database, wait_seconds=0.2) as second:
        with first._recording(at(20), by=""):
            with pytest.raises(StoreLocked) as caught:
                second.add(a_coded(a_document(id="new", publisher="New")), recorded_at=at(20))
            assert second.counts().documents == 3  # who reads waits for nobody
        assert "try again" in caught.value.next_step
        second.add(a_coded(a_document(id="new", publisher="New")), recorded_at=at(20))
        assert first.verify().sound


def test_what_one_question_reads_is_of_one_moment(database: str) -> None:
    filled(database)
    with open_store(database) as store, open_store(database) as other, store._reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM documents").scalar()
        other.add(a_coded(a_document(id="new", publisher="New")), recorded_at=at(20))
        assert connection.exec_driver_sql("SELECT count(*) FROM documents").scalar() == before


def test_a_connection_that_is_lost_leaves_nothing_half_and_is_made_again(database: str) -> None:
    filled(database)
    with open_store(database) as store:
        with pytest.raises(StoreError, match="connection") as caught:
            lose(database, store, lambda: store.add(a_coded(a_document(id="n", publisher="N")), recorded_at=at(20)))
        assert "kept" in caught.value.next_step
        assert store.counts().documents == 3
        store.add(a_coded(a_document(id="n", publisher="N")), recorded_at=at(20))
        assert store.counts().documents == 4
        assert store.verify().sound


def lose(database: str, store: SqlStore, work: Callable[[], object]) -> None:
    """Does work whose connection is cut in the middle."""
    with store._recording(at(20), by="") as recording:
        me = recording.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        with by_hand(database) as other:
            other.exec_driver_sql("SELECT pg_terminate_backend(%s)", (me,))
        recording.connection.exec_driver_sql("SELECT 1")
    work()


@pytest.fixture
def fragile() -> Iterator[Server]:
    """A server of its own for a test that has it fall over."""
    with a_server() as server:
        yield server


def test_a_server_that_falls_over_keeps_what_it_acknowledged(fragile: Server) -> None:
    database = fragile.create("desk")
    acknowledged: list[str] = []
    failed: list[StoreError] = []

    def write() -> None:
        try:
            with open_store(database) as store:
                for number in range(100_000):
                    document = a_document(id=f"d{number}", publisher=str(number))
                    acknowledged.append(store.add(a_coded(document), recorded_at=at(9)).document_id)
        except StoreError as error:
            failed.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    while len(acknowledged) < 20:
        time.sleep(0.01)
    fragile.stop("immediate")  # as when its machine loses power: nothing is tidied up
    writer.join(60)
    try:
        assert failed
    finally:
        fragile.start()
    with open_store(database) as store:
        there = {document.id for document in store.documents()}
        assert set(acknowledged) <= there
        assert len(there) <= len(acknowledged) + 1  # one may be there of which nobody was told
        assert store.counts().claims == len(there)
        assert store.verify().sound


def test_several_write_at_once_and_each_is_kept(database: str) -> None:
    with open_store(database):
        pass
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            with open_store(database, wait_seconds=60) as store:
                for number in range(20):
                    document = a_document(id=f"{name}{number}", publisher=name, url=f"x:{name}{number}")
                    store.add(a_coded(document), recorded_at=at(9), coder="khabar 1")
        except StoreError as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert failed == []
    with open_store(database) as store:
        assert store.counts().documents == store.counts().claims == 80
        assert store.verify().sound


def test_two_may_make_one_store_at_once(database: str) -> None:
    opened: list[Store | StoreError] = []

    def make() -> None:
        try:
            opened.append(open_store(database, theatre="example", wait_seconds=60))
        except StoreError as error:
            opened.append(error)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join(60)
    assert [store for store in opened if isinstance(store, StoreError)] == []
    for store in opened:
        assert isinstance(store, SqlStore)
        assert store.theatre == "example"
        store.close()


def test_every_act_on_a_server_is_in_the_chain(database: str) -> None:
    filled(database)
    with by_hand(database) as connection:
        connection.exec_driver_sql("UPDATE judgements SET verdict = 'same' WHERE number = 2")
    with open_store(database) as store:
        found = store.verify()
    assert [(fault.kind, fault.row) for fault in found.faults] == [("judgements", 2)]
    assert dataclasses.replace(found, fault_count=0).sound
