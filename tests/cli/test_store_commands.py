"""`khabar store ...` and `khabar ledger verify`, as a person and as a program calls them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cli_runs import khabar
from store.store_builders import made_older

from khabar.reader import from_text
from khabar.records import Coded
from khabar.store import open_store

NOON = datetime(2021, 8, 20, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one report, in a folder of its own."""
    path = tmp_path / "desk.db"
    with open_store(path) as opened:
        report = from_text("The town fell.", published=date(2021, 8, 12), publisher="The Wire")
        opened.add(Coded(report), recorded_at=NOON, coder="khabar 1")
    return path


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_sound_ledger_says_since_when_and_ends_with_0(store: Path) -> None:
    run = khabar("ledger", "verify", "--store", "desk.db", cwd=store.parent)
    assert run.code == 0
    assert "All is as it was recorded: 2 entries" in run.out
    assert "from 2021-08-20 12:00" in run.out
    head = run.out.split()[-1]
    assert khabar("ledger", "verify", "--store", "desk.db", "--head", head, cwd=store.parent).code == 0


def test_a_broken_ledger_names_the_row_and_ends_with_3(store: Path) -> None:
    changed(store, "UPDATE documents SET title = 'Other'")
    run = khabar("ledger", "verify", "--store", "desk.db", cwd=store.parent)
    assert run.code == 3
    assert "Row 1 of documents is not as it was recorded 2021-08-20" in run.out
    assert "1 fault; all is as it was recorded from entry 2 on." in run.out
    assert "Error: The store desk.db does not hold what was recorded." in run.err
    run = khabar("ledger", "verify", "--store", "desk.db", "--json", cwd=store.parent)
    told = json.loads(run.out)
    assert (told["format"], told["sound"], told["fault_count"]) == ("khabar.ledger/1", False, 1)
    assert told["faults"][0] | {"at": None, "message": ""} == {
        "code": "changed",
        "table": "documents",
        "row": 1,
        "entry": 1,
        "at": None,
        "message": "",
    }
    assert json.loads(run.err)["error"]["code"] == "ledger-broken"


def test_a_store_is_checked_part_by_part(store: Path) -> None:
    run = khabar("store", "check", "--store", "desk.db", cwd=store.parent)
    assert run.code == 0
    assert "FAULT" not in run.out
    changed(store, "UPDATE documents SET title = 'Other'")
    run = khabar("store", "check", "--store", "desk.db", "--json", cwd=store.parent)
    assert run.code == 3
    assert [part["part"] for part in json.loads(run.out)["parts"] if not part["ok"]] == ["ledger"]


def test_a_store_is_backed_up_and_restored(store: Path) -> None:
    folder = store.parent
    assert "copied to copy.db and checked" in khabar("store", "backup", "copy.db", "--store", "desk.db", cwd=folder).out
    refused = khabar("store", "restore", "copy.db", "--store", "desk.db", cwd=folder)
    assert (refused.code, "--force" in refused.err) == (3, True)
    done = khabar("store", "restore", "copy.db", "--store", "desk.db", "--force", "--json", cwd=folder)
    assert json.loads(done.out) == {"store": "desk.db", "kept": "desk.replaced.db"}


def test_an_older_store_names_the_command_that_brings_it_up_to_date(store: Path) -> None:
    made_older(store)
    refused = khabar("events", "--store", "desk.db", cwd=store.parent)
    assert (refused.code, "khabar store migrate --store desk.db" in refused.err) == (3, True)
    done = khabar("store", "migrate", "--store", "desk.db", cwd=store.parent)
    assert "from schema 0001 to 0004; as it was it is kept in desk.schema-0001.db" in done.out
    assert khabar("events", "--store", "desk.db", cwd=store.parent).code == 0
    assert "is the newest" in khabar("store", "migrate", "--store", "desk.db", cwd=store.parent).out


@pytest.mark.parametrize("command", [("store", "check"), ("store", "migrate"), ("ledger", "verify")])
def test_a_store_that_is_not_there_is_said_to_be_missing(tmp_path: Path, command: tuple[str, str]) -> None:
    run = khabar(*command, "--store", "none.db", cwd=tmp_path)
    assert (run.code, "There is no store at none.db" in run.err) == (3, True)
    assert not (tmp_path / "none.db").exists()


def test_every_command_takes_a_server_and_none_prints_its_password(store: Path, database: str) -> None:
    folder, with_password = store.parent, database.replace("@", ":hush@")
    moved = khabar("store", "move", with_password, "--store", "desk.db", cwd=folder)
    assert (moved.code, "4 rows taken to" in moved.out) == (0, True)
    runs = [
        moved,
        khabar("store", "check", cwd=folder, KHABAR_STORE=with_password),
        khabar("ledger", "verify", "--store", with_password, cwd=folder),
        khabar("store", "move", "back.db", "--store", with_password, "--json", cwd=folder),
        khabar("store", "migrate", "--store", with_password, cwd=folder),
        khabar("search", "town", "--store", with_password, cwd=folder),
        khabar("store", "move", with_password, "--store", "desk.db", cwd=folder),
        khabar("events", "--store", with_password.replace("127.0.0.1", "127.0.0.2"), cwd=folder),
    ]
    assert [run.code for run in runs] == [0, 0, 0, 0, 0, 0, 3, 3]
    assert "hush" not in "".join(run.out + run.err for run in runs)
    assert json.loads(runs[3].out) == {"store": "back.db", "rows": 4}
    assert "is the newest" in runs[4].out
    assert "The Wire" in runs[5].out
