"""How fast the desk is with 10,000 places and 200,000 events: first paint, and a step of the day slider.

    python -m benchmarks.desk [--places 10000] [--events 200000] [--steps 10]

Needs the built app and chromium, as tests/browser does. The answers are made beforehand, in the server's shapes, so
that what is measured is the desk alone. Without a graphics card the map is drawn by the processor: a laptop is faster.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import threading
import time
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

sys.path.append(str(Path(__file__).parents[1] / "tests" / "browser"))
from browser_desk import STATIC, chromium_options

FIRST = date(2021, 1, 1)
DAYS = 365
SIDES = ("army", "rebels", "militia")
KINDS = ("capital", "town", "town", "town", "crossing", "junction")
TYPES = {"territory.capture": "place taken by arms", "violence.clash": "armed clash"}
CHANGING_A_DAY = 0.01
LISTED = 500

Json = dict[str, Any]


def made(places: int, events: int, days: range) -> dict[str, bytes]:
    """The answers by path; of the situation one a day, of the events the first page of a week."""
    draw = random.Random(1)
    where = [_place(i, draw) for i in range(places)]
    last = FIRST + timedelta(DAYS - 1)
    span = {"first": FIRST.isoformat(), "last": last.isoformat()}
    answers: dict[str, Any] = {
        "me": {"name": "Ana", "role": "editor", "token": "x", "has_accounts": False, "may_review": True},
        "theatre": {
            "id": "made",
            "name": f"{places:,} places",
            "start": span["first"],
            "end": None,
            "sides": [{"id": side, "name": side.capitalize(), "base": None} for side in SIDES],
            "sets": [],
            "places": where,
            "roads": [],
            "types": TYPES,
            "reported": span,
            "events": span,
            "known": {name: f"{day}T23:59:59+00:00" for name, day in span.items()},
        },
        "sources": {"sources": [_outlet(i, draw) for i in range(40)]},
        "events": {"total": events, "offset": 0, "events": [_event(i, draw, where) for i in range(LISTED)]},
    }
    holders = [draw.choice(SIDES) for _ in where]
    for number in days:
        for i in range(places):
            if draw.random() < CHANGING_A_DAY:
                holders[i] = draw.choice(SIDES)
        day = (FIRST + timedelta(number)).isoformat()
        answers[f"situation {day}"] = _situation(day, where, holders, events)
    return {path: json.dumps(answer).encode() for path, answer in answers.items()}


def _place(i: int, draw: random.Random) -> Json:
    lat, lon = draw.uniform(29.5, 38.4), draw.uniform(60.6, 74.8)
    name = f"Place {i}"
    kind = KINDS[i % len(KINDS)] if i % 50 == 0 else KINDS[1 + i % 5]
    return {
        "key": f"p{i}",
        "name": name,
        "names": [name],
        "lat": lat,
        "lon": lon,
        "kind": kind,
        "province": "",
        "sets": [],
    }


def _outlet(i: int, draw: random.Random) -> Json:
    days = {(FIRST + timedelta(n)).isoformat(): draw.randint(1, 40) for n in range(DAYS)}
    return {
        "name": f"Outlet {i}",
        "reports": sum(days.values()),
        "undated": 0,
        "first": None,
        "last": max(days),
        "days": days,
    }


def _event(i: int, draw: random.Random, where: list[Json]) -> Json:
    place = draw.choice(where)
    return {
        "id": f"event:{i}",
        "type": draw.choice(list(TYPES)),
        "standing": "reported",
        "time": {"start": "2021-06-01", "end": "2021-06-01", "precision": "day"},
        "places": [{"id": place["key"], "name": place["name"], "lat": place["lat"], "lon": place["lon"]}],
        **{name: [] for name in ("actors", "targets", "actor_words", "target_words", "figures")},
        "polarity": "yes",
        "modality": "reported",
        "aspect": "done",
        "status": "",
        "place_keys": [place["key"]],
        "reports": 1,
        "outlets": ["Outlet 1"],
        "sentence": "Rebels took the town.",
    }


def _situation(day: str, where: list[Json], holders: list[str], events: int) -> Json:
    controls = [
        {
            "place_key": place["key"],
            "on": day,
            "state": "held",
            "holder": holder,
            "claimant": "",
            "presumed": holder,
            "probability": {holder: 0.95 if i % 3 else 0.8},
            "since": day,
            "last_heard": day,
        }
        for i, (place, holder) in enumerate(zip(where, holders, strict=True))
    ]
    counts = {"documents": events // 2, "outlets": 40, "claims": events * 2, "copies": 0, "events": events}
    empty: Json = {name: [] for name in ("tallies", "stated", "links", "gaps", "sources")}
    return {"on": day, "known": "", "controls": controls, "harm": {"totals": []}, "counts": counts, **empty}


class Answering(SimpleHTTPRequestHandler):
    """The app's files, and the answers made beforehand."""

    def __init__(self, answers: dict[str, bytes], *rest: Any, **more: Any) -> None:
        self.answers = answers
        super().__init__(*rest, directory=str(STATIC), **more)

    def do_GET(self) -> None:
        """Answers."""
        asked = urlsplit(self.path)
        if not asked.path.startswith("/api/"):
            super().do_GET()
            return
        name = asked.path.removeprefix("/api/")
        body = self.answers.get(name) or self.answers.get(f"{name} {parse_qs(asked.query).get('on', [''])[0]}", b"{}")
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


