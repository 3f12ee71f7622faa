"""The rows of a theatre's tables as values: which columns there are, and what their cells may hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from khabar.packs.table import Row
from khabar.packs.theatre import Road, TheatreActor, TheatrePlace
from khabar.records import ACTOR_KINDS, Actor, Place, Precision

PLACE_KINDS = ("capital", "town", "junction", "pass", "crossing", "site")
_PRECISIONS: tuple[Precision, ...] = get_args(Precision)
PLACE_COLUMNS = ("key", "name", "names", "kind", "precision", "country", "lat", "lon", "holder")
PLACE_MORE = ("weak_names", "province", "admin1", "sets", "geonameid", "population", "uncertainty_km", "note")
ACTOR_COLUMNS = ("id", "name", "kind", "side", "aliases")
ACTOR_MORE = ("weak_aliases", "country", "of", "role", "note")
ROAD_COLUMNS = ("id", "one", "other", "name", "length_km", "grade")
ROAD_MORE = ("via", "number", "role", "surface", "note")
PROVINCE_COLUMNS = ("name", "names")
PROVINCE_MORE = ("iso_3166_2", "admin1", "geonameid", "region", "note")


def place_of(row: Row, *, sides: Sequence[str], theatre: str) -> TheatrePlace:
    """A row of places.csv. `sides` are the known side ids, empty where they could not be read. Raises BadPack."""
    key = row.needed("key")
    lat, lon = row.number("lat", low=-90, high=90), row.number("lon", low=-180, high=180)
    if lat is None or lon is None:
        raise row.fault("lat" if lat is None else "lon", "is empty")
    number = row.whole("geonameid", low=1, high=2**32)
    name = row.needed("name")
    precision = row.one_of("precision", _PRECISIONS)
    place = Place(
        id=f"geonames:{number}" if number else f"{theatre}:{key}",
        name=name,
        precision=next(p for p in _PRECISIONS if p == precision),
        lat=lat,
        lon=lon,
        country=row.needed("country"),
        admin1=row["admin1"],
        population=row.whole("population", low=0, high=10**8) or 0,
        geonameid=number,
        uncertainty_km=row.number("uncertainty_km", low=0, high=2000),
    )
    return TheatrePlace(
        key=key,
        place=place,
        names=(name, *row.several("names")),
        weak_names=row.several("weak_names"),
        kind=row.one_of("kind", PLACE_KINDS),
        province=row["province"],
        sets=row.several("sets"),
        holder=row.one_of("holder", sides, empty=True) if sides else row["holder"],
    )


def actor_of(row: Row, *, sides: Sequence[str]) -> TheatreActor:
    """A row of actors.csv. Raises BadPack."""
    name = row.needed("name")
    actor = Actor(
        id=row.needed("id"),
        name=name,
        kind=row.one_of("kind", ACTOR_KINDS),
        side=row.one_of("side", sides, empty=True) if sides else row["side"],
        country=row["country"],
    )
    return TheatreActor(actor, (name, *row.several("aliases")), row.several("weak_aliases"), row["of"])


def road_of(row: Row) -> Road:
    """A row of roads.csv. Raises BadPack."""
    length = row.number("length_km", low=0.1, high=5000)
    grade = row.whole("grade", low=1, high=4)
    if length is None or grade is None:
        raise row.fault("length_km" if length is None else "grade", "is empty")
    return Road(
        id=row.needed("id"),
        one=row.needed("one"),
        other=row.needed("other"),
        name=row.needed("name"),
        length_km=length,
        grade=grade,
        via=row.several("via"),
    )


def province_of(row: Row) -> tuple[str, tuple[str, ...]]:
    """A row of provinces.csv as name and spellings, the name first. Raises BadPack."""
    name = row.needed("name")
    return name, (name, *row.several("names"))
