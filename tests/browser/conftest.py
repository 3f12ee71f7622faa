"""A browser, and the desk as `khabar serve` gives it, on the store of the example dispatches."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_desk import ANALYST, PASSWORD, STATIC, Serving, Visit, chromium, chromium_options, serving

REQUIRED = os.environ.get("KHABAR_BROWSER_TESTS") == "required"


def _missing() -> str:
    if not (STATIC / "index.html").is_file():
        return "The app is not built: run `npm ci && npm run build` in web/."
    if chromium() is None:
        return "There is no chromium here: install it, or name it in KHABAR_CHROMIUM."
    try:
        import playwright.sync_api  # noqa: F401
    except ModuleNotFoundError:
        return "Playwright is not installed."
    return ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One chromium for all; skips where it or the built app is missing, unless KHABAR_BROWSER_TESTS=required."""
    if reason := _missing():
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**chromium_options())
        yield started
        started.close()


@pytest.fixture(scope="session")
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the example; nobody writes to it."""
    request.getfixturevalue("browser")  # nothing is made where there is none
    store = tmp_path_factory.mktemp("example") / "example.db"
    made = [sys.executable, "-m", "khabar", "example", "--store", str(store)]
    subprocess.run(made, check=True, capture_output=True, timeout=300)
    return store


@pytest.fixture(scope="session")
def desk(example: Path) -> Iterator[Serving]:
    """A desk that nobody changes."""
    with serving(example, "--name", ANALYST) as served:
        yield served


@pytest.fixture
def own_desk(example: Path, tmp_path: Path) -> Iterator[Serving]:
    """A desk of the test's own, to judge on."""
    with serving(shutil.copy(example, tmp_path / "own.db"), "--name", ANALYST) as served:
        yield served


@pytest.fixture
def closed_desk(example: Path, tmp_path: Path) -> Iterator[Serving]:
    """A desk that asks who one is, with a reader and an editor."""
    accounts = tmp_path / "accounts.json"
    for name, role in (("rea", "reader"), ("edi", "editor")):
        add = [sys.executable, "-m", "khabar", "serve", "accounts", "add", name, "--role", role]
        subprocess.run([*add, "--accounts", str(accounts)], input=PASSWORD, text=True, check=True, capture_output=True)
    with serving(shutil.copy(example, tmp_path / "closed.db"), "--accounts", str(accounts)) as served:
        yield served


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Opens pages; at the end says what went wrong in them, and that none asked anybody but the desk."""
    visits: list[Visit] = []

    def open_page(desk: Serving, address: str = "", **more: Any) -> Visit:
        visits.append(Visit(browser, desk, address, **more))
        return visits[-1]

    yield open_page
    for one in visits:
        one.close()
    assert [fault for one in visits for fault in one.faults] == []
