"""Which sightings are worth comparing: those that share a place, a stretch of days and a family of types.

Nothing is compared across the whole ledger. A block is small because a place has few acts of one family in a few days,
and because sightings that agree in every field are compared as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, product
from math import cos, floor, radians

from khabar.linking.aggregate import EXACT
from khabar.linking.counting import amount, counts_of
from khabar.linking.likeness import are_days_apart, are_one_claim, lie_of
from khabar.linking.sighting import Sighting
from khabar.linking.voices import row_of
from khabar.linking.weights import Rules
from khabar.records import Place

# Circle of families, kind, and what else two sightings share.
Block = tuple[Hashable, ...]

_CELL_DEGREES = 0.25
_KM_PER_DEGREE = 111.0
STRETCH_DAYS = 4
# A time longer than this says too little to look for one act in it.
_LONGEST_DAYS = 32


def alike_in_every_field(sightings: Iterable[Sighting]) -> list[list[Sighting]]:
    """Sightings grouped by all that a comparison looks at but the wording; each group and the groups in order of key.

    Without a place two groups of words can be two acts, so there the sentence has to be the same as well.
    """
    groups: dict[Hashable, list[Sighting]] = defaultdict(list)
    for sighting in sorted(sightings, key=lambda s: s.key):
        groups[signature(sighting)].append(sighting)
    return list(groups.values())


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
    blocks: dict[Block, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for position, sighting in enumerate(heads):
        for block, meets_all in _blocks(sighting, rules):
            blocks[block][not meets_all].append(position)
    found: set[tuple[int, int]] = set()
    for meeting_all, others in blocks.values():
        found.update(_pairs(meeting_all, others))
    return sorted((i, j) for i, j in found if can_be_one(heads[i], heads[j], rules=rules))


def found_under(sighting: Sighting, *, rules: Rules) -> set[tuple[Block, bool]]:
    """What a sighting is to be looked up by, see `looks_under`: its blocks, and whether it meets all in each."""
    return set(_blocks(sighting, rules))


def looks_under(sighting: Sighting, *, rules: Rules) -> set[Hashable]:
    """Under what all those are found that a sighting is compared with: two that make a pair each find the other."""
    blocks = set(_blocks(sighting, rules))
    return {(block, True) for block, _ in blocks} | {(block, False) for block, meets_all in blocks if meets_all}


def can_be_one(one: Sighting, other: Sighting, *, rules: Rules) -> bool:
    """Whether time and place leave it open: a block reaches a little further than they do."""
    if are_one_claim(one, other):
        return True
    if are_days_apart(one, other, lag_days=rules.weights.report_lag_days):
        return False
    return lie_of(one.places, other.places, near_km=rules.weights.near_km) != "apart"


def _pairs(meeting_all: list[int], others: list[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a block but those of two that do not meet all."""
    yield from combinations(meeting_all, 2)
    yield from ((i, j) if i < j else (j, i) for i, j in product(meeting_all, others))


def _blocks(sighting: Sighting, rules: Rules) -> Iterator[tuple[Block, bool]]:
    """The blocks a sighting stands in, and whether it is compared with all in it.

    Those that are not are compared with those that are, and among themselves meet in smaller blocks.
    """
    for key, meets_all in _keys(sighting, rules):
        yield (sighting.family.circle, sighting.kind, *key), meets_all


def _keys(sighting: Sighting, rules: Rules) -> Iterator[tuple[Block, bool]]:
    stretches = _stretches(sighting, rules)
    if sighting.print:
        # The same few words come back through the years: only those of no known time are looked for in all of them.
        yield ("sentence", sighting.print), _is_timeless(sighting)
        yield from ((("sentence", sighting.print, stretch), True) for stretch in stretches)
    yield ("claim", sighting.home), True
    yield ("document", sighting.claim.document_id), True
    for place in sighting.places:
        for key, meets_all in _place_keys(place, rules, exact=_is_exact(sighting)):
            yield from (((*key, stretch), meets_all) for stretch in stretches)
    towns = {place.name.casefold() for place in sighting.places if place.precision == "settlement"}
    yield from ((("headline", name, stretch), not towns) for name in towns | sighting.titled for stretch in stretches)
    yield from ((("death", actor), True) for actor in sighting.slain)
    yield from ((("name", name, stretch), True) for name in sighting.place_names for stretch in stretches)
    if not sighting.places:
        names = [actor.id for actor in sighting.actor.actors + sighting.target.actors]
        yield from ((("actor", name, stretch), True) for name in names for stretch in stretches)
    if sighting.kind == "total":
        # Two totals are one only where they give one number of one thing.
        numbers = [(thing, amount(count)) for thing, count in counts_of(sighting.claim, rules=rules).items()]
        yield from ((("total", number, stretch), True) for number in numbers for stretch in stretches)


def _is_timeless(sighting: Sighting) -> bool:
    return sighting.first is None or sighting.last is None or sighting.last - sighting.first > _LONGEST_DAYS


def _stretches(sighting: Sighting, rules: Rules) -> range:
    """The numbered stretches of days in which another sighting of the act can lie; -1 where no time is known."""
    if sighting.first is None or sighting.last is None:
        return range(-1, 0)
    if _is_timeless(sighting):
        return range(sighting.last // STRETCH_DAYS, sighting.last // STRETCH_DAYS + 1)
    reach = sighting.family.slack_days + rules.weights.report_lag_days
    return range((sighting.first - reach) // STRETCH_DAYS, (sighting.last + reach) // STRETCH_DAYS + 1)


def _place_keys(place: Place, rules: Rules, *, exact: bool) -> Iterator[tuple[Block, bool]]:
    yield ("place", place.id), True
    if place.precision == "country":
        return
    if place.country and place.admin1:
        yield ("province", place.country, place.admin1), not exact
    if place.lat is not None and place.lon is not None:
        yield from ((("cell", *cell), True) for cell in _cells(place.lat, place.lon, rules.weights.near_km))


def _cells(lat: float, lon: float, near_km: float) -> set[tuple[int, int]]:
    """The cells of a grid a point's half of the reach lies in: two points that can be one place share a cell."""
    high = near_km / 2 / _KM_PER_DEGREE
    wide = high / max(0.1, cos(radians(lat)))
    rows = range(floor((lat - high) / _CELL_DEGREES), floor((lat + high) / _CELL_DEGREES) + 1)
    columns = range(floor((lon - wide) / _CELL_DEGREES), floor((lon + wide) / _CELL_DEGREES) + 1)
    return {(row, column) for row in rows for column in columns}


def _is_exact(sighting: Sighting) -> bool:
    return any(place.precision in EXACT for place in sighting.places)
