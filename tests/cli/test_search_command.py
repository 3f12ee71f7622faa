"""`khabar search` as a person and as a program calls it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cli_runs import khabar

from khabar.reader import from_text
from khabar.records import Coded
from khabar.store import open_store

NOON = datetime(2021, 8, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("searched")
    with open_store(made / "desk.db") as opened:
        for day, text in (
            (12, "The town of Zūrmat fell."),
            (13, f"{'Filler. ' * 60}Zurmat is calm\u202e now, it says."),
        ):
            report = from_text(text, published=date(2021, 8, day), publisher=f"Wire {day}", title="On a town")
            opened.add(Coded(report), recorded_at=NOON)
    return made


def test_reports_are_listed_newest_first_with_the_words_they_are_found_by(folder: Path) -> None:
    run = khabar("search", "zurmat", "--store", "desk.db", cwd=folder)
    assert run.code == 0
    newer, older = (line for line in run.out.splitlines() if line.startswith("2021"))
    assert newer.startswith("2021-08-13  Wire 13  On a town  [")
    assert older.startswith("2021-08-12  Wire 12")
    assert "  The town of Zūrmat fell.\n" in run.out
    assert "  ...Filler. " in run.out
    assert "Zurmat is calm now, it says.\n" in run.out  # what would turn the direction is not printed


def test_no_more_are_printed_than_asked_for_and_it_says_so(folder: Path) -> None:
    run = khabar("search", "town", "--limit", "1", "--store", "desk.db", cwd=folder)
    assert run.out.count("2021-08-") == 1
    assert "There are more: --limit 2." in run.out


def test_several_words_in_one_argument_are_a_phrase(folder: Path) -> None:
    assert "No report" in khabar("search", "fell zurmat", "--store", "desk.db", cwd=folder).out
    assert "Wire 12" in khabar("search", "fell", "zurmat", "--store", "desk.db", cwd=folder).out


def test_as_json_each_report_is_a_line_with_the_place_of_its_words(folder: Path) -> None:
    run = khabar("search", "fell", "--store", "desk.db", "--json", cwd=folder)
    found = json.loads(run.out)
    assert (found["published"], found["publisher"], found["excerpt"]["start"]) == ("2021-08-12", "Wire 12", 0)
    assert khabar("search", "nothing", "--store", "desk.db", "--json", cwd=folder).out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "nothing to look for"),
        (("!",), "no word"),
        (("--within", "1,2,3"), "no stretch"),
        (("--within", "9,0,1,2"), "no stretch"),
    ],
)
def test_what_cannot_be_looked_for_says_what_to_give(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    run = khabar("search", *arguments, "--store", "desk.db", cwd=folder)
    assert (run.code, words in run.err) == (1, True)
    assert "Give" in run.err
