"""Which of the theatre's places a claim speaks of, and how much it says of each."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.packs.theatre import Theatre
from khabar.records import Argument, Claim, Event, Place
from khabar.situation.weights import Weights

WIDE = ("province", "region")
_BESIDE = ("near", "outskirts", "between", "toward")


def key_of(place: Place, theatre: Theatre) -> str:
    """The theatre's key for a place; "" where it keeps no watch on it."""
    if place.id in theatre.key_by_place_id:
        return theatre.key_by_place_id[place.id]
    if place.geonameid is None:
        return ""
    return theatre.key_by_geonameid.get(place.geonameid, "")


def weight_by_place(claim: Claim, event: Event, theatre: Theatre, weights: Weights) -> dict[str, float]:
    """From place key to how much of the claim's weight bears on it, 0 to 1; empty where no watched place is named.

    "The airport in Kunduz" says less of Kunduz than "Kunduz", and a province's fall little of any one of its towns.
    Where the claim itself names no known place, the places of its event stand in.
    """
    roles: tuple[Argument, ...] = claim.mention.role("place")
    if claim.mention.type == "territory.withdraw":
        roles += claim.mention.role("origin")
    found: dict[str, float] = {}
    for argument in roles:
        if not isinstance(argument.resolved, Place):
            continue
        key, share = _bearing(argument.resolved, theatre, weights)
        if any(_is_site_in(other, argument) for other in roles):
            share = min(share, weights.precision.site)
        if argument.relation in _BESIDE and any(_is_inside(other) for other in roles):
            continue  # "took a suburb on the edge of Kunduz": Kunduz only tells where the suburb is
        near = weights.relation.get(argument.relation, weights.relation["near"])
        if key:
            found[key] = max(near * share, found.get(key, 0.0))
    if found:
        return found
    places = [a.resolved for a in roles if isinstance(a.resolved, Place)]
    if not places:
        bearing = (_bearing(place, theatre, weights) for place in event.places)
        found = {key: share for key, share in bearing if key}
    return found or dict.fromkeys(_in_provinces(places or event.places, theatre), weights.precision.province)


def _is_inside(argument: Argument) -> bool:
    place = argument.resolved
    return argument.relation == "in" and isinstance(place, Place) and place.precision in ("settlement", "site")


def _bearing(place: Place, theatre: Theatre, weights: Weights) -> tuple[str, float]:
    """The watched place that a place is, or that it is a site of, and the share that says of it."""
    if key := key_of(place, theatre):
        return key, weights.precision.settlement
    town, _, site = place.id.partition("/")
    return (theatre.key_by_place_id.get(town, ""), weights.precision.site) if site else ("", 0.0)


def _is_site_in(other: Argument, town: Argument) -> bool:
    """Whether another argument is a building or quarter that the town only tells the place of.

    It is a common noun that comes before the town ("government buildings in Kunduz") or has it in itself ("Kunduz's
    airport"); after it stands in a list with it ("Gao and the largest base").  A name may be a village in a list.
    """
    if other is town or other.resolved is not None or other.span is None or town.span is None:
        return False
    if any(character.isupper() for character in other.text.replace(town.text, "")):
        return False
    return other.span.start < town.span.start or other.span.contains(town.span)


def _in_provinces(places: Iterable[Place], theatre: Theatre) -> list[str]:
    wanted: set[str] = set()
    for place in places:
        if place.precision in WIDE:
            wanted.add(place.name.casefold())
            wanted.update(_canonical(place.name, theatre))
    return [key for province in wanted for key in theatre.keys_by_province.get(province, ())]


def _canonical(name: str, theatre: Theatre) -> set[str]:
    spelling = name.casefold()
    return {
        province.casefold()
        for province, others in theatre.provinces
        if spelling in {province.casefold(), *(o.casefold() for o in others)}
    }
