"""`khabar theatre`: from a draft through its blanks to a pack in use."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli_runs import ROOT, khabar

SIDES = "sides:\n  - {id: state, name: State, base: andorra-la-vella}\n  - {id: front, name: Valley Front}\n"
EXAMPLES = """\
  examples:
    - text: The Valley Front entered Encamp.
      places: {Encamp: encamp}
      actors: {Valley Front: front}
    - text: Ordino was quiet.
      places: {Ordino: ordino}
"""


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one draft."""
    folder = tmp_path_factory.mktemp("drafts")
    run = khabar("theatre", "new", "andorra", "--country", "ad", "--places", "5", cwd=folder)
    assert run.code == 0
    return folder


def change(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def filled(draft: Path) -> None:
    change(
        draft / "theatre.yaml",
        ("\nname:\n", "\nname: Andorra, 2030\n"),
        ("\nstart:\n", "\nstart: 2030-01-01\n"),
        ("  says:\n", "  says: The seven seats.\n"),
        ("  examples:\n", EXAMPLES),
        ("\nsides:\n", f"\n{SIDES}"),
    )
    change(draft / "roads.csv", ("# r0", "r0"))
    with (draft / "actors.csv").open("a", encoding="utf-8") as out:
        out.write("front,Valley Front,armed group,front,,,AD,,,\narmy,State army,state force,state,,,AD,,,\n")


def test_a_fresh_draft_lacks_just_its_blanks_and_each_says_what_to_write(drafts: Path) -> None:
    run = khabar("theatre", "check", "andorra", "--json", cwd=drafts)
    faults = json.loads(run.out)["faults"]
    assert run.code == 1
    assert [fault["field"] for fault in faults] == [
        "name", "start", "coverage.says", "coverage.examples", "sides", "",
    ]  # fmt: skip
    assert all(fault["next_step"] for fault in faults)


def test_a_draft_with_its_blanks_filled_in_is_a_theatre(drafts: Path, tmp_path: Path) -> None:
    shutil.copytree(drafts / "andorra", tmp_path / "valley")
    filled(tmp_path / "valley")
    run = khabar("theatre", "check", tmp_path / "valley")
    assert (run.code, run.err) == (0, "")
    for words in ("Andorra, 2030", "7 places, 4 actors, 8 roads", "State, Valley Front", "7 places without a holder"):
        assert words in run.out
    report = "The Valley Front captured Encamp on Monday."
    khabar("ingest", "-", "--date", "2030-03-04", "--theatre", "valley", "--store", "s.db", given=report, cwd=tmp_path)
    why = json.loads(khabar("why", "Encamp", "--store", "s.db", "--json", cwd=tmp_path).out)
    assert why[0]["reading"]["holder"] == "front"


def test_an_example_that_is_read_otherwise_is_told(drafts: Path, tmp_path: Path) -> None:
    shutil.copytree(drafts / "andorra", tmp_path / "valley")
    filled(tmp_path / "valley")
    change(tmp_path / "valley" / "theatre.yaml", ("{Ordino: ordino}", "{Ordino: encamp}"))
    assert "'Ordino' is read as geonames:3039678, not encamp" in khabar("theatre", "check", tmp_path / "valley").out


def test_a_draft_never_overwrites(drafts: Path) -> None:
    before = {file.name: file.read_bytes() for file in (drafts / "andorra").iterdir()}
    run = khabar("theatre", "new", "andorra", "--country", "FR", cwd=drafts)
    assert run.code == 1
    assert "andorra is there already; nothing was written." in run.err
    assert "khabar theatre check andorra" in run.err
    assert {file.name: file.read_bytes() for file in (drafts / "andorra").iterdir()} == before


def test_a_war_across_a_border_has_both_countries_and_no_neighbour_twice(tmp_path: Path) -> None:
    khabar("theatre", "new", "pyrenees", "-c", "AD", "-c", "ES", "--places", "3", "--to", tmp_path / "deep" / "down")
    folder = tmp_path / "deep" / "down" / "pyrenees"
    assert "countries: [AD, ES]" in (folder / "theatre.yaml").read_text(encoding="utf-8")
    actors = (folder / "actors.csv").read_text(encoding="utf-8")
    assert "country:FR" in actors
    assert "country:AD" not in actors


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (("Big War", "--country", "AD"), 1, "big-war"),
        (("war", "--country", "QQ"), 1, "'QQ'"),
        (("mali-2012", "--country", "ML"), 1, "comes with Khabar"),
        (("war",), 2, "--country"),
        (("war", "--country", "AD", "--places", "0"), 2, "--places"),
    ],
    ids=["a name with a space", "no such country", "a shipped theatre's name", "no country", "no places"],
)
def test_what_cannot_be_drafted_is_refused(tmp_path: Path, line: tuple[str, ...], code: int, words: str) -> None:
    run = khabar("theatre", "new", *line, cwd=tmp_path)
    assert run.code == code
    assert words in run.err
    assert "Traceback" not in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_shipped_pack_works_from_anywhere(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src/khabar/data/theatres/mali-2012", tmp_path / "mine")
    here, there = (
        json.loads(khabar("theatre", "check", name, "--json").out) for name in ("mali-2012", tmp_path / "mine")
    )
    assert here == there
    assert here["covers"]["id"] == "mali-2012"
