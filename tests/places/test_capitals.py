"""Capitals that a text does not name: which words stand for one, for which, and which only look so."""

from __future__ import annotations

import pytest

from khabar import packs
from khabar.places.find import Geoparser
from khabar.records import Document, PlaceName

WORLD = Geoparser.load()
AFGHAN = Geoparser.load(packs.load_theatre("afghanistan-2021"))


def _capitals(text: str, geoparser: Geoparser = WORLD) -> list[PlaceName]:
    return [name for name in geoparser.find(Document("d", text, "")) if name.span.text == "capital"]


UNNAMED = {
    "after an adjective": ("Gunmen entered the Afghan capital on Sunday.", "Kabul AF"),
    "after an owner": ("Rockets fell on Syria's capital.", "Damascus SY"),
    "after an owner with a curly mark": ("Rockets fell on Syria’s capital.", "Damascus SY"),
    "after an owner in the plural": ("Floods closed the Philippines' capital.", "Manila PH"),
    "before its country": ("Talks were held in the capital of Somalia.", "Mogadishu SO"),
    "before its country with an article": ("Floods closed the capital of the Philippines.", "Manila PH"),
    # Both are also towns elsewhere, but no town has a capital.
    "before a country that a town is called like": ("Talks were held in the capital of Mali.", "Bamako ML"),
    "before a country that a village is called like": ("Shells fell on the capital of Chad.", "N'Djamena TD"),
    "at the start": ("Iraqi capital shaken by blasts", "Baghdad IQ"),
}


@pytest.mark.parametrize(("text", "where"), UNNAMED.values(), ids=UNNAMED.keys())
@pytest.mark.parametrize("geoparser", [WORLD, AFGHAN], ids=["no theatre", "a theatre"])
def test_a_capital_beside_its_country_is_that_place(geoparser: Geoparser, text: str, where: str) -> None:
    (name,) = _capitals(text, geoparser)
    assert name.place is not None
    assert f"{name.place.name} {name.place.country}" == where
    assert (name.use, name.place.precision) == ("place", "settlement")
    assert text[name.span.start : name.span.end] == "capital"
    assert name.reasons[0].startswith("the capital of ")


OTHERS = {
    "one of many by its number": "It was the sixth Afghan capital to fall.",
    "one of many in figures": "It was the 6th Afghan capital to fall.",
    "another": "Another Afghan capital fell on Monday.",
    "the latest": "It was the latest Afghan capital to fall.",
    "this one": "This Afghan capital fell in a day.",
    "more than one": "Two Afghan capitals fell on Monday.",
    "of a province": "The provincial capital fell, Afghan officials said.",
    "of a province, with its country": "They left the Afghan provincial capital.",
    "a punishment": "Syrian capital punishment was debated.",
    "money": "Syrian capital markets were closed.",
    "of something else": "It was Syria's capital of culture.",
    "of those from a country": "It became the capital of Syrian traders.",
    "of a town": "They left Aleppo's capital behind.",
    "of nothing": "The capital was quiet.",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize("geoparser", [WORLD, AFGHAN], ids=["no theatre", "a theatre"])
def test_other_capitals_are_no_place(geoparser: Geoparser, text: str) -> None:
    assert _capitals(text, geoparser) == []


BARE = {
    "of the country named": ("Shells fell on Aleppo. In the capital, shops stayed open. Homs was calm.", "Damascus"),
    "at the start": ("The capital was calm while Gao and Kidal were shelled.", "Bamako"),
    "in the centre of it": ("A bomb exploded in the centre of the capital after talks in Basra.", "Baghdad"),
}


@pytest.mark.parametrize(("text", "where"), BARE.values(), ids=BARE.keys())
def test_just_the_capital_is_that_of_the_country_told_of(text: str, where: str) -> None:
    (name,) = _capitals(text)
    assert name.place is not None
    assert name.place.name == where


NOT_THE_COUNTRY_S = {
    "a town just named": "Lashkargah, the capital, was calm.",
    "a report on provincial capitals": "Three provincial capitals fell. Ghazni was the capital lost last.",
    "two countries alike": "Talks were held in Paris and in Damascus, and then in the capital.",
    "the name follows": "They left the capital Zaranj for Herat.",
    "of something": "Herat was the capital of an empire.",
    "money": "Herat lost the capital gains of years.",
}


@pytest.mark.parametrize("text", NOT_THE_COUNTRY_S.values(), ids=NOT_THE_COUNTRY_S.keys())
def test_the_capital_is_nowhere_where_it_may_be_another(text: str) -> None:
    assert _capitals(text) == []


def test_the_country_keeps_its_own_words() -> None:
    names = WORLD.find(Document("d", "The Afghan capital, Kabul, was quiet.", ""))
    assert [(n.span.text, n.place.name if n.place else "") for n in names] == [
        ("Afghan", "Afghanistan"),
        ("capital", "Kabul"),
        ("Kabul", "Kabul"),
    ]
