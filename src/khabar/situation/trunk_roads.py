"""The named main roads, end to end, as one side finds them, and the single links of the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.packs.theatre import Road
from khabar.situation.barriers import Barrier
from khabar.situation.doubt import Chances
from khabar.situation.network import TRACK_GRADE, Network, Status, barred, barred_on
from khabar.situation.roads import Way, named_roads

TRUNK_GRADE = 1


@dataclass(frozen=True, slots=True)
class TrunkRoad:
    """A named main road, end to end, for one side.

    `chances` are for the whole line.  `barred_at` is what bars it, in the order of the road; empty = open.  `detour` is
    the shortest way left between its ends on supply roads, `main_detour` on main roads only, `track_detour` with
    tracks, which are no supply route: each None where there is none, or where an end itself is barred.  Where no supply
    road is left, `closed_detour` is the shortest way round this road's own barriers, and `closed_at` what bars that.
    """

    name: str
    side: str
    status: Status
    chances: Chances
    line: Way
    barred_at: tuple[Barrier, ...]
    detour: Way | None = None
    main_detour: Way | None = None
    track_detour: Way | None = None
    closed_detour: Way | None = None
    closed_at: tuple[Barrier, ...] = ()

    @property
    def has_barred_end(self) -> bool:
        """Whether an end itself is barred, so that no way round could be of use."""
        ends = (self.line.places[0], self.line.places[-1])
        return any(bar.status == "cut" and bar.place_key in ends for bar in self.barred_at)


@dataclass(frozen=True, slots=True)
class RoadLink:
    """One link of the network for one side, its two ends included."""

    road: Road
    side: str
    status: Status
    chances: Chances
    barred_at: tuple[Barrier, ...]


def trunk_roads_of(network: Network) -> tuple[TrunkRoad, ...]:
    """The named trunk roads of a side's network, by name."""
    lines = named_roads(network.theatre.roads, grade=TRUNK_GRADE)
    return tuple(_trunk(name, line, network) for name, line in sorted(lines.items()))


def links_of(network: Network) -> tuple[RoadLink, ...]:
    """Every link of the network, tracks too, in the theatre's order."""
    found = []
    for road in network.theatre.roads:
        line = Way((road.one, road.other), (road,))
        here, chances = barred_on(line, network.barriers), network.chances_along(line)
        found.append(RoadLink(road, network.side.id, network.word(_likeliest(here), chances), chances, here))
    return tuple(found)


def _likeliest(barriers: Sequence[Barrier]) -> Status:
    if not barriers:
        return "open"
    return "restricted" if all(b.status == "restricted" for b in barriers) else "cut"


def _trunk(name: str, line: Way, network: Network) -> TrunkRoad:
    here, chances = barred_on(line, network.barriers), network.chances_along(line)
    likeliest = _likeliest(here)
    status = network.word(likeliest, chances)
    if likeliest != "cut":
        return TrunkRoad(name, network.side.id, status, chances, line, here)
    detour = _between_ends(line, network.cut, network, network.grade)
    own = [b for b in here if b.status == "cut"]
    closed = None if detour else _between_ends(line, own, network, network.grade)
    return TrunkRoad(
        name,
        network.side.id,
        status,
        chances,
        line,
        here,
        detour=detour,
        main_detour=_between_ends(line, network.cut, network, network.rules.main_grade),
        track_detour=None if detour else _between_ends(line, network.cut, network, TRACK_GRADE),
        closed_detour=closed,
        closed_at=barred_on(closed, network.cut) if closed else (),
    )


def _between_ends(line: Way, barriers: Iterable[Barrier], network: Network, grade: int) -> Way | None:
    places, roads = barred(barriers)
    return network.graph.way(line.places[0], line.places[-1], grade=grade, barred_places=places, barred_roads=roads)
