"""Day after day: how many places each side holds, and the harm of each day, by what was known at one moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.control import control_by_day
from khabar.situation.harm import HarmTotal, Toll, harm, totals_of
from khabar.situation.known import known_by
from khabar.situation.state_words import ControlReading
from khabar.situation.weights import Rules
from khabar.times import Interval


@dataclass(frozen=True, slots=True)
class DayTally:
    """One day of a theatre.

    `held` is how many places each side holds, those besieged among them; with `claimed`, `contested` and `unknown` they
    are all its places. `besieged` are counted twice: they are held too. `harm` is of the events whose last day it is.
    """

    day: date
    held: tuple[tuple[str, int], ...]
    besieged: int
    claimed: int
    contested: int
    unknown: int
    harm: tuple[HarmTotal, ...]


def timeline(
    days: Interval,
    *,
    known: datetime,
    events: Sequence[Event],
    theatre: Theatre,
    tally: str = "",
    rules: Rules | None = None,
) -> tuple[DayTally, ...]:
    """Some days in their order; days before the theatre begins are left out.

    `tally` names a set of places ("provincial capitals") whose control alone is counted; "" = all places. Harm is that
    of the whole theatre.
    """
    record = known_by(events, known, theatre=theatre)
    counted = {p.key for p in (theatre.members(tally) if tally else theatre.places)}
    readings: dict[date, list[ControlReading]] = defaultdict(list)
    for told in control_by_day(days, known=known, events=record, theatre=theatre, rules=rules):
        if told.reading.place_key in counted:
            readings[told.reading.on].append(told.reading)
    tolls: dict[date, list[Toll]] = defaultdict(list)
    for toll in harm(record, theatre, on=days.last, window=days).tolls:
        tolls[toll.last_day].append(toll)
    return tuple(_day(day, readings[day], tolls[day], theatre) for day in days if day >= theatre.start)


def _day(day: date, readings: Sequence[ControlReading], tolls: Sequence[Toll], theatre: Theatre) -> DayTally:
    states = Counter(r.state for r in readings)
    holders = Counter(r.holder for r in readings if r.state in ("held", "besieged"))
    return DayTally(
        day=day,
        held=tuple((side.id, holders[side.id]) for side in theatre.sides),
        besieged=states["besieged"],
        claimed=states["claimed"],
        contested=states["contested"],
        # Besieged with no side known to hold it: nobody can say whose it is.
        unknown=states["unknown"] + holders[""],
        harm=totals_of(tolls),
    )
