"""The labelled mentions: for each, the acts it tells of. The labels stand in gold.csv, their rules in rules.md."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

GOLD = Path(__file__).with_name("gold.csv")
NONE = "none"

Key = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A coded mention, known by its document, type and the place of its trigger in the text as read.

    `events` are the acts it tells of, named only within `part`; more than one where it names several places. Empty =
    left out, and `left_out` says why: `many` acts at once, `described` in passing, `misread or unclear`.
    """

    part: str
    key: Key
    events: frozenset[str]
    left_out: str

    @property
    def document(self) -> str:
        """The id of the report."""
        return self.key[0]


def read_gold(file: Path = GOLD) -> tuple[Labelled, ...]:
    """The labels, in the order of the file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(_labelled(row) for row in csv.DictReader(lines))


def _labelled(row: dict[str, str]) -> Labelled:
    events = frozenset() if row["events"] == NONE else frozenset(f"{row['set']}/{e}" for e in row["events"].split())
    key = (row["document"], row["type"], int(row["start"]), int(row["end"]))
    return Labelled(row["set"], key, events, row["left_out"])


def scored(gold: Iterable[Labelled]) -> dict[Key, frozenset[str]]:
    """The acts of each mention that is scored."""
    return {row.key: row.events for row in gold if row.events}
