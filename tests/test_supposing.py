"""Plain sentences as events taken as given: read by the coder, or put as PLACE=SIDE."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from khabar.errors import NotUnderstood
from khabar.packs import load_theatre
from khabar.reader import Reader
from khabar.records import Event
from khabar.situation.road_words import places_named_in
from khabar.supposing import side_called, supposed_events

DAY = date(2021, 7, 20)
KNOWN = datetime(2021, 7, 19, 18, tzinfo=UTC)
THEATRE = load_theatre("afghanistan-2021")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(theatre=THEATRE)


def supposed(*said: str, reader: Reader | None = None) -> tuple[Event, ...]:
    return supposed_events(said, THEATRE, day=DAY, known=KNOWN, reader=reader)


def told(event: Event) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return event.type, tuple(a.side for a in event.actors), tuple(p.name for p in event.places)


PLAIN = {
    "Gardez=taliban": ("territory.capture", ("taliban",), ("Gardez",)),
    "Gardez: Taliban": ("territory.capture", ("taliban",), ("Gardez",)),
    "gardez -> the government": ("territory.capture", ("government",), ("Gardez",)),
    "Gardez Taliban": ("territory.capture", ("taliban",), ("Gardez",)),
    "Pul-e-Alam Taliban": ("territory.capture", ("taliban",), ("Pul-e-Alam",)),
    "Gardez=contested": ("territory.control", (), ("Gardez",)),
    "Salang tunnel=closed": ("access.block", (), ("Salang tunnel",)),
    "Salang tunnel=open": ("access.open", (), ("Salang tunnel",)),
}


ROADS = {
    "The road between Kabul and Gardez is closed": ("access.block", ("kabul", "gardez")),
    "Kabul-Kandahar highway=open": ("access.open", ("kabul", "kandahar")),
    "Highway 601 is cut": ("access.block", ("maiwand", "lashkargah")),
    "The highway from Kabul to Kandahar reopens.": ("access.open", ("kabul", "kandahar")),
}


@pytest.mark.parametrize("said", ROADS, ids=str)
def test_a_road_goes_by_its_name_or_by_its_ends(said: str) -> None:
    (event,) = supposed(said)
    (place,) = event.claims[0].mention.role("place")
    assert (event.type, set(places_named_in(place.text, THEATRE))) == (ROADS[said][0], set(ROADS[said][1]))


def test_a_pass_goes_by_a_sentence_too() -> None:
    (event,) = supposed("The Salang tunnel is closed")
    assert told(event) == ("access.block", (), ("Salang tunnel",))


@pytest.mark.parametrize("said", PLAIN, ids=str)
def test_a_place_and_what_becomes_of_it_need_no_sentence(said: str) -> None:
    assert [told(event) for event in supposed(said)] == [PLAIN[said]]


def test_several_places_fall_together() -> None:
    found = supposed("Gardez, Khost and Sharana fall to the Taliban")
    assert {told(event)[2] for event in found} == {("Gardez",), ("Khost",), ("Sharana",)}
    assert {told(event)[1] for event in found} == {("taliban",)}


SENTENCES = {
    "Gardez falls": ("territory.capture", (), ("Gardez",)),
    "The Taliban capture Gardez": ("territory.capture", ("taliban",), ("Gardez",)),
    "If the Taliban take Gardez": ("territory.capture", ("taliban",), ("Gardez",)),
    "What if the Taliban take Gardez?": ("territory.capture", ("taliban",), ("Gardez",)),
    "suppose that government forces retake Spin Boldak": ("territory.capture", ("government",), ("Spin Boldak",)),
}


@pytest.mark.parametrize("said", SENTENCES, ids=str)
def test_a_sentence_is_read_as_a_report_would_be(said: str, reader: Reader) -> None:
    assert [told(event) for event in supposed(said, reader=reader)] == [SENTENCES[said]]


def test_a_road_cut_between_two_places_is_understood(reader: Reader) -> None:
    (event,) = supposed("The road between Kabul and Gardez is cut", reader=reader)
    assert event.type == "access.block"


@pytest.mark.parametrize(
    "said",
    [
        "Talks resume in Doha",
        "The harvest was good",
        "Nowhereville=taliban",
        "Gardez=martians",
        "Kabul-Kandahar highway=taliban",
        "The Taliban did not take Gardez",
        "",
    ],
    ids=str,
)
def test_what_says_nothing_of_a_place_or_a_road_is_not_understood(said: str, reader: Reader) -> None:
    with pytest.raises(NotUnderstood) as error:
        supposed(said, reader=reader)
    assert "PLACE=SIDE" in error.value.next_step


def test_a_supposition_is_known_when_it_is_made_and_of_the_day_it_is_for() -> None:
    (event,) = supposed("Gardez=taliban")
    assert {claim.known_at for claim in event.claims} == {KNOWN}
    assert {claim.published for claim in event.claims} == {DAY}
    assert len(event.claims) > 1


def test_suppositions_of_different_days_are_different_claims() -> None:
    one = supposed_events(["Gardez=taliban"], THEATRE, day=DAY, known=KNOWN)
    other = supposed_events(["Gardez=taliban"], THEATRE, day=date(2021, 7, 21), known=KNOWN)
    assert not {c.id for e in one for c in e.claims} & {c.id for e in other for c in e.claims}


def test_a_side_goes_by_its_id_its_name_its_adjective_and_its_actors() -> None:
    for name in ("government", "Government", "the government", "ANDSF"):
        found = side_called(name, THEATRE)
        assert found is not None
        assert found.id == "government"
    assert side_called("martians", THEATRE) is None
