"""Place names in sentences: which words, which place, which use; and what is no place at all.

These run without a parse: words and capitals alone must do for the plain cases.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import packs
from khabar.places.find import Geoparser
from khabar.records import Document, PlaceName

WORLD = Geoparser.load()
AFGHAN = Geoparser.load(packs.load_theatre("afghanistan-2021"))


def _document(text: str) -> Document:
    return Document("d", text, "")


def _found(text: str, geoparser: Geoparser = WORLD) -> dict[str, PlaceName]:
    return {name.span.text: name for name in geoparser.find(_document(text))}


def _where(text: str, words: str, geoparser: Geoparser = WORLD) -> str:
    place = _found(text, geoparser)[words].place
    return f"{place.name} {place.precision} {place.country}".strip() if place else "open"


CHOSEN = {
    "the well-known one": ("Floods closed schools in Lagos on Monday.", "Lagos", "Lagos settlement NG"),
    "the one after the comma": ("A storm hit Paris, Texas, on Monday.", "Paris", "Paris settlement US"),
    "a state by its abbreviation": ("He was born in Mobile, Ala., in 1931.", "Mobile", "Mobile settlement US"),
    "the town before its province": ("Rockets fell on Kandahar at dawn.", "Kandahar", "Kandahar settlement AF"),
    "the province where it says so": ("Fighting spread across Kandahar province.", "Kandahar", "Kandahar province AF"),
    "the province of": ("They hold most of the province of Idlib.", "Idlib", "Idlib province SY"),
    "by the company it keeps": (
        "Shells hit Aleppo, Idlib and Hama, Syria's army said. Tripoli was quiet.", "Hama", "Hamah settlement SY",
    ),
    "in another spelling": ("Rebels left Deir al-Zour in Syria.", "Deir al-Zour", "Deir ez-Zor settlement SY"),
    "with its article": ("They entered al-Hasakah in Syria.", "al-Hasakah", "Al Hasakah settlement SY"),
    "with a possessive": ("Somalia's parliament met in Mogadishu.", "Somalia", "Somalia country SO"),
    "a sea": ("Two boats sank in the Black Sea.", "Black Sea", "Black Sea water"),
    "an acronym": ("Talks resumed in the UAE.", "UAE", "United Arab Emirates country AE"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "where"), CHOSEN.values(), ids=CHOSEN.keys())
def test_a_name_is_put_in_its_place(text: str, words: str, where: str) -> None:
    assert _where(text, words) == where


NO_PLACE = {
    "a person": ("Paris Hilton waved to the crowd.", "Paris"),
    "a title and a surname": ("President Jackson signed the bill.", "Jackson"),
    "a bank": ("The Bank of Baghdad raised its rates.", "Baghdad"),
    "a university": ("She teaches at the University of Aleppo.", "Aleppo"),
    "a newspaper": ("The Jakarta Post reported the arrests.", "Jakarta"),
    "a word that opens a sentence": ("Reading the statement, he wept.", "Reading"),
    "a weekday": ("Thursday was quiet.", "Thursday"),
    "a month": ("In March the rains came.", "March"),
    "a group": ("Gunmen of al Qaida fled.", "Qaida"),
    "a sum of money": ("The bridge cost US$3 million.", "US"),
    "a machine": ("He had been trained to fly Black Hawk helicopters.", "Black Hawk"),
    "a disease": ("Doctors tested them for Lassa fever.", "Lassa"),
}


@pytest.mark.parametrize(("text", "words"), NO_PLACE.values(), ids=NO_PLACE.keys())
def test_what_only_looks_like_a_place_is_none(text: str, words: str) -> None:
    assert words not in _found(text)


def test_adjectives_are_demonyms_and_speaking_capitals_metonyms() -> None:
    found = _found("Damascus said that Syrian troops near Damascus had fired first.")
    uses = [
        name.use for name in WORLD.find(_document("Damascus said that Syrian troops near Damascus had fired first."))
    ]
    assert uses == ["metonym", "demonym", "place"]
    assert found["Syrian"].place is not None


def test_a_base_is_a_site_and_not_its_town() -> None:
    name = _found("A rocket hit the Kunduz airport in Afghanistan.")["Kunduz airport"]
    assert name.place is not None
    assert (name.place.precision, name.place.uncertainty_km) == ("site", 15.0)
    assert name.place.geonameid is None


def test_a_road_between_two_towns_lies_between_them() -> None:
    name = _found("The Kabul-Kandahar highway is cut, Afghan officials say.")["Kabul-Kandahar highway"]
    assert name.place is not None
    assert name.place.lat is not None
    assert name.place.precision == "route"
    assert 31.6 < name.place.lat < 34.5


@pytest.mark.parametrize(
    "words", ["road between Homs and Hama", "highway linking Homs and Hama", "road from Homs to Hama"]
)
def test_a_road_may_be_told_by_its_ends(words: str) -> None:
    name = _found(f"Rebels cut the {words} in Syria on Friday.")[words]
    assert name.place is not None
    assert name.place.precision == "route"
    assert [place.name for place in name.candidates] == ["Homs", "Hamah"]


UNKNOWN = {
    "the village of": ("Two died in the village of Zarmatun, near Kabul.", "Zarmatun"),
    "a district": ("Clashes broke out in Varkalabad district.", "Varkalabad"),
    "a camp": ("Soldiers held Camp Zarmatun.", "Camp Zarmatun"),
    "an article with a capital": ("Troops dug in at El Zarmat.", "El Zarmat"),
    "an island": ("The boat left for Zarmatun Island.", "Zarmatun Island"),
    "a longer name than the known": ("He fled to the village of Khan al-Zarmatun.", "Khan al-Zarmatun"),
}


@pytest.mark.parametrize(("text", "words"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_an_unknown_place_is_kept_without_a_point(text: str, words: str) -> None:
    assert _found(text)[words].place is None


def test_one_unknown_name_never_harms_another() -> None:
    known = "Rockets struck Aleppo and Idlib in Syria."
    alone = {w: n.place for w, n in _found(known).items()}
    beside = _found(known + " Others fell on the village of Zarmatun and on Qorvanistan town.")
    assert {w: beside[w].place for w in alone} == alone


def test_a_theatre_makes_its_places_likelier() -> None:
    text = "Gunmen attacked Fayzabad and Farah on Tuesday."
    assert {n.place.id for n in AFGHAN.find(_document(text)) if n.place} == {"geonames:1142170", "geonames:1142264"}


def test_a_theatre_adds_places_the_world_lacks() -> None:
    found = _found("The convoy crossed the Salang Pass and reached Mahmud Raqi.", AFGHAN)
    assert {n.place.id for n in found.values() if n.place} == {
        "afghanistan-2021:salang", "afghanistan-2021:mahmud-i-raqi",
    }  # fmt: skip


def test_a_theatre_knows_its_roads_by_name() -> None:
    found = _found("They cut the Kabul-Kandahar highway and mined Route 606.", AFGHAN)
    assert {n.place.id for n in found.values() if n.place} == {
        "afghanistan-2021:road/kabul-kandahar-highway", "afghanistan-2021:road/route-606",
    }  # fmt: skip


def test_a_weak_name_does_not_outdo_the_province() -> None:
    found = _found("Aybak fell on Monday, and with it Samangan, as Afghan forces left.", AFGHAN)
    assert found["Samangan"].place is not None
    assert found["Samangan"].place.precision == "province"


@pytest.mark.parametrize("name", packs.theatres())
def test_the_examples_of_a_theatre_hold(name: str) -> None:
    theatre = packs.load_theatre(name)
    geoparser = Geoparser.load(theatre)
    for text, wanted in packs.examples(name):
        found = {w: n.place.id for w, n in _found(text, geoparser).items() if n.place}
        assert {w: found.get(w) for w in wanted} == {w: theatre.place_by_key[k].place.id for w, k in wanted.items()}


def test_reasons_are_given_in_words() -> None:
    name = _found("A storm hit Paris, Texas, on Monday.")["Paris"]
    assert "the place it lies in is named beside it" in name.reasons


@given(st.text(alphabet="Homs aleppo.,-'\n\"Syria(District) the", max_size=80))
@settings(max_examples=60, deadline=None)
def test_spans_hold_their_words_and_never_overlap(text: str) -> None:
    names = WORLD.find(_document(text))
    assert all(text[n.span.start : n.span.end] == n.span.text for n in names)
    assert all(a.span.end <= b.span.start for a, b in pairwise(names))
    assert all(0 <= n.score <= 1 for n in names)


def test_the_same_document_gives_the_same_names() -> None:
    text = "Clashes in Homs, Hama and Aleppo killed 12 on Monday, Syrian state television said from Damascus."
    assert WORLD.find(_document(text)) == WORLD.find(_document(text))


def test_the_development_set_is_read_well_enough() -> None:
    shared = Path(__file__).parents[2] / "../shared/dev/places"
    if not shared.is_dir():
        pytest.skip("../shared/dev/places is not there")
    lines = (shared / "news.gold.jsonl").read_text(encoding="utf-8").splitlines()[:40]
    gold = [json.loads(line) for line in lines]
    hits = wanted = given_names = 0
    for item in gold:
        spans = {(t["start"], t["end"]) for t in item["toponyms"]}
        mine = {(n.span.start, n.span.end) for n in WORLD.find(_document(item["text"])) if n.use != "demonym"}
        hits, wanted, given_names = hits + len(spans & mine), wanted + len(spans), given_names + len(mine)
    assert 2 * hits / (wanted + given_names) > 0.85


LISTS = {
    "states, not a town in one": (
        "Cases rose in Ohio, Washington, Pennsylvania and California.",
        "Washington",
        "US",
        "WA",
    ),
    "countries, not a state": ("They fled to Ghana, Niger, Nigeria and Togo.", "Niger", "NE", ""),
    "a list in another country": (
        "Alberta, Manitoba, Ontario and New Brunswick closed schools.",
        "New Brunswick",
        "CA",
        "04",
    ),
    "a state by its town": ("He flew to Atlanta, Georgia.", "Georgia", "US", "GA"),
    "a country by its name": ("Gunmen killed two in Mexico, near Mexico City.", "Mexico", "MX", ""),
}


@pytest.mark.parametrize(("text", "name", "country", "admin1"), LISTS.values(), ids=LISTS)
def test_what_stands_beside_a_name_tells_which_it_is(text: str, name: str, country: str, admin1: str) -> None:
    place = _found(text)[name].place
    assert place is not None
    assert (place.country, place.admin1) == (country, admin1)


def test_a_town_that_is_put_where_none_of_that_name_is_known_stays_open() -> None:
    name = _found("He was stopped in Bradford, Ontario, on Monday.")["Bradford"]
    assert name.place is None
    assert name.candidates


def test_an_unknown_village_is_put_where_the_report_says_it_lies() -> None:
    name = _found("Clashes continued in the village of Habeet in southern Idlib, in Syria.")["Habeet"]
    assert name.place is not None
    assert (name.place.name, name.place.country, name.place.uncertainty_km) == ("Habeet", "SY", 15.0)
    assert name.score < 0.8


def test_a_known_site_is_at_its_own_point() -> None:
    name = _found("Rockets hit the Kandahar airfield in Afghanistan.")["Kandahar airfield"]
    assert name.place is not None
    assert name.place.id == "world:af/kandahar-airfield"


def test_the_sea_has_an_article_and_the_town_has_none() -> None:
    sea = _found("The ship sank in the Pacific.")["Pacific"].place
    assert sea is not None
    assert sea.precision == "water"
