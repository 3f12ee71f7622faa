"""What a document's other names say of the bearers of one: those beside it, those near it, and the whole scene."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.places.containment import holds
from khabar.places.distance import distance_km
from khabar.places.gazetteer import Bearer
from khabar.places.scene import Group, Scene
from khabar.places.standing import FAMOUS, Standing, is_division
from khabar.records import Place

_NEAR_KM, _NOT_FAR_KM = 100.0, 300.0
_SOME_VOTES, _STRAY_SHARE = 1.5, 0.04


@dataclass(frozen=True, slots=True)
class Beside:
    """What one round makes of the names beside a name: the places that hold it and that it holds, the kind and country
    that prevail in its list."""

    holders: tuple[Place, ...]
    held: tuple[Place, ...]
    kinds: frozenset[str]
    lands: frozenset[str]


def observed(standing: Standing, rivals: Sequence[Bearer], beside: Beside, scene: Scene) -> Iterator[str]:
    """All that speaks for and against a bearer in one round."""
    bearer, place = standing.bearer, standing.bearer.place
    yield from standing.itself
    if beside.holders and any(holds(holder, place) for holder in beside.holders):
        yield "contained"
    if beside.held and is_division(place) and _holds_what_no_rival_does(place, rivals, beside.held):
        yield "holds"
    yield from standing.told
    if place.precision in beside.kinds:
        yield "list-kind"
    if place.country in beside.lands:
        yield "list-land"
    yield from standing.among
    if bearer.weak and bearer.how == "alternate":
        return  # a name that is another's in the first place gains nothing from the neighbourhood
    if place.precision in ("settlement", "district") and (place.country, place.admin1) in scene.units:
        yield "same-unit"
    yield from _nearness(place, scene)


def is_stray(place: Place, group: Group, scene: Scene, *, share: float) -> bool:
    """Whether a place of no great name lies in a country that the document's other names leave out."""
    if place.precision not in ("settlement", "district") or place.population >= FAMOUS or place.id in scene.theatre_ids:
        return False
    return share < _STRAY_SHARE and scene.others(group) >= _SOME_VOTES


def _holds_what_no_rival_does(place: Place, rivals: Sequence[Bearer], held: Sequence[Place]) -> bool:
    """Whether it holds what is named beside it, and another country or province of the name does not: the Georgia of
    Atlanta."""
    if not any(holds(place, one) for one in held):
        return False
    others = [r.place for r in rivals if r.place.id != place.id and is_division(r.place)]
    return any(not any(holds(other, one) for one in held) for other in others)


def _nearness(place: Place, scene: Scene) -> Iterator[str]:
    if place.lat is None or place.lon is None or place.precision != "settlement":
        return
    nearest = math.inf
    for other in scene.points:
        if other.lat is None or other.lon is None or other.name == place.name:
            continue
        if abs(other.lat - place.lat) < 3:  # about 330 km
            km = distance_km(lat=place.lat, lon=place.lon, other_lat=other.lat, other_lon=other.lon)
            nearest = min(nearest, km)
    if nearest <= _NEAR_KM:
        yield "near"
    elif nearest <= _NOT_FAR_KM:
        yield "not-far"


def at_one_spot(place: Place, other: Place) -> bool:
    if place.id == other.id:
        return True
    if place.country != other.country or place.lat is None or place.lon is None:
        return False
    if other.lat is None or other.lon is None:
        return False
    return distance_km(lat=place.lat, lon=place.lon, other_lat=other.lat, other_lon=other.lon) <= _NEAR_KM
