"""Who holds each place: a reading in words that never blur, with its probabilities and its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.evidence import evidence_of
from khabar.situation.filter import Floats
from khabar.situation.influence import Weighed, weigh
from khabar.situation.known import known_by
from khabar.situation.testimony import CONTESTED, UNKNOWN, Evidence
from khabar.situation.tracks import Track, tracks_of
from khabar.situation.weights import Rules, Weights, packaged_rules
from khabar.times import Interval

State = Literal["held", "contested", "claimed", "besieged", "unknown"]


@dataclass(frozen=True, slots=True)
class ControlReading:
    """Who held a place on a day, by what was known at a moment.

    `state` is a word: `held` by `holder`; `contested`; `claimed` by `claimant`, which only it says (`holder` is then
    who held it by what is confirmed, "" = not known); `besieged`: `holder` has it and `claimant` is around it;
    `unknown`: not heard of for too long, or never.  `presumed` is the last side that held it for sure, "" = none:
    what supply planning would assume.  `probability` is by side, then `contested` and `unknown`, and sums to 1.
    `since` is the first day of this state as far as is known.  `last_heard` None = no report on it since the start.
    """

    place_key: str
    on: date
    known: datetime
    state: State
    holder: str
    claimant: str
    presumed: str
    probability: tuple[tuple[str, float], ...]
    since: date
    last_heard: date | None
    evidence: tuple[Weighed, ...] = ()

    def chance(self, state: str) -> float:
        """The probability of a side, `contested` or `unknown`; 0 where there is no such state."""
        return dict(self.probability).get(state, 0.0)

    @property
    def owner(self) -> str:
        """Who holds it, or was the last known to; "" = not known."""
        return self.holder or self.presumed

    @property
    def doubt(self) -> float:
        """The probability that the likeliest side does not hold it."""
        return 1.0 - max((p for s, p in self.probability if s not in (CONTESTED, UNKNOWN)), default=0.0)


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
        for day in Interval.of_days(first, days.last):
            length = (day - theatre.start).days + 1
            told = tuple(e for e in track.evidence if e.day <= day)
            until = replace(track, evidence=told, full=track.full[:length], firm=track.firm[:length])
            reading = _Words(until, theatre, weights).reading(day, known)
            by_day = sorted(told, key=lambda e: (e.day, e.claim.id))
            yield DayReading(reading, tuple(dict.fromkeys(e.claim.id for e in by_day)))


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
    words = [_Words(track, theatre, weights).reading(day, known) for track in tracks]
    outcomes = [_outcome(reading) for reading in words]
    return tuple(
        replace(reading, evidence=weighed)
        for reading, weighed in zip(words, weigh(tracks, outcomes, theatre, weights, until=day), strict=True)
    )


def _asserted(item: Evidence) -> bool:
    """Whether it is said to have happened, rather than feared, planned or threatened."""
    return item.claim.mention.modality in ("reported", "claimed", "alleged")


def _outcome(reading: ControlReading) -> str:
    """The state whose probability the evidence is weighed for."""
    if reading.state == "contested":
        return CONTESTED
    side = reading.claimant if reading.state == "claimed" else reading.owner
    return side or UNKNOWN


class _Words:
    """Finds the word for one place's state from its track."""

    def __init__(self, track: Track, theatre: Theatre, weights: Weights) -> None:
        self.track = track
        self.sides = [s.id for s in theatre.sides]
        self.theatre = theatre
        self.weights = weights
        self.firm_holder = self._holder(track.firm[-1])
        self.holder = self._holder(track.full[-1])

    def reading(self, day: date, known: datetime) -> ControlReading:
        """The reading on the track's last day."""
        claim = self._open_claim(day)
        siege = self._siege(day)
        presumed = self._presumed()
        state: State
        holder, claimant = self.firm_holder, ""
        if self.track.firm[-1, -2] >= self.weights.thresholds.contested:
            state, holder, claimant = "contested", "", claim.favours if claim else ""
        elif claim is not None:
            state, claimant = "claimed", claim.favours
        elif siege is not None and siege.besieger != (holder or presumed):
            state, holder, claimant = "besieged", holder or presumed, siege.besieger
        elif self.firm_holder and self.firm_holder == self.holder:
            state = "held"
        else:
            state, holder = "unknown", ""
        return ControlReading(
            place_key=self.track.place_key,
            on=day,
            known=known,
            state=state,
            holder=holder,
            claimant=claimant,
            presumed=presumed,
            probability=tuple(zip((*self.sides, CONTESTED, UNKNOWN), map(float, self.track.full[-1]), strict=True)),
            since=self._since(state, holder, claim, siege),
            last_heard=max((e.day for e in self.track.evidence), default=None),
        )

    def _holder(self, row: Floats) -> str:
        best = int(row[:-2].argmax())
        return self.sides[best] if row[best] >= self.weights.thresholds.held else ""

    def _presumed(self) -> str:
        for row in self.track.firm[::-1]:
            if holder := self._holder(row):
                return holder
        return self.theatre.place_by_key[self.track.place_key].holder

    def _open_claim(self, day: date) -> Evidence | None:
        """The first of the bare claims that stand: recent, and nothing firm heard since of anybody else."""
        standing: list[Evidence] = []
        for item in self.track.evidence:
            if item.favours not in self.sides:
                continue
            if not item.firm and _asserted(item) and (day - item.day).days <= self.weights.stands_days.claim:
                standing.append(item)
            elif item.firm:
                standing = [c for c in standing if c.day == item.day and c.favours != item.favours]
        standing = [c for c in standing if c.favours != (self.firm_holder or self._presumed())]
        return standing[0] if standing else None

    def _siege(self, day: date) -> Evidence | None:
        """The first report of the siege that stands, None where there is none."""
        standing: list[Evidence] = []
        for item in self.track.evidence:
            if item.besieger and (day - item.day).days <= self.weights.stands_days.siege:
                standing.append(item)
            elif item.firm and item.favours in self.sides:
                standing = [s for s in standing if s.day == item.day and s.besieger != item.favours]
        return standing[0] if standing else None

    def _since(self, state: State, holder: str, claim: Evidence | None, siege: Evidence | None) -> date:
        if state == "claimed" and claim is not None:
            return claim.day
        if state == "besieged" and siege is not None:
            return siege.day
        firm, start = self.track.firm, self.theatre.start
        if state == "contested":
            same = firm[:, -2] >= self.weights.thresholds.contested
        elif state == "held":
            same = firm[:, :-2].argmax(axis=1) == self.sides.index(holder)
        else:
            same = firm[:, :-2].max(axis=1) < self.weights.thresholds.held
        run = len(same) - 1
        while run > 0 and same[run - 1]:
            run -= 1
        return start + timedelta(days=run)
