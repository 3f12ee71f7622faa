"""Where an event lies, in the names and codes other schemes use."""

from __future__ import annotations

from functools import lru_cache

from khabar.export.mapping import country_codes
from khabar.packs.countries import countries
from khabar.packs.theatre import Theatre
from khabar.places.tables import rows_of
from khabar.records import Place


def country_name(place: Place) -> str:
    """The country's English name; "" = not known."""
    known = countries().get(place.country)
    return known.name if known else ""


def iso3(code: str) -> str:
    """The alpha-3 code of a country by its alpha-2 code; "" = not known."""
    return country_codes().get(code, ("", None))[0]


def iso_number(code: str) -> int | None:
    """The numeric code of a country by its alpha-2 code; None = not known."""
    return country_codes().get(code, ("", None))[1]


def province_of(place: Place, theatre: Theatre | None) -> str:
    """The first-level division a place lies in: the theatre's name for it, else the gazetteer's; "" = not known."""
    if theatre is not None:
        watched = theatre.place_by_key.get(theatre.key_by_place_id.get(place.id, ""))
        if watched is not None and watched.province:
            return watched.province
    if place.precision == "province":
        return place.name
    return _provinces().get((place.country, place.admin1), "")


def district_of(place: Place) -> str:
    """The district, where the place is one; "" otherwise: a town's district is not known."""
    return place.name if place.precision == "district" else ""


@lru_cache(maxsize=1)
def _provinces() -> dict[tuple[str, str], str]:
    return {(row["iso2"], row["admin1_code"]): row["name"] for row in rows_of("world/admin1.csv")}
