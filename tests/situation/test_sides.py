"""Whose side somebody is on, and who took a town that has simply "fallen"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import DAY, REBELS, a_claim, a_place, a_theatre, a_town, a_voice, an_actor, an_argument, an_event

from khabar.packs.theatre import Side, TheatreActor
from khabar.records import Actor
from khabar.situation.control import control_at
from khabar.situation.sides import side_of, sides_of, speaker_side, state_side
from khabar.situation.state_words import ControlReading
from khabar.times.moments import end_of_day

THEATRE = a_theatre([a_town(n) for n in ("Alpha", "Beta", "Gamma", "Delta")])
THEATRE = replace(
    THEATRE,
    sides=(*THEATRE.sides, Side("front", "Northern Front")),
    actors=(
        *THEATRE.actors,
        TheatreActor(an_actor("Northern Front", "front"), ("NF", "anti-government fighters"), ("separatists",)),
        TheatreActor(an_actor("Third Brigade"), ("Third Brigade",), of="army"),
    ),
)

WORDS = {
    "rebel forces": "rebels",
    "the rebels": "rebels",
    "government troops": "state",
    "anti-government fighters": "front",
    "anti-government protesters": "",
    "separatist gunmen": "front",
    "rebels and government troops": "",
    "fighters": "",
}


@pytest.mark.parametrize("words", WORDS)
def test_a_force_named_only_in_words_is_of_the_one_side_they_name(words: str) -> None:
    assert sides_of([an_argument(words)], THEATRE) == ((WORDS[words],) if WORDS[words] else ())


def test_a_unit_is_of_the_side_of_the_body_it_belongs_to() -> None:
    assert side_of(an_actor("Third Brigade"), THEATRE) == "state"


def test_an_army_of_the_country_that_the_theatre_does_not_list_is_the_states() -> None:
    army = Actor("force:TL:navy", "Testland navy", "state force", country="TL")
    foreign = Actor("force:XX:navy", "Other navy", "state force", country="XX")
    assert state_side(THEATRE) == "state"
    assert side_of(army, THEATRE) == "state"
    assert side_of(foreign, THEATRE) == ""


def test_an_official_of_no_other_country_speaks_for_the_state_and_a_witness_for_nobody() -> None:
    assert speaker_side(a_claim(said_by=a_voice("local official")), THEATRE) == "state"
    assert speaker_side(a_claim(said_by=a_voice("witness")), THEATRE) == ""


def fallen(*others: object) -> ControlReading:
    """Beta has fallen, nobody says to whom; with other claims in the record."""
    claims = [a_claim(place=[a_place("Beta")], actor=[], document="d1"), *others]
    events = [an_event(c) for c in claims]  # type: ignore[arg-type]
    return control_at("beta", DAY, known=end_of_day(DAY), events=events, theatre=THEATRE)


def test_with_several_enemies_a_fall_is_the_gain_of_the_one_the_same_report_tells_of() -> None:
    same = a_claim(place=[a_place("Gamma")], document="d1")
    elsewhere = a_claim(place=[a_place("Delta")], actor=[an_actor("Northern Front", "front")], outlet="The Post")
    assert fallen(same, elsewhere).holder == "rebels"


def test_or_of_the_one_that_has_made_nearly_all_gains_lately() -> None:
    days = [DAY - timedelta(days=n) for n in (1, 9)]
    gains = [a_claim(place=[a_place(n)], day=d) for n, d in zip(("Gamma", "Delta"), days, strict=True)]
    assert fallen(*gains).holder == "rebels"
    long_ago = a_claim(place=[a_place("Gamma")], day=DAY - timedelta(days=70))
    assert fallen(long_ago).holder == "state"


def test_and_where_two_gain_alike_it_says_nothing() -> None:
    gains = [
        a_claim(place=[a_place("Gamma")], outlet="The Post"),
        a_claim(place=[a_place("Delta")], actor=[an_actor("Northern Front", "front")], outlet="The Post"),
    ]
    assert fallen(*gains).holder == "state"
    assert fallen(a_claim(place=[a_place("Gamma")], actor=[REBELS], outlet="The Post")).holder == "rebels"
