"""The single likeliest holder of each place on each day, where an answer is wanted whatever the doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.evidence import evidence_of
from khabar.situation.filter import Floats
from khabar.situation.tracks import tracks_of
from khabar.situation.weights import Rules, Weights, packaged_rules


@dataclass(frozen=True, slots=True)
class Belief:
    """A day's likeliest side, and the probability that it is right.

    What the filter gives to contested is shared evenly among the sides.  Of what it gives to unknown the side believed
    last keeps the part `stays`, since what nobody reports on has mostly stayed as it was.
    """

    day: date
    side: str
    probability: float


def beliefs(
    events: Sequence[Event], theatre: Theatre, *, until: date, rules: Rules | None = None
) -> dict[str, list[Belief]]:
    """By place key, the belief of every day from the theatre's first, each using only acts up to that day."""
    weights = (rules or packaged_rules()).control
    evidence = evidence_of(events, theatre, weights)
    sides = [s.id for s in theatre.sides]
    found: dict[str, list[Belief]] = {}
    for track in tracks_of(tuple(theatre.place_by_key), evidence, theatre, weights, until=until):
        first = theatre.place_by_key[track.place_key].holder
        found[track.place_key] = _course(track.full, sides, first, theatre.start, weights)
    return found


def _course(track: Floats, sides: Sequence[str], first: str, start: date, weights: Weights) -> list[Belief]:
    last = sides.index(first) if first in sides else -1
    course: list[Belief] = []
    for n, row in enumerate(track):
        chances = row[:-2] + row[-2] / len(sides)
        if last >= 0:
            chances[last] += row[-1] * weights.rates.stays
        last = int(chances.argmax())
        course.append(Belief(start + timedelta(days=n), sides[last], float(min(1.0, chances[last]))))
    return course
