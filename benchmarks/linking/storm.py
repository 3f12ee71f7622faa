"""A storm: one made-up attack in 400 reports of many outlets over two days. It has to come out as one event.

Copies, copies with small edits, and rewordings, with a toll that rises; each with its outlet and hour, drawn with a
seed. Three attacks, in two towns on one day and in the one again a week later, tell whether everything is merged: they
have to stay three.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from benchmarks.linking.reading import THEATRE, link_lines
from benchmarks.linking.synthetic import OUTLETS

REPORTS = 400
SEED = 7
# Both are Tuesdays, as the texts say.
_DAY, _WEEK_LATER = date(2021, 8, 3), date(2021, 8, 10)
# Killed and wounded, as they are told from the first hours on.
_TOLLS = ((6, 15), (8, 20), (9, 24), (11, 31))

_ORIGINAL = (
    "A car bomb exploded at a market in {town} on Tuesday, killing {killed} people and wounding {wounded}, police said."
    " The Taliban said that they had carried out the attack."
)
_EDITS = (("police said", "officials said"), ("killing", "killing at least"), ("a market", "a crowded market"),
          ("exploded", "went off"), ("had carried out", "were behind"))  # fmt: skip
_REWORDED = (
    "At least {killed} people were killed and {wounded} wounded when a car bomb hit a market in {town} on Tuesday.",
    "A car bomb killed {killed} people at a crowded market in {town} on Tuesday, hospital staff said.",
    "The death toll from Tuesday's car bomb in {town} has risen to {killed}, doctors said, with {wounded} wounded.",
    "{killed} people died on Tuesday in a bombing at a market in {town}, the governor said.",
    "Tuesday's attack on a market in {town} killed {killed} people, a spokesman said. A car bomb was used.",
    "Police in {town} said that a bomb in a car had exploded among traders on Tuesday. {killed} people were killed.",
    "The Taliban claimed a car bombing that killed {killed} people at a market in {town} on Tuesday.",
    "A bombing in {town} on Tuesday left {killed} people dead and {wounded} injured.",
)


@dataclass(frozen=True, slots=True)
class Storm:
    """How many events of each type came out of the storm, and of the three attacks told once each."""

    reports: int
    mentions: int
    events: dict[str, int]
    control: dict[str, int]

    @property
    def in_words(self) -> str:
        """The outcome in two sentences."""
        one, two = (", ".join(f"{n} {type_}" for type_, n in c.items()) for c in (self.events, self.control))
        return (
            f"{self.reports} reports of one attack, {self.mentions} mentions: {one}. "
            f"Three attacks, in two towns on one day and in the one again a week later: {two}."
        )


def blow(*, reports: int = REPORTS, seed: int = SEED) -> Storm:
    """The storm and its control, coded and linked."""
    rows = tuple(variants("Ghazni", _DAY, reports, seed=seed))
    mentions, events = coded(rows)
    attacks = (("Ghazni", _DAY), ("Farah", _DAY), ("Ghazni", _WEEK_LATER))
    _, control = coded([row for town, day in attacks for row in variants(town, day, 1, seed=seed)])
    return Storm(len(rows), mentions, events, control)


def variants(town: str, day: date, number: int, *, seed: int) -> Iterator[dict[str, str]]:
    """Reports of one attack, over its day and the next; the first is the original."""
    draw = random.Random(seed)
    for i in range(number):
        hours = timedelta(hours=i * 48 // number, minutes=draw.randrange(60))
        killed, wounded = _TOLLS[i * len(_TOLLS) // number]
        text = _text(i, draw).format(town=town, killed=killed, wounded=wounded)
        published = datetime.combine(day, time(), UTC) + hours
        yield {"id": f"{town}-{day}-{i}", "date": published.isoformat(), "source": draw.choice(OUTLETS),
               "title": f"{town}: market hit", "text": text}  # fmt: skip


def _text(number: int, draw: random.Random) -> str:
    """A copy, a copy with some edits, or a rewording, in turn."""
    if number % 3 == 0:
        return _ORIGINAL
    if number % 3 == 1:
        text = _ORIGINAL
        for old, new in draw.sample(_EDITS, draw.randint(1, 3)):
            text = text.replace(old, new)
        return text
    return draw.choice(_REWORDED)


def coded(rows: Sequence[dict[str, str]]) -> tuple[int, dict[str, int]]:
    """How many mentions, and how many events of each type."""
    found = link_lines(map(json.dumps, rows), theatre=THEATRE)
    return len(found.claims), dict(sorted(Counter(event.type for event in found.events).items()))
