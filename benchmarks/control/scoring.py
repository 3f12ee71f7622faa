"""The set's own scorer, used from Python, and how far the stated probabilities can be believed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

CERTAIN_ENOUGH = frozenset({"high", "medium"})
AIMS: Mapping[str, float] = {"ra3": 0.75, "r3": 0.40, "acc_post": 0.65, "false_pm": 0.006, "brier": 0.15}
WORDS = {
    "ra3": "attested changes found within 3 days",
    "r3": "all changes found within 3 days",
    "acc_post": "days right after a place's first change",
    "false_pm": "false changes a place and month",
    "brier": "Brier score",
}
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)


@dataclass(frozen=True, slots=True)
class Band:
    """Of the place-days whose holder was given a probability in a band, how many, the mean of it, the share right."""

    low: float
    high: float
    days: int
    said: float
    right: float


class Scorer:
    """The scorer and gold of the development set."""

    def __init__(self, folder: Path) -> None:
        spec = importlib.util.spec_from_file_location("control_score", folder / "score.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(folder / "score.py")
        self._module: Any = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self._module)
        self._gold = self._module.Gold()

    def places(self, answers: Iterable[Mapping[str, Any]], conflict: str) -> list[Any]:
        """The counts of each of a conflict's places."""
        records = self._records(answers)
        return [
            self._module.score_place(self._gold, key, records.get(key, []), True, CERTAIN_ENOUGH)
            for key in self._gold.place
            if key[0] == conflict
        ]

    def change_days(self, conflict: str, place: str) -> list[date]:
        """The days on which a place changed hands, whatever their certainty."""
        return [change["date"] for change in self._gold.place[(conflict, place)]["changes"]]

    def figures(self, places: Iterable[Any]) -> dict[str, float]:
        """The figures over places; a share of nothing is not among them."""
        found: dict[str, float] = self._module.summary(list(places))
        return {name: value for name, value in found.items() if value == value}  # a share of nothing is "not a number"

    def reliability(self, answers: Iterable[Mapping[str, Any]]) -> list[Band]:
        """By bands of the stated probability, the share of place-days that were right; the scorer's days only."""
        said = [row for key, days in self._records(answers).items() for row in self._judged(key, days)]
        bands = []
        for low, high in pairwise(BANDS):
            inside = [(p, right) for p, right in said if low <= p < high]
            if inside:
                n = len(inside)
                bands.append(Band(low, min(high, 1.0), n, sum(p for p, _ in inside) / n, sum(r for _, r in inside) / n))
        return bands

    def _records(self, answers: Iterable[Mapping[str, Any]]) -> dict[Any, list[tuple[date, str, float]]]:
        found: dict[Any, list[tuple[date, str, float]]] = {}
        for row in answers:
            key = self._gold.alias[(row["conflict"], self._module.norm(row["place"]))]
            found.setdefault(key, []).append((date.fromisoformat(row["date"]), row["holder"], row["p"]))
        return found

    def _judged(self, key: Any, days: Iterable[tuple[date, str, float]]) -> Iterable[tuple[float, bool]]:
        place, slack = self._gold.place[key], self._module.SLACK
        for day, holder, p in days:
            doubtful = (
                abs(day - change["date"]) <= timedelta(days=slack[change["certainty"]]) for change in place["changes"]
            )
            if place["lo"] <= day <= place["hi"] and not any(doubtful):
                yield p, holder in self._gold.truth(key, day)
