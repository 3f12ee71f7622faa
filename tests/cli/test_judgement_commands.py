"""`khabar events why` and its like: why reports are one event, and an analyst's word on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Run, khabar

REPORTS = {
    "a.txt": ("The Wire", "2021-08-12", "Rebels seized the town of Idlib on Thursday."),
    "b.txt": ("The Daily", "2021-08-13", "Rebels captured the town of Idlib on Thursday, residents said."),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of one capture in a store that names no theatre."""
    folder = tmp_path_factory.mktemp("event")
    (folder / "reports").mkdir()
    for name, (outlet, day, text) in REPORTS.items():
        report = f"---\ndate: {day}\nsource: {outlet}\n---\n{text}\n"
        (folder / "reports" / name).write_text(report, encoding="utf-8")
    khabar("ingest", "reports", "--store", "s.db", cwd=folder)
    return folder


def on(folder: Path, *line: str, **settings: str) -> Run:
    return khabar("events", *line, "--store", "s.db", cwd=folder, **settings)


def captures(folder: Path, *line: str) -> list[Any]:
    found = khabar("events", "--store", "s.db", "--type", "territory.capture", "--json", *line, cwd=folder).out
    return [json.loads(row) for row in found.splitlines()]


def test_an_event_is_split_explained_merged_and_left_to_the_rules_again(folder: Path) -> None:
    (event,) = captures(folder)
    listed = khabar("events", "--store", "s.db", cwd=folder).out.splitlines()
    short = next(line.split()[0] for line in listed if "place taken by arms" in line)
    first, second = (claim["id"] for claim in event["claims"])

    why = on(folder, "why", short)
    assert f"{first[:8]} and {second[:8]}: " in why.out
    assert "same place: Idlib" in why.out

    split = on(folder, "split", short, second[:6], "--by", "Ana", "--note", "two raids")
    assert split.out.startswith("1 judgement kept, by Ana. Now:\n")
    assert len(captures(folder)) == 2
    assert len(captures(folder, "--as-of", "2021-08-20")) == 1
    assert "Ana: " in on(folder, "why", short).out
    assert "are two acts: two raids" in on(folder, "why", short).out

    names = [one["id"] for one in captures(folder)]
    tried = json.loads(on(folder, "merge", *names, "--dry-run", "--json", KHABAR_ANALYST="Ben").out)
    assert (tried["format"], tried["kept"], len(tried["events"])) == ("khabar.judged/1", False, 1)
    assert len(captures(folder)) == 2
    assert on(folder, "merge", *names, KHABAR_ANALYST="Ben").code == 0
    assert len(captures(folder)) == 1

    assert on(folder, "undo", short, "--by", "Cy").code == 0
    told = json.loads(on(folder, "why", short, "--json").out)
    assert told["format"] == "khabar.event-why/1"
    assert [(j["by"], j["verdict"], j["holds"]) for j in told["judgements"]] == [
        ("Ana", "different", False), ("Ben", "same", False), ("Cy", "unsure", False),
    ]  # fmt: skip
    assert all(j["recorded_at"] for j in told["judgements"])


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (("why", "zz"), 1, "There is no event 'zz'"),
        (("why", "zz", "yy", "xx"), 1, "Only two events"),
        (("merge", "zz", "yy", "--by", "Ana"), 1, "`khabar events` lists the events"),
        (("split", "zz"), 2, "CLAIMS"),
    ],
    ids=["no such event", "three events to compare", "merging what is not there", "splitting nothing off"],
)
def test_what_cannot_be_done_says_what_to_do(folder: Path, line: tuple[str, ...], code: int, words: str) -> None:
    run = on(folder, *line)
    assert run.code == code
    assert words in run.err
    assert "Traceback" not in run.err


def test_nobody_judges_without_a_name(folder: Path) -> None:
    (event,) = captures(folder)
    run = on(folder, "split", event["id"], event["claims"][1]["id"])
    assert run.code == 1
    assert "--by NAME, or by KHABAR_ANALYST" in run.err


def test_an_option_of_the_list_before_a_command_is_refused(folder: Path) -> None:
    refused = khabar("events", "--store", "s.db", "why", "abc", cwd=folder)
    assert refused.code == 2
    assert "khabar events why ... --store FILE" in " ".join(refused.err.split())


def test_a_claim_is_put_right_listed_and_as_coded_again(folder: Path) -> None:
    claim = captures(folder)[0]["claims"][0]["id"]
    done = on(folder, "correct", claim[:8], "modality", "alleged", "--by", "Ana", "--note", "hearsay")
    assert done.out.startswith(f"{claim[:8]}: modality put right.\n")
    assert (
        "put right so already"
        in on(folder, "correct", claim, "modality", "alleged", "--by", "Ana", "--note", "hearsay").out
    )
    assert f'{claim[:8]} modality = "alleged" by Ana, ' in on(folder, "corrections").out
    row = json.loads(on(folder, "corrections", "--json").out)
    assert (row["claim"], row["field"], row["value"], row["note"]) == (claim, "modality", "alleged", "hearsay")
    refused = on(folder, "correct", claim, "modality", "sure", "--by", "Ana")
    assert (refused.code, "Give reported" in refused.err) == (1, True)
    back = json.loads(on(folder, "as-coded", claim, "--by", "Ana", "--json").out)
    assert (back["format"], back["became"], len(back["events"])) == ("khabar.corrected/1", "taken back", 1)
    assert on(folder, "corrections").out == ""
    assert "hearsay" in on(folder, "corrections", "--ever").out
