"""What bars a side's way: places others hold, and roads reported cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from khabar.packs.theatre import Side, Theatre
from khabar.records import Claim, Event
from khabar.records.mention import HAPPENED
from khabar.situation.known import claims_of, day_of_claim
from khabar.situation.road_words import Spot, road_spots
from khabar.situation.sides import independent_voice, sides_of, speaker_side
from khabar.situation.state_words import ControlReading
from khabar.situation.testimony import CONTESTED, UNKNOWN
from khabar.situation.weights import RoadRules, Rules

Bar = Literal["cut", "restricted"]
CITED = 5


@dataclass(frozen=True, slots=True)
class Barrier:
    """What keeps one side from passing a place (`place_key`) or some roads (`road_ids`, with `place_key` "").

    `status`: `cut` where it is held by another side or an outlet reports it blocked; `restricted` where that is in
    doubt.  `why`: held, claimed, contested, besieged, blocked, last held (not heard of since).  `by` is the side that
    bars it, "" = not named.
    `chance` is the probability that it bars the way, 0 to 1; a contested place does.
    """

    status: Bar
    why: str
    by: str
    since: date
    claim_ids: tuple[str, ...]
    place_key: str = ""
    road_ids: tuple[str, ...] = ()
    chance: float = 1.0


def cited_by(barriers: Iterable[Barrier]) -> tuple[str, ...]:
    """The claims that barriers rest on, each once."""
    return tuple(dict.fromkeys(claim for barrier in barriers for claim in barrier.claim_ids))


def barriers_for(
    side: Side,
    readings: Iterable[ControlReading],
    events: Sequence[Event],
    theatre: Theatre,
    rules: Rules,
    *,
    on: date,
) -> tuple[Barrier, ...]:
    """All that bars a side on a day: by place, then by road.  A place nobody was ever known to hold bars no one."""
    found = [b for reading in readings if (b := _by_control(reading, side, theatre, rules)) is not None]
    found += _blocked(side, events, theatre, rules.roads, on)
    return tuple(sorted(found, key=lambda b: (b.place_key == "", b.place_key, b.road_ids, b.status, b.since)))


def hostile(reading: ControlReading, lets_pass: AbstractSet[str]) -> float:
    """The probability that a place is held by a side that does not let this one pass."""
    return sum(chance for state, chance in reading.probability if state not in {*lets_pass, CONTESTED, UNKNOWN})


def gone_over(reading: ControlReading, side: Side, theatre: Theatre, rules: Rules) -> float:
    """Of what is unknown of a place, the part that bars a side: most of it is as it was, the rest anybody's."""
    stays, sides = rules.control.rates.stays, len(theatre.sides)
    barred_before = reading.presumed not in {"", *side.lets_pass}
    return (stays if barred_before else 0.0) + (1.0 - stays) * (sides - len(side.lets_pass)) / sides


def _by_control(reading: ControlReading, side: Side, theatre: Theatre, rules: Rules) -> Barrier | None:
    lets_pass = side.lets_pass
    if reading.state == "unknown":
        return _last_held(reading, side, theatre, rules) if reading.presumed not in {"", *lets_pass} else None
    status: Bar
    if reading.state in ("held", "claimed", "besieged") and reading.holder not in {"", *lets_pass}:
        status, by = "cut", reading.holder
    elif reading.state == "contested" or (
        reading.state in ("claimed", "besieged") and reading.claimant not in lets_pass
    ):
        status, by = "restricted", reading.claimant
    else:
        return None
    cited = tuple(w.claim_id for w in reading.evidence if w.speaks_for and w.share > 0)[:CITED]
    chance = min(1.0, hostile(reading, lets_pass) + reading.chance(CONTESTED))
    return Barrier(status, reading.state, by, reading.since, cited, place_key=reading.place_key, chance=chance)


def _last_held(reading: ControlReading, side: Side, theatre: Theatre, rules: Rules) -> Barrier:
    """A place not heard of for long, and before that in the hands of others."""
    chance = hostile(reading, side.lets_pass) + reading.chance(CONTESTED)
    chance = min(1.0, chance + reading.chance(UNKNOWN) * gone_over(reading, side, theatre, rules))
    status: Bar = "cut" if chance >= rules.roads.likely else "restricted"
    cited = tuple(w.claim_id for w in reading.evidence)[:CITED]
    since = reading.last_heard or theatre.start
    return Barrier(status, "last held", reading.presumed, since, cited, place_key=reading.place_key, chance=chance)


def _blocked(side: Side, events: Sequence[Event], theatre: Theatre, rules: RoadRules, on: date) -> list[Barrier]:
    """Roads and passes reported cut, unless reported open again since, or too long ago."""
    standing: dict[Spot, tuple[Barrier, frozenset[str]]] = {}
    claims = (c for c in claims_of(events) if c.mention.type in ("access.block", "access.open"))
    for claim in sorted(claims, key=lambda c: (day_of_claim(c), c.mention.type, c.id)):
        day = day_of_claim(claim)
        if day > on or (on - day).days > rules.stands_days or not _happened(claim):
            continue
        by = next(iter(sides_of(claim.mention.role("actor"), theatre)), "")
        for spot in road_spots(claim, theatre, rules):
            if claim.mention.type == "access.open":
                standing = {where: stands for where, stands in standing.items() if not where.overlaps(spot)}
            elif by not in side.lets_pass:
                own_word = claim.mention.modality == "claimed" and speaker_side(claim, theatre) in ("", by)
                told = _told(claim, by, day, spot, rules, own_word=own_word)
                standing[spot] = _joined(standing.get(spot), told, independent_voice(claim))
    return [barrier for barrier, _ in standing.values()]


def _happened(claim: Claim) -> bool:
    mention = claim.mention
    return (
        mention.polarity == "yes"
        and mention.modality in HAPPENED
        and mention.aspect != "attempted"
        and not (mention.background or mention.descriptive)
    )


def _told(claim: Claim, by: str, day: date, spot: Spot, rules: RoadRules, *, own_word: bool) -> Barrier:
    status: Bar = "restricted" if own_word else "cut"
    chance = rules.blocked.own_word if own_word else rules.blocked.reported
    return Barrier(status, "blocked", by, day, (claim.id,), spot.place_key, spot.road_ids, chance)


def _joined(before: tuple[Barrier, frozenset[str]] | None, told: Barrier, voice: str) -> tuple[Barrier, frozenset[str]]:
    """A report with those before it on the same spot: the oldest day, and less doubt with every further voice."""
    if before is None:
        return told, frozenset({voice})
    stands, voices = before
    further = told.chance if voice not in voices else 0.0
    joined = replace(
        told,
        status="cut" if "cut" in (stands.status, told.status) else "restricted",
        since=stands.since,
        claim_ids=(*stands.claim_ids, *told.claim_ids)[:CITED],
        chance=1.0 - (1.0 - stands.chance) * (1.0 - further),
    )
    return joined, voices | {voice}
