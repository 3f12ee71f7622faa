"""What a theatre says of a place holds over what the gazetteer says."""

from __future__ import annotations

from datetime import date

from khabar.documents import from_text
from khabar.packs import Side, Theatre, TheatrePlace
from khabar.places.find import Geoparser
from khabar.records import Place

SIMFEROPOL = Place(
    "geonames:693805", "Simferopol", "settlement", lat=44.957, lon=34.111, country="RU", geonameid=693805
)
THEATRE = Theatre(
    "peninsula", "Peninsula", ("UA", "RU"), "UTC", date(2030, 1, 1),
    sides=(Side("one", "One"),), actors=(), roads=(),
    places=(TheatrePlace("simferopol", SIMFEROPOL, ("Simferopol",)),),
)  # fmt: skip


def test_a_theatre_says_to_which_country_disputed_land_belongs() -> None:
    document = from_text("Shells fell on Simferopol and Odessa.")
    worlds, theatres = (
        {name.span.text: name.place for name in geoparser.find(document) if name.place}
        for geoparser in (Geoparser.load(), Geoparser.load(THEATRE))
    )
    assert worlds["Simferopol"].country == "UA"
    assert theatres["Simferopol"].country == "RU"
    assert {found["Simferopol"].id for found in (worlds, theatres)} == {"geonames:693805"}
    assert worlds["Odessa"] == theatres["Odessa"]
