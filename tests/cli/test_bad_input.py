"""What goes wrong is said plainly: a message, the next step, the documented exit code, no traceback, nothing lost."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest
from cli_runs import Run, khabar

from khabar.packs.folder import shipped_folder

REPORT = "Rebels seized the town of Idlib on Monday, residents said."


def said(run: Run, code: int, *words: str) -> None:
    """The command failed with this code, in these words, and told it as a person wants it."""
    assert run.code == code, run.err
    assert "Traceback" not in run.out + run.err
    for word in words:
        assert word in run.out + run.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Path:
    khabar("ingest", "good.txt", "--date", "2021-08-12", "--store", "s.db", "--theatre", "afghanistan-2021", cwd=folder)
    return folder / "s.db"


def an_empty_file(file: Path) -> None:
    file.write_text("", encoding="utf-8")


def a_file_of_200_mb(file: Path) -> None:
    with file.open("wb") as stream:
        stream.write(b"All quiet. " * 1000)
        for _ in range(200):
            stream.write(b"All quiet on every front today. " * 32_768)


def a_file_of_holes(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(200_000_000)


def a_binary_file(file: Path) -> None:
    file.write_bytes(b"\x7fELF" + bytes(range(256)) * 40)


def a_page_without_a_report(file: Path) -> None:
    file.rename(file.with_suffix(".html")) if file.exists() else None
    file.with_suffix(".html").write_text("<html><body><div><p>", encoding="utf-8")


def broken_json(file: Path) -> None:
    file.with_suffix(".jsonl").write_text('{"text": "half a li\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (an_empty_file, "It holds no text."),
        (a_file_of_200_mb, "which is no single report"),
        (a_file_of_holes, "not text"),
        (a_binary_file, "not text"),
        (a_page_without_a_report, "Set aside"),
        (broken_json, "Set aside"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_file_that_cannot_be_read_is_set_aside_and_the_rest_goes_on(folder: Path, make: object, reason: str) -> None:
    make(folder / "bad.txt")  # type: ignore[operator]
    bad = next(file for file in folder.iterdir() if file.stem == "bad")
    alone = khabar("read", bad.name, cwd=folder)
    said(alone, 5, reason)
    together = khabar("ingest", bad.name, "good.txt", "--date", "2021-08-12", "--store", "s.db", cwd=folder)
    said(together, 0, "1 new", "1 set aside", reason)


def test_a_broken_page_that_still_holds_a_report_is_read(folder: Path) -> None:
    page = f"<html><body><article><h1>Town falls</h1><p>{REPORT} " + "They met no resistance there. " * 20
    (folder / "bad.html").write_text(page, encoding="utf-8")
    run = khabar("read", "bad.html", "--date", "2021-08-12", cwd=folder)
    said(run, 0, "territory.capture")


def test_a_folder_without_reports_is_named_with_what_was_looked_for(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "README.md").write_text("About this folder.", encoding="utf-8")
    for command in (("read", "reports"), ("ingest", "reports", "--store", "s.db")):
        said(khabar(*command, cwd=tmp_path), 5, "No report files in reports (looked for .txt", "Name a folder")
        error = json.loads(khabar(*command, "--json", cwd=tmp_path).err)["error"]
        assert error["code"] == "nothing-to-read"


def test_a_date_in_another_form_is_refused_with_the_form_that_is_read(folder: Path) -> None:
    said(khabar("read", "good.txt", "--date", "12/08/2021", cwd=folder), 1, "'12/08/2021'", "YYYY-MM-DD")
    said(khabar("situation", "--on", "yesterday", cwd=folder), 1, "'yesterday'", "YYYY-MM-DD")


def test_an_unknown_theatre_is_refused_with_those_there_are(folder: Path) -> None:
    run = khabar("ingest", "good.txt", "--theatre", "mars-1877", "--store", "s.db", cwd=folder)
    said(run, 1, "'mars-1877'", "afghanistan-2021", "khabar theatre list")
    assert not (folder / "s.db").exists()


def test_a_broken_pack_is_named_by_file_line_and_field(folder: Path) -> None:
    pack = folder / "pack"
    pack.mkdir()
    for file in (shipped_folder() / "afghanistan-2021").iterdir():
        text = file.read_text(encoding="utf-8")
        (pack / file.name).write_text(text.replace("start: 2021-07-01", "start: summer", 1), encoding="utf-8")
    run = khabar("read", "good.txt", "--theatre", "pack", cwd=folder)
    said(run, 4, "theatre.yaml, line", "field start")


def test_a_store_that_another_program_writes_to_is_waited_for_and_then_named(store: Path) -> None:
    with sqlite3.connect(store, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        (store.parent / "more.txt").write_text(REPORT.replace("Idlib", "Homs"), encoding="utf-8")
        run = khabar("ingest", "more.txt", "--date", "2021-08-12", "--store", store.name, cwd=store.parent)
        other.execute("ROLLBACK")
    said(run, 3, "Another program is writing", "try again")


def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(folder: Path) -> None:
    (folder / "s.db").write_text("my diary", encoding="utf-8")
    said(khabar("situation", "--store", "s.db", cwd=folder), 3, "s.db", "not a Khabar store")
    said(khabar("ingest", "good.txt", "--store", "s.db", cwd=folder), 3, "not a Khabar store")
    assert (folder / "s.db").read_text(encoding="utf-8") == "my diary"


def test_a_damaged_store_is_named_as_damaged(store: Path) -> None:
    whole = store.read_bytes()
    for beside in store.parent.glob("s.db-*"):
        beside.unlink()
    store.write_bytes(whole[:4096] + b"\x00garbage" * ((len(whole) - 4096) // 8))
    said(khabar("events", "--store", store.name, cwd=store.parent), 3, "s.db", "Restore it from a copy")


def test_a_store_that_is_not_there_is_not_made_by_asking(folder: Path) -> None:
    for command in (("situation",), ("events",), ("why", "Herat")):
        said(khabar(*command, "--store", "none.db", cwd=folder), 3, "no store at none.db", "khabar ingest")
    assert not (folder / "none.db").exists()


def test_a_folder_that_is_not_there_is_not_made(folder: Path) -> None:
    run = khabar("ingest", "good.txt", "--store", "nowhere/s.db", cwd=folder)
    said(run, 3, "The folder nowhere does not exist", "Make the folder first")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(folder: Path) -> None:
    (folder / "closed").mkdir(mode=0o500)
    run = khabar("ingest", "good.txt", "--store", "closed/s.db", cwd=folder)
    said(run, 3, "No permission to write in closed", "another folder")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="this system has no /proc")
def test_a_place_where_not_even_root_may_write_is_named(folder: Path) -> None:
    run = khabar("ingest", "good.txt", "--store", "/proc/s.db", cwd=folder)
    said(run, 3, "/proc/s.db cannot be opened", "permissions")


def test_a_folder_is_no_store(folder: Path) -> None:
    said(khabar("ingest", "good.txt", "--store", ".", cwd=folder), 3, "is a folder, not a store")


def test_a_place_that_is_misspelt_is_answered_with_those_like_it(store: Path) -> None:
    said(khabar("why", "Heratt", "--store", store.name, cwd=store.parent), 1, "'Heratt'", "Did you mean", "Herat")


def test_a_store_without_a_theatre_asks_for_one(folder: Path) -> None:
    khabar("ingest", "good.txt", "--date", "2021-08-12", "--store", "s.db", cwd=folder)
    said(khabar("situation", "--store", "s.db", cwd=folder), 1, "has no theatre", "--theatre")
    said(khabar("events", "--store", "s.db", cwd=folder), 0, "Idlib")


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    said(khabar("read", "none.txt", cwd=folder), 5, "none.txt", "no such file")


def test_a_spacy_pipeline_that_is_not_installed_is_named(folder: Path) -> None:
    said(khabar("read", "good.txt", "--pipeline", "en_none_lg", cwd=folder), 4, "en_none_lg")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("raed", "good.txt"), "No such command 'raed'"),
        (("read",), "Missing argument 'FILES'"),
        (("read", "good.txt", "--dat", "2021-08-12"), "No such option"),
        (("situation", "--format", "pdf"), "'pdf' is not one of"),
    ],
    ids=["an unknown command", "no file", "an unknown option", "an unknown format"],
)
def test_a_wrong_command_line_says_what_is_wrong_and_where_help_is(
    folder: Path, line: tuple[str, ...], words: str
) -> None:
    run = khabar(*line, cwd=folder)
    said(run, 2, words, "--help")


def test_no_command_shows_the_commands(folder: Path) -> None:
    run = khabar(cwd=folder)
    assert "Traceback" not in run.err
    for command in ("read", "ingest", "situation", "why", "events", "theatre", "doctor", "example"):
        assert command in run.out + run.err


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("read", "good.txt", "--date", "soon"), "bad-date"),
        (("events", "--store", "none.db"), "store"),
        (("read", "good.txt", "--theatre", "mars"), "unknown-theatre"),
        (("read", "good.txt", "--nonsense"), "usage"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_with_json_every_failure_has_one_shape(folder: Path, line: tuple[str, ...], code: str) -> None:
    run = khabar(*line, "--json", cwd=folder)
    assert run.out == ""
    assert set(json.loads(run.err)["error"]) == {"code", "message", "next_step"}
    assert json.loads(run.err)["error"]["code"] == code


def test_with_json_a_document_set_aside_stands_in_its_place(folder: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    run = khabar("read", "empty.txt", "good.txt", "--json", cwd=folder)
    first, second = map(json.loads, run.out.splitlines())
    assert first["error"]["code"] == "empty"
    assert first["document"]["id"]
    assert second["format"] == "khabar.coded/1"


def test_news_text_cannot_steer_the_terminal(folder: Path) -> None:
    (folder / "bad.txt").write_text(f"{REPORT} \x1b[2J\x1b]0;owned\x07 \u202egnorts", encoding="utf-8")
    run = khabar("read", "bad.txt", "--date", "2021-08-12", cwd=folder)
    said(run, 0, "territory.capture")
    assert not {"\x1b", "\x07", "\u202e"} & set(run.out)
