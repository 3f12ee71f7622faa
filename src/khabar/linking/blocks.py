"""Which sightings are worth comparing: those that share a place, a stretch of days and a family of types.

Nothing is compared across the whole ledger. A block is small because a place has few acts of one family in a few days,
and because sightings that agree in every field are compared as one.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import cos, floor, radians

import numpy as np
from numpy.typing import NDArray

from khabar.linking.aggregate import EXACT
from khabar.linking.counting import amount, counts_of
from khabar.linking.likeness import are_days_apart, are_one_claim, lie_of
from khabar.linking.sighting import Rank, Sighting
from khabar.linking.voices import row_of
from khabar.linking.weights import Rules
from khabar.records import Place

# Circle of families, kind, and what else two sightings share.
Block = tuple[Hashable, ...]
Ints = NDArray[np.int64]


# A key under which a sighting is found, the first and last day for which it is, 0 and 0 = for all, and whether it is
# compared with all that are found there then. Those that are not are compared with those that are.
Stand = tuple[Block, int, int, bool]

_CELL_DEGREES = 0.25
_KM_PER_DEGREE = 111.0
STRETCH_DAYS = 4
# What says too little to be looked for through all the years.
IN_STRETCHES = frozenset({"words", "place", "province", "cell", "headline", "name", "actor", "total"})
# A time longer than this says too little to look for one act in it.
_LONGEST_DAYS = 32


def alike_in_every_field(
    sightings: Iterable[Sighting], *, beside: Iterable[list[Sighting]] = ()
) -> list[list[Sighting]]:
    """Sightings grouped by all that a comparison looks at but the wording; each group and the groups in order of key.

    Without a place two groups of words can be two acts, so there the sentence has to be the same as well. `beside` are
    groups of others.
    """
    groups: dict[Hashable, list[Sighting]] = defaultdict(list)
    for group in beside:
        groups[signature(group[0])] += group
    for sighting in sightings:
        groups[signature(sighting)].append(sighting)
    for group in groups.values():
        group.sort(key=_key)
    return sorted(groups.values(), key=lambda group: group[0].key)


def _key(sighting: Sighting) -> Rank:
    return sighting.key


def signature(s: Sighting) -> Hashable:
    """All that a comparison looks at but the wording; of a sighting without a place the wording too."""
    counts = tuple((c.what, c.noun, c.low, c.best, c.high, c.of) for c in s.claim.mention.counts)
    parties = tuple((tuple(a.id for a in party.actors), party.words) for party in (s.actor, s.target))
    place = tuple(p.id for p in s.places) or (s.print, s.titled)
    what = (s.family.name, s.claim.mention.type, s.kind, s.denies, s.returns, s.refers, s.victims, s.kills, s.borrowed)
    row = row_of(s.claim)  # those who coded it tell it from their other rows
    return (what, place, s.site, (s.first, s.last, s.exact), parties, counts, row)


def candidate_pairs(heads: Sequence[Sighting], *, rules: Rules) -> list[tuple[int, int]]:
    """Positions of sightings that can speak of one act, each pair once, in order."""
    # By the hash of a key: the keys themselves would fill the memory. That two have one hash makes no two one act.
    stands = array("q")
    for position, sighting in enumerate(heads):
        for key, first, last, meets_all in stands_of(sighting, rules=rules):
            stands.extend((hash(key), first, last, position, meets_all))
    if not stands:
        return []
    ones, others = _meeting(*np.frombuffer(stands, dtype=np.int64).reshape(-1, 5).T)
    pairs = zip(ones.tolist(), others.tolist(), strict=True)
    return [(i, j) for i, j in pairs if can_be_one(heads[i], heads[j], rules=rules)]


def _meeting(keys: Ints, first: Ints, last: Ints, position: Ints, meets_all: Ints) -> tuple[Ints, Ints]:
    """The positions of those that meet under one key, each two once, in order: the lower, and the higher."""
    order = np.lexsort((first, keys))
    keys, first, last, position, meets_all = (c[order] for c in (keys, first, last, position, meets_all))
    # All keys in a row, the days of each behind those of the one before.
    row = np.concatenate(([0], np.cumsum(keys[1:] != keys[:-1]))) * (last.max() - first.min() + 1)
    begin, end = row + first, row + last
    each, of_all, of_some = np.arange(len(row)), np.flatnonzero(meets_all), np.flatnonzero(meets_all == 0)
    found = (_within(begin, end, each, of_all), _within(begin, end, of_all, of_some))
    one, other = (position[np.concatenate(ends)] for ends in zip(*found, strict=True))
    pairs = np.sort((np.minimum(one, other) * len(row) + np.maximum(one, other))[one != other])
    is_new = np.ones(len(pairs), np.bool_)
    is_new[1:] = pairs[1:] != pairs[:-1]
    return np.divmod(pairs[is_new], len(row))


def _within(begin: Ints, end: Ints, some: Ints, others: Ints) -> tuple[Ints, Ints]:
    """Each of some with those of others that come behind it and begin before it ends; `begin` is in order."""
    start = np.searchsorted(others, some, side="right")
    number = np.searchsorted(begin[others], end[some], side="right") - start
    which = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number - start, number)
    return np.repeat(some, number), others[which]


def found_under(sighting: Sighting, *, rules: Rules) -> set[tuple[Block, bool]]:
    """The blocks a sighting stands in, each of one key and stretch of days, and whether it is compared with all there.

    Those that are not are compared with those that are, and among themselves meet in smaller blocks.
    """
    return {
        ((*key, stretch) if key[2] in IN_STRETCHES else key, meets_all)
        for key, first, last, meets_all in stands_of(sighting, rules=rules)
        for stretch in range(first // STRETCH_DAYS, last // STRETCH_DAYS + 1)
    }


def can_be_one(one: Sighting, other: Sighting, *, rules: Rules) -> bool:
    """Whether time and place leave it open: a block reaches a little further than they do."""
    if are_one_claim(one, other):
        return True
    if are_days_apart(one, other, lag_days=rules.weights.report_lag_days):
        return False
    return lie_of(one.places, other.places, near_km=rules.weights.near_km) != "apart"


def stands_of(sighting: Sighting, *, rules: Rules) -> Iterator[Stand]:
    """All that a sighting is found under."""
    circle, kind = sighting.family.circle, sighting.kind
    days = _days_open(sighting, rules)
    for key, meets_all in _keys(sighting, rules):
        first, last = days if key[0] in IN_STRETCHES else (0, 0)
        yield (circle, kind, *key), first, last, meets_all


def _keys(sighting: Sighting, rules: Rules) -> Iterator[tuple[Block, bool]]:
    if sighting.print:
        # The same few words come back through the years: only those of no known time are looked for in all of them.
        yield ("sentence", sighting.print), _is_timeless(sighting)
        yield ("words", sighting.print), True
    yield ("claim", sighting.home), True
    yield ("document", sighting.claim.document_id), True
    exact = any(place.precision in EXACT for place in sighting.places)
    for place in sighting.places:
        for key in _place_keys(place, rules.weights.near_km):
            yield key, not (exact and key[0] == "province")
    towns = {place.name.casefold() for place in sighting.places if place.precision == "settlement"}
    yield from ((("headline", name), not towns) for name in towns | sighting.titled)
    yield from ((("death", actor), True) for actor in sighting.slain)
    yield from ((("name", name), True) for name in sighting.place_names)
    if not sighting.places:
        yield from ((("actor", actor.id), True) for actor in sighting.actor.actors + sighting.target.actors)
    if sighting.kind == "total":
        # Two totals are one only where they give one number of one thing.
        numbers = counts_of(sighting.claim, rules=rules).items()
        yield from ((("total", (thing, amount(count))), True) for thing, count in numbers)


def _is_timeless(sighting: Sighting) -> bool:
    return sighting.first is None or sighting.last is None or sighting.last - sighting.first > _LONGEST_DAYS


def _days_open(sighting: Sighting, rules: Rules) -> tuple[int, int]:
    """Days such that those of two that times leave open to be one act have one in common; -1 where none are known.

    A report trails by its lag, and what two differ by beyond that is shared between them.
    """
    if sighting.first is None or sighting.last is None:
        return -1, -1
    slack, lag = sighting.family.slack_days, rules.weights.report_lag_days
    if _is_timeless(sighting):
        return sighting.last - slack - lag, sighting.last + slack + lag
    half = (slack + 1) // 2
    return sighting.first - half - lag * sighting.dated, sighting.last + half


# A place is told of again and again.
@lru_cache(maxsize=1 << 14)
def _place_keys(place: Place, near_km: float) -> tuple[Block, ...]:
    keys: list[Block] = [("place", place.id)]
    if place.precision != "country":
        if place.country and place.admin1:
            keys.append(("province", place.country, place.admin1))
        if place.lat is not None and place.lon is not None:
            keys += (("cell", *cell) for cell in _cells(place.lat, place.lon, near_km))
    return tuple(keys)


def _cells(lat: float, lon: float, near_km: float) -> set[tuple[int, int]]:
    """The cells of a grid a point's half of the reach lies in: two points that can be one place share a cell."""
    high = near_km / 2 / _KM_PER_DEGREE
    wide = high / max(0.1, cos(radians(lat)))
    rows = range(floor((lat - high) / _CELL_DEGREES), floor((lat + high) / _CELL_DEGREES) + 1)
    columns = range(floor((lon - wide) / _CELL_DEGREES), floor((lon + wide) / _CELL_DEGREES) + 1)
    return {(row, column) for row in rows for column in columns}
