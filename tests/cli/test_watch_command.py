"""`khabar watch` as a program of its own: what it prints, what it refuses, and that it may be killed at any moment."""

from __future__ import annotations

import json
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from cli_runs import khabar, started
from local_server import a_server
from made_up_feeds import an_item, rss

HEAD = 'schema = "khabar.feeds/1"\ncontact = "desk@example.org"\n'
REPORTS = 24


def held(store: Path) -> int:
    """How many reports lie in a store that another program may be writing to."""
    if not store.exists():
        return 0
    with closing(sqlite3.connect(store, timeout=10)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'documents'").fetchall()
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0]) if tables else 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_watch_keeps_what_it_finished_and_goes_on(tmp_path: Path, how: signal.Signals) -> None:
    words = "Rebels seized village number {} near Idlib on Monday. The army shelled their camp at night. "
    items = [an_item(str(n), text=words.format(n) * 40, link=f"https://news.example/{n}") for n in range(REPORTS)]
    with a_server() as server:
        server.routes["/feed"] = rss(items, ETag="abc")
        feeds = f'{HEAD}[[sources]]\nname = "News"\nurl = "{server.url("/feed")}"\npublisher = "The News"\n'
        (tmp_path / "feeds.toml").write_text(feeds, encoding="utf-8")
        line = ("watch", "feeds.toml", "--store", "s.db", "--allow-private", "127.0.0.1")
        process = started(*line, cwd=tmp_path)
        deadline = time.monotonic() + 120
        while held(tmp_path / "s.db") < 2 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(how)
        _, said = process.communicate(timeout=60)
        before = held(tmp_path / "s.db")
        assert 2 <= before < REPORTS
        if how == signal.SIGINT:
            assert process.returncode == 130
            assert b"Traceback" not in said
        again = khabar(*line, "--once", cwd=tmp_path)
        assert again.out == f"News: {REPORTS - before} new reports of {REPORTS} listed\n"
        assert held(tmp_path / "s.db") == REPORTS
        asked = [a.headers.get("if-none-match") for a in server.asked if a.path == "/feed"]
        assert asked == [None, None]  # the list came whole the second time


def test_the_status_says_what_is_not_known_and_what_is_silent(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    folders = "".join(
        f'[[sources]]\nname = "{name}"\nkind = "folder"\nfolder = "{name}"\n' for name in ("inbox", "nowhere")
    )
    (tmp_path / "feeds.toml").write_text(HEAD + folders, encoding="utf-8")
    run = khabar("watch", "--once", "feeds.toml", "--store", "s.db", cwd=tmp_path)
    assert run.code == 0
    assert "nowhere: no answer: There is no folder" in run.out
    status = khabar("watch", "status", "feeds.toml", "--store", "s.db", "--json", cwd=tmp_path)
    found = json.loads(status.out)
    assert found["format"] == "khabar.watch-status/1"
    assert [(s["source"], s["state"], s["gap"]) for s in found["sources"]] == [
        ("inbox", "not yet known", False),
        ("nowhere", "silent", True),
    ]
    words = khabar("watch", "status", "feeds.toml", "--store", "s.db", cwd=tmp_path).out
    assert words.startswith("GAP  nowhere: silent since ")


def test_a_bad_file_is_refused_with_its_line_and_field(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(f'{HEAD}[[sources]]\nname = "A"\nurl = "a.example"\n', encoding="utf-8")
    run = khabar("watch", "feeds.toml", "--once", cwd=tmp_path)
    assert run.code == 4
    assert "feeds.toml, line 5, field sources[0].url: should begin with http:// or https://" in run.err
    assert not (tmp_path / "khabar.db").exists()


def test_the_example_can_be_run_as_it_is_printed(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(khabar("watch", "example", cwd=tmp_path).out, encoding="utf-8")
    run = khabar("watch", "status", "feeds.toml", cwd=tmp_path)
    assert run.code == 3  # a sound file, and no store yet
