"""The example's closing hints name the program as it was called."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.cli.commands.example import called


def test_the_program_is_named_as_it_was_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("UV_RUN_RECURSION_DEPTH", raising=False)
    assert called() == "khabar"
    monkeypatch.setenv("UV_RUN_RECURSION_DEPTH", "1")
    assert called() == "uv run khabar"
    (tmp_path / "uv").touch()
    assert called() == "./uv run khabar"
