"""What the access room makes of each day: from the facts given to it as reports, and from the example's own reports."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.access.facts import BASE, Loss
from benchmarks.linking.reading import THEATRE, link_example
from khabar.packs import load_theatre
from khabar.packs.theatre import Side, Theatre
from khabar.records import Event
from khabar.situation import PlaceAccess, TrunkRoad, access_to, control_of_all, known_by, network_of, trunk_roads_of
from khabar.supposing import supposed_events
from khabar.times import Interval
from khabar.times.moments import end_of_day

SIDE, OTHER = "government", "taliban"
FIRST, LAST = date(2021, 7, 1), date(2021, 8, 14)


@dataclass(frozen=True, slots=True)
class Day:
    """One day as derived: the access of every place from Kabul, and the trunk roads by name."""

    day: date
    access: dict[str, PlaceAccess]
    roads: dict[str, TrunkRoad]


def days() -> Interval:
    """The days compared: to the last on which the government had a base."""
    return Interval.of_days(FIRST, LAST)


def from_facts(losses: Collection[Loss]) -> tuple[Event, ...]:
    """The losses as reports that leave no doubt."""
    theatre = load_theatre(THEATRE)
    by_day: dict[date, list[str]] = {}
    for loss in losses:
        by_day.setdefault(max(loss.day, theatre.start), []).append(f"{loss.key}={OTHER}")
    return tuple(
        event
        for day, said in sorted(by_day.items())
        for event in supposed_events(said, theatre, day=day, known=end_of_day(day))
    )


def from_example() -> tuple[Event, ...]:
    """The example's dispatches, read, coded and linked."""
    return link_example().events


def shuffled(losses: Sequence[Loss], *, seed: int = 7) -> tuple[Loss, ...]:
    """The same losses on the same days, each told of another place: what must score badly."""
    keys = [loss.key for loss in losses]
    random.Random(seed).shuffle(keys)
    return tuple(Loss(key, loss.day, loss.confirmed, loss.is_capital) for key, loss in zip(keys, losses, strict=True))


def derive(events: Sequence[Event]) -> tuple[Day, ...]:
    """Each day as it could be known by its end."""
    theatre = load_theatre(THEATRE)
    side = theatre.side_by_id[SIDE]
    return tuple(derive_day(events, day, side, theatre) for day in days())


def derive_day(events: Sequence[Event], day: date, side: Side, theatre: Theatre) -> Day:
    """One day as it could be known by its end."""
    known = end_of_day(day)
    record = known_by(events, known, theatre=theatre)
    readings = control_of_all(day, known=known, events=record, theatre=theatre)
    network = network_of(side, readings, record, theatre, on=day)
    keys = [p.key for p in theatre.places if p.key != BASE]
    return Day(
        day,
        {a.place_key: a for a in access_to(network, keys)},
        {r.name: r for r in trunk_roads_of(network)},
    )
