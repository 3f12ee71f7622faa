"""How many places of a set each side holds, and the check against the tallies that reports state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Literal

from khabar.packs.theatre import Theatre
from khabar.records import Claim, Count, Event
from khabar.situation.control import control_of_all
from khabar.situation.known import day_of_claim
from khabar.situation.sides import side_of, sides_of
from khabar.situation.state_words import ControlReading
from khabar.situation.weights import Rules
from khabar.times import Interval

Kind = Literal["taken", "held"]
_KINDS: dict[str, Kind] = {
    "territory.capture": "taken",
    "territory.transfer": "taken",
    "territory.control": "held",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How the places of one set stand: every member is in exactly one list.

    `held` and `claimed` are by side, place keys in the theatre's order; a besieged place is held by its holder and is
    in `held`.  `taken` are those a side holds and did not at the theatre's start.
    """

    name: str
    of: int
    held: tuple[tuple[str, tuple[str, ...]], ...]
    claimed: tuple[tuple[str, tuple[str, ...]], ...]
    contested: tuple[str, ...]
    unknown: tuple[str, ...]
    taken: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class StatedTally:
    """A tally a report states, beside ours for the same day.

    `low`/`best`/`high` as stated; `of` None = no denominator stated.  `window` are the days the places were taken in,
    None where the report counts what is held, or gives no window.  `ours` are the places our record has by that day.
    `difference` is stated less ours: above 0, that many are missing from the record.
    """

    name: str
    side: str
    kind: Kind
    low: int | None
    best: int | None
    high: int | None
    of: int | None
    window: Interval | None
    day: date
    claim_id: str
    words: str
    ours: tuple[str, ...]
    difference: int

    @property
    def value(self) -> int:
        """The number to compare with: the best, else the least stated."""
        return _value(self.low, self.best, self.high)


def tallies(readings: Sequence[ControlReading], theatre: Theatre) -> tuple[Tally, ...]:
    """The tally of each of the theatre's sets, by name."""
    names = sorted({name for place in theatre.places for name in place.sets})
    by_key = {reading.place_key: reading for reading in readings} if names else {}
    return tuple(_tally(name, [by_key[p.key] for p in theatre.members(name)], theatre) for name in names)


def _tally(name: str, members: Sequence[ControlReading], theatre: Theatre) -> Tally:
    def keys(*states: str, side: str = "", by: str = "") -> tuple[str, ...]:
        return tuple(
            r.place_key
            for r in members
            if r.state in states and (not side or r.holder == side) and (not by or r.claimant == by)
        )

    held = [(s.id, keys("held", "besieged", side=s.id)) for s in theatre.sides]
    claimed = [(s.id, keys("claimed", by=s.id)) for s in theatre.sides]
    start = {p.key: p.holder for p in theatre.places}
    taken = [(side, tuple(k for k in mine if start[k] != side)) for side, mine in held]
    return Tally(
        name=name,
        of=len(members),
        held=tuple(held),
        claimed=tuple(pair for pair in claimed if pair[1]),
        contested=keys("contested"),
        unknown=keys("unknown"),
        taken=tuple(pair for pair in taken if pair[1]),
    )


def stated_tallies(
    events: Sequence[Event], theatre: Theatre, *, on: date, known: datetime, rules: Rules | None = None
) -> tuple[StatedTally, ...]:
    """The tallies stated about the theatre's sets up to a day, the newest first, each beside ours."""

    @cache
    def readings(day: date) -> tuple[ControlReading, ...]:
        return control_of_all(day, known=known, events=events, theatre=theatre, rules=rules)

    return stated_beside(events, theatre, on=on, readings=readings)


def states_a_tally(claim: Claim, theatre: Theatre) -> bool:
    """Whether a claim counts the places of one of the theatre's sets that a side holds or took."""
    return claim.mention.type in _KINDS and any(_set_of(count, theatre) for count in claim.mention.counts)


def stated_beside(
    events: Iterable[Event], theatre: Theatre, *, on: date, readings: Callable[[date], Sequence[ControlReading]]
) -> tuple[StatedTally, ...]:
    """The tallies stated up to a day, each beside the readings of the day it is of."""

    found: dict[tuple[str, str], StatedTally] = {}
    for event in events:
        for claim in event.claims:
            kind, counts = _KINDS.get(claim.mention.type), claim.mention.counts
            if kind is None or not counts or claim.mention.polarity == "no" or day_of_claim(claim) > on:
                continue
            side = _side(claim, event, theatre)
            for count in counts if side else ():
                name = _set_of(count, theatre)
                if name:
                    day = day_of_claim(claim)
                    stated = _stated(name, side, kind, count, claim, readings(day), theatre)
                    found[(claim.id, name)] = stated
    return tuple(sorted(found.values(), key=lambda s: (-s.day.toordinal(), s.name, s.claim_id)))


def _stated(
    name: str, side: str, kind: Kind, count: Count, claim: Claim, readings: Sequence[ControlReading], theatre: Theatre
) -> StatedTally:
    occurred = claim.mention.occurred
    windowed = kind == "taken" and occurred is not None and occurred.interval.days > 1
    window = occurred.interval if occurred and windowed else None
    members = {p.key for p in theatre.members(name)}
    ours = tuple(
        r.place_key
        for r in readings
        if r.place_key in members
        and r.state in ("held", "besieged")
        and r.holder == side
        and (window is None or r.since in window)
    )
    return StatedTally(
        name=name,
        side=side,
        kind=kind,
        low=count.low,
        best=count.best,
        high=count.high,
        of=count.of,
        window=window,
        day=day_of_claim(claim),
        claim_id=claim.id,
        words=count.text,
        ours=ours,
        difference=_value(count.low, count.best, count.high) - len(ours),
    )


def _value(low: int | None, best: int | None, high: int | None) -> int:
    return next((n for n in (best, low, high) if n is not None), 0)


def _side(claim: Claim, event: Event, theatre: Theatre) -> str:
    own = sides_of(claim.mention.role("actor"), theatre)
    return own[0] if own else next((side for a in event.actors if (side := side_of(a, theatre))), "")


def _set_of(count: Count, theatre: Theatre) -> str:
    """The set a count speaks of, by its words, or by its denominator where there are no words; "" = none."""
    if _value(count.low, count.best, count.high) == 0:
        return ""
    names = sorted({name for place in theatre.places for name in place.sets}, key=lambda n: (-len(n), n))
    counted = _stems(count.noun)
    for name in names:
        if counted and _stems(name) <= counted:
            return name
    if not counted and count.of is not None:
        return next((name for name in names if len(theatre.members(name)) == count.of), "")
    return ""


def _stems(words: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in words.casefold().replace("-", " ").split())
