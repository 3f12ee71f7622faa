"""A store in an SQLite file: what goes wrong with it is said with the next step, and what it acknowledged is kept."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from store_builders import a_coded, a_document, at

from khabar.errors import StoreCorrupt, StoreError, StoreLocked, StoreReadOnly, StoreVersion
from khabar.store import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one report."""
    made = tmp_path / "store.db"
    with open_store(made, theatre="example") as store:
        store.add(a_coded(), recorded_at=at(9))
    return made


def test_a_store_is_found_again(path: Path) -> None:
    with open_store(path, create=False) as store:
        assert store.coded("d1") == a_coded()
        assert store.theatre == "example"
    with open_store(f"sqlite:///{path}") as store:
        assert store.counts().documents == 1


def test_many_readers_at_once_do_not_take_each_others_connections(path: Path) -> None:
    with open_store(path, create=False) as store, ThreadPoolExecutor(24) as readers:
        found = list(readers.map(lambda _: (store.coded("d1"), store.counts().documents), range(600)))
    assert all(coded == a_coded() and documents == 1 for coded, documents in found)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    with open_store(tmp_path / "store.db") as store:
        assert store.counts().documents == 0


@pytest.mark.parametrize("name", ["a b.db", "50%.db", "ü?#.db"])
def test_a_store_may_have_any_name(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / name) as store:
        store.add(a_coded(), recorded_at=at(9))
    assert (tmp_path / name).exists()


def test_a_store_another_program_writes_to_is_locked(path: Path) -> None:
    with sqlite3.connect(path, isolation_level=None) as other, open_store(path, wait_seconds=0.05) as store:
        other.execute("BEGIN IMMEDIATE")
        assert store.counts().documents == 1  # reading goes on
        with pytest.raises(StoreLocked) as caught:
            store.add(a_coded(a_document(id="d2", publisher="B")), recorded_at=at(10))
        other.execute("ROLLBACK")
        store.add(a_coded(a_document(id="d2", publisher="B")), recorded_at=at(10))
    other.close()
    assert caught.value.next_step


def test_two_writers_take_turns(path: Path) -> None:
    with open_store(path) as one, open_store(path) as other:
        one.add(a_coded(a_document(id="d2", publisher="B")), recorded_at=at(10))
        other.add(a_coded(a_document(id="d3", publisher="C")), recorded_at=at(10))
        assert one.counts() == other.counts()
        assert one.counts().documents == 3


@pytest.mark.parametrize("content", [b"The town fell.", b"%PDF-1.7", b"\x00" * 100])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(content)
    with pytest.raises(StoreCorrupt, match="not a Khabar store"):
        open_store(file)
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE documents (id TEXT)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(StoreCorrupt, match="no Khabar store"):
        open_store(file)
    assert file.read_bytes() == before


def test_a_damaged_store_is_said_to_be_damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreCorrupt) as caught, open_store(path) as store:
        store.claims()
    assert caught.value.next_step


def test_a_truncated_store_is_said_to_be_damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(5000)
    with pytest.raises(StoreCorrupt), open_store(path) as store:
        store.claims()


def test_a_store_that_lost_a_table_is_said_to_be_damaged(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE claim_places")
        other.execute("DROP TABLE claims")
    other.close()
    with pytest.raises(StoreCorrupt), open_store(path) as store:
        store.claims()


def test_a_store_opened_for_reading_is_not_written(path: Path) -> None:
    with open_store(path, read_only=True) as store:
        assert store.counts().documents == 1
        with pytest.raises(StoreReadOnly) as caught:
            store.add(a_coded(a_document(id="d2", publisher="B")), recorded_at=at(10))
    assert caught.value.next_step


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_without_permission_to_write_can_be_read(path: Path) -> None:
    path.chmod(0o444)
    with open_store(path) as store:
        assert store.counts().documents == 1
        with pytest.raises(StoreReadOnly):
            store.add(a_coded(a_document(id="d2", publisher="B")), recorded_at=at(10))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_takes_no_store(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(StoreReadOnly):
        open_store(tmp_path / "store.db")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "missing" / "store.db")


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_a_missing_store_is_not_made_unasked(tmp_path: Path, options: dict[str, bool]) -> None:
    with pytest.raises(StoreError, match="no store") as caught:
        open_store(tmp_path / "store.db", **options)  # type: ignore[arg-type]
    assert caught.value.next_step
    assert not (tmp_path / "store.db").exists()


def test_a_store_of_a_newer_version_is_not_touched(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.close()
    with pytest.raises(StoreVersion, match="9999") as caught:
        open_store(path)
    assert caught.value.next_step


def test_another_kind_of_database_is_refused_by_name() -> None:
    with pytest.raises(StoreError, match="postgresql"):
        open_store("postgresql://desk/khabar")


WRITER = textwrap.dedent("""
    import sys
    sys.path.insert(0, sys.argv[2])
    from khabar.store import open_store
    from store_builders import a_coded, a_document, at
    with open_store(sys.argv[1]) as store:
        for number in range(10_000):
            store.add(a_coded(a_document(id=f"d{number}", publisher=str(number))), recorded_at=at(9))
            print(number, flush=True)
""")


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    command = [sys.executable, "-c", WRITER, str(file), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(5)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout]
    with open_store(file, create=False) as store:
        kept = {document.id for document in store.documents()}
        assert {f"d{number}" for number in acknowledged} <= kept
        assert store.counts().claims == len(kept)  # every report whole
        for document in store.documents():
            assert store.add(a_coded(document), recorded_at=at(10)).state == "already"


def test_opening_a_store_is_what_loads_the_database_library() -> None:
    program = "import sys, khabar.store; print('sqlalchemy' in sys.modules or 'alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
