"""Where on the road network a report about a road lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from khabar.packs.theatre import Road, Theatre
from khabar.records import Argument, Claim, Place
from khabar.situation.placing import key_of
from khabar.situation.roads import RoadGraph
from khabar.situation.weights import RoadRules


class Spot(NamedTuple):
    """A place on the network, or ("") the ids of some roads."""

    place_key: str
    road_ids: tuple[str, ...]

    def overlaps(self, other: Spot) -> bool:
        """Whether a word on the one holds for the other: the same place, or roads that are part of the others."""
        if self.place_key or other.place_key:
            return self.place_key == other.place_key
        mine, theirs = set(self.road_ids), set(other.road_ids)
        return mine <= theirs or theirs <= mine


def road_spots(claim: Claim, theatre: Theatre, rules: RoadRules) -> Iterator[Spot]:
    """Where a claim about a road lies.  Nothing for claims about anything else, and where no place is named.

    A road between two watched places is every link of the shortest way between them, unless the sentence names a
    village that only some of these links pass.
    """
    arguments = claim.mention.role("place")
    if not any(is_about_road(text, rules) for text in (claim.mention.trigger.text, *(a.text for a in arguments))):
        return
    between = [key for a in arguments if a.relation == "between" for key in _keys(a, theatre)]
    named = next(
        (k for a in arguments if is_about_road(a.text, rules) if len(k := places_named_in(a.text, theatre)) > 1), ()
    )
    at = [key for a in arguments if a.relation != "between" and a.span for key in _keys(a, theatre)]
    at = [key for key in at if key not in named] or [k for a in arguments for k in _passes(a, theatre)]
    if at:
        yield from (Spot(key, ()) for key in dict.fromkeys(at))
        return
    ends = tuple(dict.fromkeys((*between, *named)))[:2]
    for one, other in combinations(ends, 2):
        way = RoadGraph(theatre.roads).way(one, other, grade=rules.supply_grade)
        if way and way.roads:
            yield Spot("", _ids(_passing(way.roads, claim.sentence_text) or way.roads))
    if len(ends) < 2:
        passing = _passing(theatre.roads, claim.sentence_text)
        # A village name that two roads pass does not say which of them is meant.
        if len(passing) == 1:
            yield Spot("", _ids(passing))


def _passes(argument: Argument, theatre: Theatre) -> list[str]:
    """The one pass or junction that words nobody found a place for name: "the Salang pass"."""
    named = places_named_in(argument.text, theatre) if not isinstance(argument.resolved, Place) else ()
    return [key for key in named if len(named) == 1 and theatre.place_by_key[key].kind in ("pass", "junction")]


def _passing(roads: tuple[Road, ...], text: str) -> tuple[Road, ...]:
    """The roads that pass a village named in a text."""
    return tuple(road for road in roads if road.via and any_of(road.via).search(text))


def _ids(roads: tuple[Road, ...]) -> tuple[str, ...]:
    return tuple(sorted(road.id for road in roads))


def is_about_road(text: str, rules: RoadRules) -> bool:
    """Whether words speak of a road rather than of a town or an airport."""
    return bool(any_of(rules.road_words).search(text))


def _keys(argument: Argument, theatre: Theatre) -> list[str]:
    key = key_of(argument.resolved, theatre) if isinstance(argument.resolved, Place) else ""
    return [key] if key else []


def places_named_in(text: str, theatre: Theatre) -> tuple[str, ...]:
    """The watched places whose names stand in a text, in text order."""
    found: dict[str, int] = {}
    for place in theatre.places:
        hit = any_of(place.names).search(text)
        if hit:
            found[place.key] = hit.start()
    return tuple(sorted(found, key=lambda key: (found[key], key)))


@lru_cache(maxsize=4096)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of some words or names, whole and in any letter case."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
