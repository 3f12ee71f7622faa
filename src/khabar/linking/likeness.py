"""How two parties, two places, two times or two counts lie to each other."""

from __future__ import annotations

from typing import Literal

from khabar.linking.sighting import FINENESS, Party, Sighting
from khabar.linking.weights import CountRules
from khabar.packs.theatre import Theatre
from khabar.places.distance import distance_km
from khabar.records import Actor, Place

Kinship = Literal["same", "kin", "side", "opposed", "other", "words", "unknown"]
Lie = Literal["same", "near", "within", "apart", "unknown"]
Fit = Literal["same", "fits", "revised", "apart", "barred"]

PEOPLE = ("person", "leader", "official")
_STATE = ("state force", "police", "intelligence", "foreign force", "government", "country")
_COARSE = ("district", "province", "region", "country")
_BEST_FIRST: tuple[Kinship, ...] = ("same", "kin", "side", "other", "opposed")


def kinship(one: Party, other: Party, *, theatre: Theatre | None) -> Kinship:
    """How like two parties are: the closest tie between any two of their actors, else their words."""
    ties = {_tie(a, b, theatre) for a in one.actors for b in other.actors}
    for tie in _BEST_FIRST:
        if tie in ties:
            return tie
    return "words" if one.words & other.words else "unknown"


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
    lies = {_lie(a, b, near_km) for a in one for b in other}
    order: tuple[Lie, ...] = ("same", "near", "within", "unknown", "apart")
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
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    slack = one.family.slack_days
    if one.dated and other.dated:
        return max(one.first, other.first) - min(one.last, other.last) > max(slack, lag_days)
    reach_one, reach_other = lag_days * one.dated, lag_days * other.dated
    return max(one.first - reach_one - other.last, other.first - reach_other - one.last) > slack


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
