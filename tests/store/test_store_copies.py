"""Checking, backing up, restoring and bringing up to date: what was there stays, whatever goes wrong."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from store_builders import a_coded, a_document, at, made_older

from khabar.errors import StoreCorrupt, StoreError, StoreExists, StoreLocked, StoreVersion
from khabar.store import open_store, tables
from khabar.store.check import check_store
from khabar.store.copying import backup, migrate, restore
from khabar.store.sqlite_file import BESIDE, beside

PARTS = ("schema", "pages", "references", "ledger", "reports", "claims", "space")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with forty reports, one of which was coded anew."""
    made = tmp_path / "desk.db"
    with open_store(made, theatre="example") as store:
        for number in range(40):
            document = a_document(id=f"d{number}", publisher=str(number))
            store.add(a_coded(document), recorded_at=at(9), coder="khabar 1")
    return made


def reports(path: Path) -> set[str]:
    with open_store(path, create=False) as store:
        assert store.verify().sound
        return {document.id for document in store.documents()}


def faulty(path: Path) -> dict[str, str]:
    return {part.part: part.found for part in check_store(path) if not part.ok}


def written(path: Path, *statements: str) -> None:
    """Somebody writes to the file past Khabar."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_whole_store_is_sound_in_every_part(path: Path) -> None:
    parts = check_store(path)
    assert [part.part for part in parts] == list(PARTS)
    assert {part.ok for part in parts} == {True}


@pytest.mark.parametrize(
    ("statement", "part", "words"),
    [
        ("UPDATE documents SET text = text || '.' WHERE number = 3", "reports", "d2"),
        ("UPDATE documents SET text = substr(text, 2) WHERE number = 3", "claims", "d2"),
        ("DELETE FROM documents WHERE number = 3", "references", "documents"),
        ("UPDATE claims SET position = position + 1 WHERE number = 3", "claims", "d2"),
        ("DELETE FROM claim_places WHERE claim = 3", "claims", "not found by its places"),
        ("UPDATE claims SET mention = '[' WHERE number = 3", "claims", "cannot be read"),
        ("UPDATE claims SET type = 'x' WHERE number = 3", "ledger", "Row 3 of claims"),
        ("UPDATE alembic_version SET version_num = '9999'", "schema", "newer"),
    ],
)
def test_what_is_not_sound_is_named(path: Path, statement: str, part: str, words: str) -> None:
    written(path, statement)
    assert words in faulty(path)[part]


def test_a_corrupt_page_is_found_and_the_rest_is_looked_at_all_the_same(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 12 : 4096 * 13] = os.urandom(4096)
    path.write_bytes(content)
    found = faulty(path)
    assert "pages" in found
    assert path.read_bytes() == content


def test_what_is_no_store_is_no_faulty_store(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The town fell.", encoding="utf-8")
    written(tmp_path / "other.db", "CREATE TABLE documents (id TEXT)")
    for name in ("a.txt", "other.db"):
        with pytest.raises(StoreCorrupt, match="Khabar store"):
            check_store(tmp_path / name)
    with pytest.raises(StoreError, match="There is no store"):
        check_store(tmp_path / "missing.db")


def test_a_backup_is_one_file_that_holds_what_the_store_holds(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db")
    (tmp_path / "alone").mkdir()
    moved = copy.rename(tmp_path / "alone" / "copy.db")
    assert reports(moved) == reports(path)
    assert faulty(moved) == {}
    assert [file.name for file in moved.parent.iterdir()] == ["copy.db"]


def test_a_backup_is_of_one_moment_though_others_write(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM claim_places")
            backup(path, tmp_path / "copy.db")
            other.execute("ROLLBACK")
        store.add(a_coded(a_document(id="later", publisher="L")), recorded_at=at(10), coder="khabar 1")
    assert reports(tmp_path / "copy.db") == reports(path) - {"later"}


def test_a_backup_replaces_nothing_unasked(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreExists) as caught:
        backup(path, target)
    assert "--force" in caught.value.next_step
    assert target.read_text(encoding="utf-8") == "mine"
    target.unlink()
    backup(path, target)
    backup(path, target, force=True)
    with pytest.raises(StoreError, match="the store itself"):
        backup(path, path, force=True)


def test_a_backup_of_a_store_that_is_not_whole_is_not_made(path: Path, tmp_path: Path) -> None:
    written(path, "UPDATE claims SET type = 'x' WHERE number = 3")
    with pytest.raises(StoreCorrupt, match="ledger"):
        backup(path, tmp_path / "copy.db")
    assert sorted(file.name for file in tmp_path.iterdir() if "copy" in file.name) == []


def test_a_restored_store_is_the_backup_and_what_was_there_is_kept(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db")
    with open_store(path) as store:
        store.add(a_coded(a_document(id="later", publisher="L")), recorded_at=at(10), coder="khabar 1")
    with pytest.raises(StoreExists):
        restore(copy, path)
    assert "later" in reports(path)
    kept = restore(copy, path, force=True)
    assert kept == str(tmp_path / "desk.replaced.db")
    assert "later" not in reports(path)
    assert reports(Path(kept)) == reports(path) | {"later"}
    assert restore(copy, path, force=True) == str(tmp_path / "desk.replaced-2.db")
    assert restore(copy, tmp_path / "new.db") is None
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_damaged_store_can_be_replaced_and_is_kept(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db")
    path.write_bytes(b"SQLite format 3\0" + os.urandom(8000))
    beside(path, "-wal").write_bytes(b"what a killed program left")
    kept = restore(copy, path, force=True)
    assert kept is not None
    assert Path(kept).stat().st_size == 8016
    assert len(reports(path)) == 40


def test_a_log_left_without_its_store_is_not_read_into_the_restored_one(path: Path, tmp_path: Path) -> None:
    copy = backup(path, tmp_path / "copy.db")
    with open_store(path) as store:
        store.add(a_coded(a_document(id="later", publisher="L")), recorded_at=at(10), coder="khabar 1")
        log = beside(path, "-wal").read_bytes()
    path.unlink()
    beside(path, "-wal").write_bytes(log)
    restore(copy, path)
    assert reports(path) == reports(copy)


def test_a_store_in_use_is_not_replaced(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.store.file_copies._WAIT_SECONDS", 0.05)
    copy = backup(path, tmp_path / "copy.db")
    with open_store(path) as store:
        store.counts()
        with pytest.raises(StoreLocked):
            restore(copy, path, force=True)
        store.add(a_coded(a_document(id="later", publisher="L")), recorded_at=at(10), coder="khabar 1")
    assert "later" in reports(path)


def damaged(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[4096 * 12 : 4096 * 13] = os.urandom(4096)
    copy.write_bytes(content)


def cut_short(copy: Path) -> None:
    with copy.open("r+b") as file:
        file.truncate(4096 * 20)


def tampered(copy: Path) -> None:
    written(copy, "UPDATE documents SET title = 'Other'")


@pytest.mark.parametrize("harm", [damaged, cut_short, tampered])
def test_a_backup_that_is_not_whole_is_not_restored(path: Path, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    copy = backup(path, tmp_path / "copy.db")
    harm(copy)
    with pytest.raises(StoreCorrupt):
        restore(copy, path, force=True)
    assert len(reports(path)) == 40
    assert {file.name for file in tmp_path.iterdir()} == {"desk.db", "copy.db"}


def test_an_older_store_is_refused_with_the_next_step_and_brought_up_to_date_on_demand(path: Path) -> None:
    made_older(path)
    with pytest.raises(StoreVersion, match="0001") as caught:
        open_store(path)
    assert "khabar store migrate" in caught.value.next_step
    done = migrate(path)
    assert (done.was, done.now, done.copy) == ("0001", tables.VERSION, path.with_name("desk.schema-0001.db"))
    assert len(reports(path)) == 40
    assert done.copy is not None
    assert set(faulty(done.copy)) == {"schema"}
    assert migrate(path).copy is None
    for end in BESIDE:
        assert not beside(done.copy, end).exists()


def test_a_newer_store_is_not_migrated(path: Path) -> None:
    written(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreVersion, match="newer") as caught:
        migrate(path)
    assert caught.value.next_step
    assert path.read_bytes() == before
    assert not list(path.parent.glob("desk.schema*"))


def test_an_older_backup_can_be_restored_and_then_brought_up_to_date(path: Path, tmp_path: Path) -> None:
    made_older(path)
    copy = backup(path, tmp_path / "copy.db")
    restore(copy, tmp_path / "new.db")
    migrate(tmp_path / "new.db")
    assert len(reports(tmp_path / "new.db")) == 40
