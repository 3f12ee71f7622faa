"""The course of a place: who held it from when to when, looking back from a moment of knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.evidence import evidence_of
from khabar.situation.filter import Floats
from khabar.situation.known import known_by
from khabar.situation.sources import Source, source_of
from khabar.situation.testimony import CONTESTED, UNKNOWN, Evidence
from khabar.situation.tracks import run
from khabar.situation.weights import Rules, Weights, packaged_rules

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Period:
    """Days in a row of one state: a side's id, `contested`, or `unknown` where none reaches its threshold.

    `least` is the lowest probability of the state in it; of unknown, that none of the sides held it.  `claim_ids` are
    what was said of these days.
    """

    first: date
    last: date
    state: str
    least: float
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A place from the theatre's first day to a day, by all that was known at a moment, before and after each day."""

    place_key: str
    until: date
    known: datetime
    periods: tuple[Period, ...]
    sources: tuple[Source, ...]


def course_of(
    place: str,
    until: date,
    *,
    known: datetime,
    events: Sequence[Event],
    theatre: Theatre,
    rules: Rules | None = None,
) -> Course:
    """The course of a place (its key or a name) up to a day.  Raises UnknownPlace."""
    key = place if place in theatre.place_by_key else theatre.place_named(place).key
    weights, until = (rules or packaged_rules()).control, max(until, theatre.start)
    record = known_by(events, known, theatre=theatre)
    evidence = [e for e in evidence_of(record, theatre, weights) if e.place_key == key and e.day <= until]
    hindsight = list(_not_yet(evidence, key, theatre, weights, until))
    days = run([(key, evidence)], theatre, weights, until=until, hindsight=[hindsight])[:, 0]
    said: dict[date, list[str]] = {}
    for item in evidence:
        said.setdefault(item.day, []).append(item.claim.id)
    sources = tuple(source_of(claim) for claim in {e.claim.id: e.claim for e in evidence}.values())
    return Course(key, until, known, tuple(_periods(days, said, theatre, weights)), sources)


def _not_yet(
    evidence: Sequence[Evidence], key: str, theatre: Theatre, weights: Weights, until: date
) -> Iterator[Evidence]:
    """Of each taking that changed what was known: the day before, the side last known to hold the place still did.

    Or it was fought over: a taking does not say which.
    """
    sides = [side.id for side in theatre.sides]
    days = run([(key, evidence)], theatre, weights, until=until)[:, 0]
    for item in evidence:
        before = (item.day - theatre.start).days - 1
        if not (item.is_gain and item.firm) or item.favours not in sides or before < 0:
            continue
        known = {side: float(p) for side, p in zip(sides, days[before], strict=False)}
        if known.pop(item.favours) < _HALF:
            loser = max(known, key=lambda side: (known[side], side))
            held = ((CONTESTED, weights.lost_before), (loser, weights.lost_before))
            yield replace(item, day=item.day - timedelta(days=1), nats=held)


def _periods(days: Floats, said: dict[date, list[str]], theatre: Theatre, weights: Weights) -> Sequence[Period]:
    states = [*(side.id for side in theatre.sides), CONTESTED, UNKNOWN]
    words = [_word(row, states, weights) for row in days]
    found = []
    for state, group in groupby(range(len(words)), key=lambda n: words[n]):
        numbers = list(group)
        first, last = (theatre.start + timedelta(days=n) for n in (numbers[0], numbers[-1]))
        chances = (float(days[n, states.index(state)]) for n in numbers)
        told = [i for n in numbers for i in said.get(theatre.start + timedelta(days=n), ())]
        found.append(Period(first, last, state, round(min(chances), 4), tuple(dict.fromkeys(told))))
    return found


def _word(row: Floats, states: Sequence[str], weights: Weights) -> str:
    best = int(row[:-2].argmax())
    if row[best] >= weights.thresholds.held:
        return states[best]
    return CONTESTED if row[-2] >= weights.thresholds.contested else UNKNOWN
