"""Where an act lies to the place it is told with: relation, point and doubt."""

from __future__ import annotations

import pytest

from khabar import Reader, from_text
from khabar.records import Argument, Place


def where(reader: Reader, text: str) -> list[Argument]:
    coded = reader.read(from_text(text))
    return [a for mention in coded.mentions for a in mention.role("place")]


MOSUL = (36.335, 43.11889)
LIES = {
    "a distance and a direction": ("Fighting broke out 20 km south of Mosul.", "near", (36.155, 43.119), 8.0),
    "a distance alone": ("A convoy was attacked 12 miles outside Mosul.", "near", MOSUL, 19.3),
    "a direction alone": ("Two villages northwest of Mosul were shelled.", "near", MOSUL, 15.0),
    "the outskirts": ("Shells hit the outskirts of Mosul.", "outskirts", MOSUL, 15.0),
    "the outskirts of the city": ("Shells hit the outskirts of Mosul city.", "outskirts", MOSUL, 15.0),
    "near": ("Rebels were killed near Mosul.", "near", MOSUL, 15.0),
    "in": ("Rebels were killed in Mosul.", "in", MOSUL, None),
}


@pytest.mark.parametrize(("text", "relation", "point", "doubt"), LIES.values(), ids=LIES)
def test_what_is_said_of_a_place_moves_its_point_or_puts_it_in_doubt(
    reader: Reader, text: str, relation: str, point: tuple[float, float], doubt: float | None
) -> None:
    (argument,) = where(reader, text)
    assert argument.relation == relation
    place = argument.resolved
    assert isinstance(place, Place)
    assert (place.lat, place.lon) == (pytest.approx(point[0], abs=0.01), pytest.approx(point[1], abs=0.01))
    assert place.uncertainty_km == doubt


def test_between_two_towns_is_the_middle_in_doubt_by_half_the_way(reader: Reader) -> None:
    found = where(reader, "A bomb went off between Homs and Hama.")
    assert [a.relation for a in found] == ["between", "between"]
    points = {
        (a.resolved.lat, a.resolved.lon, a.resolved.uncertainty_km) for a in found if isinstance(a.resolved, Place)
    }
    assert len(points) == 1
    ((lat, _, doubt),) = points
    assert lat is not None
    assert 34.72 < lat < 35.14
    assert doubt == pytest.approx(22.7, abs=1)


def test_the_provincial_capital_is_a_town(reader: Reader) -> None:
    (argument,) = where(reader, "The provincial capital of Helmand fell on Friday.")
    assert isinstance(argument.resolved, Place)
    assert argument.resolved.name == "Lashkar Gah"


def test_a_mention_says_how_it_came_by_its_place(reader: Reader) -> None:
    coded = reader.read(from_text("Fighting broke out 20 km south of Mosul. Ten people were killed."))
    first, second = coded.mentions
    assert first.why[-1] == "placed near Mosul (settlement within 8 km), by its own sentence"
    assert second.why[-1].startswith("placed in Mosul")
    assert "keeps to" in second.why[-1] or "told before" in second.why[-1]


PARTS = {
    "parts of it": ("Rebels seized parts of Mosul.", "part"),
    "sections of the city": ("Rebels recaptured sections of the city of Mosul.", "part"),
    "a building of its": ("Gunmen occupied a Mosul hotel.", "part"),
    "all of it": ("Rebels seized the city of Mosul.", "in"),
    "what it is": ("Rebels seized the rebel base of Mosul.", "in"),
    "no ground taken: the act is in it": ("Rebels were killed in a hotel in Mosul.", "in"),
}


@pytest.mark.parametrize(("text", "relation"), PARTS.values(), ids=PARTS)
def test_ground_taken_may_be_but_a_part_of_the_place_named(reader: Reader, text: str, relation: str) -> None:
    assert {a.relation for a in where(reader, text) if isinstance(a.resolved, Place)} == {relation}


def test_the_town_says_where_a_site_without_a_name_is(reader: Reader) -> None:
    found = where(reader, "Militants captured the military base in Mosul.")
    assert [a.text for a in found] == ["military base", "Mosul"]
