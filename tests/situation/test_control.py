"""Who holds a place: what each kind of report does to the reading, and the laws every reading keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import (
    ARMY,
    DAY,
    GOVERNMENT,
    REBELS,
    a_claim,
    a_place,
    a_theatre,
    a_town,
    a_voice,
    an_event,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.errors import UnknownPlace
from khabar.packs.theatre import Side
from khabar.records import Claim, Event
from khabar.situation.control import control_at, control_of_all
from khabar.situation.state_words import ControlReading
from khabar.times import Occurred
from khabar.times.moments import end_of_day

BETA = a_place("Beta")
THEATRE = a_theatre(
    [a_town("Alpha"), a_town("Beta", province="Betania"), a_town("Gamma", holder="rebels"), a_town("Delta", holder="")],
    provinces=(("Betania", ("Beta province",)),),
)
REBEL_VOICE = a_voice("belligerent", REBELS)
STATE_VOICE = a_voice("official", GOVERNMENT)


def reading(*claims: Claim, on: date = DAY, place: str = "beta", known: date | None = None) -> ControlReading:
    """The reading of Beta, by default on the day everything is reported."""
    events = [an_event(c) for c in claims]
    return control_at(place, on, known=end_of_day(known or on), events=events, theatre=THEATRE)


READS = {
    "nothing heard: the holder at the start, for a while": ((), "held", "state", ""),
    "an outlet's own report of a capture": ((a_claim(place=[BETA]),), "held", "rebels", ""),
    "a handover without a fight": ((a_claim("territory.transfer", place=[BETA]),), "held", "rebels", ""),
    "a party's own claim": (
        (a_claim(place=[BETA], modality="claimed", said_by=REBEL_VOICE),),
        "claimed",
        "state",
        "rebels",
    ),
    "a party's own claim, and an outlet's report": (
        (
            a_claim(place=[BETA], modality="claimed", said_by=REBEL_VOICE),
            a_claim(place=[BETA], outlet="The Post"),
        ),
        "held",
        "rebels",
        "",
    ),
    "a party's own claim, and the other side's admission": (
        (
            a_claim(place=[BETA], modality="claimed", said_by=REBEL_VOICE),
            a_claim(place=[BETA], modality="claimed", said_by=STATE_VOICE, outlet="The Post"),
        ),
        "held",
        "rebels",
        "",
    ),
    "the loser says so itself": (
        (a_claim(place=[BETA], modality="claimed", said_by=STATE_VOICE),),
        "held",
        "rebels",
        "",
    ),
    "a capture that did not happen": ((a_claim(place=[BETA], polarity="no"),), "held", "state", ""),
    "a capture that is only feared": ((a_claim(place=[BETA], modality="possible"),), "held", "state", ""),
    "a capture that is planned": ((a_claim(place=[BETA], modality="planned"),), "held", "state", ""),
    "an attempt that failed": ((a_claim(place=[BETA], aspect="attempted"),), "held", "state", ""),
    "a siege": ((a_claim("territory.siege", place=[BETA], aspect="ongoing"),), "besieged", "state", "rebels"),
    "a siege, then the fall on the same day": (
        (a_claim("territory.siege", place=[BETA]), a_claim(place=[BETA], trigger="stormed")),
        "held",
        "rebels",
        "",
    ),
    "a place shared by two sides": (
        (a_claim("territory.control", place=[BETA], target=[ARMY], aspect="ongoing"),),
        "contested",
        "",
        "",
    ),
    "the fall of the province": ((a_claim(place=[a_place("Betania", precision="province")]),), "held", "state", ""),
    "a building in it": ((a_claim(place=["the police station", BETA]),), "held", "state", ""),
    "a village near it": ((a_claim(place=[BETA], relation="near"),), "held", "state", ""),
    "a bare description": (
        (a_claim("territory.control", place=[BETA], descriptive=True, aspect="ongoing"),),
        "held",
        "state",
        "",
    ),
    "a fall with no victor named": ((a_claim(place=[BETA], actor=[]),), "held", "rebels", ""),
    "a fall told as history": ((a_claim(place=[BETA], background=True),), "held", "state", ""),
    "strikes say nothing of who holds it": (
        (a_claim("violence.airstrike", place=[BETA], actor=[ARMY]),),
        "held",
        "state",
        "",
    ),
}


@pytest.mark.parametrize("case", READS, ids=str)
def test_the_state_of_a_place_is_named_by_what_was_reported(case: str) -> None:
    claims, state, holder, claimant = READS[case]
    found = reading(*claims)
    assert (found.state, found.holder, found.claimant) == (state, holder, claimant)


def test_one_outlets_report_gives_about_nine_in_ten_and_a_partys_own_word_less_than_even() -> None:
    reported = reading(a_claim(place=[BETA]))
    claimed = reading(a_claim(place=[BETA], modality="claimed", said_by=REBEL_VOICE))
    assert 0.8 < reported.chance("rebels") < 0.96
    assert 0.1 < claimed.chance("rebels") < 0.5


def test_a_party_that_repeats_its_claim_every_day_does_not_confirm_it() -> None:
    days = [DAY + timedelta(days=n) for n in range(8)]
    claims = [a_claim(place=[BETA], modality="claimed", said_by=REBEL_VOICE, day=day) for day in days]
    found = reading(*claims, on=days[-1])
    assert (found.state, found.claimant, found.holder) == ("claimed", "rebels", "state")


def test_a_second_outlet_makes_a_report_surer_and_a_copy_does_not() -> None:
    first = a_claim(place=[BETA], document="d1")
    alone = reading(first).chance("rebels")
    copied = reading(first, a_claim(place=[BETA], outlet="The Post", copy_of="d1")).chance("rebels")
    seconded = reading(first, a_claim(place=[BETA], outlet="The Post")).chance("rebels")
    assert copied == alone < seconded


def test_two_falls_with_no_victor_named_in_two_days_are_one_fall() -> None:
    claims = [a_claim(place=[BETA], actor=[], day=DAY + timedelta(days=n)) for n in range(2)]
    assert reading(*claims, on=DAY + timedelta(days=1)).holder == "rebels"


def test_the_last_capture_stands() -> None:
    later = DAY + timedelta(days=5)
    claims = [a_claim(place=[BETA]), a_claim(place=[BETA], actor=[ARMY], day=later)]
    assert reading(*claims, on=later).holder == "state"
    assert reading(*claims, on=later).since == later


def test_a_place_not_heard_of_for_long_is_unknown_and_says_who_had_it_last() -> None:
    found = reading(on=DAY + timedelta(days=120))
    assert (found.state, found.holder, found.presumed, found.last_heard) == ("unknown", "", "state", None)


def test_a_place_whose_first_holder_is_not_given_is_unknown() -> None:
    assert reading(place="delta").state == "unknown"
    assert reading(place="delta").presumed == ""


def test_a_claim_nobody_confirms_stops_standing() -> None:
    claim = a_claim(place=[BETA], modality="claimed", said_by=REBEL_VOICE)
    assert reading(claim, on=DAY + timedelta(days=30)).state == "claimed"
    assert reading(claim, on=DAY + timedelta(days=31)).state != "claimed"


def test_a_siege_that_is_broken_no_longer_stands() -> None:
    later = DAY + timedelta(days=2)
    siege = a_claim("territory.siege", place=[BETA], aspect="ongoing")
    broken = a_claim("territory.repel", place=[BETA], actor=[ARMY], day=later)
    assert reading(siege, broken, on=later).state == "held"


def test_days_of_fighting_with_no_outcome_make_a_place_contested() -> None:
    days = [DAY + timedelta(days=n) for n in range(4)]
    outlets = ["The Herald", "The Post", "The Sun", "The Star"]
    claims = [
        a_claim("violence.clash", place=[BETA], actor=[REBELS, ARMY], aspect="ongoing", day=d, outlet=o)
        for d, o in zip(days, outlets, strict=True)
    ]
    assert reading(*claims, on=days[-1]).state == "contested"


def test_a_withdrawal_gives_the_place_to_the_other_of_two_sides() -> None:
    assert reading(a_claim("territory.withdraw", place=[BETA], actor=[ARMY])).holder == "rebels"


def test_the_evidence_of_a_reading_has_shares_that_sum_to_one_and_the_weightiest_comes_first() -> None:
    found = reading(
        a_claim(place=[BETA]), a_claim("territory.control", place=[BETA], descriptive=True, outlet="The Post")
    )
    shares = [w.share for w in found.evidence]
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)
    assert found.evidence[0].words == "taken by Rebels"
    assert found.evidence[0].without < 0.3


def test_a_reading_for_an_earlier_day_does_not_use_what_happened_later() -> None:
    claim = a_claim(place=[BETA])
    assert reading(claim, on=DAY - timedelta(days=1), known=DAY).holder == "state"


def test_an_act_that_lies_in_a_past_week_counts_from_the_weeks_last_day() -> None:
    week = Occurred.within(DAY - timedelta(days=7), DAY, precision="week", basis="relative")
    assert reading(a_claim(place=[BETA], occurred=week)).since == DAY


def test_a_statement_about_many_places_at_once_moves_none_of_them() -> None:
    event = an_event(a_claim(place=[BETA]), aggregate=True)
    found = control_at("beta", DAY, known=end_of_day(DAY), events=[event], theatre=THEATRE)
    assert found.holder == "state"


def test_a_report_its_teller_took_back_no_longer_counts() -> None:
    said = a_claim(place=[BETA])
    back = a_claim(place=[BETA], polarity="no", day=DAY + timedelta(days=1))
    on = DAY + timedelta(days=1)
    retracted = an_event(said, back, standing="retracted")
    assert control_at("beta", on, known=end_of_day(on), events=[retracted], theatre=THEATRE).holder == "state"


def test_who_launches_an_offensive_on_a_place_does_not_hold_it() -> None:
    taken = a_claim(place=[BETA], modality="claimed", said_by=REBEL_VOICE)
    retaking = a_claim("territory.advance", place=[BETA], actor=[ARMY], outlet="The Post")
    assert reading(taken, retaking).chance("rebels") > reading(taken).chance("rebels")


def entry(trigger: str, **more: Any) -> Claim:
    """A report that the rebels got into Beta, in these words."""
    return a_claim("territory.advance", place=[BETA], trigger=trigger, **more)


@pytest.mark.parametrize("trigger", ["entered", "Entered", "pushed into", "stormed into", "entry into"])
def test_an_attacker_inside_a_place_contests_it(trigger: str) -> None:
    once = reading(entry(trigger))
    assert (once.state, once.holder) == ("contested", "")
    assert once.chance("contested") > once.chance("state") > once.chance("rebels")


@pytest.mark.parametrize("trigger", ["moved towards", "advanced", "offensive"])
def test_an_attacker_on_the_way_leaves_a_place_to_its_holder(trigger: str) -> None:
    found = reading(entry(trigger), entry(trigger, outlet="The Post"))
    assert (found.state, found.holder) == ("held", "state")
    assert found.chance("contested") < 0.1


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"polarity": "no"}, id="not entered"),
        pytest.param({"modality": "denied"}, id="denied"),
        pytest.param({"modality": "planned"}, id="to be entered"),
        pytest.param({"aspect": "attempted"}, id="tried to enter"),
        pytest.param({"background": True}, id="entered long ago"),
    ],
)
def test_a_place_nobody_is_said_to_have_entered_now_is_not_contested(more: dict[str, Any]) -> None:
    found = reading(entry("entered", **more))
    assert (found.state, found.holder) == ("held", "state")
    assert found.chance("rebels") <= reading().chance("rebels")


def test_entering_a_place_makes_it_likelier_that_it_is_taken_but_takes_it_from_nobody() -> None:
    found = reading(entry("entered"))
    assert reading().chance("rebels") < found.chance("rebels") < 0.3
    assert [e.words for e in found.evidence] == ["advance by Rebels"]


def test_a_recapture_tells_of_a_loss_that_nobody_reported() -> None:
    again = a_claim(place=[BETA], actor=[ARMY], target=[REBELS], trigger="recaptured")
    assert reading(again).holder == "state"
    assert reading(again).since == DAY
    assert reading(again, on=DAY - timedelta(days=1), known=DAY).holder == "rebels"
    assert reading(again, on=DAY - timedelta(days=1)).holder == "state"


def test_the_one_who_lost_a_place_says_who_did_not_take_it() -> None:
    fall = a_claim(place=[a_place("Gamma")], actor=[], target=[REBELS])
    assert reading(fall, place="gamma").holder == "state"


SITES = {
    "a building before the town": (("government buildings", BETA), "state"),
    "a list with a base after the town": ((BETA, "largest base"), "rebels"),
    "a list of two towns, one of them unknown": (("Omicron", BETA), "rebels"),
    "a site the gazetteer knows in the town": ((replace(BETA, id="t:beta/airport", precision="site"),), "state"),
}


@pytest.mark.parametrize("case", SITES, ids=str)
def test_taking_a_building_is_not_taking_the_town(case: str) -> None:
    places, holder = SITES[case]
    assert reading(a_claim(place=places)).holder == holder


def test_in_a_war_of_three_sides_a_fall_with_no_victor_named_says_nothing() -> None:
    three = replace(THEATRE, sides=(*THEATRE.sides, Side("third", "Third Front")))
    event = an_event(a_claim(place=[BETA], actor=[]))
    assert control_at("beta", DAY, known=end_of_day(DAY), events=[event], theatre=three).holder == "state"


def test_an_unknown_place_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(UnknownPlace, match="Beta"):
        reading(place="Betta")


# Laws.

MAKERS = (
    lambda day, outlet: a_claim(place=[BETA], day=day, outlet=outlet),
    lambda day, outlet: a_claim(place=[BETA], actor=[ARMY], day=day, outlet=outlet),
    lambda day, outlet: a_claim(place=[BETA], modality="claimed", said_by=REBEL_VOICE, day=day, outlet=outlet),
    lambda day, outlet: a_claim(place=[BETA], polarity="no", day=day, outlet=outlet),
    lambda day, outlet: a_claim(place=[BETA], actor=[], day=day, outlet=outlet),
    lambda day, outlet: a_claim("territory.siege", place=[BETA], aspect="ongoing", day=day, outlet=outlet),
    lambda day, outlet: a_claim("violence.clash", place=[BETA], target=[ARMY], day=day, outlet=outlet),
    lambda day, outlet: a_claim("territory.withdraw", place=[BETA], actor=[ARMY], day=day, outlet=outlet),
)
A_DAY = st.integers(0, 40).map(lambda n: DAY + timedelta(days=n))
AN_EVENT = st.builds(
    lambda maker, day, outlet: an_event(maker(day, outlet)),
    st.sampled_from(MAKERS),
    A_DAY,
    st.sampled_from(["The Herald", "The Post"]),
)
EVENTS = st.lists(AN_EVENT, max_size=8)


@given(EVENTS, A_DAY, A_DAY)
@settings(deadline=None, max_examples=60)
def test_a_past_reading_never_changes_when_later_reports_arrive(events: list[Event], on: date, known: date) -> None:
    then = [e for e in events if all(c.known_at <= end_of_day(known) for c in e.claims)]
    before = control_of_all(on, known=end_of_day(known), events=then, theatre=THEATRE)
    after = control_of_all(on, known=end_of_day(known), events=events, theatre=THEATRE)
    assert before == after


@given(EVENTS.flatmap(lambda events: st.tuples(st.just(events), st.permutations(events))), A_DAY)
@settings(deadline=None, max_examples=60)
def test_the_order_in_which_reports_arrive_makes_no_difference(
    orders: tuple[list[Event], list[Event]], on: date
) -> None:
    one, other = (control_of_all(on, known=end_of_day(on), events=events, theatre=THEATRE) for events in orders)
    assert one == other


@given(EVENTS, A_DAY)
@settings(deadline=None, max_examples=60)
def test_the_probabilities_of_a_place_sum_to_one(events: list[Event], on: date) -> None:
    for found in control_of_all(on, known=end_of_day(on), events=events, theatre=THEATRE):
        assert sum(p for _, p in found.probability) == pytest.approx(1.0)
        assert all(0.0 <= p <= 1.0 for _, p in found.probability)


@given(EVENTS, st.integers(1, 90))
@settings(deadline=None, max_examples=60)
def test_doubt_never_shrinks_in_silence(events: list[Event], days: int) -> None:
    quiet_from = DAY + timedelta(days=41)
    later = quiet_from + timedelta(days=days)
    known = end_of_day(later)
    before = control_of_all(quiet_from, known=known, events=events, theatre=THEATRE)
    after = control_of_all(later, known=known, events=events, theatre=THEATRE)
    for then, now in zip(before, after, strict=True):
        assert now.doubt >= then.doubt - 1e-12
