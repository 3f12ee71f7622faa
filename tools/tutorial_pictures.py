"""Takes the pictures of the tutorial from the desk itself, served on this machine over the shipped example.

    uv run python -m tools.tutorial_pictures

Needs the desk's pages (`npm run build` in web/) and Chromium. The pictures change with the desk: look at them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "tutorial" / "pictures"
CHROMIUM = "/usr/bin/chromium"
SIZE = {"width": 1280, "height": 800}
LATEST = "2021-08-12"
PATIENCE_MS = 30_000


def main() -> None:
    """Writes the pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "desk.db"
        _khabar("ingest", str(ROOT / "examples/fall-of-the-capitals"), "--theatre", "afghanistan-2021", store=store)
        server = subprocess.Popen(
            [sys.executable, "-m", "khabar", "serve", "--store", str(store), "--name", "Ana", "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            address = next(word for word in (server.stdout or [""]).readline().split() if word.startswith("http"))  # type: ignore[union-attr]
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                _take(browser.new_page(viewport=SIZE), address)
        finally:
            server.kill()
            server.wait()


def _take(page: Page, address: str) -> None:
    asked = f"on={LATEST}&known={LATEST}"
    page.goto(f"{address}/?{asked}")
    page.get_by_text("Provincial capitals", exact=False).first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(6_000)  # the map draws its names when it is still
    _picture(page, "map")
    page.goto(f"{address}/?{asked}&place=ghazni")
    page.wait_for_timeout(6_000)
    _picture(page, "evidence")
    page.goto(f"{address}/?view=review")
    page.get_by_text("the weightiest and least sure first").wait_for(timeout=PATIENCE_MS)
    page.keyboard.press("j")
    page.locator("button.act-release").wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(1_000)
    _picture(page, "review")


def _picture(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=70)
    print(FOLDER / f"{name}.jpg")


def _khabar(*line: str, store: Path) -> None:
    subprocess.run([sys.executable, "-m", "khabar", *line, "--store", str(store)], check=True)


if __name__ == "__main__":
    main()
