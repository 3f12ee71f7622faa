"""The embedded gazetteer: what it knows, how fast, and that damaged files are told apart."""

from __future__ import annotations

import importlib
import time
from pathlib import Path

import pytest

from khabar.errors import MissingPart
from khabar.places.gazetteer import Gazetteer
from khabar.places.spelling import folded, plain


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    """The embedded gazetteer."""
    return Gazetteer.load()


def _best(world: Gazetteer, name: str, precision: str) -> str:
    return next(b.place.country for b in world.named(plain(name)) if b.place.precision == precision)


@pytest.mark.parametrize(
    ("name", "precision", "country"),
    [
        ("Kunduz", "settlement", "AF"),
        ("Kunduz", "province", "AF"),
        ("Mali", "country", "ML"),
        ("Donetsk", "settlement", "UA"),
        ("Red Sea", "water", ""),
        ("Sahel", "region", ""),
        ("Travis County", "district", "US"),
        ("Cornwall", "district", "GB"),
    ],
)
def test_the_world_is_known_by_kind(world: Gazetteer, name: str, precision: str, country: str) -> None:
    assert _best(world, name, precision) == country


def test_adjectives_and_peoples_lead_to_their_country(world: Gazetteer) -> None:
    for name in ("Syrian", "Malians", "Yemeni"):
        assert world.named(plain(name))[0].how == "demonym"


def test_a_government_seat_is_a_metonym_at_its_city(world: Gazetteer) -> None:
    kremlin = world.named("kremlin")[0]
    assert (kremlin.how, kremlin.place.name) == ("metonym", "Moscow")


def test_like_spellings_are_found_by_their_folded_key(world: Gazetteer) -> None:
    found = world.named("~" + folded(plain("Pol-i Khomry")))
    assert {bearer.place.geonameid for bearer in found} == {1130490}


def test_every_country_has_a_point(world: Gazetteer) -> None:
    names = ("Afghanistan", "France", "Fiji", "Kosovo", "South Sudan", "Taiwan", "Indonesia", "Russia")
    for name in names:
        place = next(b.place for b in world.named(plain(name)) if b.place.precision == "country")
        assert place.lat is not None
        assert place.lon is not None


def test_an_unknown_name_has_no_bearers(world: Gazetteer) -> None:
    assert world.named("xyzzyville") == ()
    assert world.bearers([]) == []


def test_a_look_up_takes_less_than_a_millisecond(world: Gazetteer) -> None:
    keys = [f"name {i}" for i in range(500)] + ["kabul", "springfield", "san jose"] * 20
    began = time.process_time()
    for key in keys:
        world.named(key)
    assert (time.process_time() - began) / len(keys) < 0.001


def test_the_file_was_built_from_the_tables_as_they_are(world: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = Path(__file__).parents[2] / "tools"
    if not tools.is_dir():
        pytest.skip("the tools are not part of an installed package")
    monkeypatch.syspath_prepend(str(tools))
    assert importlib.import_module("build_gazetteer").fingerprint() == world.inputs


def test_a_missing_or_foreign_file_is_a_missing_part(tmp_path: Path) -> None:
    with pytest.raises(MissingPart):
        Gazetteer.load(tmp_path / "none.gaz")
    (tmp_path / "other.gaz").write_bytes(b"SQLite format 3\x00")
    with pytest.raises(MissingPart, match="not a gazetteer"):
        Gazetteer.load(tmp_path / "other.gaz")


def test_the_places_of_a_country_come_with_the_most_peopled_first() -> None:
    places = Gazetteer.load().places_in("AF")
    assert {place.country for place in places} == {"AF"}
    towns = [place for place in places if place.precision == "settlement"]
    assert towns[0].name == "Kabul"
    assert sum(place.precision == "province" for place in places) >= 34
