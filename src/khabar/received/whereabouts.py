"""From the place an export names to ours: the theatre's or the gazetteer's of that id, else the row's own word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from khabar.datasets import load_scheme
from khabar.datasets.points import Points
from khabar.linking.aggregate import EXACT
from khabar.packs.theatre import Theatre
from khabar.places.gazetteer import Gazetteer
from khabar.places.tables import rows_of
from khabar.received.told import TellsPlace
from khabar.records import Place

_GEONAMES = "geonames:"
_LONGEST_ID = 12
_A_TOWN = "1"  # UCDP's code for an exact place


class Whereabouts:
    """Knows places by their ids. `theatre` and `gazetteer` None = it knows none, and takes rows at their word."""

    def __init__(self, *, theatre: Theatre | None, gazetteer: Gazetteer | None) -> None:
        self._watched = {place.place.id: place.place for place in theatre.places} if theatre else {}
        self._gazetteer = gazetteer
        self._points = Points(load_scheme("ucdp"), theatre=theatre, gazetteer=gazetteer)
        self._of_countries: dict[str, Mapping[str, Place]] = {}

    def place(self, told: TellsPlace) -> Place:
        """The place of a row: what the row says of it, with what is known of its id besides."""
        said = Place(
            id=told.id or f"point:{told.lat},{told.lon},{told.precision}",
            name=told.name,
            precision=told.precision,
            lat=told.lat,
            lon=told.lon,
            country=told.country,
            admin1=_divisions().get((told.country, told.province), ""),
            geonameid=_geonameid(told.id),
            uncertainty_km=told.uncertainty_km,
        )
        known = self._known(told.id, told.country) if told.id else self._at_its_point(told)
        if known is None:
            return said
        return replace(
            said,
            id=known.id,
            admin1=known.admin1 or said.admin1,
            population=known.population,
            geonameid=known.geonameid,
            pcode=known.pcode,
        )

    def _at_its_point(self, told: TellsPlace) -> Place | None:
        """The town or site that lies where a row without an id has its point, as for any row of data."""
        if told.precision not in EXACT or told.lat is None or told.lon is None:
            return None
        found, _ = self._points.place_at(
            lat=told.lat, lon=told.lon, name=told.name, area="", country=told.country, precision=_A_TOWN
        )
        return found if found and found.precision == told.precision else None

    def others(self, ids: Iterable[str], *, country: str) -> tuple[Place, ...]:
        """The places of further ids, which a row names by nothing else; those nobody here knows are left out."""
        found = (self._known(id, country) for id in ids)
        return tuple(place for place in found if place is not None)

    def _known(self, id: str, country: str) -> Place | None:
        return self._watched.get(id) or self._of_country(country).get(id)

    def _of_country(self, country: str) -> Mapping[str, Place]:
        if not country or self._gazetteer is None:
            return {}
        if country not in self._of_countries:
            self._of_countries = {country: {place.id: place for place in self._gazetteer.places_in(country)}}
        return self._of_countries[country]


def _geonameid(id: str) -> int | None:
    number = id.removeprefix(_GEONAMES)
    is_number = number.isascii() and number.isdecimal() and len(number) <= _LONGEST_ID
    return int(number) if id.startswith(_GEONAMES) and is_number else None


@lru_cache(maxsize=1)
def _divisions() -> dict[tuple[str, str], str]:
    """The code of a first-level division by country and name."""
    return {(row["iso2"], row["name"]): row["admin1_code"] for row in rows_of("world/admin1.csv")}
