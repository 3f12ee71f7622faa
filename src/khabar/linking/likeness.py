"""How two parties, two places, two times or two counts lie to each other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, NamedTuple

from khabar.linking.sighting import FINENESS, PEOPLE, Party, Sighting
from khabar.linking.weights import CountRules, Rules
from khabar.packs.theatre import Theatre
from khabar.places.distance import distance_km
from khabar.records import Actor, Place

Kinship = Literal["same", "kin", "side", "opposed", "other", "words", "unknown"]
Lie = Literal["same", "near", "within", "country", "apart", "unknown"]
# The first and last day of the one, and of the other.
Days = tuple[int | None, int | None, int | None, int | None]
Fit = Literal["same", "fits", "revised", "apart", "barred"]
# Words that are put together when somebody asks for them: of most comparisons nobody does.
Say = Callable[[], str]

_STATE = ("state force", "police", "intelligence", "foreign force", "government", "country")
_COARSE = ("district", "province", "region", "country")
_BEST_FIRST: tuple[Kinship, ...] = ("same", "kin", "side", "other", "opposed")


class Lying(NamedTuple):
    """How two sightings lie to each other, the earlier first: what rules them out and what speaks for them go by it."""

    earlier: Sighting
    later: Sighting
    place: Lie
    actor: Kinship
    counts: list[tuple[Fit, Say]]


def lying(one: Sighting, other: Sighting, *, rules: Rules, theatre: Theatre | None) -> Lying:
    """How two sightings lie to each other, in whichever order they are given."""
    earlier, later = (one, other) if one.key <= other.key else (other, one)
    return Lying(
        earlier,
        later,
        lie_of(earlier.places, later.places, near_km=rules.weights.near_km),
        kinship_in("actor", earlier, later, theatre=theatre),
        count_fits(earlier, later, rules=rules),
    )


def kinship(one: Party, other: Party, *, theatre: Theatre | None) -> Kinship:
    """How like two parties are: the closest tie between any two of their actors, else their words."""
    if one.actors and other.actors:
        if len(one.actors) == len(other.actors) == 1:
            return _tie(one.actors[0], other.actors[0], theatre)
        ties = {_tie(a, b, theatre) for a in one.actors for b in other.actors}
        return next(tie for tie in _BEST_FIRST if tie in ties)
    return "unknown" if one.words.isdisjoint(other.words) else "words"


def kinship_in(role: str, one: Sighting, other: Sighting, *, theatre: Theatre | None) -> Kinship:
    """How the two parties in a role lie to each other; in fighting, who strikes and who is struck change places."""
    if one.family.mutual == other.family.mutual:
        return kinship(getattr(one, role), getattr(other, role), theatre=theatre)
    if role == "target":
        return "unknown"
    return kinship(_both(one), _both(other), theatre=theatre)


def _both(sighting: Sighting) -> Party:
    return Party(sighting.actor.actors + sighting.target.actors, sighting.actor.words | sighting.target.words)


def are_different_people(one: Party, other: Party) -> bool:
    """Whether both name persons and share none: two arrests, two killings, two resignations."""
    if not one.actors or not other.actors or {a.id for a in one.actors} & {b.id for b in other.actors}:
        return False
    return all(actor.kind in PEOPLE for actor in one.actors + other.actors)


def _tie(one: Actor, other: Actor, theatre: Theatre | None) -> Kinship:
    if one.id == other.id:
        return "same"
    if theatre and (one.id in _above(other.id, theatre) or other.id in _above(one.id, theatre)):
        return "kin"
    of_one_state = bool(one.country) and one.country == other.country
    if of_one_state and one.kind in _STATE and other.kind in _STATE:
        return "kin"
    if one.side and other.side:
        return "side" if one.side == other.side else "opposed"
    return "other"


def _above(actor: str, theatre: Theatre) -> tuple[str, ...]:
    """The bodies an actor belongs to, nearest first."""
    found: list[str] = []
    known = theatre.actor_by_id.get(actor)
    while known is not None and known.of and known.of not in found:
        found.append(known.of)
        known = theatre.actor_by_id.get(known.of)
    return tuple(found)


def lie_of(one: tuple[Place, ...], other: tuple[Place, ...], *, near_km: float) -> Lie:
    """How two acts' places lie to each other: the closest of any two of them."""
    if not one or not other:
        return "unknown"
    if len(one) == len(other) == 1:
        return _lie(one[0], other[0], near_km)
    lies = {_lie(a, b, near_km) for a in one for b in other}
    order: tuple[Lie, ...] = ("same", "near", "within", "country", "unknown", "apart")
    return next(lie for lie in order if lie in lies)


