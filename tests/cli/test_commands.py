"""The commands on the shipped example and on small reports: what a person sees, and what a program reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli_runs import ROOT, khabar, started
from jsonschema import Draft202012Validator

EXAMPLE = ROOT / "examples" / "fall-of-the-capitals"
DISPATCHES = ("2021-08-06-northern-wire-zaranj", "2021-08-06-atlantic-standard", "2021-08-12-northern-wire-ghazni")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three dispatches, two of them one text, in a store."""
    folder = tmp_path_factory.mktemp("commands")
    (folder / "reports").mkdir()
    for file in EXAMPLE.iterdir():
        if file.name.startswith(DISPATCHES):
            shutil.copy(file, folder / "reports")
    khabar("ingest", "reports", "--store", "s.db", "--theatre", "afghanistan-2021", cwd=folder)
    return folder


def test_what_is_read_is_shown_with_who_what_where_when_and_by_whom(tmp_path: Path) -> None:
    report = "Rebels seized the town of Idlib on Monday, residents said."
    run = khabar("read", "-", "--date", "2021-08-12", given=report, cwd=tmp_path)
    for words in (report, "territory.capture", "actor: Rebels", "Idlib", "2021-08-09 (“Monday”)", "residents"):
        assert words in run.out


def test_coded_json_holds_the_published_schema(folder: Path) -> None:
    schema = json.loads((ROOT / "src/khabar/data/schemas/coded-1.schema.json").read_text(encoding="utf-8"))
    run = khabar("read", "reports", "--json", cwd=folder)
    rows = [json.loads(line) for line in run.out.splitlines()]
    assert len(rows) == 3
    for row in rows:
        Draft202012Validator(schema).validate(row)


def test_taking_in_twice_changes_nothing_and_says_so(folder: Path) -> None:
    before = khabar("events", "--store", "s.db", "--json", cwd=folder).out
    run = khabar("ingest", "reports", "--store", "s.db", cwd=folder)
    assert "0 new, 3 held already" in run.out
    assert "1 repeats another report" in run.out
    assert khabar("events", "--store", "s.db", "--json", cwd=folder).out == before


def test_events_come_out_the_same_whatever_order_the_reports_came_in(folder: Path) -> None:
    files = sorted((folder / "reports").iterdir(), reverse=True)
    khabar("ingest", *files, "--store", "other.db", "--theatre", "afghanistan-2021", cwd=folder)
    one, other = (khabar("events", "--store", name, "--json", cwd=folder).out for name in ("s.db", "other.db"))
    assert one == other
    events = [json.loads(line) for line in one.splitlines()]
    assert {event["format"] for event in events} == {"khabar.event/1"}
    assert all(event["claims"] for event in events)


def test_a_copy_is_named_beside_the_report_it_repeats(folder: Path) -> None:
    events = map(json.loads, khabar("events", "--store", "s.db", "--json", cwd=folder).out.splitlines())
    claims = [claim for event in events for claim in event["claims"]]
    originals = {claim["copy_of"] for claim in claims if claim["outlet"] == "Atlantic Standard"}
    wire = {claim["document"] for claim in claims if claim["outlet"] == "Northern Wire"}
    assert len(originals) == 1
    assert originals <= wire


def test_what_could_not_be_known_yet_is_not_shown(folder: Path) -> None:
    line = ("why", "Ghazni", "--store", "s.db", "--json")
    before, after = (
        json.loads(khabar(*line, "--as-of", moment, cwd=folder).out)[0]["reading"]["holder"]
        for moment in ("2021-08-11", "2021-08-12")
    )
    assert before != "taliban"
    assert after == "taliban"


def test_a_situation_comes_as_text_markdown_and_json(folder: Path) -> None:
    line = ("situation", "--store", "s.db")
    text, markdown = khabar(*line, cwd=folder).out, khabar(*line, "--format", "md", cwd=folder).out
    found = json.loads(khabar(*line, "--json", cwd=folder).out)
    assert "Who holds what\n--------------" in text
    assert "## Who holds what" in markdown
    assert found["format"] == "khabar.situation/1"
    assert found["on"] == "2021-08-12"


def test_doctor_finds_every_part() -> None:
    run = khabar("doctor", "--json")
    assert run.code == 0
    assert [check["part"] for check in json.loads(run.out) if not check["ok"]] == []


def test_theatres_are_listed_with_what_they_cover() -> None:
    rows = json.loads(khabar("theatre", "list", "--json").out)
    assert rows[0]["id"] == "afghanistan-2021"
    assert rows[0]["places"] > 34


@pytest.mark.parametrize(
    "command",
    [
        *(
            "read",
            "ingest",
            "situation",
            "why",
            "course",
            "events",
            "theatre list",
            "theatre check",
            "doctor",
            "example",
        ),
        *("events why", "events merge", "events split", "events undo"),
    ],
)
def test_every_command_has_help_and_all_but_the_example_have_json(command: str) -> None:
    run = khabar(*command.split(), "--help")
    assert run.code == 0
    assert ("--json" in run.out) == (command != "example")


def test_a_report_on_another_war_is_left_unread_where_only_the_theatre_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "afghan.txt").write_text("The Taliban seized Ghazni on Thursday.", encoding="utf-8")
    (tmp_path / "libyan.txt").write_text("Libyan rebels seized Brega on Thursday.", encoding="utf-8")
    line = ("ingest", ".", "--theatre", "afghanistan-2021", "--date", "2021-08-12", "--store", "s.db")
    found = khabar(*line, "--only-theatre", cwd=tmp_path)
    assert "1 new" in found.out
    assert "1 left unread: they name no place, actor or country of the theatre." in found.out
    assert "1 new" in khabar(*line, cwd=tmp_path).out


def test_only_the_theatre_needs_a_theatre(tmp_path: Path) -> None:
    found = khabar("ingest", "-", "--only-theatre", "--store", "s.db", given="Rebels seized Brega.", cwd=tmp_path)
    assert found.code != 0
    assert "no theatre" in found.err


@pytest.mark.parametrize(
    "command", [("events", "--store", "s.db"), ("situation", "--store", "s.db"), ("theatre", "list")]
)
@pytest.mark.parametrize("lines", [0, 1])
def test_whoever_reads_the_output_may_stop_early(folder: Path, command: tuple[str, ...], lines: int) -> None:
    running = started(*command, cwd=folder)
    assert running.stdout is not None
    assert running.stderr is not None
    for _ in range(lines):
        assert running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    running.wait(timeout=60)
    running.stderr.close()
