"""`khabar gazetteer`: places of one's own, from a file to what is read with them."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest
from cli_runs import Run, khabar, started

TABLE = "name,lat,lon,names,kind,country,pcode\nZorvandek,36.1,68.2,Zorvan,town,AF,AF1799\n"
REPORT = "Rebels seized the town of Zorvandek on Monday, residents said."
WAIT_SECONDS = 120


def ours(*arguments: object, folder: Path, given: str = "") -> Run:
    """Runs `khabar` for a user whose gazetteers lie in a folder of their own."""
    return khabar(*arguments, cwd=folder, given=given, KHABAR_GAZETTEERS=str(folder / "gazetteers"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "villages.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def added(folder: Path) -> Path:
    assert ours("gazetteer", "add", "villages.csv", folder=folder).code == 0
    return folder


def test_what_was_added_is_told_listed_found_read_and_removed(folder: Path) -> None:
    before = ours("read", "-", "--json", given=REPORT, folder=folder)
    assert "pcode:AF1799" not in before.out
    told = ours("gazetteer", "add", "villages.csv", folder=folder)
    assert told.out.startswith("villages: 1 place, 5 spellings, ")
    assert told.out.rstrip().endswith("from villages.csv of " + time.strftime("%Y-%m-%d", time.gmtime()))
    assert ours("gazetteer", "list", folder=folder).out == told.out
    found = ours("gazetteer", "find", "Zorvan", folder=folder)
    assert found.out == "Zorvandek: settlement; AF; 36.1000, 68.2000; pcode:AF1799 (in villages)\n"
    place = json.loads(ours("read", "-", "--json", given=REPORT, folder=folder).out)["places"][0]["resolved"]
    assert (place["id"], place["pcode"], place["lat"]) == ("pcode:AF1799", "AF1799", 36.1)
    assert ours("gazetteer", "remove", "villages", folder=folder).out == "villages is removed.\n"
    assert ours("gazetteer", "list", folder=folder).out.startswith("None in ")


def test_json_tells_the_same(added: Path) -> None:
    held = json.loads(ours("gazetteer", "list", "--json", folder=added).out)
    assert [(row["name"], row["places"], row["set_aside"]) for row in held] == [("villages", 1, 0)]
    assert json.loads(ours("gazetteer", "add", "villages.csv", "--json", folder=added).out) == held[0]
    (found,) = json.loads(ours("gazetteer", "find", "AF1799", "--json", folder=added).out)
    assert (found["place"]["name"], found["how"], found["gazetteers"]) == ("Zorvandek", "alternate", ["villages"])


def test_a_name_that_is_only_spelt_alike_is_told_so(added: Path) -> None:
    run = ours("gazetteer", "find", "Zurwandik", folder=added)
    assert run.out.splitlines()[0] == "No place is spelt so; these are spelt alike:"
    assert "Zorvandek" in run.out


def test_an_unknown_name_a_wrong_class_and_a_wrong_name_are_refused_plainly(folder: Path) -> None:
    for line, words in (
        (("find", "Xyzzyville"), "No gazetteer has a place 'Xyzzyville'"),
        (("remove", "mars"), "You have no gazetteer 'mars'"),
        (("add", "villages.csv", "--name", "../x"), "cannot be called '../x'"),
        (("add", "villages.csv", "--classes", "X"), "'X' is no feature class"),
        (("add", "none.txt"), "none.txt cannot be read as a gazetteer: there is no such file"),
    ):
        run = ours("gazetteer", *line, folder=folder)
        assert (run.code, words in run.err, "Traceback" in run.err) == (1, True, False), run.err
    assert not (folder / "gazetteers").exists()


def test_rows_set_aside_are_counted_and_the_first_shown(folder: Path) -> None:
    lines = "".join(f"Zor{i}vandek,north,68\n" for i in range(9))
    (folder / "bad.csv").write_text(f"name,lat,lon\nZorvandek,36,68\n{lines}", encoding="utf-8")
    run = ours("gazetteer", "add", "bad.csv", folder=folder)
    assert run.code == 0
    assert run.out.splitlines()[1:3] == ["  9 rows set aside:", "    bad.csv, line 3, lat: 'north' is no number"]
    assert run.out.splitlines()[-1] == "    ..."


def test_several_files_make_one_gazetteer_each_or_one_by_name(folder: Path) -> None:
    (folder / "more.csv").write_text(TABLE.replace("Zor", "Bar").replace("1799", "1798"), encoding="utf-8")
    ours("gazetteer", "add", "villages.csv", "more.csv", folder=folder)
    ours("gazetteer", "add", "villages.csv", "more.csv", "--name", "both", folder=folder)
    held = json.loads(ours("gazetteer", "list", "--json", folder=folder).out)
    assert [(row["name"], row["places"]) for row in held] == [("both", 2), ("more", 1), ("villages", 1)]


def test_reports_are_coded_anew_when_the_gazetteers_changed(folder: Path) -> None:
    line = ("ingest", "-", "--date", "2021-08-12", "--store", "s.db")
    assert "1 new" in ours(*line, folder=folder, given=REPORT).out
    ours("gazetteer", "add", "villages.csv", folder=folder)
    assert "1 coded anew" in ours(*line, folder=folder, given=REPORT).out
    assert "1 held already" in ours(*line, folder=folder, given=REPORT).out


def test_the_doctor_lists_the_users_gazetteers_and_names_a_damaged_one(added: Path) -> None:
    well = ours("doctor", folder=added)
    assert (well.code, "your gazetteer villages: 1 place from villages.csv" in well.out) == (0, True)
    file = added / "gazetteers" / "villages.gaz"
    file.write_bytes(file.read_bytes()[:-40])
    ill = ours("doctor", folder=added)
    assert (ill.code, "villages.gaz is damaged" in ill.out, "gazetteer add" in ill.out) == (4, True, True)
    assert "is damaged" in ours("gazetteer", "list", folder=added).out
    assert ours("read", "-", given=REPORT, folder=added).code == 4
    assert ours("gazetteer", "add", "villages.csv", folder=added).code == 0
    assert ours("doctor", folder=added).code == 0


def test_a_folder_that_cannot_be_made_is_named_with_what_to_do(folder: Path) -> None:
    (folder / "gazetteers").write_text("no folder", encoding="utf-8")
    run = ours("gazetteer", "add", "villages.csv", folder=folder)
    assert (run.code, "cannot be written" in run.err, "KHABAR_GAZETTEERS" in run.err) == (1, True, True)
    assert "Traceback" not in run.err


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_adding_that_was_stopped_goes_on_where_it_was(tmp_path: Path, how: signal.Signals) -> None:
    rows = "".join(f"Zor{i}vandek,{i % 80},{i % 170}\n" for i in range(120_000))
    (tmp_path / "many.csv").write_text(f"name,lat,lon\n{rows}", encoding="utf-8")
    shelf = tmp_path / "gazetteers"
    process = started("gazetteer", "add", "many.csv", cwd=tmp_path, KHABAR_GAZETTEERS=str(shelf))
    deadline = time.monotonic() + WAIT_SECONDS
    first = shelf / "many.unfinished" / "000000.part"
    while not first.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert first.exists()
    assert not (shelf / "many.gaz").exists()
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert b"run the same command again" in said
        assert b"Traceback" not in said
    kept = first.stat().st_mtime_ns
    again = started("gazetteer", "add", "many.csv", cwd=tmp_path, KHABAR_GAZETTEERS=str(shelf))
    second = shelf / "many.unfinished" / "000001.part"
    while not second.exists() and again.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert first.stat().st_mtime_ns == kept
    out, _ = again.communicate(timeout=WAIT_SECONDS)
    assert b"many: 120,000 places" in out
    assert not (shelf / "many.unfinished").exists()
