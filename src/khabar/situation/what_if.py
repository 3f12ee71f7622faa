"""What would change in control and access if something were so: the picture with it, against the picture without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khabar.packs.theatre import Side, Theatre
from khabar.records import Event
from khabar.situation.access import PlaceAccess, access_to
from khabar.situation.control import control_of_all
from khabar.situation.known import known_by
from khabar.situation.network import (
    Network,
    holds_base,
    network_of,
)
from khabar.situation.sources import Source, sources_of
from khabar.situation.state_words import ControlReading
from khabar.situation.supposed_victors import with_victor
from khabar.situation.trunk_roads import TrunkRoad, trunk_roads_of
from khabar.situation.weights import RoadRules, Rules, packaged_rules


@dataclass(frozen=True, slots=True)
class ControlChange:
    """A place that would read otherwise."""

    before: ControlReading
    after: ControlReading


@dataclass(frozen=True, slots=True)
class AccessChange:
    """A place a side would hold, whose supply by road would be otherwise; `before` None = it did not hold it before."""

    before: PlaceAccess | None
    after: PlaceAccess


@dataclass(frozen=True, slots=True)
class RoadChange:
    """A named main road that would be otherwise for a side."""

    before: TrunkRoad
    after: TrunkRoad


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would be otherwise on a day if some events were so, by what was known at a moment; nothing of it is kept.

    `supposed` are the events taken as given, a fall that names no victor with the likeliest.  `bases_lost` are the
    sides whose base would no longer be theirs: they would supply nothing.  All else holds only what would change,
    places in the theatre's order.
    """

    on: date
    known: datetime
    theatre: Theatre
    supposed: tuple[Event, ...]
    controls: tuple[ControlChange, ...]
    access: tuple[AccessChange, ...]
    roads: tuple[RoadChange, ...]
    bases_lost: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the picture would be the same."""
        return not (self.controls or self.access or self.roads or self.bases_lost)


def what_if(
    supposed: Sequence[Event],
    day: date,
    *,
    known: datetime,
    events: Iterable[Event],
    theatre: Theatre,
    sides: Sequence[Side] = (),
    rules: Rules | None = None,
) -> WhatIf:
    """The difference that supposed events make on a day, for some sides; none named = all that have a base."""
    rules = rules or packaged_rules()
    record = known_by(events, known, theatre=theatre)
    before = control_of_all(day, known=known, events=record, theatre=theatre, rules=rules)
    supposed = tuple(with_victor(event, before, theatre) for event in supposed)
    with_it = (*record, *supposed)
    after = control_of_all(day, known=known, events=with_it, theatre=theatre, rules=rules)
    access: list[AccessChange] = []
    roads: list[RoadChange] = []
    lost: list[str] = []
    for side in sides or theatre.sides:
        if not holds_base(side, before):
            continue
        then = network_of(side, before, record, theatre, on=day, rules=rules)
        now = network_of(side, after, with_it, theatre, on=day, rules=rules)
        lost += [] if holds_base(side, after) else [side.id]
        access += _access(then, now)
        roads += _roads(then, now)
    return WhatIf(
        on=day,
        known=known,
        theatre=theatre,
        supposed=supposed,
        controls=tuple(_controls(before, after)),
        access=tuple(access),
        roads=tuple(roads),
        bases_lost=tuple(lost),
        sources=sources_of(with_it),
    )


def _controls(before: Sequence[ControlReading], after: Sequence[ControlReading]) -> Iterable[ControlChange]:
    for then, now in zip(before, after, strict=True):
        if (then.state, then.holder, then.claimant) != (now.state, now.holder, now.claimant):
            yield ControlChange(then, now)


def _access(then: Network, now: Network) -> Iterable[AccessChange]:
    before = {a.place_key: a for a in access_to(then, then.own)}
    for access in access_to(now, now.own):
        was = before.get(access.place_key)
        if was is None or _differs(was, access, now.rules):
            yield AccessChange(was, access)


def _differs(was: PlaceAccess, access: PlaceAccess, rules: RoadRules) -> bool:
    if was.status != access.status or (was.way is None) != (access.way is None):
        return True
    if was.way and access.way and abs(was.way.length_km - access.way.length_km) >= rules.notable.km:
        return True
    if (was.ways == 1) != (access.ways == 1):
        return True
    return abs(was.chances.way_left - access.chances.way_left) >= rules.notable.chance


def _roads(then: Network, now: Network) -> Iterable[RoadChange]:
    for was, road in zip(trunk_roads_of(then), trunk_roads_of(now), strict=True):
        bars = [(b.place_key, b.road_ids, b.status) for b in was.barred_at]
        if was.status != road.status or bars != [(b.place_key, b.road_ids, b.status) for b in road.barred_at]:
            yield RoadChange(was, road)