WATCH = """
window.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration)))
  .observe({ type: "longtask", buffered: true });
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def measured(address: str, first: int, steps: int) -> dict[str, float]:
    """Milliseconds until there is something to see, until the picture is there, and of steps in time."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_options())
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.add_init_script(WATCH)
        on = (FIRST + timedelta(first)).isoformat()
        began = time.perf_counter()
        page.goto(f"{address}/?on={on}", wait_until="commit")
        page.locator(".counts").wait_for()
        in_words = time.perf_counter() - began
        page.locator("canvas.maplibregl-canvas").wait_for()
        mapped = time.perf_counter() - began
        page.wait_for_timeout(6000)
        took, longest = [], []
        for step in range(steps):
            page.evaluate("tasks.length = 0")
            day = str((FIRST + timedelta(first + step + 1)).day)
            took.append(page.evaluate(STEP, day))
            page.wait_for_timeout(1500)
            longest.append(max(page.evaluate("tasks"), default=0.0))
        told = {
            "first paint": page.evaluate(PAINTED),
            "the picture in words": in_words * 1000,
            "the map's canvas": mapped * 1000,
            "a step, until the words and the map's new data are there (median)": statistics.median(took),
            "a step, slowest": max(took),
            "longest task of a step (median)": statistics.median(longest),
        }
        browser.close()
        return told


# A step is over when the heading says the day and a frame has been drawn after it.
STEP = """(day) => new Promise((done) => {
  const began = performance.now();
  const look = () => {
    const words = document.querySelector(".panel h2")?.textContent ?? "";
    const busy = document.querySelector("main").getAttribute("aria-busy") === "true";
    if (words.split(" ")[1] === day && !busy) requestAnimationFrame(() => done(performance.now() - began));
    else requestAnimationFrame(look);
  };
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  look();
})"""


def main() -> None:
    """Prints what was measured."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--places", type=int, default=10_000)
    asked.add_argument("--events", type=int, default=200_000)
    asked.add_argument("--steps", type=int, default=10)
    options = asked.parse_args()
    first = 150
    answers = made(options.places, options.events, range(first, first + options.steps + 2))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Answering, answers))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    size = len(answers[f"situation {FIRST + timedelta(first)}"])
    print(f"{options.places:,} places, {options.events:,} events; a day's answer has {size:,} bytes", flush=True)
    for what, took in measured(f"http://127.0.0.1:{server.server_port}", first, options.steps).items():
        print(f"{took:8.0f} ms  {what}")
    server.shutdown()


if __name__ == "__main__":
    main()
