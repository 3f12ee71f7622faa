"""Borders named by a country: which words stand for one, where it is put, and what only looks like one."""

from __future__ import annotations

import pytest

from khabar.places.find import Geoparser
from khabar.records import Document, PlaceName

WORLD = Geoparser.load()


def borders(text: str) -> list[PlaceName]:
    return [name for name in WORLD.find(Document("d", text, "")) if name.place and name.place.id.startswith("border:")]


NAMED = {
    "with a country": ("Afghan troops massed on the border with Tajikistan.", "border:AF-TJ"),
    "of a country": ("Syrian rebels shelled positions near the Turkish border.", "border:SY-TR"),
    "between two": ("Fighting broke out along the border between Chad and Sudan.", "border:SD-TD"),
}


@pytest.mark.parametrize(("text", "line"), NAMED.values(), ids=NAMED)
def test_a_border_lies_between_the_towns_that_face_each_other(text: str, line: str) -> None:
    (name,) = borders(text)
    assert name.span.text == "border"
    assert name.place is not None
    assert name.place.id == line
    assert name.place.uncertainty_km is not None
    assert name.place.uncertainty_km >= 60


NOT_NAMED = {
    "guards": "Turkish border guards shot a man in Syria.",
    "a town of its own": "Rockets fell on the Turkish border town of Kilis, north of Syria.",
    "one country alone": "The army deployed to the border with France.",
    "countries that do not touch": "Mexican officials spoke of the border with Japan.",
}


@pytest.mark.parametrize("text", NOT_NAMED.values(), ids=NOT_NAMED)
def test_other_borders_are_left_alone(text: str) -> None:
    assert borders(text) == []
