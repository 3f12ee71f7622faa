"""Which sightings are worth comparing: those that share a place, a stretch of days and a family of types.

Nothing is compared across the whole ledger. A block is small because a place has few acts of one family in a few days,
and because sightings that agree in every field are compared as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from math import cos, floor, radians

from khabar.linking.aggregate import EXACT
from khabar.linking.likeness import are_days_apart, killed, lie_of
from khabar.linking.sighting import Sighting
from khabar.linking.weights import Rules
from khabar.records import Place

_CELL_DEGREES = 0.25
_KM_PER_DEGREE = 111.0
_STRETCH_DAYS = 4
# A time longer than this says too little to look for one act in it.
_LONGEST_DAYS = 32


def alike_in_every_field(sightings: Iterable[Sighting]) -> list[list[Sighting]]:
    """Sightings grouped by all that a comparison looks at but the wording; each group and the groups in order of key.

    Without a place two groups of words can be two acts, so there the sentence has to be the same as well.
    """
    groups: dict[Hashable, list[Sighting]] = defaultdict(list)
    for sighting in sorted(sightings, key=lambda s: s.key):
        groups[_signature(sighting)].append(sighting)
    return list(groups.values())


def candidate_pairs(heads: Sequence[Sighting], *, rules: Rules) -> list[tuple[int, int]]:
    """Positions of sightings that can speak of one act, each pair once, in order."""
    blocks: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for position, sighting in enumerate(heads):
        for key in _keys(sighting, rules):
            blocks[(sighting.family.circle, sighting.kind, *key)].append(position)
    found = {pair for key, members in blocks.items() for pair in _pairs(key, members, heads)}
    return sorted((i, j) for i, j in found if _can_be_one(heads[i], heads[j], rules))


def _can_be_one(one: Sighting, other: Sighting, rules: Rules) -> bool:
    """Whether time and place leave it open: a block reaches a little further than they do."""
    if are_days_apart(one, other, lag_days=rules.weights.report_lag_days):
        return False
    return lie_of(one.places, other.places, near_km=rules.weights.near_km) != "apart"


def _pairs(key: tuple[Hashable, ...], members: list[int], heads: Sequence[Sighting]) -> Iterator[tuple[int, int]]:
    """All pairs of a block; in the block of a whole province only those with a place no finer than that."""
    if key[2] != "province":
        yield from combinations(members, 2)
        return
    coarse = {i for i in members if not _is_exact(heads[i])}
    for one in coarse:
        yield from ((min(one, other), max(one, other)) for other in members if other != one)


def _signature(s: Sighting) -> Hashable:
    counts = tuple((c.what, c.noun, c.low, c.best, c.high, c.of) for c in s.claim.mention.counts)
    parties = tuple((tuple(a.id for a in party.actors), party.words) for party in (s.actor, s.target))
    place = tuple(p.id for p in s.places) or s.print
    what = (s.family.name, s.claim.mention.type, s.kind, s.denies, s.returns, s.refers, s.victims)
    return (what, place, s.site, (s.first, s.last, s.exact), parties, counts)


def _keys(sighting: Sighting, rules: Rules) -> Iterator[tuple[Hashable, ...]]:
    if sighting.print:
        yield ("sentence", sighting.print)
    yield ("document", sighting.claim.document_id)
    stretches = _stretches(sighting, rules)
    for place in sighting.places:
        for key in _place_keys(place, rules):
            yield from ((*key, stretch) for stretch in stretches)
    yield from (("death", actor.id) for actor in killed(sighting))
    yield from (("name", name, stretch) for name in sighting.place_names for stretch in stretches)
    if not sighting.places:
        names = [actor.id for actor in sighting.actor.actors + sighting.target.actors]
        yield from (("actor", name, stretch) for name in names for stretch in stretches)
    if sighting.kind == "total":
        yield from (("total", stretch) for stretch in stretches)


def _stretches(sighting: Sighting, rules: Rules) -> range:
    """The numbered stretches of days in which another sighting of the act can lie; -1 where no time is known."""
    if sighting.first is None or sighting.last is None:
        return range(-1, 0)
    if sighting.last - sighting.first > _LONGEST_DAYS:
        return range(sighting.last // _STRETCH_DAYS, sighting.last // _STRETCH_DAYS + 1)
    reach = sighting.family.slack_days + rules.weights.report_lag_days
    return range((sighting.first - reach) // _STRETCH_DAYS, (sighting.last + reach) // _STRETCH_DAYS + 1)


def _place_keys(place: Place, rules: Rules) -> Iterator[tuple[Hashable, ...]]:
    yield ("place", place.id)
    if place.precision == "country":
        return
    if place.country and place.admin1:
        yield ("province", place.country, place.admin1)
    if place.lat is not None and place.lon is not None:
        yield from (("cell", *cell) for cell in _cells(place.lat, place.lon, rules.weights.near_km))


def _cells(lat: float, lon: float, near_km: float) -> set[tuple[int, int]]:
    """The cells of a grid a point's half of the reach lies in: two points that can be one place share a cell."""
    high = near_km / 2 / _KM_PER_DEGREE
    wide = high / max(0.1, cos(radians(lat)))
    rows = range(floor((lat - high) / _CELL_DEGREES), floor((lat + high) / _CELL_DEGREES) + 1)
    columns = range(floor((lon - wide) / _CELL_DEGREES), floor((lon + wide) / _CELL_DEGREES) + 1)
    return {(row, column) for row in rows for column in columns}


def _is_exact(sighting: Sighting) -> bool:
    return any(place.precision in EXACT for place in sighting.places)
