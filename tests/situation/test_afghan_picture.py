"""The shipped theatre of 2021, with what one report of 12 August says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import a_claim, a_voice, an_event

from khabar.packs import load_theatre
from khabar.records import Actor, Count, Event, Place
from khabar.report import situation_text
from khabar.situation import Situation, assemble
from khabar.situation.sides import camp_in
from khabar.times import Occurred
from khabar.times.moments import end_of_day

DAY = date(2021, 8, 12)
THEATRE = load_theatre("afghanistan-2021")
TALIBAN: Actor = THEATRE.actor_by_id["taliban"].actor
HIGHWAY = "Kabul-Kandahar highway"


def place(key: str) -> Place:
    return THEATRE.place_by_key[key].place


def report() -> list[Event]:
    """Two capitals lost, one of them to nobody named; eleven in a week by its own count; a deal somebody alleges."""
    here = {"outlet": "The Daily", "document": "d1", "day": DAY}
    week = Occurred.within(DAY - timedelta(days=7), DAY, precision="week", basis="relative")
    eleven = Count("other", "11 of the 34 provincial capitals", best=11, of=34, noun="provincial capitals")
    councillor = a_voice("local official", words="a councillor")
    return [
        an_event(a_claim(actor=[TALIBAN], place=[place("herat")], **here)),
        an_event(a_claim(actor=[], place=[place("ghazni")], trigger="fallen", **here)),
        an_event(a_claim(actor=[TALIBAN], counts=(eleven,), occurred=week, **here), aggregate=True),
        an_event(
            a_claim(
                "politics.agreement", actor=[TALIBAN], modality="alleged", said_by=councillor, trigger="deal", **here
            )
        ),
    ]


@pytest.fixture(scope="module")
def situation() -> Situation:
    return assemble(report(), THEATRE, on=DAY, known=end_of_day(DAY))


def test_herat_and_ghazni_are_held_by_the_taliban(situation: Situation) -> None:
    assert {key: situation.control(key).holder for key in ("herat", "ghazni")} == {
        "herat": "taliban",
        "ghazni": "taliban",
    }


def test_eleven_are_stated_beside_our_two_and_nine_are_missing(situation: Situation) -> None:
    (stated,) = situation.stated
    assert (stated.value, stated.of, len(stated.ours), stated.difference) == (11, 34, 2, 9)


def test_the_highway_is_cut_at_ghazni_for_the_government_and_its_detour_is_closed_at_herat(
    situation: Situation,
) -> None:
    road = next(r for r in situation.roads if r.name == HIGHWAY)
    assert (road.side, road.status, road.line.length_km) == ("government", "cut", 487)
    assert [b.place_key for b in road.barred_at] == ["ghazni"]
    assert road.detour is None
    assert road.closed_detour is not None
    assert road.closed_detour.length_km == pytest.approx(1430, abs=20)
    assert [b.place_key for b in road.closed_at] == ["herat"]
    assert road.track_detour is not None
    assert road.track_detour.length_km == pytest.approx(730, abs=20)


def test_with_ghazni_alone_lost_the_detour_by_herat_is_open() -> None:
    found = assemble(report()[1:], THEATRE, on=DAY, known=end_of_day(DAY))
    # Nobody is named for Ghazni and nobody else has gained anything, so nothing says that the highway is cut.
    assert next(r for r in found.roads if r.name == HIGHWAY).status == "open"
    named = an_event(a_claim(actor=[TALIBAN], place=[place("ghazni")], day=DAY))
    found = assemble([named], THEATRE, on=DAY, known=end_of_day(DAY))
    road = next(r for r in found.roads if r.name == HIGHWAY)
    assert road.detour is not None
    assert "herat" in road.detour.places


def test_the_deal_is_an_open_claim(situation: Situation) -> None:
    (deal,) = situation.open_claims
    assert (deal.event_type, deal.voice) == ("politics.agreement", "a councillor")


def test_the_front_that_does_not_hold_its_base_yet_has_no_roads(situation: Situation) -> None:
    assert {road.side for road in situation.roads} == {"government"}


def test_the_report_says_all_this(situation: Situation) -> None:
    flat = " ".join(situation_text(situation).split())
    assert "nine are missing from the record" in flat
    assert "cut for the Government at Ghazni" in flat
    assert "is closed at Herat" in flat
    assert "alleged by a councillor (local official); not confirmed" in flat


@pytest.mark.parametrize(("outlet", "side"), [("Ministry Daily", "government"), ("Emirate Voice", "taliban")])
def test_what_a_partys_own_paper_prints_is_that_partys_word(outlet: str, side: str) -> None:
    assert camp_in(a_claim(outlet=outlet), THEATRE) == side
