"""The places and road links that hold a side's supply together: what falls off if one of them alone is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from khabar.packs.theatre import Road
from khabar.situation.network import Network, barred

# Where roads meet, nobody needs supply.
UNSUPPLIED = ("junction", "pass")


@dataclass(frozen=True, slots=True)
class Critical:
    """A place (`place_key`) or a road link (`road`) that a side depends on, in the likeliest picture.

    `cuts_off` are the places it holds and supplies now that its base would reach no more; `lengthens` those it would
    reach only by a longer way, by `added_km` together.
    """

    side: str
    kind: Literal["place", "road"]
    place_key: str
    road: Road | None
    cuts_off: tuple[str, ...]
    lengthens: tuple[str, ...]
    added_km: float


def critical_of(network: Network) -> tuple[Critical, ...]:
    """What a side depends on most: first what cuts off most of the counted places, then most places, then adds most km.

    Places come before links; of each kind at most as many as the rules say, and none whose loss changes nothing.
    """
    now = network.ways_left
    kinds = {p.key: p.kind for p in network.theatre.places}
    supplied = {k: now[k].length_km for k in network.own if k in now and kinds[k] not in UNSUPPLIED}
    # What lies on no shortest way changes nothing when it is lost.
    places = sorted({place for way in now.values() for place in way.places[1:-1]})
    roads = {road.id: road for way in now.values() for road in way.roads}
    ranked = _ranked([_without(network, supplied, place=place) for place in places], network)
    return ranked + _ranked([_without(network, supplied, road=roads[i]) for i in sorted(roads)], network)


def _without(network: Network, supplied: Mapping[str, float], *, place: str = "", road: Road | None = None) -> Critical:
    places, roads = barred(network.cut)
    left = network.graph.ways_from(
        network.side.base,
        grade=network.grade,
        barred_places=places | {place},
        barred_roads=roads | ({road.id} if road else set()),
    )
    added = {k: left[k].length_km - before for k, before in supplied.items() if k in left}
    longer = {k: km for k, km in added.items() if km >= network.rules.notable.km}
    return Critical(
        side=network.side.id,
        kind="road" if road else "place",
        place_key=place,
        road=road,
        cuts_off=tuple(k for k in supplied if k not in left and k != place),
        lengthens=tuple(longer),
        added_km=sum(longer.values()),
    )


def _ranked(found: list[Critical], network: Network) -> tuple[Critical, ...]:
    counted = {p.key for p in network.theatre.places if p.sets}
    matter = [c for c in found if c.cuts_off or c.lengthens]
    matter.sort(key=lambda c: (-len(counted & set(c.cuts_off)), -len(c.cuts_off), -c.added_km))
    return tuple(matter[: network.rules.critical])
