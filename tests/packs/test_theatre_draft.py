"""A drafted theatre: what the gazetteer knows stands in it, the rest is blank, and nothing is made up."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from khabar import packs
from khabar.packs.countries import Country, countries
from khabar.packs.neighbourhood import neighbours
from khabar.packs.theatre_draft import Ground, draft, slug
from khabar.records import Place, Precision

XA = Country("XA", "Xanadu", "UTC", ("XB",))
XB = Country("XB", "Ybor", "", ("XA",))


def a_place(number: int, name: str, **more: object) -> Place:
    given: dict[str, object] = {"country": "XA", "admin1": "01", "lat": 10.0 + number / 10, "lon": 20.0} | more
    precision: Precision = "province" if given.pop("province", False) else "settlement"
    return Place(f"geonames:{number}", name, precision, geonameid=number, **given)  # type: ignore[arg-type]


def a_ground(*places: Place, disputed: tuple[str, ...] = ()) -> Ground:
    return Ground((XA,), (XB,), places, frozenset(disputed), "a small gazetteer")


NORTH, SOUTH = a_place(91, "North", province=True), a_place(92, "South", province=True, admin1="02")
ALBA, BORNO, CARNA = (
    a_place(1, "Alba", population=900),
    a_place(2, "Borno", population=500),
    a_place(3, "Carna", population=10, admin1="02"),
)


def drafted(ground: Ground, *, towns: int = 40) -> dict[str, str]:
    return draft("xanadu-2030", ground, towns=towns, today=date(2030, 1, 1))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def test_the_most_peopled_towns_are_taken_and_the_largest_of_each_province() -> None:
    found = rows(drafted(a_ground(NORTH, SOUTH, CARNA, BORNO, ALBA), towns=1)["places.csv"])
    assert [(row["key"], row["kind"], row["province"]) for row in found] == [
        ("alba", "capital", "North"), ("carna", "capital", "South"),
    ]  # fmt: skip


def test_holders_sides_and_the_start_are_left_to_people() -> None:
    files = drafted(a_ground(ALBA, BORNO))
    assert {row["holder"] for row in rows(files["places.csv"])} == {""}
    assert {"name:", "start:", "  says:", "  examples:", "sides:"} <= set(files["theatre.yaml"].splitlines())


def test_neighbours_by_land_are_actors_without_a_side() -> None:
    found = rows(drafted(a_ground(ALBA))["actors.csv"])
    assert [(row["id"], row["kind"], row["side"]) for row in found] == [("country:XB", "country", "")]


def test_roads_are_proposed_between_neighbours_and_none_is_laid() -> None:
    text = drafted(a_ground(ALBA, BORNO, CARNA))["roads.csv"]
    assert rows(text) == []
    proposed = [line.split(",")[1:3] for line in text.splitlines() if line.startswith("# r0")]
    assert proposed == [["alba", "borno"], ["borno", "carna"]]


def test_two_towns_of_one_name_are_told_apart() -> None:
    other = a_place(4, "Alba", population=20, admin1="02")
    third = a_place(5, "ALBA", population=10, admin1="02")
    found = rows(drafted(a_ground(NORTH, SOUTH, ALBA, other, third))["places.csv"])
    assert [row["name"] for row in found] == ["Alba", "Alba (South)", "ALBA (South) 2"]
    assert [row["key"] for row in found] == ["alba", "alba-south", "alba-south-2"]


def test_disputed_land_keeps_the_gazetteers_country_and_says_so() -> None:
    found = rows(drafted(a_ground(NORTH, SOUTH, ALBA, CARNA, disputed=(SOUTH.id,)))["places.csv"])
    assert [(row["country"], "disputed" in row["note"]) for row in found] == [("XA", False), ("XA", True)]


def test_land_without_provinces_has_no_table_of_them() -> None:
    assert "provinces.csv" not in drafted(a_ground(ALBA))


def test_a_place_without_a_point_is_left_out() -> None:
    found = rows(drafted(a_ground(ALBA, a_place(6, "Nowhere", lat=None, lon=None, population=9999)))["places.csv"])
    assert [row["key"] for row in found] == ["alba"]


@pytest.mark.parametrize(
    ("name", "key"),
    [("Pul-e Khumri", "pul-e-khumri"), ("Sant Julià de Lòria", "sant-julia-de-loria"), ("Al Bayda'", "al-bayda")],
)
def test_a_key_is_the_name_in_small_latin_letters(name: str, key: str) -> None:
    assert slug(name) == key


def test_neighbours_have_no_other_place_between_them_even_where_the_day_changes() -> None:
    west, middle, east = (a_place(n, str(n), lat=0.0, lon=lon) for n, lon in ((1, 179.0), (2, 180.0), (3, -179.0)))
    found = [(one.id, other.id, round(km)) for one, other, km in neighbours([west, middle, east])]
    assert found == [(west.id, middle.id, 111), (middle.id, east.id, 111)]


def test_a_neighbour_by_land_is_one_both_ways() -> None:
    known = countries()
    assert set(known["AF"].neighbours) == {"CN", "IR", "PK", "TJ", "TM", "UZ"}
    assert all(code in known[other].neighbours for code, land in known.items() for other in land.neighbours)


def test_every_shipped_theatre_has_examples() -> None:
    assert all(len(packs.examples(name)) >= 2 for name in packs.theatres())
