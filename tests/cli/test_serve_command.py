"""`khabar serve` and `khabar events queue`, as a user runs them."""

from __future__ import annotations

import json
import signal
import socket
import struct
import urllib.request
from pathlib import Path

import pytest
from cli_runs import khabar, started

REPORT = "---\ndate: 2021-08-12\nsource: The Wire\n---\nThe Taliban captured the city of Herat on Thursday.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    khabar("ingest", "a.txt", "--store", "s.db", "--theatre", "afghanistan-2021", cwd=folder)
    return folder


def test_the_desk_is_served_until_it_is_stopped(folder: Path) -> None:
    running = started("serve", "--store", "s.db", "--port", "0", "--name", "Ana", cwd=folder)
    try:
        assert running.stdout is not None
        line = running.stdout.readline().decode()
        address = line.split()[2]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{address}/api/me", timeout=30) as answer:  # noqa: S310 - our own server
            assert json.load(answer)["name"] == "Ana"
    finally:
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in out + err


def test_browsers_that_hang_up_do_not_end_the_desk(folder: Path) -> None:
    running = started("serve", "--store", "s.db", "--port", "0", cwd=folder)
    try:
        assert running.stdout is not None
        address = running.stdout.readline().decode().split()[2]
        port = int(address.rpartition(":")[2])
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", port)) as hasty:
                hasty.sendall(b"GET /api/picture HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 3)
                hasty.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with urllib.request.urlopen(f"{address}/api/me", timeout=30) as answer:  # noqa: S310 - our own server
            assert answer.status == 200
        assert running.poll() is None
    finally:
        running.kill()
        running.communicate(timeout=30)


def test_an_exposed_desk_is_not_served_before_somebody_has_an_account(folder: Path) -> None:
    for more in (("--host", "0.0.0.0"), ("--hostname", "desk.example.org")):  # noqa: S104 - it is what is refused
        run = khabar("serve", "--store", "s.db", "--port", "0", *more, cwd=folder)
        assert run.code == 1
        assert "nobody has an account" in run.err
        assert "khabar serve accounts add" in run.err


def test_accounts_are_made_listed_and_taken_out(folder: Path) -> None:
    def accounts(*line: str, given: str = "") -> str:
        run = khabar("serve", "accounts", *line, "--store", "s.db", cwd=folder, given=given)
        assert run.code == 0, run.err
        return run.out

    accounts("add", "Ana", "--role", "analyst", given="a long enough sentence\n")
    accounts("add", "Rea", "--role", "reader", given="another long sentence\n")
    assert accounts("list").splitlines() == ["analyst  Ana", "reader   Rea"]
    accounts("remove", "Rea")
    assert json.loads(accounts("list", "--json")) == [{"name": "Ana", "role": "analyst"}]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("add", "Ana", "--role", "reader"), "0 characters"),
        (("add", "rule:x", "--role", "reader"), "those of rules"),
        (("remove", "Nobody"), "no account"),
        (("list", "--store", "postgresql://ana@localhost/desk"), "--accounts"),
    ],
)
def test_what_is_wrong_with_an_account_is_said(folder: Path, line: tuple[str, ...], words: str) -> None:
    run = khabar("serve", "accounts", *line, cwd=folder)
    assert run.code == 1
    assert words in run.err


def test_options_before_the_accounts_are_not_lost_in_silence(folder: Path) -> None:
    run = khabar("serve", "--store", "other.db", "accounts", "list", cwd=folder)
    assert run.code == 2
    assert "after the command's name" in run.err


def test_the_queue_says_what_to_look_at_and_why(folder: Path) -> None:
    run = khabar("events", "queue", "--store", "s.db", cwd=folder)
    assert "who holds Herat, one of the provincial capitals" in run.out
    assert "1 event waits for a word." in run.out
    (row,) = map(json.loads, khabar("events", "queue", "--store", "s.db", "--json", cwd=folder).out.splitlines())
    assert row["state"] == "waiting"
    assert 0 < row["doubt"] < 1
    khabar("events", "release", row["event"], "--by", "Ana", "--store", "s.db", cwd=folder)
    assert "0 events wait" in khabar("events", "queue", "--store", "s.db", cwd=folder).out
