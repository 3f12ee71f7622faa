"""Which places a side can reach, by which road, and what would open the way again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from khabar.packs.theatre import Side, Theatre
from khabar.records import Event
from khabar.situation.barriers import Barrier, barriers_for
from khabar.situation.control import ControlReading
from khabar.situation.roads import RoadGraph, Way, named_roads
from khabar.situation.weights import RoadRules, Rules, packaged_rules

Status = Literal["open", "restricted", "cut"]
TRUNK_GRADE = 1
TRACK_GRADE = 4


@dataclass(frozen=True, slots=True)
class PlaceAccess:
    """Whether a side's base can supply one of its places by road.

    `status`: `open`; `restricted` where every way left passes something in doubt; `cut` where no way is left on supply
    roads.  `way` is the shortest one left, None where cut.  `normal` is the shortest with nothing barred.
    `barred_at` is what bars the normal way.  `cut_since` None unless cut.  `reopened_by` are the places each of
    which alone, if it were open again, would restore a way; empty where no single one would.
    """

    place_key: str
    side: str
    status: Status
    normal: Way
    way: Way | None
    barred_at: tuple[Barrier, ...]
    cut_since: date | None = None
    reopened_by: tuple[str, ...] = ()

    @property
    def detour_km(self) -> float | None:
        """How much longer the way left is than the normal one; None where no way is left."""
        return self.way.length_km - self.normal.length_km if self.way else None


@dataclass(frozen=True, slots=True)
class TrunkRoad:
    """A named main road, end to end, for one side.

    `barred_at` is what bars it, in the order of the road; empty = open.  `detour` is the shortest way left between its
    ends on supply roads, `main_detour` on main roads only, `track_detour` with tracks, which are no supply route: each
    None where there is none, or where an end itself is barred.  Where no supply road is left, `closed_detour` is the
    shortest way round this road's own barriers, and `closed_at` what bars that.
    """

    name: str
    side: str
    status: Status
    line: Way
    barred_at: tuple[Barrier, ...]
    detour: Way | None = None
    main_detour: Way | None = None
    track_detour: Way | None = None
    closed_detour: Way | None = None
    closed_at: tuple[Barrier, ...] = ()


def access_for(
    side: Side,
    readings: Sequence[ControlReading],
    events: Sequence[Event],
    theatre: Theatre,
    *,
    on: date,
    rules: Rules | None = None,
) -> tuple[PlaceAccess, ...]:
    """The access of every place a side holds, or was the last to hold, from its base; empty where it has no base."""
    if not side.base:
        return ()
    roads = (rules or packaged_rules()).roads
    barriers = barriers_for(side.id, readings, events, theatre, roads, on=on)
    reach = _Reach(side, barriers, RoadGraph(theatre.roads), roads)
    own = [r.place_key for r in readings if side.id in (r.holder, r.presumed if not r.holder else "")]
    found = (reach.to(key) for key in own if key != side.base)
    return tuple(access for access in found if access is not None)


def trunk_roads(
    side: Side,
    readings: Sequence[ControlReading],
    events: Sequence[Event],
    theatre: Theatre,
    *,
    on: date,
    rules: Rules | None = None,
) -> tuple[TrunkRoad, ...]:
    """The theatre's named trunk roads as they are for a side, by name."""
    roads = (rules or packaged_rules()).roads
    barriers = barriers_for(side.id, readings, events, theatre, roads, on=on)
    graph = RoadGraph(theatre.roads)
    lines = named_roads(theatre.roads, grade=TRUNK_GRADE)
    return tuple(_trunk(name, line, side, barriers, graph, roads) for name, line in sorted(lines.items()))


def _trunk(
    name: str, line: Way, side: Side, barriers: Sequence[Barrier], graph: RoadGraph, rules: RoadRules
) -> TrunkRoad:
    here = barred_on(line, barriers)
    if not here:
        return TrunkRoad(name, side.id, "open", line, ())
    if all(b.status == "restricted" for b in here):
        return TrunkRoad(name, side.id, "restricted", line, here)
    cut = [b for b in barriers if b.status == "cut"]
    detour = _between_ends(line, cut, graph, rules.supply_grade)
    closed = None if detour else _between_ends(line, [b for b in here if b.status == "cut"], graph, rules.supply_grade)
    return TrunkRoad(
        name,
        side.id,
        "cut",
        line,
        here,
        detour=detour,
        main_detour=_between_ends(line, cut, graph, rules.main_grade),
        track_detour=None if detour else _between_ends(line, cut, graph, TRACK_GRADE),
        closed_detour=closed,
        closed_at=tuple(b for b in barred_on(closed, cut) if b.status == "cut") if closed else (),
    )


def _between_ends(line: Way, barriers: Sequence[Barrier], graph: RoadGraph, grade: int) -> Way | None:
    places, roads = _barred(barriers)
    return graph.way(line.places[0], line.places[-1], grade=grade, barred_places=places, barred_roads=roads)


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


def _barred(barriers: Sequence[Barrier]) -> tuple[frozenset[str], frozenset[str]]:
    places = frozenset(b.place_key for b in barriers if b.place_key)
    return places, frozenset(road for b in barriers for road in b.road_ids)


class _Reach:
    """What a side's base reaches, with everything, with what is in doubt, and with what is sure."""

    def __init__(self, side: Side, barriers: Sequence[Barrier], graph: RoadGraph, rules: RoadRules) -> None:
        self.side = side
        self.graph = graph
        self.grade = rules.supply_grade
        self.barriers = barriers
        self.cut = [b for b in barriers if b.status == "cut"]
        self.normal = self._ways(())
        self.left = self._ways(self.cut)
        self.safe = self._ways(barriers)
        self.reopened = {
            b.place_key: self._ways([c for c in self.cut if c.place_key != b.place_key])
            for b in self.cut
            if b.place_key
        }
        days = sorted({b.since for b in self.cut})
        self.by_day = [(day, self._ways([b for b in self.cut if b.since <= day])) for day in days]

    def _ways(self, barriers: Sequence[Barrier]) -> dict[str, Way]:
        places, roads = _barred(barriers)
        return self.graph.ways_from(self.side.base, grade=self.grade, barred_places=places, barred_roads=roads)

    def to(self, key: str) -> PlaceAccess | None:
        """The access of a place; None where no supply road leads to it even in peace."""
        normal = self.normal.get(key)
        if normal is None:
            return None
        barred = barred_on(normal, self.barriers)
        if key in self.safe:
            return PlaceAccess(key, self.side.id, "open", normal, self.safe[key], barred)
        if key in self.left:
            return PlaceAccess(key, self.side.id, "restricted", normal, self.left[key], barred)
        return PlaceAccess(
            key,
            self.side.id,
            "cut",
            normal,
            None,
            barred,
            cut_since=next((day for day, ways in self.by_day if key not in ways), None),
            reopened_by=tuple(sorted(place for place, ways in self.reopened.items() if key in ways)),
        )
