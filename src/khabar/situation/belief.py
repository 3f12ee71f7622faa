"""The single likeliest holder of each place on each day, where an answer is wanted whatever the doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.evidence import evidence_of
from khabar.situation.filter import Floats
from khabar.situation.neighbours import closeness, share_of_the_unknown
from khabar.situation.tracks import Track, tracks_of
from khabar.situation.weights import Rules, Weights, packaged_rules


@dataclass(frozen=True, slots=True)
class Belief:
    """A day's likeliest side, and the probability that it is right.

    What the filter gives to contested is shared evenly among the sides.  What it gives to unknown is shared between the
    side believed last and those that hold the places around it, a part of it evenly among all: see `neighbours`.
    """

    day: date
    side: str
    probability: float


def beliefs(
    events: Sequence[Event],
    theatre: Theatre,
    *,
    until: date,
    starts: Mapping[str, date] | None = None,
    rules: Rules | None = None,
) -> dict[str, list[Belief]]:
    """By place key, the belief of every day from the theatre's first, each using only acts up to that day.

    `starts` are, by place key, the days for which the theatre's holder of a place is given where it is not the first;
    the beliefs on such a place begin there, and nothing before it counts.
    """
    weights = (rules or packaged_rules()).control
    first_days = {key: (starts or {}).get(key, theatre.start) for key in theatre.place_by_key}
    begin = min(first_days.values(), default=theatre.start)
    found: dict[str, list[Belief]] = {key: [] for key in first_days}
    for day, keys, sides, chances in _days(
        _tracks(events, theatre, first_days, weights, until), theatre, begin, weights
    ):
        for key, side, chance in zip(keys, sides, chances, strict=True):
            found[key].append(Belief(day, side, chance))
    return found


def _tracks(
    events: Sequence[Event], theatre: Theatre, first_days: Mapping[str, date], weights: Weights, until: date
) -> dict[str, tuple[date, Track]]:
    """The track of each place with its first day, in the theatre's order."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for key, day in first_days.items():
        by_day[day].append(key)
    found: dict[str, tuple[date, Track]] = {}
    for day, keys in by_day.items():
        part = replace(theatre, start=day, places=tuple(theatre.place_by_key[key] for key in keys))
        for track in tracks_of(keys, evidence_of(events, part, weights), part, weights, until=until):
            found[track.place_key] = (day, track)
    return {key: found[key] for key in first_days}


def _days(
    tracks: Mapping[str, tuple[date, Track]], theatre: Theatre, begin: date, weights: Weights
) -> Iterator[tuple[date, list[str], list[str], list[float]]]:
    """For each day the places whose beliefs have begun, the side believed to hold each, and with what probability."""
    sides = [s.id for s in theatre.sides]
    keys = list(tracks)
    near = closeness([theatre.place_by_key[key].place for key in keys], reach_km=weights.neighbours.reach_km)
    given = [theatre.place_by_key[key].holder for key in keys]
    last = np.array([sides.index(holder) if holder in sides else -1 for holder in given])
    length = max(((day - begin).days + len(track.full) for day, track in tracks.values()), default=0)
    for n in range(length):
        today = begin + timedelta(days=n)
        begun = [i for i, (day, _) in enumerate(tracks.values()) if day <= today]
        rows = np.zeros((len(keys), len(sides) + 2))
        for i in begun:
            day, track = tracks[keys[i]]
            rows[i] = track.full[(today - day).days]
        chances = _chances(rows, near, last, weights)
        last[begun] = chances[begun].argmax(axis=1)
        best = [min(1.0, float(chances[i, last[i]])) for i in begun]
        yield today, [keys[i] for i in begun], [sides[last[i]] for i in begun], best


def _chances(rows: Floats, near: Floats, last: NDArray[np.int_], weights: Weights) -> Floats:
    """The rows (sides, contested, unknown) with contested and unknown shared out among the sides."""
    known, contested, unknown = rows[:, :-2], rows[:, -2:-1], rows[:, -1:]
    guessed = share_of_the_unknown(known, near, last, as_before=weights.neighbours.as_before)
    evenly = weights.neighbours.evenly
    share = (1.0 - evenly) * guessed + evenly / known.shape[1]
    chances: Floats = known + contested / known.shape[1] + unknown * share
    return chances
