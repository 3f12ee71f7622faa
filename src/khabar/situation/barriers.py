"""What bars a side's way: places others hold, and roads reported cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Literal

from khabar.packs.theatre import Theatre
from khabar.records import Argument, Claim, Event, Place
from khabar.situation.control import ControlReading
from khabar.situation.known import claims_of, day_of_claim
from khabar.situation.placing import key_of
from khabar.situation.roads import RoadGraph
from khabar.situation.sides import sides_of, speaker_side
from khabar.situation.weights import RoadRules

Bar = Literal["cut", "restricted"]
CITED = 5


@dataclass(frozen=True, slots=True)
class Barrier:
    """What keeps one side from passing a place (`place_key`) or some roads (`road_ids`, with `place_key` "").

    `status`: `cut` where it is held by another side or an outlet reports it blocked; `restricted` where that is in
    doubt.  `why`: held, claimed, contested, besieged, blocked.  `by` is the side that bars it, "" = not named.
    """

    status: Bar
    why: str
    by: str
    since: date
    claim_ids: tuple[str, ...]
    place_key: str = ""
    road_ids: tuple[str, ...] = ()


def barriers_for(
    side: str,
    readings: Iterable[ControlReading],
    events: Sequence[Event],
    theatre: Theatre,
    rules: RoadRules,
    *,
    on: date,
) -> tuple[Barrier, ...]:
    """All that bars a side's way on a day: by place, then by road.  A place nobody is known to hold bars no one."""
    found = [b for reading in readings if (b := _by_control(reading, side)) is not None]
    found += _blocked(side, events, theatre, rules, on)
    return tuple(sorted(found, key=lambda b: (b.place_key == "", b.place_key, b.road_ids, b.status, b.since)))


def _by_control(reading: ControlReading, side: str) -> Barrier | None:
    status: Bar
    if reading.state in ("held", "claimed", "besieged") and reading.holder not in ("", side):
        status, by = "cut", reading.holder
    elif reading.state == "contested" or (reading.state in ("claimed", "besieged") and reading.claimant != side):
        status, by = "restricted", reading.claimant
    else:
        return None
    cited = tuple(w.claim_id for w in reading.evidence if w.speaks_for and w.share > 0)[:CITED]
    return Barrier(status, reading.state, by, reading.since, cited, place_key=reading.place_key)


def _blocked(side: str, events: Sequence[Event], theatre: Theatre, rules: RoadRules, on: date) -> list[Barrier]:
    """Roads and passes reported cut, unless reported open again since, or too long ago."""
    standing: dict[tuple[str, tuple[str, ...]], Barrier] = {}
    claims = (c for c in claims_of(events) if c.mention.type in ("access.block", "access.open"))
    for claim in sorted(claims, key=lambda c: (day_of_claim(c), c.mention.type, c.id)):
        day = day_of_claim(claim)
        if day > on or (on - day).days > rules.stands_days or not _happened(claim):
            continue
        by = next(iter(sides_of(claim.mention.role("actor"), theatre)), "")
        for spot in road_spots(claim, theatre, rules):
            if claim.mention.type == "access.open":
                standing.pop(spot, None)
            elif by != side:
                standing[spot] = _joined(standing.get(spot), claim, by, day, spot, theatre)
    return list(standing.values())


def _happened(claim: Claim) -> bool:
    mention = claim.mention
    return (
        mention.polarity == "yes"
        and mention.modality in ("reported", "claimed", "alleged")
        and mention.aspect != "attempted"
        and not (mention.background or mention.descriptive)
    )


def _joined(
    before: Barrier | None, claim: Claim, by: str, day: date, spot: tuple[str, tuple[str, ...]], theatre: Theatre
) -> Barrier:
    own_word = claim.mention.modality == "claimed" and speaker_side(claim, theatre) in ("", by)
    status: Bar = "restricted" if own_word and (before is None or before.status != "cut") else "cut"
    ids = (*(before.claim_ids if before else ()), claim.id)[:CITED]
    return Barrier(status, "blocked", by, before.since if before else day, ids, place_key=spot[0], road_ids=spot[1])


def road_spots(claim: Claim, theatre: Theatre, rules: RoadRules) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where on the road network a claim about a road lies: (place key, ()) or ("", road ids).  Nothing for others.

    A road between two watched places is every link of the shortest way between them: the report does not say where.
    """
    arguments = claim.mention.role("place")
    if not any(is_about_road(text, rules) for text in (claim.mention.trigger.text, *(a.text for a in arguments))):
        return
    between = [key for a in arguments if a.relation == "between" for key in _keys(a, theatre)]
    named = next(
        (k for a in arguments if is_about_road(a.text, rules) if len(k := places_named_in(a.text, theatre)) > 1), ()
    )
    at = [key for a in arguments if a.relation != "between" and a.span for key in _keys(a, theatre)]
    at = [key for key in at if key not in named]
    if at:
        yield from ((key, ()) for key in dict.fromkeys(at))
        return
    for one, other in combinations(tuple(dict.fromkeys((*between, *named)))[:2], 2):
        way = RoadGraph(theatre.roads).way(one, other, grade=rules.supply_grade)
        if way and way.roads:
            yield "", tuple(sorted(road.id for road in way.roads))


def is_about_road(text: str, rules: RoadRules) -> bool:
    """Whether words speak of a road rather than of a town or an airport."""
    return bool(_any_of(rules.road_words).search(text))


def _keys(argument: Argument, theatre: Theatre) -> list[str]:
    key = key_of(argument.resolved, theatre) if isinstance(argument.resolved, Place) else ""
    return [key] if key else []


def places_named_in(text: str, theatre: Theatre) -> tuple[str, ...]:
    """The watched places whose names stand in a text, in text order."""
    found: dict[str, int] = {}
    for place in theatre.places:
        hit = _any_of(place.names).search(text)
        if hit:
            found[place.key] = hit.start()
    return tuple(sorted(found, key=lambda key: (found[key], key)))


@lru_cache(maxsize=4096)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
