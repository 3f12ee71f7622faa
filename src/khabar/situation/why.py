"""Why a place reads as it does: the sentences, their part in the result, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.control import control_at
from khabar.situation.influence import Weighed
from khabar.situation.known import claims_of, known_by
from khabar.situation.sides import side_name
from khabar.situation.sources import Source, source_of
from khabar.situation.state_words import ControlReading, State
from khabar.situation.weights import Rules, Weights, packaged_rules


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with its part in the reading."""

    source: Source
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to "why does this place read so?".

    `reasons` are weightiest first.  `start_holder` is the side the theatre gives for its first day, "" = none given.
    `would_change` are sentences on what, if it were reported next, would change the state, and when silence will.
    """

    place_key: str
    name: str
    reading: ControlReading
    reasons: tuple[Reason, ...]
    start_holder: str
    start_day: date
    would_change: tuple[str, ...]


def why(
    place: str, day: date, *, known: datetime, events: Sequence[Event], theatre: Theatre, rules: Rules | None = None
) -> Why:
    """The sentences behind a place's reading.  Raises UnknownPlace."""
    rules = rules or packaged_rules()
    reading = control_at(place, day, known=known, events=events, theatre=theatre, rules=rules)
    watched = theatre.place_by_key[reading.place_key]
    claims = {claim.id: claim for claim in claims_of(known_by(events, known, theatre=theatre))}
    return Why(
        place_key=watched.key,
        name=watched.names[0],
        reading=reading,
        reasons=tuple(Reason(source_of(claims[w.claim_id]), w) for w in reading.evidence),
        start_holder=watched.holder,
        start_day=theatre.start,
        would_change=_would_change(reading, theatre, rules.control),
    )


def _would_change(reading: ControlReading, theatre: Theatre, weights: Weights) -> tuple[str, ...]:
    holder, claimant = side_name(reading.holder, theatre), side_name(reading.claimant, theatre)
    others = " or ".join(s.name for s in theatre.sides if s.id != reading.holder)
    by_state: dict[State, list[str]] = {
        "held": [f"an outlet's own report that {others} took it, or word from {holder} that it was lost"],
        "claimed": [f"an independent outlet, or the other side, confirming {claimant}", f"silence: {claimant}'s word"],
        "besieged": [f"a report that {claimant} entered it, or that the siege was broken"],
        "contested": ["a report of who holds it after the fighting"],
        "unknown": ["any report of who holds it"],
    }
    found = by_state[reading.state]
    if reading.state == "claimed":
        stands = reading.since + timedelta(days=weights.stands_days.claim)
        found[1] = f"silence: if nobody confirms it, the claim no longer stands after {stands}"
    if reading.state == "held":
        found.append(f"silence: with no further word it reads as unknown from {_fades(reading, weights)}")
    return tuple(found)


def _fades(reading: ControlReading, weights: Weights) -> date:
    """The first day on which the holder's probability, left alone, is below the threshold for `held`."""
    chance, day = reading.chance(reading.holder), reading.on
    while chance >= weights.thresholds.held and weights.rates.silence > 0:
        chance *= 1.0 - weights.rates.silence
        day += timedelta(days=1)
    return day
