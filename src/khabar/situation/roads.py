"""The theatre's roads as a graph, and the shortest ways through what is passable."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property

from khabar.packs.theatre import Road

NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """A way along roads: the places in order, both ends included, and the roads between them."""

    places: tuple[str, ...]
    roads: tuple[Road, ...]

    @property
    def length_km(self) -> float:
        """Its length; 0 for the way from a place to itself."""
        return sum(road.length_km for road in self.roads)

    @property
    def road_names(self) -> tuple[str, ...]:
        """The names of the roads in order, each once in a row."""
        names: list[str] = []
        for road in self.roads:
            if not names or names[-1] != road.name:
                names.append(road.name)
        return tuple(names)


@dataclass(frozen=True)
class RoadGraph:
    """Undirected roads between places."""

    roads: tuple[Road, ...]

    @cached_property
    def _at(self) -> dict[str, list[tuple[str, Road]]]:
        found: dict[str, list[tuple[str, Road]]] = defaultdict(list)
        for road in sorted(self.roads, key=lambda r: r.id):
            found[road.one].append((road.other, road))
            found[road.other].append((road.one, road))
        return found

    def ways_from(
        self,
        start: str,
        *,
        grade: int,
        barred_places: Container[str] = NOWHERE,
        barred_roads: Container[str] = NOWHERE,
    ) -> dict[str, Way]:
        """The shortest way to every place that can be reached on roads of `grade` or better.

        Barred places are neither passed nor reached; nothing is reached from a barred start.
        """
        if start in barred_places:
            return {}
        best: dict[str, float] = {start: 0.0}
        came: dict[str, tuple[str, Road]] = {}
        queue = [(0.0, start)]
        while queue:
            so_far, here = heapq.heappop(queue)
            if so_far > best[here]:
                continue
            for there, road in self._at.get(here, ()):
                length = so_far + road.length_km
                passable = road.grade <= grade and there not in barred_places and road.id not in barred_roads
                if passable and length < best.get(there, float("inf")):
                    best[there] = length
                    came[there] = (here, road)
                    heapq.heappush(queue, (length, there))
        return {place: _traced(place, came) for place in best}

    def way(
        self,
        one: str,
        other: str,
        *,
        grade: int,
        barred_places: Container[str] = NOWHERE,
        barred_roads: Container[str] = NOWHERE,
    ) -> Way | None:
        """The shortest way between two places; None where there is none."""
        ways = self.ways_from(one, grade=grade, barred_places=barred_places, barred_roads=barred_roads)
        return ways.get(other)


def named_roads(roads: Iterable[Road], *, grade: int) -> dict[str, Way]:
    """The named roads of a grade or better as whole ways from end to end, by name.

    A name whose links form no single line (a fork, a ring, a gap) is left out: it has no two ends.
    """
    links: dict[str, list[Road]] = defaultdict(list)
    for road in roads:
        if road.name and road.grade <= grade:
            links[road.name].append(road)
    lines = {name: _line(found) for name, found in links.items()}
    return {name: line for name, line in lines.items() if line is not None}


def _line(links: list[Road]) -> Way | None:
    at: dict[str, list[Road]] = defaultdict(list)
    for road in links:
        at[road.one].append(road)
        at[road.other].append(road)
    ends = [place for place, roads in at.items() if len(roads) == 1]
    if len(ends) != 2 or any(len(roads) > 2 for roads in at.values()):
        return None
    here = next(place for place in (r for link in links for r in (link.one, link.other)) if place in ends)
    places, way, left = [here], [], list(links)
    while left:
        onward = [road for road in at[here] if road in left]
        if not onward:
            return None
        road = onward[0]
        left.remove(road)
        here = road.other if road.one == here else road.one
        places.append(here)
        way.append(road)
    return Way(tuple(places), tuple(way))


def _traced(place: str, came: dict[str, tuple[str, Road]]) -> Way:
    places, roads = [place], []
    while place in came:
        place, road = came[place]
        places.append(place)
        roads.append(road)
    return Way(tuple(reversed(places)), tuple(reversed(roads)))
