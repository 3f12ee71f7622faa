"""The names a theatre adds to the gazetteer: its places in every spelling it gives, and its roads."""

from __future__ import annotations

from khabar.packs.theatre import Theatre
from khabar.places.gazetteer import Bearer
from khabar.places.spelling import folded, plain
from khabar.records import Place


def names_of(theatre: Theatre) -> dict[str, tuple[Bearer, ...]]:
    """From plain and folded keys to the theatre's places of that name; weak names are marked weak.

    Of the roads only those with a number are names by themselves ("Route 606"); see `roads_of` for the others.
    """
    found: dict[str, tuple[Bearer, ...]] = {}

    def add(key: str, bearer: Bearer) -> None:
        if key and all(b.place.id != bearer.place.id for b in found.get(key, ())):
            found[key] = (*found.get(key, ()), bearer)

    for place in theatre.places:
        for i, name in enumerate(place.names):
            key = plain(name)
            add(key, Bearer(place.place, "own" if i == 0 else "alternate"))
            if len(key) >= 5:
                add("~" + folded(key), Bearer(place.place, "folded"))
        for name in place.weak_names:
            add(plain(name), Bearer(place.place, "alternate", weak=True))
    for key, road in roads_of(theatre).items():
        if any(c.isdigit() for c in key):
            add(key, Bearer(road, "own"))
    return found


def roads_of(theatre: Theatre) -> dict[str, Place]:
    """From the plain key of a road's name to the road as a place: at the mean of the places it joins."""
    ends: dict[str, list[Place]] = {}
    for road in theatre.roads:
        joined = [theatre.place_by_key[key].place for key in (road.one, road.other)]
        ends.setdefault(road.name, []).extend(place for place in joined if place.lat is not None)
    found = {}
    for name, places in ends.items():
        lats = [place.lat for place in places if place.lat is not None]
        lons = [place.lon for place in places if place.lon is not None]
        found[plain(name)] = Place(
            id=f"{theatre.id}:road/{plain(name).replace(' ', '-')}",
            name=name,
            precision="route",
            lat=round(sum(lats) / len(lats), 3) if lats else None,
            lon=round(sum(lons) / len(lons), 3) if lons else None,
            country=places[0].country if places else "",
        )
    return found


def seats_of(theatre: Theatre) -> dict[tuple[str, str], Place]:
    """The provincial capitals a theatre has, by country and first-level division."""
    capitals = (p.place for p in theatre.places if p.kind == "capital" and p.place.admin1)
    return {(place.country, place.admin1): place for place in capitals}
