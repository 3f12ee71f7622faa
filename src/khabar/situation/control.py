"""Who holds each place: a reading in words that never blur, with its probabilities and its evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.evidence import evidence_of
from khabar.situation.influence import weigh
from khabar.situation.known import known_by
from khabar.situation.state_words import ControlReading, Words, outcome_of
from khabar.situation.testimony import Evidence, day_of
from khabar.situation.tracks import tracks_of
from khabar.situation.weights import Rules, packaged_rules
from khabar.times import Interval


def control_at(
    place: str, day: date, *, known: datetime, events: Sequence[Event], theatre: Theatre, rules: Rules | None = None
) -> ControlReading:
    """Who held a place (its key) on a civil day of the theatre, by what was known at `known` (UTC).

    Raises UnknownPlace where the theatre has no such place.
    """
    key = place if place in theatre.place_by_key else theatre.place_named(place).key
    return _readings((key,), day, known=known, events=events, theatre=theatre, rules=rules)[0]


def control_of_all(
    day: date, *, known: datetime, events: Sequence[Event], theatre: Theatre, rules: Rules | None = None
) -> tuple[ControlReading, ...]:
    """The reading of every place of the theatre, in the theatre's order."""
    keys = tuple(theatre.place_by_key)
    return _readings(keys, day, known=known, events=events, theatre=theatre, rules=rules)


@dataclass(frozen=True, slots=True)
class DayReading:
    """A place's reading on one of many days. `claim_ids` are the claims about it up to that day, oldest day first."""

    reading: ControlReading
    claim_ids: tuple[str, ...]


def control_by_day(
    days: Interval, *, known: datetime, events: Sequence[Event], theatre: Theatre, rules: Rules | None = None
) -> Iterator[DayReading]:
    """Every place on each of some days, place by place; the evidence is named and not weighed.

    Each day is judged by acts up to that day alone, and by all that was known at `known` (UTC). Days before the
    theatre begins are left out.
    """
    weights = (rules or packaged_rules()).control
    first = max(days.start, theatre.start)
    if days.last < first:
        return
    evidence = evidence_of(known_by(events, known, theatre=theatre), theatre, weights)
    for track in tracks_of(tuple(theatre.place_by_key), evidence, theatre, weights, until=days.last):
        words, told = Words(track, theatre, weights), _told_until(track.evidence)
        for day in Interval.of_days(first, days.last):
            yield DayReading(words.reading(day, known), told(day))


def _told_until(evidence: Sequence[Evidence]) -> Callable[[date], tuple[str, ...]]:
    """Gives the claims told up to a day; the same tuple for days between which nothing was told."""
    ordered = sorted(evidence, key=lambda e: (e.day, e.claim.id))
    days: list[date] = []
    by_day: list[tuple[str, ...]] = [()]
    for day, told in groupby(ordered, key=day_of):
        days.append(day)
        by_day.append(tuple(dict.fromkeys((*by_day[-1], *(e.claim.id for e in told)))))
    return lambda day: by_day[bisect_right(days, day)]


def _readings(
    keys: Sequence[str],
    day: date,
    *,
    known: datetime,
    events: Sequence[Event],
    theatre: Theatre,
    rules: Rules | None,
) -> tuple[ControlReading, ...]:
    weights = (rules or packaged_rules()).control
    day = max(day, theatre.start)
    evidence = evidence_of(known_by(events, known, theatre=theatre), theatre, weights)
    tracks = tracks_of(keys, evidence, theatre, weights, until=day)
    words = [Words(track, theatre, weights).reading(day, known) for track in tracks]
    outcomes = [outcome_of(r.state, owner=r.owner, claimant=r.claimant) for r in words]
    return tuple(
        replace(reading, evidence=weighed)
        for reading, weighed in zip(words, weigh(tracks, outcomes, theatre, weights, until=day), strict=True)
    )
