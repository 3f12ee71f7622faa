"""The roads as one side finds them on a day: what bars it, how sure that is, and what it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from khabar.packs.theatre import Road, Side, Theatre
from khabar.records import Event
from khabar.situation.barriers import Barrier, barriers_for
from khabar.situation.doubt import Chances, Doubt, Severity, chances_of, doubt_of
from khabar.situation.roads import RoadGraph, Way
from khabar.situation.state_words import ControlReading
from khabar.situation.weights import RoadRules, Rules, packaged_rules

Status = Literal["open", "restricted", "cut"]
TRACK_GRADE = 4


@dataclass(frozen=True)
class Network:
    """One side's roads.  `grade` is the worst grade it moves supplies on."""

    side: Side
    theatre: Theatre
    graph: RoadGraph
    grade: int
    readings: tuple[ControlReading, ...]
    barriers: tuple[Barrier, ...]
    doubt: Doubt
    rules: RoadRules

    @cached_property
    def cut(self) -> tuple[Barrier, ...]:
        """The barriers that are not in doubt."""
        return tuple(b for b in self.barriers if b.status == "cut")

    @cached_property
    def supply_roads(self) -> tuple[Road, ...]:
        """The roads it moves supplies on, barred or not."""
        return tuple(road for road in self.theatre.roads if road.grade <= self.grade)

    @cached_property
    def passable(self) -> tuple[Road, ...]:
        """The supply roads that no sure barrier bars, at neither end."""
        places, roads = barred(self.cut)
        return tuple(
            r for r in self.supply_roads if r.id not in roads and r.one not in places and r.other not in places
        )

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The places it holds, or was the last to hold, but for its base."""
        mine = (r for r in self.readings if r.owner == self.side.id)
        return tuple(r.place_key for r in mine if r.place_key != self.side.base)

    @cached_property
    def ways_left(self) -> dict[str, Way]:
        """The shortest way from its base to every place it reaches in the likeliest picture."""
        return self.ways(self.cut)

    def ways(self, barriers: Iterable[Barrier]) -> dict[str, Way]:
        """The shortest way from its base to every place it reaches in spite of some barriers."""
        places, roads = barred(barriers)
        return self.graph.ways_from(self.side.base, grade=self.grade, barred_places=places, barred_roads=roads)

    @cached_property
    def reach(self) -> dict[str, Severity]:
        """How the best way to each place stands in every draw."""
        return self.doubt.reach(self.side.base, self.supply_roads)

    def chances_along(self, way: Way) -> Chances:
        """How likely a way is open, restricted or cut."""
        return chances_of(self.doubt.along(way.places, way.roads))

    def word(self, likeliest: Status, chances: Chances) -> Status:
        """The status in a word: that of the likeliest picture, unless its probability speaks against it."""
        if likeliest == "cut":
            return "cut" if chances.cut >= self.rules.likely else "restricted"
        return likeliest if chances.cut < self.rules.likely else "restricted"


def holds_base(side: Side, readings: Iterable[ControlReading]) -> bool:
    """Whether the place a side is supplied from is its own, by what is known."""
    return bool(side.base) and any(r.place_key == side.base and r.owner == side.id for r in readings)


def network_of(
    side: Side,
    readings: Sequence[ControlReading],
    events: Sequence[Event],
    theatre: Theatre,
    *,
    on: date,
    rules: Rules | None = None,
    tracks: bool = False,
) -> Network:
    """A side's roads on a day.  `tracks` lets supplies move on tracks too."""
    rules = rules or packaged_rules()
    barriers = barriers_for(side, readings, events, theatre, rules, on=on)
    doubt = doubt_of(side, readings, barriers, theatre, rules)
    return Network(
        side=side,
        theatre=theatre,
        graph=RoadGraph(theatre.roads),
        grade=TRACK_GRADE if tracks else rules.roads.supply_grade,
        readings=tuple(readings),
        barriers=barriers,
        doubt=doubt,
        rules=rules.roads,
    )


def barred(barriers: Iterable[Barrier]) -> tuple[frozenset[str], frozenset[str]]:
    """The places and the road ids that barriers bar."""
    found = tuple(barriers)
    places = frozenset(b.place_key for b in found if b.place_key)
    return places, frozenset(road for b in found for road in b.road_ids)


def barred_on(way: Way, barriers: Sequence[Barrier]) -> tuple[Barrier, ...]:
    """The barriers a way meets, in the order it meets them."""
    position = {place: i for i, place in enumerate(way.places)}
    on_road = {road.id: i for i, road in enumerate(way.roads)}
    met: list[tuple[float, Barrier]] = []
    for barrier in barriers:
        if barrier.place_key in position:
            met.append((position[barrier.place_key], barrier))
        elif any(road in on_road for road in barrier.road_ids):
            met += [(min(on_road[r] for r in barrier.road_ids if r in on_road) + 0.5, barrier)]
    return tuple(barrier for _, barrier in sorted(met, key=lambda pair: pair[0]))
