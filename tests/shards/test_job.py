"""A job of many shards ends whatever befalls it, names what could not be read, and gives the same bytes each time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from shards.shard_builders import FAKE, FakeReader, a_row, json_lines, rows

from khabar.documents.publication import publication_of
from khabar.errors import BadInput, MissingPart, NothingToRead
from khabar.packs import load_theatre
from khabar.records import Coded, SetAside
from khabar.shards import Coder, Done, code, code_with, coded_in, results_of, shards_in
from khabar.shards.coding import Task, code_shard
from khabar.shards.local import LocalEngine
from khabar.shards.reading import Terms


def coded(news: Path | str, out: Path | str, *, jobs: int = 1, coder: Coder = FAKE, patience: float = 60) -> list[Done]:
    return list(code_with(coder, shards_in([str(news)]), str(out), engine=LocalEngine(jobs), patience=patience))


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def ids_in(out: Path) -> dict[str, list[str]]:
    """The reports of each shard, and the reasons of what was set aside."""
    return {
        done.shard: [r.document.id if isinstance(r, Coded) else r.reason for r in results_of(str(out), done)]
        for done in coded_in(str(out))
    }


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name in ("a.jsonl", "b.jsonl.gz", "2021/a.jsonl"):
        json_lines(tmp_path / "news" / name, rows(20))
    (tmp_path / "news" / "README.txt").write_text("No shard.", encoding="utf-8")
    return tmp_path / "news"


def test_every_shard_of_a_folder_becomes_a_coded_shard(news: Path, tmp_path: Path) -> None:
    dones = coded(news, tmp_path / "out", jobs=2)
    assert sorted((done.shard, done.reports, done.mentions) for done in dones) == [
        ("2021/a.jsonl", 20, 20),
        ("a.jsonl", 20, 20),
        ("b.jsonl.gz", 20, 20),
    ]
    usual = [f"r{n}" for n in range(20)]
    assert ids_in(tmp_path / "out") == {"2021/a.jsonl": usual, "a.jsonl": usual, "b.jsonl.gz": usual}


def test_one_process_and_two_write_the_same_bytes(news: Path, tmp_path: Path) -> None:
    coded(news, tmp_path / "one")
    coded(news, tmp_path / "two", jobs=2)
    assert bytes_in(tmp_path / "one") == bytes_in(tmp_path / "two")


def test_the_day_that_the_user_gives_wins_over_that_of_the_reports(tmp_path: Path) -> None:
    day = date(2013, 5, 20)
    json_lines(tmp_path / "news" / "a.jsonl", [*rows(1), a_row(1, date="20.5."), a_row(2, date="")])
    terms = Terms(publication_of(day))
    for care in (False, True):
        out = str(tmp_path / f"out-{care}")
        Path(out).mkdir()
        (shard,) = shards_in([str(tmp_path / "news")])
        code_shard(Task(shard, out, "a.parquet", FAKE, with_care=care, terms=terms))
        found = list(results_of(out, Done("a.jsonl", "a.parquet")))
        assert [one.document.published for one in found if isinstance(one, Coded)] == [day] * 3


def test_what_names_nothing_of_the_theatre_is_left_unread_and_is_nobodys_fault(tmp_path: Path) -> None:
    json_lines(tmp_path / "news" / "a.jsonl", rows(3, r1="Rain fell on the Afghan hills.", r2="kill it, nowhere"))
    terms = Terms(only=load_theatre("afghanistan-2021"))
    (done,) = code_with(
        FAKE, shards_in([str(tmp_path / "news")]), str(tmp_path / "out"), engine=LocalEngine(), terms=terms
    )
    assert (done.reports, done.set_aside, done.culprits) == (1, (("elsewhere", 2),), ())
    assert ids_in(tmp_path / "out") == {"a.jsonl": ["elsewhere", "r1", "elsewhere"]}


def test_a_theatre_has_to_be_named_for_what_names_it_to_be_read_alone(news: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No theatre is named"):
        next(code([str(news)], str(tmp_path / "out"), engine=LocalEngine(), only_theatre=True))


def test_where_the_shards_lie_makes_no_difference(news: Path, tmp_path: Path) -> None:
    coded(news, tmp_path / "one")
    moved = news.rename(tmp_path / "moved")
    assert {done.held for done in coded(moved, tmp_path / "one")} == {True}


def test_what_is_done_is_left_alone(news: Path, tmp_path: Path) -> None:
    coded(news, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.parquet")}
    again = coded(news, tmp_path / "out")
    assert [(done.held, done.reports) for done in again] == [(True, 20)] * 3
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.parquet")} == before


def test_a_shard_that_changed_is_coded_anew_and_only_its_new_coding_holds(news: Path, tmp_path: Path) -> None:
    coded(news, tmp_path / "out")
    json_lines(news / "a.jsonl", rows(2))
    assert [done.shard for done in coded(news, tmp_path / "out") if not done.held] == ["a.jsonl"]
    assert ids_in(tmp_path / "out")["a.jsonl"] == ["r0", "r1"]


def test_another_coder_codes_everything_anew(news: Path, tmp_path: Path) -> None:
    coded(news, tmp_path / "out")
    assert not any(done.held for done in coded(news, tmp_path / "out", coder=Coder("fake 2", FakeReader)))
    assert {done.coder for done in coded_in(str(tmp_path / "out"))} == {"fake 2"}


def test_shards_that_another_run_coded_into_the_folder_go_on_holding(news: Path, tmp_path: Path) -> None:
    coded(news / "a.jsonl", tmp_path / "out")
    coded(news / "b.jsonl.gz", tmp_path / "out")
    assert [done.shard for done in coded_in(str(tmp_path / "out"))] == ["a.jsonl", "b.jsonl.gz"]


def test_a_folder_of_two_coders_is_not_taken_for_one_coding(news: Path, tmp_path: Path) -> None:
    coded(news / "a.jsonl", tmp_path / "out")
    coded(news / "b.jsonl.gz", tmp_path / "out", coder=Coder("fake 2", FakeReader))
    with pytest.raises(BadInput, match="several coders: fake 1; fake 2"):
        coded_in(str(tmp_path / "out"))


def test_a_job_that_was_stopped_is_not_taken_for_a_finished_one(news: Path, tmp_path: Path) -> None:
    job = code_with(FAKE, shards_in([str(news)]), str(tmp_path / "out"), engine=LocalEngine())
    first = next(job)
    job.close()  # type: ignore[attr-defined]
    with pytest.raises(BadInput, match="no finished coding"):
        coded_in(str(tmp_path / "out"))
    assert [done.held for done in coded(news, tmp_path / "out")].count(True) >= 1
    assert first.shard in ids_in(tmp_path / "out")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_kills_whoever_reads_it_is_set_aside_and_named(tmp_path: Path, jobs: int) -> None:
    news, out = tmp_path / "news", tmp_path / "out"
    json_lines(news / "a.jsonl", rows(20, r3="kill it", r17="kill again", r19="fault in the coder"))
    json_lines(news / "b.jsonl", rows(20))
    json_lines(news / "c.jsonl", rows(2, r1="refuse it"))
    coded(news, out, jobs=jobs)
    usual = [f"r{n}" for n in range(20)]
    found = ids_in(out)
    assert (found["b.jsonl"], found["c.jsonl"]) == (usual, ["r0", "crashed"])
    assert found["a.jsonl"] == [i if i not in ("r3", "r17", "r19") else "crashed" for i in usual]
    culprits = [json.loads(line) for line in (out / "culprits.jsonl").read_text().splitlines()]
    where = [(one["reason"], one["message"].partition(":")[0]) for one in culprits]
    assert where == [("crashed", f"a.jsonl, report {n}") for n in (4, 18, 20)] + [("crashed", "c.jsonl, report 2")]
    assert culprits[2]["message"].endswith("reading it fails: ZeroDivisionError: r19")
    results = (result for done in coded_in(str(out)) for result in results_of(str(out), done))
    assert next((r.id, r.text) for r in results if isinstance(r, SetAside)) == ("r3", "kill it")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_keeps_whoever_reads_it_for_ever_is_set_aside_and_named(tmp_path: Path, jobs: int) -> None:
    news, out = tmp_path / "news", tmp_path / "out"
    json_lines(news / "a.jsonl", rows(20, r3="hang", r12="kill it", r17="hang again"))
    json_lines(news / "b.jsonl", rows(20))
    coded(news, out, jobs=jobs, patience=2)
    usual = [f"r{n}" for n in range(20)]
    named = {"r3": "too-slow", "r12": "crashed", "r17": "too-slow"}
    assert ids_in(out) == {"a.jsonl": [named.get(i, i) for i in usual], "b.jsonl": usual}
    culprits = [json.loads(line) for line in (out / "culprits.jsonl").read_text().splitlines()]
    assert [(one["where"], one["reason"]) for one in culprits] == [("a.jsonl", why) for why in named.values()]
    assert culprits[0]["message"] == "a.jsonl, report 4: Reading it took longer than 2 seconds, and was given up."


def test_a_worker_killed_mid_shard_costs_nothing_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    marker = tmp_path / "killed"
    json_lines(tmp_path / "news" / "a.jsonl", rows(20, r9=f"kill once {marker}"))
    (done,) = coded(tmp_path / "news", tmp_path / "out")
    assert marker.exists()
    assert (done.reports, done.set_aside, done.culprits) == (20, (), ())
    coded(tmp_path / "news", tmp_path / "undisturbed")
    assert bytes_in(tmp_path / "out") == bytes_in(tmp_path / "undisturbed")


STARTED = """
from shards.shard_builders import FAKE
from khabar.shards import code_with, shards_in
from khabar.shards.local import LocalEngine
import sys
if __name__ == "__main__":
    list(code_with(FAKE, shards_in([sys.argv[1]]), sys.argv[2], engine=LocalEngine(2)))
