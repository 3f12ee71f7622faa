"""The readings of many places on one day: worked out side by side, as every question asks for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import repeat
from typing import NamedTuple

import numpy as np

from khabar.packs.theatre import Theatre
from khabar.situation.influence import Weighed, weigh
from khabar.situation.kept.columns import Columns, Ints
from khabar.situation.late import Late
from khabar.situation.state_words import ControlReading, Found, Standing, Word, outcome_of, word_for
from khabar.situation.testimony import CONTESTED, UNKNOWN, Evidence
from khabar.situation.tracks import Track
from khabar.situation.weights import Weights

Chances = tuple[tuple[str, float], ...]


class Places(NamedTuple):
    """Places in a row, with the sides that held them at the theatre's start and the evidence on each.

    `standing` are those of which a claim or a siege ever stood, by where they are in the row.
    """

    keys: Sequence[str]
    given: Sequence[str]
    told: Sequence[Sequence[Evidence]]
    standing: Mapping[int, Standing]


def readings_of(
    places: Places, cells: Columns, *, on: date, until: date, known: datetime, theatre: Theatre, weights: Weights
) -> tuple[ControlReading, ...]:
    """The readings of places by their columns on one day; their evidence is weighed when it is looked at.

    `until` is the last day of which the evidence counts.
    """
    sides = [side.id for side in theatre.sides]
    firm, full, last = (_named(column, sides) for column in (cells.firm_holder, cells.full_holder, cells.presumed))
    presumed = [side or given for side, given in zip(last, places.given, strict=True)]
    found = list(zip(firm, full, presumed, cells.contested.tolist(), strict=True))
    words = _words(found, places.standing, on, Standing((), theatre, weights))
    states, holders = [state for state, *_ in words], [holder for _, holder, *_ in words]
    claimants = [claimant for *_, claimant, _ in words]
    probability = _probability(places.given, cells, (*sides, CONTESTED, UNKNOWN))
    day = cache(lambda number: theatre.start + timedelta(days=number))
    heard = [day(number) if number >= 0 else None for number in cells.heard.tolist()]
    begun = [claim.day if claim else day(at) for (*_, claim), at in zip(words, _since(words, cells), strict=True)]

    def weighed(row: int) -> Sequence[Weighed]:
        # All it takes is held as it is now: it may be looked at when the record has gone on.
        told, odds = places.told[row], np.array([[chance for _, chance in probability[row]]])
        track = Track(places.keys[row], tuple(e for e in told if e.day <= until), odds, odds)
        outcome = outcome_of(states[row], owner=holders[row] or presumed[row], claimant=claimants[row])
        return weigh([track], [outcome], theatre, weights, until=on)[0]

    evidence = [Late(partial(weighed, row)) if last else () for row, last in enumerate(heard)]
    each = (states, holders, claimants, presumed, probability, begun, heard, evidence)
    return tuple(map(ControlReading, places.keys, repeat(on), repeat(known), *each))


def _named(column: Ints, sides: Sequence[str]) -> list[str]:
    names = [*sides, ""]
    return [names[side] for side in column.tolist()]


def _words(
    found: Sequence[tuple[str, str, str, bool]], standing: Mapping[int, Standing], on: date, silence: Standing
) -> list[Word]:
    """The word for each place: where no claim nor siege ever stood, the same for all of which the same is found."""
    alike = cache(lambda each: word_for(Found(*each), silence, on))
    words: list[Word] = list(map(alike, found))
    for row, claims in standing.items():
        words[row] = word_for(Found(*found[row]), claims, on)
    return words


def _since(words: Sequence[Word], cells: Columns) -> Iterator[int]:
    """The first day on which the probabilities say so; claims and sieges have a day of their own."""
    since = {"contested": cells.since_contested.tolist(), "held": cells.since_held.tolist()}
    unknown = cells.since_unknown.tolist()
    return (since.get(state, unknown)[row] for row, (state, *_) in enumerate(words))


def _probability(given: Sequence[str], cells: Columns, states: Sequence[str]) -> list[Chances]:
    """The probability of each state. Places that were never heard of are alike where one side was given them."""
    heard = cells.heard >= 0
    columns = (zip(repeat(state), cells.full[heard, n].tolist()) for n, state in enumerate(states))
    told, is_heard = zip(*columns, strict=False), heard.tolist()
    silent = {side: row for row, side in enumerate(given) if not is_heard[row]}
    alike = {side: tuple(zip(states, cells.full[row].tolist(), strict=True)) for side, row in silent.items()}
    return [next(told) if is_told else alike[side] for is_told, side in zip(is_heard, given, strict=True)]