def _lie(one: Place, other: Place, near_km: float) -> Lie:
    if one.id == other.id:
        return "same"
    coarse, fine = sorted((one, other), key=lambda p: -FINENESS[p.precision])
    if coarse.precision in _COARSE:
        return _lie_inside(coarse, fine, near_km)
    distance = _km_between(one, other)
    if distance is None:
        return "apart"
    return "near" if distance <= near_km else "apart"


def _lie_inside(coarse: Place, fine: Place, near_km: float) -> Lie:
    if coarse.country and fine.country and coarse.country != fine.country:
        return "apart"
    if coarse.precision == "country" and coarse.country and fine.precision != "country":
        return "country" if coarse.country == fine.country else "unknown"
    if coarse.precision in ("country", "region"):
        return "unknown"
    if coarse.admin1 and fine.admin1 and coarse.admin1 != fine.admin1:
        return "apart"
    if coarse.precision == "province":
        # Two provinces of different ids are two places; a town of the province may be where it happened.
        return "apart" if fine.precision == "province" else "within"
    distance = _km_between(coarse, fine)
    return "within" if distance is not None and distance <= 2 * near_km else "apart"


def _km_between(one: Place, other: Place) -> float | None:
    """Kilometres between two places' points; None where either has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(lat=one.lat, lon=one.lon, other_lat=other.lat, other_lon=other.lon)


def are_days_apart(one: Sighting, other: Sighting, *, lag_days: int) -> bool:
    """Whether the times rule out one act: further apart than such acts are told, a report trailing by its lag at most.

    A time that is not known rules out nothing.
    """
    one_first, one_last, other_first, other_last = days_of(one, other)
    if one_first is None or one_last is None or other_first is None or other_last is None:
        return False
    if (one_first <= other_last and other_first <= one_last) or die_once(one, other):
        return False
    slack = min(one.family.slack_days, other.family.slack_days)
    if one.dated and other.dated:
        return max(one_first, other_first) - min(one_last, other_last) > max(slack, lag_days)
    reach_one, reach_other = lag_days * one.dated, lag_days * other.dated
    return max(one_first - reach_one - other_last, other_first - reach_other - one_last) > slack


def days_of(one: Sighting, other: Sighting) -> Days:
    """The days to compare. What lasts is compared with the act that began it by its first day ("held since July")."""
    if one.lasts == other.lasts:
        return one.first, one.last, other.first, other.last
    one_last = one.first if one.lasts and not one.dated else one.last
    return one.first, one_last, other.first, other.first if other.lasts and not other.dated else other.last


def are_one_claim(one: Sighting, other: Sighting) -> bool:
    """Whether one is what another desk told of the other at that place: its claim, come back by way of an export."""
    return one.home == other.home and one.place_id == other.place_id and one.key[1] != other.key[1]


def die_once(one: Sighting, other: Sighting) -> bool:
    """Whether both tell of the death of one and the same person, which happens once, on whatever day it is told."""
    return bool(one.slain and other.slain) and not one.slain.isdisjoint(other.slain)


def are_different_victims(one: Sighting, other: Sighting) -> bool:
    """Whether those harmed are told apart: attackers from all others, fighters from civilians."""
    if one.victims == other.victims:
        return False
    if "attackers" in (one.victims, other.victims):
        return bool(one.target.words and other.target.words)
    return bool(one.victims and other.victims)


def fit_of_counts(earlier: int, later: int, *, revises: bool, rules: CountRules) -> Fit:
    """Whether two counts of one thing can be one figure; `revises` = the later report says that it replaces a count."""
    if earlier == later:
        return "same"
    if min(earlier, later) <= 0:
        return "apart"
    ratio = later / earlier
    if ratio > rules.rise_factor or ratio < 1 / rules.fall_factor:
        return "barred"
    if revises and ratio > 1:
        return "revised"
    return "fits" if 1 / rules.fits_factor <= ratio <= rules.fits_factor else "apart"


def count_fits(earlier: Sighting, later: Sighting, *, rules: Rules) -> list[tuple[Fit, Say]]:
    """How each thing both count agrees."""
    found: list[tuple[Fit, Say]] = []
    if not (earlier.numbers and later.numbers):
        return found
    for thing, (before, what) in earlier.numbers.items():
        after = later.numbers[thing][0] if thing in later.numbers else None
        if before is not None and after is not None:
            fit = fit_of_counts(before, after, revises=later.revises, rules=rules.weights.counts)
            found.append((fit, partial(_counts_in_words, what, before, after)))
    return found


def _counts_in_words(what: str, before: int, after: int) -> str:
    return f"{what} {before:,}" if before == after else f"{what} {before:,} and {after:,}"


def of_one_sentence(one: Sighting, other: Sighting) -> bool:
    """Whether one sentence of one report tells of both."""
    a, b = one.claim, other.claim
    return a.document_id == b.document_id and a.mention.sentence == b.mention.sentence