"""


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def until(true: object) -> None:
    end = time.monotonic() + 30
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)


def test_a_job_killed_with_kill_9_leaves_no_half_shard_and_no_process_and_goes_on_where_it_was(tmp_path: Path) -> None:
    marker, script = tmp_path / "reader", tmp_path / "started.py"
    json_lines(tmp_path / "news" / "a.jsonl", rows(20))
    json_lines(tmp_path / "news" / "b.jsonl", rows(600, r590=f"wait {marker}"))
    script.write_text(STARTED, encoding="utf-8")
    out = tmp_path / "out"
    paths = os.pathsep.join(["tests", *sys.path])
    job = subprocess.Popen(
        [sys.executable, script, tmp_path / "news", out],
        env=os.environ | {"PYTHONPATH": paths},
        stderr=subprocess.DEVNULL,
    )
    until(lambda: marker.exists() and list(out.glob("a.jsonl.*.parquet")))
    job.send_signal(signal.SIGKILL)
    job.wait()
    until(lambda: has_ended(int(marker.read_text(encoding="utf-8"))))
    assert not list(out.glob("b.jsonl.*.parquet"))
    dones = {done.shard: done for done in coded(tmp_path / "news", out)}
    assert {name: (done.held, done.reports) for name, done in dones.items()} == {
        "a.jsonl": (True, 20),
        "b.jsonl": (False, 600),
    }
    assert not list(out.glob(".*"))  # the draft of the one that was killed is cleared away
    coded(tmp_path / "news", tmp_path / "undisturbed")
    assert bytes_in(out) == bytes_in(tmp_path / "undisturbed")


def no_reader() -> FakeReader:
    raise MissingPart("There is no pipeline.")


def test_what_no_shard_can_do_without_stops_the_job(news: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingPart, match="There is no pipeline"):
        coded(news, tmp_path / "out", coder=Coder("none", no_reader))


def test_a_shard_that_cannot_be_read_is_named_and_tried_again(news: Path, tmp_path: Path) -> None:
    (news / "gone.jsonl").symlink_to(tmp_path / "nowhere")
    listed = [*shards_in([str(news)])]
    (news / "b.jsonl.gz").unlink()
    dones = {done.shard: done for done in code_with(FAKE, listed, str(tmp_path / "out"), engine=LocalEngine())}
    assert (dones["b.jsonl.gz"].file, dones["b.jsonl.gz"].culprits[0].reason) == ("", "unreadable")
    assert [done.shard for done in coded_in(str(tmp_path / "out"))] == ["2021/a.jsonl", "a.jsonl"]
    assert "b.jsonl.gz" in (tmp_path / "out" / "culprits.jsonl").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_read(news: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be made"):
        coded(news, tmp_path / "out")


@pytest.mark.parametrize(
    ("named", "shards"),
    [
        ("", ["2021/a.jsonl", "a.jsonl", "b.jsonl.gz"]),
        ("/a.jsonl", ["a.jsonl"]),
        ("/*.jsonl", ["a.jsonl"]),
        ("/**/*.jsonl", ["2021/a.jsonl", "a.jsonl"]),
        ("/20*/*", ["2021/a.jsonl"]),
    ],
)
def test_files_folders_and_patterns_name_shards(news: Path, named: str, shards: list[str]) -> None:
    assert [shard.name for shard in shards_in([f"{news}{named}"])] == shards
    assert [shard.name for shard in shards_in([f"file://{news}{named}"])] == shards


def test_what_is_no_shard_is_refused(news: Path) -> None:
    with pytest.raises(NothingToRead):
        shards_in([f"{news}/*.csv"])
    with pytest.raises(BadInput, match=r"README\.txt is no shard"):
        shards_in([f"{news}/README.txt"])
    with pytest.raises(BadInput, match="There is no"):
        shards_in([f"{news}/absent.jsonl"])
