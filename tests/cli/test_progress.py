"""How far long work is, told where no terminal is."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest

from khabar.cli import progress


def test_the_last_count_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> Iterator[str]:
        for name, seconds in (("a", 60.0), ("b", 0.0), ("c", 60.0)):
            monkeypatch.setattr(progress, "EVERY_SECONDS", seconds)
            yield name

    assert list(progress.shown(work())) == ["a", "b", "c"]
    assert capsys.readouterr().err.splitlines() == ["2 documents", "3 documents"]


def test_one_is_told_as_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0.0)
    assert list(progress.shown("ab")) == ["a", "b"]
    assert capsys.readouterr().err.splitlines() == ["1 document", "2 documents"]


def test_short_work_needs_no_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress.shown("abc")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_one_is_told_as_one_on_a_terminal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    assert list(progress.shown("a")) == ["a"]
    assert "1 document " in terminal.getvalue()
