"""The facts of 2021: which places passed to the Taliban when, and the roads; and what follows from them by reckoning.

The reckoning shares no code with Khabar: it is the plainest that can be written.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.development_sets import BESIDE

FOLDER = BESIDE / "facts" / "afghanistan-2021"
FILES = ("roads.csv", "control_timeline.csv", "events.csv")
BASE = "kabul"
SUPPLY_CLASS = 3
_TAKEN = ("territory.capture", "territory.transfer")


@dataclass(frozen=True, slots=True)
class Loss:
    """A place that passed to the Taliban. `confirmed` is the first day somebody else said so in print, None = never."""

    key: str
    day: date
    confirmed: date | None
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Link:
    """One road between two places; `grade` 1 trunk to 4 track."""

    one: str
    other: str
    km: float
    grade: int


def read_losses(folder: Path = FOLDER) -> tuple[Loss, ...]:
    """All losses that the facts date, capitals first; of a place lost more than once the first."""
    found: dict[str, Loss] = {}
    for row in _rows(folder / "control_timeline.csv"):
        confirmed = date.fromisoformat(row["first_confirmed"]) if row["first_confirmed"] else None
        found[row["place_id"]] = Loss(row["place_id"], date.fromisoformat(row["date"]), confirmed, True)
    for row in _rows(folder / "events.csv"):
        key, day = row["place_id"], date.fromisoformat(row["date"])
        if row["type"] in _TAKEN and row["actors"] == "taliban" and key and key not in found:
            found[key] = Loss(key, day, day, False)
    return tuple(found.values())


def read_links(folder: Path = FOLDER) -> tuple[Link, ...]:
    """The roads."""
    rows = _rows(folder / "roads.csv")
    return tuple(Link(r["from_id"], r["to_id"], float(r["approx_km"]), int(r["class"])) for r in rows)


def reached(links: Collection[Link], hostile: Collection[str], *, grade: int = SUPPLY_CLASS) -> dict[str, float]:
    """The km from Kabul to each place reached without passing a hostile one; nothing is from a hostile Kabul."""
    if BASE in hostile:
        return {}
    km = {BASE: 0.0}
    better = True
    while better:
        better = False
        for link in links:
            for here, there in ((link.one, link.other), (link.other, link.one)):
                if link.grade <= grade and here in km and there not in hostile:
                    length = km[here] + link.km
                    if length < km.get(there, float("inf")):
                        km[there], better = length, True
    return km


def hostile_on(losses: Collection[Loss], day: date, *, confirmed: bool) -> frozenset[str]:
    """What had passed to the Taliban by a day, or was confirmed to have."""
    days = {loss.key: loss.confirmed if confirmed else loss.day for loss in losses}
    return frozenset(key for key, lost in days.items() if lost is not None and lost <= day)


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
