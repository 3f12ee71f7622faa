"""Which of the theatre's places a claim speaks of, and how much it says of each."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.packs.theatre import Theatre
from khabar.records import Argument, Claim, Event, Place
from khabar.situation.weights import Weights

WIDE = ("province", "region")


def key_of(place: Place, theatre: Theatre) -> str:
    """The theatre's key for a place; "" where it keeps no watch on it."""
    if place.id in theatre.key_by_place_id:
        return theatre.key_by_place_id[place.id]
    if place.geonameid is None:
        return ""
    return next((p.key for p in theatre.places if p.place.geonameid == place.geonameid), "")


def weight_by_place(claim: Claim, event: Event, theatre: Theatre, weights: Weights) -> dict[str, float]:
    """From place key to how much of the claim's weight bears on it, 0 to 1; empty where no watched place is named.

    "The airport in Kunduz" says less of Kunduz than "Kunduz", and a province's fall little of any one of its towns.
    Where the claim itself names no known place, the places of its event stand in.
    """
    roles: tuple[Argument, ...] = claim.mention.role("place")
    if claim.mention.type == "territory.withdraw":
        roles += claim.mention.role("origin")
    scale = weights.precision.site if any(map(_is_site, roles)) else weights.precision.settlement
    found: dict[str, float] = {}
    for argument in roles:
        key = key_of(argument.resolved, theatre) if isinstance(argument.resolved, Place) else ""
        if key:
            itself = isinstance(argument.resolved, Place) and argument.resolved.precision == "site"
            near = weights.relation.get(argument.relation, weights.relation["near"])
            weight = near * (weights.precision.settlement if itself else scale)
            found[key] = max(weight, found.get(key, 0.0))
    if found:
        return found
    places = [a.resolved for a in roles if isinstance(a.resolved, Place)]
    if not places:
        found = {key: scale for place in event.places if (key := key_of(place, theatre))}
    return found or dict.fromkeys(_in_provinces(places or event.places, theatre), weights.precision.province)


def _is_site(argument: Argument) -> bool:
    """Whether this is a building or quarter rather than a town: "government buildings", "the airport"."""
    if isinstance(argument.resolved, Place):
        return argument.resolved.precision == "site" and argument.relation == "in"
    # An unresolved name may be a village in a list; a common noun with no name in it is a thing inside the place.
    text = argument.text
    return bool(text) and not any(character.isupper() for character in text)


def _in_provinces(places: Iterable[Place], theatre: Theatre) -> list[str]:
    wanted: set[str] = set()
    for place in places:
        if place.precision in WIDE:
            wanted.add(place.name.casefold())
            wanted.update(_canonical(place.name, theatre))
    return [p.key for p in theatre.places if p.province and p.province.casefold() in wanted]


def _canonical(name: str, theatre: Theatre) -> set[str]:
    spelling = name.casefold()
    return {
        province.casefold()
        for province, others in theatre.provinces
        if spelling in {province.casefold(), *(o.casefold() for o in others)}
    }
