"""Which places a side can reach, by which road, how surely, and what would open the way again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from khabar.situation.barriers import Barrier
from khabar.situation.disjoint import independent_ways
from khabar.situation.doubt import Chances, chances_of
from khabar.situation.network import Network, Status, barred_on
from khabar.situation.roads import Way


@dataclass(frozen=True, slots=True)
class PlaceAccess:
    """Whether a side's base can supply a place by road.

    `status`: `open`; `cut` where no way is left on supply roads; `restricted` where every way left passes something in
    doubt, or its probability speaks against the other two.  `chances` are the probabilities of the three.  `way` is the
    shortest one left in the likeliest picture, None = none; `normal` the shortest with nothing barred.  `barred_at` is
    what bars the normal way.  `ways` is how many ways are left that share no place.  `cut_since` None unless cut.
    `reopened_by` are the barriers each of which alone, if it were gone, would restore a way; empty = no single one.
    """

    place_key: str
    side: str
    status: Status
    chances: Chances
    normal: Way
    way: Way | None
    barred_at: tuple[Barrier, ...]
    ways: int
    cut_since: date | None = None
    reopened_by: tuple[Barrier, ...] = ()

    @property
    def detour_km(self) -> float | None:
        """How much longer the way left is than the normal one; None where no way is left."""
        return self.way.length_km - self.normal.length_km if self.way else None


def access_to(network: Network, places: Iterable[str]) -> tuple[PlaceAccess, ...]:
    """The access of some places; those that no supply road joins to the base even in peace are left out."""
    reach = _Reach(network)
    found = (reach.to(key) for key in places)
    return tuple(access for access in found if access is not None)


class _Reach:
    """What a side's base reaches, with everything, with what is in doubt, and with what is sure."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.normal = network.ways(())
        self.left = network.ways_left
        self.safe = network.ways(network.barriers)

    @cached_property
    def reopened(self) -> list[tuple[Barrier, dict[str, Way]]]:
        """The ways there would be if one barrier were gone, for each."""
        cut = self.network.cut
        return [(b, self.network.ways([c for c in cut if c != b])) for b in cut]

    @cached_property
    def by_day(self) -> list[tuple[date, dict[str, Way]]]:
        """The ways that were left on each day on which one was barred."""
        cut = self.network.cut
        return [(day, self.network.ways([b for b in cut if b.since <= day])) for day in sorted({b.since for b in cut})]

    def to(self, key: str) -> PlaceAccess | None:
        """The access of a place; None where no supply road leads to it even in peace."""
        network, normal = self.network, self.normal.get(key)
        if normal is None:
            return None
        likeliest: Status = "open" if key in self.safe else "restricted" if key in self.left else "cut"
        chances = chances_of(network.reach[key])
        lost = likeliest == "cut"
        return PlaceAccess(
            place_key=key,
            side=network.side.id,
            status=network.word(likeliest, chances),
            chances=chances,
            normal=normal,
            way=self.safe.get(key, self.left.get(key)),
            barred_at=barred_on(normal, network.barriers),
            ways=0 if lost else independent_ways(network.side.base, key, network.passable),
            cut_since=next((day for day, ways in self.by_day if key not in ways), None) if lost else None,
            reopened_by=tuple(b for b, ways in self.reopened if key in ways) if lost else (),
        )
