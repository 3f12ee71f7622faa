"""`khabar access` and `khabar whatif` on two of the shipped dispatches."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli_runs import ROOT, khabar

DISPATCHES = ("2021-08-10-northern-wire-farah", "2021-08-12-northern-wire-ghazni")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("access")
    (folder / "reports").mkdir()
    for file in (ROOT / "examples" / "fall-of-the-capitals").iterdir():
        if file.name.startswith(DISPATCHES):
            shutil.copy(file, folder / "reports")
    khabar("ingest", "reports", "--store", "s.db", "--theatre", "afghanistan-2021", cwd=folder)
    return folder


def test_a_place_is_told_with_its_way_and_a_program_gets_the_same(folder: Path) -> None:
    run = khabar("access", "Qalat", "--store", "s.db", "--side", "government", cwd=folder)
    assert run.code == 0
    assert "By road:" in run.out
    assert "1,205 km more than the usual 357 km" in " ".join(run.out.split())
    answer = json.loads(khabar("access", "Qalat", "--store", "s.db", "--side", "government", "--json", cwd=folder).out)
    assert answer["supplies"][0]["access"][0]["detour_km"] == 1205.0
    assert {s["verdict"] for s in answer["statements"]} <= {"cuts the usual way"}


def test_a_side_can_be_supplied_from_elsewhere(folder: Path) -> None:
    run = khabar("access", "Qalat", "--store", "s.db", "--side", "taliban", "--from", "Ghazni", cwd=folder)
    assert "Taliban, supplied from Ghazni" in run.out


def test_a_supposition_is_answered_and_nothing_is_kept(folder: Path) -> None:
    before = khabar("events", "--store", "s.db", "--json", cwd=folder).out
    run = khabar("whatif", "Maidan Shahr falls", "--store", "s.db", cwd=folder)
    assert run.code == 0
    assert "Maidan Shahr: held by Taliban; without it held by Government." in run.out
    answer = json.loads(khabar("whatif", "maidan-shahr=taliban", "--store", "s.db", "--json", cwd=folder).out)
    assert (answer["format"], answer["on"]) == ("khabar.what-if/1", "2021-08-13")
    assert khabar("events", "--store", "s.db", "--json", cwd=folder).out == before


def test_a_supposition_for_a_past_day_goes_by_what_was_known_when_it_ended(folder: Path) -> None:
    line = ("whatif", "Ghazni falls", "--on", "2021-08-11", "--store", "s.db")
    then, now = khabar(*line, cwd=folder).out, khabar(*line, "--as-of", "2021-08-13", cwd=folder).out
    assert "By what was known at 2021-08-11 23:59 UTC" in then
    assert "Ghazni: held by Taliban; without it held by Government." in then
    assert "Ghazni: held by Taliban" not in now


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("whatif", "Talks resume"), "not-understood"),
        (("whatif", "Qalat=taliban", "--side", "martians"), "unknown-side"),
        (("access", "Nowhereville"), "unknown-place"),
        (("access", "Qalat", "--from", "Ghazni"), "bad-input"),
    ],
    ids=str,
)
def test_what_is_not_understood_is_told_with_the_next_step(folder: Path, arguments: tuple[str, ...], code: str) -> None:
    run = khabar(*arguments, "--store", "s.db", "--json", cwd=folder)
    assert run.code == 1
    error = json.loads(run.err)["error"]
    assert error["code"] == code
    assert error["next_step"]
