"""Killed at any point, out of room, written by several at once: nothing acknowledged is lost, nothing is left half."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasets.dataset_rows import a_row, as_csv
from killed_work import (
    BATCH,
    CODER,
    backed_up,
    done,
    import_rows,
    in_little_room,
    ingest,
    judge,
    killed,
    lines,
    migrated,
    moved,
    read,
    release,
    restored,
    started,
    write,
)
from postgres_server import Server
from store_builders import a_coded, a_document, at, made_older
from survival import EVERY_TIME, begun, chance_of, content, copied, rows, sound

from khabar.errors import StoreError, StoreLocked
from khabar.records import Release
from khabar.store import Store, open_store, tables
from khabar.store.check import check_store
from khabar.store.copying import backup, migrate, restore

REPORTS = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, two of them one text in two outlets, and a file that holds none."""
    made = tmp_path_factory.mktemp("reports")
    for number in range(REPORTS):
        text = f"Rebels fought the army on the road to village number {number} for hours and then they left it again."
        head = f"---\ndate: 2013-05-12\nsource: Outlet {number}\n---\n"
        (made / f"{number:02}.txt").write_text(head + text, encoding="utf-8")
    reprint = (made / "03.txt").read_text(encoding="utf-8").replace("Outlet 3", "The Daily")
    (made / "20b.txt").write_text(reprint, encoding="utf-8")
    (made / "empty.txt").write_text("", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with many reports."""
    path = tmp_path_factory.mktemp("filled") / "desk.db"
    with open_store(path) as store:
        for number in range(150):
            document = a_document(id=f"d{number}", publisher=str(number))
            store.add(a_coded(document), recorded_at=at(9), coder=CODER)
    return path


def killed_after(said: Path, count: int, chance: random.Random, work: Any, *arguments: Any) -> None:
    """Kills work when it has said so many lines, and a few thousandths of a second later."""
    with killed(work, *arguments, said) as process:
        while len(lines(said)) < count and process.is_alive():
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, 0.008))


@EVERY_TIME
def test_ingest_killed_at_any_point_loses_no_report_it_acknowledged(folder: Path, tmp_path: Path, seed: int) -> None:
    chance, path, said = chance_of(seed), tmp_path / "desk.db", tmp_path / "said"
    killed_after(said, chance.randrange(REPORTS + 2), chance, ingest, path, folder)
    if begun(path):
        assert sound(path)
        documents, claims, *_ = content(path)
        assert set(lines(said)) <= {document.id for document in documents}
        assert len(claims) == len(documents)
    ingest(path, folder, said)
    ingest(tmp_path / "unbroken.db", folder, said)
    assert content(path) == content(tmp_path / "unbroken.db")


@pytest.fixture(scope="module")
def rows_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some hundreds of ACLED's rows, one of them unreadable."""
    made = tmp_path_factory.mktemp("rows") / "rows.csv"
    rows = [a_row(event_id_cnty=f"AFG{n}", latitude="?" if n == 250 else "33.55") for n in range(450)]
    made.write_text(as_csv(rows), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def imported(rows_file: Path) -> Any:
    """What a store holds after the rows were taken in without a break."""
    path = rows_file.with_name("unbroken.db")
    import_rows(path, rows_file, rows_file.with_name("said"))
    return content(path)


@EVERY_TIME
def test_an_import_killed_at_any_point_loses_no_row_it_acknowledged(
    rows_file: Path, imported: Any, tmp_path: Path, seed: int
) -> None:
    chance, path, said = chance_of(seed), tmp_path / "desk.db", tmp_path / "said"
    killed_after(said, chance.randrange(450), chance, import_rows, path, rows_file)
    if begun(path):
        documents, claims, *_ = content(path)
        assert set(lines(said)) <= {document.id for document in documents}
        assert len(claims) == 2 * len(documents)
    import_rows(path, rows_file, said)
    assert content(path) == imported


@EVERY_TIME
def test_judgements_killed_at_any_point_are_kept_all_or_none(tmp_path: Path, seed: int) -> None:
    chance, path, said = chance_of(seed), tmp_path / "desk.db", tmp_path / "said"
    killed_after(said, chance.randrange(20), chance, judge, path, 20)
    if begun(path):
        kept = [judgement.one for judgement in content(path)[3]]
        assert {kept.count(batch) for batch in set(kept)} <= {BATCH}
        assert set(lines(said)) <= set(kept)
    judge(path, 20, said)
    assert content(path)[4].judgements == 20 * BATCH


@EVERY_TIME
def test_words_on_what_may_be_published_killed_at_any_point_are_kept_all_or_none(tmp_path: Path, seed: int) -> None:
    chance, path, said = chance_of(seed), tmp_path / "desk.db", tmp_path / "said"
    killed_after(said, chance.randrange(20), chance, release, path, 20)
    if begun(path):
        kept = [word.claim_id for word in released(path)]
        assert {kept.count(batch) for batch in set(kept)} <= {BATCH}
        assert set(lines(said)) <= set(kept)
    release(path, 20, said)
    assert len(released(path)) == 20 * BATCH
    assert sound(path)


def released(path: Path) -> tuple[Release, ...]:
    with open_store(path, create=False) as store:
        return store.releases()


@pytest.fixture(scope="module")
def older(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any], float]:
    """A store of the first schema, its rows once it is brought up to date, and the seconds that takes."""
    made = copied(filled, tmp_path_factory.mktemp("older") / "older.db")
    made_older(made)
    unbroken = copied(made, made.with_name("unbroken.db"))
    seconds = done(migrated, unbroken, made.with_name("said"))
    return made, rows(unbroken), seconds


@EVERY_TIME
def test_a_migration_killed_at_any_point_can_be_repeated(
    older: tuple[Path, list[Any], float], tmp_path: Path, seed: int
) -> None:
    source, unbroken, seconds = older
    path = copied(source, tmp_path / "desk.db")
    with killed(migrated, path, tmp_path / "said"):
        time.sleep(chance_of(seed).uniform(0, seconds))
    migrate(path)
    assert rows(path) == unbroken
    copies = list(tmp_path.glob("desk.schema-0001*.db"))
    assert copies
    for copy in copies:
        assert {part.part for part in check_store(copy) if not part.ok} == {"schema"}


@pytest.fixture(scope="module")
def seconds_of_a_backup(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    where = tmp_path_factory.mktemp("timed")
    return done(backed_up, filled, where / "copy.db", where / "said")


@EVERY_TIME
def test_a_backup_killed_at_any_point_is_whole_or_not_there(
    filled: Path, tmp_path: Path, seconds_of_a_backup: float, seed: int
) -> None:
    copy = tmp_path / "copy.db"
    with killed(backed_up, filled, copy, tmp_path / "said"):
        time.sleep(chance_of(seed).uniform(0, seconds_of_a_backup))
    assert not copy.exists() or rows(copy) == rows(filled)
    backup(filled, copy, force=True)
    assert rows(copy) == rows(filled)
    assert sound(filled)
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".unfinished"] == []


@EVERY_TIME
def test_a_restoring_killed_at_any_point_leaves_the_old_store_or_the_new(
    filled: Path, tmp_path: Path, seconds_of_a_backup: float, seed: int
) -> None:
    path, copy = tmp_path / "desk.db", tmp_path / "copy.db"
    backup(filled, copy)
    with open_store(path) as store:
        store.add(a_coded(a_document(id="other")), recorded_at=at(9), coder=CODER)
    old = rows(path)
    with killed(restored, copy, path, tmp_path / "said"):
        time.sleep(chance_of(seed).uniform(0, seconds_of_a_backup))
    assert rows(path) in (old, rows(copy))
    assert sound(path)
    restore(copy, path, force=True)
    assert rows(path) == rows(copy)
    assert old in [rows(file) for file in tmp_path.glob("desk.replaced*.db")]


# On a server


def has_store(database: str) -> bool:
    try:
        open_store(database, create=False).close()
    except StoreError:
        return False
    return True


@EVERY_TIME
def test_ingest_on_a_server_killed_at_any_point_loses_no_report_it_acknowledged(
    folder: Path, tmp_path: Path, database: str, seed: int
) -> None:
    chance, said = chance_of(seed), tmp_path / "said"
    killed_after(said, chance.randrange(REPORTS + 2), chance, ingest, database, folder)
    if has_store(database):
        assert sound(database)
        documents, claims, *_ = content(database)
        assert set(lines(said)) <= {document.id for document in documents}
        assert len(claims) == len(documents)
    ingest(database, folder, said)
    ingest(tmp_path / "unbroken.db", folder, said)
    assert content(database) == content(tmp_path / "unbroken.db")


@pytest.fixture(scope="module")
def seconds_of_a_move(filled: Path, tmp_path_factory: pytest.TempPathFactory, postgres: Server) -> float:
    database = postgres.create("timed_move")
    seconds = done(moved, filled, database, tmp_path_factory.mktemp("timed move") / "said")
    postgres.drop("timed_move")
    return seconds


@EVERY_TIME
def test_a_move_killed_at_any_point_is_whole_or_not_there(
    filled: Path, tmp_path: Path, database: str, seconds_of_a_move: float, seed: int
) -> None:
    chance, was = chance_of(seed), content(filled)
    with killed(moved, filled, database, tmp_path / "said"):
        time.sleep(chance.uniform(0, seconds_of_a_move))
    if has_store(database):
        assert content(database) == was
    else:
        moved(filled, database, tmp_path / "said")
    back = tmp_path / "back.db"
    with killed(moved, database, back, tmp_path / "said"):
        time.sleep(chance.uniform(0, seconds_of_a_move))
    if not back.exists():
        moved(database, back, tmp_path / "said")
    assert content(back) == was
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".unfinished"] == []


