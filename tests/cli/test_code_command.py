"""`khabar code` as a user runs it: exit codes, what it says, Ctrl-C."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest
from cli_runs import khabar, started

from khabar.cli.options import DEFAULT_PATIENCE
from khabar.readers import PATIENCE

REPORT = {"id": "a1", "date": "2021-08-12", "source": "Post", "text": "Rebels seized the town of Idlib on Monday."}


def shard(path: Path, *lines: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return path


def test_what_was_coded_and_what_could_not_be_read_is_told_as_json(tmp_path: Path) -> None:
    shard(tmp_path / "news" / "a.jsonl", REPORT, "no json")
    done = khabar("code", "news", "-o", "out", "--json", cwd=tmp_path)
    told = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert {name: told[name] for name in ("new", "already", "unread", "reports", "mentions", "set_aside")} == {
        "new": 1,
        "already": 0,
        "unread": 0,
        "reports": 1,
        "mentions": 1,
        "set_aside": {"bad-json": 1},
    }
    assert [culprit["where"] for culprit in told["culprits"]] == ["a.jsonl, line 2"]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (("code", "empty", "-o", "out"), 5, "No report files in empty"),
        (("code", "broken/b.jsonl", "-o", "out"), 5, "1 bad-json"),
        (("code", "absent.jsonl", "-o", "out"), 1, "There is no absent.jsonl"),
        (("code", "broken/b.jsonl", "-o", "out", "--theatre", "nowhere"), 1, "no theatre 'nowhere'"),
        (("code", "broken/b.jsonl", "-o", "out", "--only-theatre"), 1, "No theatre is named"),
        (("code", "broken/b.jsonl", "-o", "out", "--date", "13.8."), 1, "Cannot read '13.8.'"),
        (("code", "broken/b.jsonl"), 2, "--out"),
        (("code", "broken/b.jsonl", "-o", "out", "--engine", "abacus"), 2, "abacus"),
        (("import", "coded", "empty", "-s", "s.db"), 1, "no finished coding"),
        (("link", "empty", "-o", "events"), 1, "no finished coding"),
    ],
)
def test_what_cannot_be_done_is_told_with_its_exit_code(
    tmp_path: Path, line: tuple[str, ...], code: int, words: str
) -> None:
    (tmp_path / "empty").mkdir()
    shard(tmp_path / "broken" / "b.jsonl", "no json")
    done = khabar(*line, cwd=tmp_path)
    assert done.code == code
    assert words in done.out + done.err
    assert "Traceback" not in done.err


def test_the_options_say_how_long_a_report_may_take_unless_told_otherwise() -> None:
    assert DEFAULT_PATIENCE == PATIENCE


def test_what_is_about_no_part_of_the_theatre_is_left_unread(tmp_path: Path) -> None:
    shard(tmp_path / "news" / "a.jsonl", REPORT, REPORT | {"id": "a2", "text": "The army shelled the town of Herat."})
    line = ("code", "news", "-o", "out", "--theatre", "afghanistan-2021", "--only-theatre", "--date", "2021-08-13")
    assert "1 left unread: they name no place, actor or country of the theatre." in khabar(*line, cwd=tmp_path).out
    again = json.loads(khabar(*line, "--json", cwd=tmp_path).out)
    assert (again["already"], again["reports"], again["set_aside"]) == (1, 1, {"elsewhere": 1})


def test_a_coding_stopped_by_ctrl_c_says_so_and_goes_on_later(tmp_path: Path) -> None:
    shard(tmp_path / "news" / "a.jsonl", REPORT)
    long = REPORT | {"text": f"{REPORT['text']} The army shelled their camp at night.\n\n" * 60}
    shard(tmp_path / "news" / "b.jsonl", *({**long, "id": f"b{n}"} for n in range(60)))
    running = started("code", "news", "-o", "out", cwd=tmp_path)
    end = time.monotonic() + 120
    while not list((tmp_path / "out").glob("a.jsonl.*.parquet")):
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert (running.returncode, "run the same command again" in err.decode()) == (130, True)
    again = json.loads(khabar("code", "news", "-o", "out", "-j", "2", "--json", cwd=tmp_path).out)
    assert (again["already"], again["new"], again["reports"]) == (1, 1, 61)
