"""The desk as a browser sees it: the server's process, a visit to it, and what colour stands where."""

from __future__ import annotations

import base64
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/khabar/web/static"
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
ANALYST = "Ana"
PASSWORD = "a few words of one's own"  # noqa: S105 - of accounts that a test makes
PATIENCE_S = 30.0
# MapLibre's world is so many pixels wide at zoom 0.
_WORLD = 512


def chromium() -> str | None:
    """Where chromium is; None where there is none."""
    named = os.environ.get("KHABAR_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def chromium_options() -> dict[str, Any]:
    """How it is started: as root it refuses its sandbox."""
    return {"executable_path": chromium(), "args": ["--no-sandbox"] if os.geteuid() == 0 else []}


@dataclass(frozen=True, slots=True)
class Serving:
    """A desk that is served at an address."""

    address: str

    def get(self, path: str) -> Any:
        """What it answers."""
        with urllib.request.urlopen(f"{self.address}/api/{path}") as answer:  # noqa: S310 - our own server
            return json.load(answer)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """Says something, as another window of the same analyst would."""
        headers = {"Content-Type": "application/json", "X-Khabar-Token": self.get("me")["token"]}
        asked = urllib.request.Request(f"{self.address}/api/{path}", json.dumps(body).encode(), headers)  # noqa: S310
        with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
            return json.load(answer)


@contextmanager
def serving(store: str | Path, *options: str) -> Iterator[Serving]:
    """Serves a store with `khabar serve`, at a port that is free."""
    command = [sys.executable, "-m", "khabar", "serve", "--store", str(store), "--port", "0", *options]
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            address = next((word for word in process.stdout.readline().split() if word.startswith("http")), "")
            if not address:
                complaints.seek(0)
                raise AssertionError(f"khabar serve did not start: {complaints.read()[-2000:]}")
            yield Serving(address.rstrip("/"))
            if process.poll() is not None:
                complaints.seek(0)
                raise AssertionError(f"khabar serve ended by itself ({process.poll()}): {complaints.read()[-2000:]}")
        finally:
            process.terminate()


class Visit:
    """One window on a desk, wide or narrow. `page` is Playwright's; `faults` what the browser complained of."""

    def __init__(
        self, browser: Any, desk: Serving, address: str, *, width: int = 1440, height: int = 900, dark: bool = False
    ) -> None:
        self.desk = desk
        self.faults: list[str] = []
        self._expected: list[str] = []
        self._context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        self.page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE_S * 1000)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", self._heard)
        self.page.on("request", self._asked)
        self.page.goto(f"{desk.address}/{address}", wait_until="domcontentloaded")

    def expect_fault(self, words: str) -> None:
        """What the browser will complain of, since the test breaks it."""
        self._expected.append(words)

    def close(self) -> None:
        """Ends the visit."""
        self._context.close()

    @property
    def address(self) -> str:
        """The address of the page as it is now; Playwright's own is that of the last event it has read."""
        return str(self.page.evaluate("location.href"))

    def text(self, selector: str) -> str:
        """What stands in the first element of a kind, once there is one."""
        return str(self.page.locator(selector).first.inner_text())

    def colour_at(self, *, lat: float, lon: float) -> tuple[int, int, int]:
        """The colour of the map at a point. The address must say where the map stands."""
        return self.colour_of_pixel(*self.pixel_of(lat=lat, lon=lon))

    def colour_of_pixel(self, x: float, y: float) -> tuple[int, int, int]:
        """The colour in the window at a point of it."""
        shot = self.page.screenshot(clip={"x": x - 1, "y": y - 1, "width": 3, "height": 3})
        return _middle_of(self._context, shot)

    def pixel_of(self, *, lat: float, lon: float) -> tuple[float, float]:
        """Where a point of the map is in the window."""
        zoom, mid_lat, mid_lon = (float(part) for part in self.address.split("map=")[1].split("&")[0].split("/"))
        box = self.page.locator(".map-canvas").bounding_box()
        scale = _WORLD * 2**zoom
        right = (lon - mid_lon) / 360 * scale
        down = (_mercator(lat) - _mercator(mid_lat)) * scale
        return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down

    def css_colour(self, name: str) -> tuple[int, int, int]:
        """A colour of the style sheet."""
        value = self.page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()")
        return tuple(int(value[i : i + 2], 16) for i in (1, 3, 5))  # type: ignore[return-value]

    def _heard(self, message: Any) -> None:
        told = f"{message.type}: {message.text} {message.location.get('url', '')}"
        if message.type == "error" and not any(words in told for words in self._expected):
            self.faults.append(told)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.desk.address, "blob:", "data:")):
            self.faults.append(f"asked elsewhere: {request.url}")


def eventually(is_so: Callable[[], bool], *, within_s: float = PATIENCE_S) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.2)
    return False


def is_like(one: tuple[int, int, int], other: tuple[int, int, int], *, within: int = 12) -> bool:
    """Whether two colours look alike."""
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def _mercator(lat: float) -> float:
    """How far down the map a latitude is, from 0 to 1."""
    return 0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)


def _middle_of(context: Any, png: bytes) -> tuple[int, int, int]:
    """The colour in the middle of a picture, read by the browser itself in a page without a content policy."""
    page = context.new_page()
    found = page.evaluate(
        """async (data) => {
            const picture = new Image();
            picture.src = data;
            await picture.decode();
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [picture.width, picture.height];
            const brush = canvas.getContext("2d");
            brush.drawImage(picture, 0, 0);
            return [...brush.getImageData(picture.width >> 1, picture.height >> 1, 1, 1).data].slice(0, 3);
        }""",
        f"data:image/png;base64,{base64.b64encode(png).decode()}",
    )
    page.close()
    return found[0], found[1], found[2]
