"""What reports say of a road between two places and a place on it, checked against the road graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import atan2, cos, degrees, radians
from typing import Literal

from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Place
from khabar.situation.known import claims_of, day_of_claim
from khabar.situation.placing import key_of
from khabar.situation.road_words import any_of, is_about_road, places_named_in
from khabar.situation.roads import RoadGraph, Way
from khabar.situation.testimony import GAINS
from khabar.situation.weights import RoadRules

Verdict = Literal["cuts the usual way", "is on another way", "is on no way", "has no road"]
# Losing a place, or being held up there, is what may cut the road that a sentence names beside it.
LOSSES = (*GAINS, "territory.control", "territory.siege", "access.block")
# How far before a sentence that names no place the loss it builds on may have been told.
NEAR_CHARACTERS = 250
COMPASS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
# Places this far to either side of a compass point still lie in its direction.
WITHIN_DEGREES = 60.0
# What stands between the ends of a road, or before them, in every form they are looked for in.
_JOINING = re.compile(r"(?i)\b(?:between|from|linking|links?|connecting|connects?|joining|joins?|to)\b|[-–—]")


@dataclass(frozen=True, slots=True)
class RoadStatement:
    """A report that names a place lost, or a road block at it, beside the road between two others.

    `other` "" = the report names only a direction, `toward`: it is then checked for the counted places that lie there,
    `served`, of which `beyond` are those whose usual way passes the place.  `verdict`: the place `cuts the usual way`
    (of a direction: for at least half of the places); it `is on another way`, at most twice as long; it `is on no way`;
    or there `has no road` in the theatre.  `usual` is the shortest supply road between the two, `round` the shortest
    that does not pass the place; both None for a direction, and where there is none.
    """

    claim_id: str
    day: date
    place_key: str
    one: str
    other: str
    toward: str
    verdict: Verdict
    usual: Way | None = None
    round: Way | None = None
    served: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()


# The ends of a road: two places, or one and a compass point.
Ends = tuple[str, str, str]
# A statement before its way is looked for, and the words by which it counts once.
Said = tuple[tuple[str, ...], RoadStatement]


def road_statements(
    events: Iterable[Event], theatre: Theatre, rules: RoadRules, *, on: date
) -> tuple[RoadStatement, ...]:
    """The statements up to a day, newest first; of one sentence each place and pair once."""
    return statements_by(said_in(claims_of(events), theatre, rules, {}), theatre, rules, on=on)


def said_in(
    claims: Sequence[Claim], theatre: Theatre, rules: RoadRules, ends: dict[str, tuple[Ends, ...]]
) -> tuple[Said, ...]:
    """What claims say of roads, given in the order they could be known with all others of their reports.

    `ends` keeps what each sentence names as the ends of roads, from one time to the next.
    """
    found: list[Said] = []
    for claim in naming_ends(claims, theatre, rules, ends):
        sentence = claim.sentence_text
        for one, other, toward in ends[sentence]:
            for key in _places(claim, theatre, rules) or _lost_before(claim, claims, theatre, rules):
                if key not in (one, other):
                    bare = RoadStatement(claim.id, day_of_claim(claim), key, one, other, toward, "has no road")
                    found.append(((claim.document_id, sentence, key, one, other, toward), bare))
    return tuple(found)


def naming_ends(
    claims: Iterable[Claim], theatre: Theatre, rules: RoadRules, ends: dict[str, tuple[Ends, ...]]
) -> Iterator[Claim]:
    """The claims of losses whose sentences name the ends of a road; `ends` as for `said_in`."""
    if not theatre.key_by_name:
        return
    patterns = _patterns(tuple(theatre.key_by_name), rules.road_words)
    for claim in claims:
        if claim.mention.type not in LOSSES or claim.mention.polarity == "no" or claim.copy_of is not None:
            continue
        sentence = claim.sentence_text
        if sentence not in ends:
            ends[sentence] = tuple(_ends(sentence, patterns, theatre, rules))
        if ends[sentence]:
            yield claim


def statements_by(said: Iterable[Said], theatre: Theatre, rules: RoadRules, *, on: date) -> tuple[RoadStatement, ...]:
    """The statements up to a day, newest first; of one sentence each place and pair once."""
    found: dict[tuple[str, ...], RoadStatement] = {}
    for words, bare in said:
        if bare.day <= on and words not in found:
            found[words] = _between(bare, theatre, rules) if bare.other else _onward(bare, theatre, rules)
    return tuple(sorted(found.values(), key=lambda s: (-s.day.toordinal(), s.claim_id, s.place_key)))


def _places(claim: Claim, theatre: Theatre, rules: RoadRules) -> Sequence[str]:
    """The watched places a claim is about; of words nobody found a place for, the one place they name."""
    found: list[str] = []
    for argument in claim.mention.role("place"):
        if isinstance(argument.resolved, Place):
            found.append(key_of(argument.resolved, theatre))
        elif not is_about_road(argument.text, rules):
            named = places_named_in(argument.text, theatre)
            found += named if len(named) == 1 else ()
    return tuple(dict.fromkeys(key for key in found if key))


def _lost_before(claim: Claim, claims: Iterable[Claim], theatre: Theatre, rules: RoadRules) -> Sequence[str]:
    """The places whose loss the report tells just before a sentence that names none: "With its capture, ..."."""
    start = claim.mention.sentence.start
    told = [
        c
        for c in claims
        if c.document_id == claim.document_id
        and c.mention.type in GAINS
        and 0 <= start - c.mention.sentence.end <= NEAR_CHARACTERS
    ]
    told.sort(key=lambda c: (-c.mention.sentence.start, -c.mention.trigger.start))
    return next((keys for c in told if (keys := _places(c, theatre, rules))), ())


def names_a_road(claim: Claim, rules: RoadRules) -> bool:
    """Whether the sentence of a claim may speak of a road and its ends."""
    return _has_road(claim.sentence_text, rules)


def _has_road(sentence: str, rules: RoadRules) -> bool:
    return any_of(rules.road_words).search(sentence) is not None and _JOINING.search(sentence) is not None


def _ends(sentence: str, patterns: Sequence[re.Pattern[str]], theatre: Theatre, rules: RoadRules) -> Iterator[Ends]:
    """What a sentence names as the ends of a road: two watched places, or one and a compass point."""
    if not _has_road(sentence, rules):
        return  # every form below has a road in it, and to look for all the names is dear
    named = theatre.key_by_name
    for pattern in patterns:
        for match in pattern.finditer(sentence):
            said = match.groupdict()
            one, other = named[match["one"].casefold()], named.get((said.get("other") or "").casefold(), "")
            if one != other:
                yield one, other, (said.get("toward") or "").casefold()


@lru_cache(maxsize=16)
def _patterns(names: tuple[str, ...], road_words: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    name, road, few = any_of(names).pattern, any_of(road_words).pattern, r"(?:[\w’']+\s+){0,5}?"
    joins = r"(?:between|from|linking|links?|connecting|connects?|joining|joins?)"
    whence = rf"{road}(?:\W+\w+){{0,4}}?\W+{joins}\s+{few}(?P<one>{name})\s+(?:and|to|with)\s+{few}"
    forms = (
        rf"{whence}(?P<other>{name})",
        rf"{whence}(?P<toward>north|south|east|west)(?:ern)?\b",
        rf"(?P<one>{name})\s?(?:[-–—]|to)\s?(?P<other>{name})\s+(?:\w+\s+)?{road}",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def _between(bare: RoadStatement, theatre: Theatre, rules: RoadRules) -> RoadStatement:
    graph, key, grade = RoadGraph(theatre.roads), bare.place_key, rules.supply_grade
    usual = graph.way(bare.one, bare.other, grade=grade)
    if usual is None:
        return bare
    verdict: Verdict = "cuts the usual way"
    if key not in usual.places:
        parts = (graph.way(bare.one, key, grade=grade), graph.way(key, bare.other, grade=grade))
        by_key = sum(part.length_km if part else float("inf") for part in parts)
        verdict = "is on another way" if by_key <= 2 * usual.length_km else "is on no way"
    round_ = graph.way(bare.one, bare.other, grade=grade, barred_places=(key,))
    return replace(bare, verdict=verdict, usual=usual, round=round_)


def _onward(bare: RoadStatement, theatre: Theatre, rules: RoadRules) -> RoadStatement:
    ways = RoadGraph(theatre.roads).ways_from(bare.one, grade=rules.supply_grade)
    start = theatre.place_by_key[bare.one].place
    there = [
        p.key
        for p in theatre.places
        if p.sets and p.key not in (bare.one, bare.place_key) and p.key in ways and _lies(start, p.place, bare.toward)
    ]
    if not there:
        return bare
    beyond = tuple(key for key in there if bare.place_key in ways[key].places)
    verdict: Verdict = "is on no way"
    if beyond:
        verdict = "cuts the usual way" if 2 * len(beyond) >= len(there) else "is on another way"
    return replace(bare, verdict=verdict, served=tuple(there), beyond=beyond)


def _lies(start: Place, place: Place, toward: str) -> bool:
    """Whether a place lies in the direction of a compass point from another."""
    if start.lat is None or start.lon is None or place.lat is None or place.lon is None:
        return False
    east = (place.lon - start.lon) * cos(radians(start.lat))
    bearing = degrees(atan2(east, place.lat - start.lat))
    apart = abs((bearing - COMPASS[toward] + 180.0) % 360.0 - 180.0)
    return apart <= WITHIN_DEGREES
