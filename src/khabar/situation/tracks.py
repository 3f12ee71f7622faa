"""The daily course of each place's probabilities, from all evidence and from what is more than a party's own word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from khabar.packs.theatre import Theatre
from khabar.situation.filter import Floats, News, forward, start_of
from khabar.situation.smoother import smooth
from khabar.situation.testimony import Evidence
from khabar.situation.weighing import daily_nats
from khabar.situation.weights import Weights


@dataclass(frozen=True)
class Track:
    """One place from the theatre's first day to a day: (days, states) arrays.  The states end in contested, unknown.

    `full` weighs all evidence; `firm` leaves out what only a party says in its own favour.
    """

    place_key: str
    evidence: tuple[Evidence, ...]
    full: Floats
    firm: Floats


def tracks_of(
    keys: Sequence[str], evidence: Iterable[Evidence], theatre: Theatre, weights: Weights, *, until: date
) -> list[Track]:
    """The tracks of places, given evidence on days up to `until`."""
    by_place = _by_place(evidence, until)
    rows: list[tuple[str, Sequence[Evidence]]] = []
    for key in keys:
        rows += [(key, by_place[key]), (key, [e for e in by_place[key] if e.firm])]
    history = run(rows, theatre, weights, until=until)
    return [Track(key, tuple(by_place[key]), history[:, 2 * i], history[:, 2 * i + 1]) for i, key in enumerate(keys)]


def run(
    rows: Sequence[tuple[str, Sequence[Evidence]]],
    theatre: Theatre,
    weights: Weights,
    *,
    until: date,
    hindsight: Sequence[Sequence[Evidence]] | None = None,
) -> Floats:
    """The filter on rows of (place key, its evidence by day): an array (days, rows, states).

    With `hindsight`, by row what only later days tell of a day, each day is by all the evidence and not only by that up
    to it.
    """
    sides = [s.id for s in theatre.sides]
    position = {side: i for i, side in enumerate(sides)}
    start = np.array(
        [
            start_of(position.get(theatre.place_by_key[key].holder), states=len(sides) + 2, rates=weights.rates)
            for key, _ in rows
        ]
    ).reshape(len(rows), len(sides) + 2)
    news = _news([items for _, items in rows], sides, theatre.start, weights)
    days, rates = (until - theatre.start).days + 1, weights.rates
    if hindsight is None:
        return forward(start, news, days=days, rates=rates)
    later = _news(hindsight, sides, theatre.start, weights)
    return smooth(start, news, days=days, rates=rates, hindsight=later)


def _news(rows: Sequence[Sequence[Evidence]], sides: Sequence[str], start: date, weights: Weights) -> Iterator[News]:
    for row, items in enumerate(rows):
        for day, nats in daily_nats(items, sides, weights):
            yield News((day - start).days, row, nats)


def _by_place(evidence: Iterable[Evidence], until: date) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if item.day <= until:
            found[item.place_key].append(item)
    return found
