"""The doctor names what is missing and what to do about it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from khabar import health
from khabar.errors import MissingPart
from khabar.language.pipeline import Parser


def test_a_package_that_is_not_installed_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def version_of(name: str) -> str:
        if name == "rensa":
            raise PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(health, "version", version_of)
    missing = [check for check in health.check_installation() if not check.ok]
    assert [check.part for check in missing] == ["rensa"]
    assert "uv sync" in missing[0].next_step


def test_weights_that_are_missing_are_named_and_the_other_parts_still_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> Parser:
        raise MissingPart("The embedded English pipeline is not in the package.", next_step="Install Khabar again.")

    monkeypatch.setattr(Parser, "load", load)
    checks = health.check_installation()
    assert [(c.part, c.next_step) for c in checks if not c.ok] == [("english pipeline", "Install Khabar again.")]
    assert checks[-1].part == "theatres"
    assert checks[-1].ok
