"""Ingest may be stopped at any moment, kindly or not: what was finished is kept, and the same command goes on."""

from __future__ import annotations

import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from cli_runs import khabar, started
from datasets.dataset_rows import a_row, as_csv

REPORTS = 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(REPORTS):
        words = f"Rebels seized village number {number} near Idlib on Monday. The army shelled their camp at night.\n\n"
        (reports / f"{number:02}.txt").write_text(words * 40, encoding="utf-8")
    return tmp_path


def held(store: Path) -> int:
    """How many reports lie in a store that another program may be writing to."""
    if not store.exists():
        return 0
    with closing(sqlite3.connect(store, timeout=10)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'documents'").fetchall()
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0]) if tables else 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_ingest_keeps_what_it_finished_and_goes_on(folder: Path, how: signal.Signals) -> None:
    store = folder / "s.db"
    line = ("ingest", "reports", "--date", "2021-08-12", "--store", "s.db")
    process = started(*line, cwd=folder)
    deadline = time.monotonic() + 120
    while held(store) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    before = held(store)
    assert 2 <= before < REPORTS
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert b"run the same command again" in said
        assert b"Traceback" not in said
    again = khabar(*line, cwd=folder)
    assert again.code == 0
    assert f"{REPORTS - before} new, {before} held already" in again.out
    assert held(store) == REPORTS


def test_a_stopped_import_keeps_the_rows_it_finished_and_goes_on(tmp_path: Path) -> None:
    store, count = tmp_path / "s.db", 1000
    rows = [a_row(event_id_cnty=f"AFG{number}") for number in range(count)]
    (tmp_path / "rows.csv").write_text(as_csv(rows), encoding="utf-8")
    line = ("import", "acled", "rows.csv", "--store", "s.db")
    process = started(*line, cwd=tmp_path)
    deadline = time.monotonic() + 120
    while not held(store) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    before = held(store)
    assert 0 < before < count
    assert process.returncode == 130
    assert b"run the same command again" in said
    again = khabar(*line, cwd=tmp_path)
    assert f"{count - before:,} new rows, {before} held already" in again.out
    assert held(store) == count