# Out of room


def refused(said: Path) -> tuple[str, str]:
    code, next_step = json.loads(lines(said)[-1])
    return code, next_step


def test_a_disk_that_fills_up_during_ingest_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    path, said = tmp_path / "desk.db", tmp_path / "said"
    done(in_little_room, 400_000, write, path, "a", 10_000, said)
    code, next_step = refused(said)
    assert code == "store"
    assert next_step
    assert sound(path)
    assert {document.id for document in content(path)[0]} >= set(lines(said)[:-1])
    write(path, "a", len(lines(said)) + 3, said)
    assert sound(path)


def fill(store: Store) -> None:
    for number in range(1000):
        store.add(a_coded(a_document(id=str(number), publisher=str(number))), recorded_at=at(9), coder=CODER)


def test_a_database_that_may_not_grow_is_said_to_be_full(tmp_path: Path) -> None:
    with open_store(tmp_path / "desk.db") as store:
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {(pages or 0) + 4}")
        with pytest.raises(StoreError, match="full") as caught:
            fill(store)
        assert "nothing" in caught.value.next_step
        kept = store.counts()
        assert kept.documents == kept.claims > 0
        assert store.verify().sound


def test_a_backup_and_a_migration_without_room_leave_the_store_as_it_was(filled: Path, tmp_path: Path) -> None:
    path, said = copied(filled, tmp_path / "desk.db"), tmp_path / "said"
    made_older(path)
    before = path.read_bytes()
    for work, more in ((backed_up, (tmp_path / "copy.db",)), (migrated, ())):
        done(in_little_room, 100_000, work, path, *more, said)
        code, next_step = refused(said)
        assert code == "store"
        assert next_step
        assert path.read_bytes() == before
        assert {file.name for file in tmp_path.iterdir()} <= {"desk.db", "said", "desk.db-wal", "desk.db-shm"}


def test_a_migration_waits_for_no_other_writer_for_ever(filled: Path, tmp_path: Path) -> None:
    path = copied(filled, tmp_path / "desk.db")
    made_older(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked) as caught:
            migrate(path)
        other.execute("ROLLBACK")
    assert "try again" in caught.value.next_step
    assert migrate(path).now == tables.VERSION


# Several at once


@pytest.fixture
def everyone() -> Iterator[list[Any]]:
    processes: list[Any] = []
    yield processes
    for process in processes:
        process.kill()
        process.join()
        process.close()


def test_several_write_and_several_read_at_once(tmp_path: Path, everyone: list[Any]) -> None:
    path, each = tmp_path / "desk.db", 25
    with open_store(path):
        pass
    names = ("a", "b", "c")
    everyone += [started(write, path, name, each, tmp_path / name) for name in names]
    everyone += [started(read, path, each * len(names), tmp_path / f"reader {n}") for n in range(2)]
    for process in everyone:
        process.join(120)
        assert process.exitcode == 0
    assert [lines(tmp_path / f"reader {n}") for n in range(2)] == [["done"], ["done"]]
    assert {document.id for document in content(path)[0]} == {line for name in names for line in lines(tmp_path / name)}
    assert sound(path)
