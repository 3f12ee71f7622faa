"""The whole picture from one short report, and how it changes with what is known."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import (
    DAY,
    REBELS,
    a_claim,
    a_place,
    a_road,
    a_theatre,
    a_town,
    a_voice,
    an_event,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.linking import link
from khabar.records import Claim, Count, Event
from khabar.situation import Situation, assemble, to_json, why, why_json
from khabar.times import Occurred
from khabar.times.moments import end_of_day

CAPITALS = ("provincial capitals",)
WEST, SOUTH = a_place("Westcity"), a_place("Midtown")
HIGHWAY = "Alpha-Southgate highway"

THEATRE = a_theatre(
    [
        *(a_town(n, sets=CAPITALS, kind="capital") for n in ("Alpha", "Midtown", "Southgate", "Westcity")),
        *(a_town(f"Capital{n}", sets=CAPITALS, kind="capital") for n in range(30)),
    ],
    [
        a_road("alpha", "midtown", km=100, name=HIGHWAY),
        a_road("midtown", "southgate", km=100, name=HIGHWAY),
        a_road("alpha", "capital1", km=300, name="Highland road", grade=3),
        a_road("capital1", "southgate", km=300, name="Highland road", grade=3),
    ],
)
WEEK = Occurred.within(DAY - timedelta(days=7), DAY, precision="week", basis="relative")
COUNCILLOR = a_voice("local official", words="A. Karimi")


def one_report() -> list[Event]:
    """What one article says: two capitals lost, a tally of eleven, and a deal that somebody alleges."""
    same = {"outlet": "The Herald", "document": "d1"}
    return [
        an_event(a_claim(place=[WEST], says="Westcity falls to the Rebels.", trigger="falls", **same)),
        an_event(a_claim("territory.siege", place=[WEST], aspect="ongoing", trigger="siege", **same)),
        an_event(a_claim(place=[SOUTH], says="Midtown has also fallen.", trigger="fallen", **same)),
        an_event(
            a_claim(
                occurred=WEEK,
                counts=(
                    Count("other", "11 of the 34 provincial capitals", best=11, of=34, noun="provincial capitals"),
                ),
                says="In the past week the Rebels took 11 of the 34 provincial capitals.",
                **same,
            ),
            aggregate=True,
        ),
        an_event(
            a_claim(
                "politics.agreement",
                actor=["the governor", REBELS],
                modality="alleged",
                said_by=COUNCILLOR,
                trigger="deal",
                says="A. Karimi alleges that the governor made a deal with the Rebels.",
                **same,
            )
        ),
    ]


@pytest.fixture(scope="module")
def situation() -> Situation:
    return assemble(one_report(), THEATRE, on=DAY, known=end_of_day(DAY))


def test_one_report_is_enough_to_say_who_holds_the_two_towns(situation: Situation) -> None:
    for key in ("westcity", "midtown"):
        reading = situation.control(key)
        assert (reading.state, reading.holder) == ("held", "rebels")


def test_the_tally_it_states_stands_beside_our_two_and_nine_are_missing(situation: Situation) -> None:
    (stated,) = situation.stated
    assert (stated.value, stated.of, stated.ours, stated.difference) == (11, 34, ("midtown", "westcity"), 9)
    assert stated.window == WEEK.interval


def test_the_highway_is_cut_at_the_town_for_the_government_and_the_detour_is_named(situation: Situation) -> None:
    road = next(r for r in situation.roads if r.name == HIGHWAY)
    assert (road.side, road.status, [b.place_key for b in road.barred_at]) == ("state", "cut", ["midtown"])
    assert road.detour is not None
    assert (road.detour.length_km, road.detour.road_names) == (600, ("Highland road",))


def test_the_deal_is_an_open_claim_with_the_one_who_alleges_it(situation: Situation) -> None:
    (deal,) = situation.open_claims
    assert (deal.event_type, deal.voice, deal.voice_kind, deal.modality) == (
        "politics.agreement",
        "A. Karimi",
        "local official",
        "alleged",
    )


def test_what_no_report_speaks_of_is_a_gap(situation: Situation) -> None:
    assert "southgate" in situation.gaps
    assert "westcity" not in situation.gaps


def test_the_json_is_the_same_in_any_order_of_arrival(situation: Situation) -> None:
    again = assemble(one_report()[::-1], THEATRE, on=DAY, known=end_of_day(DAY))
    assert json.dumps(to_json(again)) == json.dumps(to_json(situation))


def test_the_json_names_its_form_and_every_place(situation: Situation) -> None:
    found = to_json(situation)
    assert found["format"] == "khabar.situation/1"
    assert found["places"]["westcity"]["name"] == "Westcity"
    assert {r["place_key"] for r in found["controls"]} == set(THEATRE.place_by_key)


def test_why_lists_the_sentences_with_their_part_and_what_would_change_it() -> None:
    answer = why("Westcity", DAY, known=end_of_day(DAY), events=one_report(), theatre=THEATRE)
    assert answer.reasons[0].source.sentence == "Westcity falls to the Rebels."
    assert sum(r.weighed.share for r in answer.reasons) == pytest.approx(1.0)
    assert answer.start_holder == "state"
    assert any("silence" in line for line in answer.would_change)
    json.dumps(why_json(answer))


def test_a_later_moment_of_knowledge_lists_what_has_changed() -> None:
    later = DAY + timedelta(days=1)
    events = [*one_report(), an_event(a_claim(place=[a_place("Capital1")], day=later))]
    found = assemble(events, THEATRE, on=later, known=end_of_day(later), since=end_of_day(DAY))
    kinds = [(c.kind, c.key, c.after) for c in found.changes]
    assert kinds[0] == ("control", "capital1", "held:rebels")
    assert ("cut off", "southgate", "cut") in kinds


def test_what_cuts_off_most_comes_first_among_the_changes_of_hands() -> None:
    later = DAY + timedelta(days=1)
    before, known = end_of_day(DAY - timedelta(days=1)), end_of_day(later)
    events = [an_event(a_claim(place=[a_place(name)], day=DAY)) for name in ("Capital1", "Midtown")]
    found = assemble(events, THEATRE, on=DAY, known=known, since=before)
    assert [c.key for c in found.changes if c.kind == "control"] == ["midtown", "capital1"]


def test_the_picture_counts_what_it_rests_on(situation: Situation) -> None:
    assert (situation.counts.documents, situation.counts.outlets, situation.counts.claims) == (1, 1, 5)


A_CLAIM = st.builds(
    lambda town, day, outlet: a_claim(
        place=[a_place(town)], day=DAY + timedelta(days=day), outlet=outlet, document=f"{outlet}{day}{town}"
    ),
    st.sampled_from(["Westcity", "Midtown"]),
    st.integers(0, 6),
    st.sampled_from(["The Herald", "The Post"]),
)


@given(st.lists(A_CLAIM, max_size=6), st.integers(0, 6))
@settings(deadline=None, max_examples=25)
def test_the_past_is_the_same_whether_or_not_later_reports_joined_its_events(claims: list[Claim], day: int) -> None:
    on = DAY + timedelta(days=day)
    known = end_of_day(on)
    then = link([c for c in claims if c.known_at <= known], theatre=THEATRE)
    now = link(claims, theatre=THEATRE)
    before, after = (to_json(assemble(events, THEATRE, on=on, known=known)) for events in (then, now))
    assert before == after


def test_undated_reports_count_from_when_they_were_taken_in() -> None:
    claim = replace(a_claim(place=[WEST]), published=None, known_at=end_of_day(DAY + timedelta(days=3)))
    found = assemble([an_event(claim)], THEATRE, on=DAY, known=end_of_day(DAY))
    assert found.control("westcity").holder == "state"
