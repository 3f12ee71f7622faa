"""Which claims become one event and which do not."""

from __future__ import annotations

import pytest
from linking_builders import (
    AIR_FORCE,
    ALLIED_JETS,
    ARMY,
    COUNTRY,
    MILLBROOK,
    OAK_PROVINCE,
    OAK_VALE,
    OAKTON,
    REBEL_BRIGADE,
    REBELS,
    THEATRE,
    a_claim,
    between,
    counted,
    on,
)

from khabar.linking import link, why_merged
from khabar.records import Actor, Claim, Event

OFFICER = Actor("name:a", "Col. Abel", "person")
OTHER_OFFICER = Actor("name:b", "Col. Bern", "person")


def events(*claims: Claim) -> tuple[Event, ...]:
    return link(claims, theatre=THEATRE)


SAME = {
    "two outlets on one day": (a_claim(), a_claim(outlet="Hill Post")),
    "taken and then held": (a_claim(), a_claim("territory.control", outlet="Hill Post", published=11)),
    "taken by arms or handed over": (a_claim(), a_claim("territory.transfer", outlet="Hill Post")),
    "the brigade is the rebels": (a_claim(), a_claim(outlet="Hill Post", actor=REBEL_BRIGADE)),
    "retaken, in one paper's words": (
        a_claim(actor=ARMY, trigger="retook"),
        a_claim(actor=ARMY, outlet="Hill Post"),
    ),
    "nobody is named": (a_claim(actor=None), a_claim(outlet="Hill Post", actor=None)),
    "the night between two days": (a_claim(time=on(9)), a_claim(outlet="Hill Post", time=on(10))),
    "a late report with its own day": (a_claim(time=on(7)), a_claim(outlet="Hill Post", published=9, time=on(7))),
    "last week, within which the day lies": (a_claim(time=on(7)), a_claim(outlet="Hill Post", time=between(4, 10))),
    "the town of the province": (
        a_claim("violence.airstrike", actor=AIR_FORCE, time=on(9), counts=(counted("killed", 6),)),
        a_claim(
            "violence.airstrike",
            outlet="Hill Post",
            actor=AIR_FORCE,
            place=OAK_PROVINCE,
            time=on(9),
            counts=(counted("killed", 6),),
        ),
    ),
    "a strike by a hand not named": (
        a_claim("violence.airstrike", actor=ALLIED_JETS, time=on(9)),
        a_claim("violence.airstrike", actor=None, outlet="Hill Post", time=on(9)),
    ),
    "a toll revised the next day": (
        a_claim("violence.bombing", actor=None, time=on(9), counts=(counted("killed", 4),), published=9),
        a_claim("violence.bombing", actor=None, time=on(9), counts=(counted("killed", 8),), outlet="Hill Post"),
    ),
    "a toll that is said to rise, from one day to the next": (
        a_claim("harm.casualties", actor=None, published=9, counts=(counted("killed", 9),)),
        a_claim(
            "harm.casualties",
            actor=None,
            outlet="Hill Post",
            counts=(counted("killed", 21),),
            says="The death toll of the market bombing in Oakton has risen to 21.",
        ),
    ),
    "parts of one count": (
        a_claim("harm.casualties", time=on(9), counts=(counted("killed", 52), counted("killed", 8))),
        a_claim("harm.casualties", time=on(9), outlet="Hill Post", counts=(counted("killed", 60),)),
    ),
    "fighting told from either side": (
        a_claim("violence.clash", actor=REBELS, target=ARMY),
        a_claim("violence.clash", actor=ARMY, target=REBELS, outlet="Hill Post"),
    ),
    "told again further down without its place": (
        a_claim("violence.airstrike", document="wire", says="Jets hit a depot."),
        a_claim("violence.airstrike", place=None, document="wire", says="Planes dropped bombs.", at=90),
    ),
    "one total, twice": (
        a_claim(place=COUNTRY, counts=(counted("other", 11, of=34, noun="towns"),), time=between(4, 10)),
        a_claim(place=COUNTRY, counts=(counted("other", 11, of=34, noun="towns"),), outlet="Hill Post"),
    ),
    "a sentence that two papers share, with no place": (
        a_claim("politics.talks", place=None, says="Envoys of both sides met for an hour."),
        a_claim("politics.talks", place=None, outlet="Hill Post", says="Envoys of both sides met for an hour."),
    ),
}

APART = {
    "two towns": (a_claim(), a_claim(outlet="Hill Post", place=MILLBROOK)),
    "two weeks": (a_claim(time=on(3)), a_claim(outlet="Hill Post", time=on(10))),
    "taken and taken back": (a_claim(), a_claim(outlet="Hill Post", actor=ARMY)),
    "taken, and retaken by a force not named": (
        a_claim(),
        a_claim(outlet="Hill Post", actor=None, trigger="retaken"),
    ),
    "two strikes by different hands": (
        a_claim("violence.airstrike", actor=AIR_FORCE, time=on(9)),
        a_claim("violence.airstrike", actor=ALLIED_JETS, time=on(9), outlet="Hill Post"),
    ),
    "shelling that came back": (
        a_claim("violence.shelling", time=on(8)),
        a_claim("violence.shelling", time=on(9), outlet="Hill Post"),
    ),
    "fighting day after day": (
        a_claim("violence.clash", target=ARMY, published=8),
        a_claim("violence.clash", target=ARMY, published=9, outlet="Hill Post"),
    ),
    "two bombs with different tolls": (
        a_claim("violence.bombing", actor=None, time=on(9), counts=(counted("killed", 2),)),
        a_claim("violence.bombing", actor=None, time=on(9), counts=(counted("killed", 60),), outlet="Hill Post"),
    ),
    "a blast and another the next day": (
        a_claim("harm.casualties", actor=None, published=9, counts=(counted("killed", 9),)),
        a_claim("harm.casualties", actor=None, outlet="Hill Post", counts=(counted("killed", 21),)),
    ),
    "gunmen and a bomb in one city on one day": (
        a_claim("violence.attack", actor=None, place=MILLBROOK),
        a_claim("violence.bombing", actor=None, place=MILLBROOK, outlet="Hill Post"),
    ),
    "two strikes with no place named": (
        a_claim("violence.airstrike", actor=AIR_FORCE, place=None),
        a_claim("violence.airstrike", actor=AIR_FORCE, place=None, outlet="Hill Post"),
    ),
    "a place that has no point, and another further down": (
        a_claim("violence.airstrike", place="some valley", document="wire", says="Jets hit a depot."),
        a_claim("violence.airstrike", document="wire", says="Planes dropped bombs.", at=90),
    ),
    "a place, and further down one that has no point": (
        a_claim("violence.airstrike", document="wire", says="Jets hit a depot."),
        a_claim("violence.airstrike", place="some valley", document="wire", says="Planes dropped bombs.", at=90),
    ),
    "no place at first, and one further down": (
        a_claim("violence.airstrike", place=None, document="wire", says="Jets hit a depot."),
        a_claim("violence.airstrike", document="wire", says="Planes dropped bombs.", at=90),
    ),
    "two arrests": (
        a_claim("detention.seize", target=OFFICER),
        a_claim("detention.seize", target=OTHER_OFFICER, outlet="Hill Post"),
    ),
    "taking a town and bombing it": (a_claim(), a_claim("violence.airstrike", outlet="Hill Post")),
    "its airport and the town itself": (
        a_claim(),
        a_claim(outlet="Hill Post", target="the airport"),
    ),
    "done and planned": (a_claim(), a_claim(outlet="Hill Post", modality="planned")),
    "done and tried": (a_claim(), a_claim(outlet="Hill Post", aspect="attempted")),
    "an act and its description": (a_claim("territory.control"), a_claim(descriptive=True)),
    "an act and history": (a_claim(), a_claim(outlet="Hill Post", background=True)),
    "an act and a total": (
        a_claim(),
        a_claim(outlet="Hill Post", place=COUNTRY, counts=(counted("other", 11, of=34, noun="towns"),)),
    ),
    "two totals": (
        a_claim(place=COUNTRY, counts=(counted("other", 10, of=34, noun="towns"),)),
        a_claim(place=COUNTRY, counts=(counted("other", 11, of=34, noun="towns"),), outlet="Hill Post"),
    ),
    "a town and its neighbour in one list": (a_claim(place=(OAKTON, OAK_VALE)),),
}


@pytest.mark.parametrize("claims", SAME.values(), ids=SAME)
def test_claims_of_one_act_are_one_event(claims: tuple[Claim, ...]) -> None:
    assert len(events(*claims)) == 1


@pytest.mark.parametrize("claims", APART.values(), ids=APART)
def test_claims_of_two_acts_are_two_events(claims: tuple[Claim, ...]) -> None:
    assert len(events(*claims)) == 2


def test_a_list_of_towns_is_one_act_for_each_and_joins_what_others_say_of_each() -> None:
    listed = a_claim(place=(OAKTON, MILLBROOK))
    found = events(listed, a_claim(outlet="Hill Post"), a_claim(outlet="Plain Dealer", place=MILLBROOK))
    assert {e.places[0].name: len(e.claims) for e in found} == {"Oakton": 2, "Millbrook": 2}


def test_a_toll_over_several_places_is_one_act_and_is_not_shared_out() -> None:
    (event,) = events(a_claim("harm.casualties", place=(OAKTON, MILLBROOK), counts=(counted("killed", 40),)))
    assert {place.name for place in event.places} == {"Oakton", "Millbrook"}


def test_two_tolls_in_one_sentence_are_two_acts() -> None:
    says = "A bomb in Oakton killed five and another there killed eight."
    one = a_claim("violence.bombing", actor=None, says=says, counts=(counted("killed", 5),))
    other = a_claim("violence.bombing", actor=None, says=says, counts=(counted("killed", 8),))
    assert len(events(one, other)) == 2


def test_a_storm_of_four_hundred_rewordings_is_one_event() -> None:
    storm = [
        a_claim(
            "detention.seize",
            outlet=f"Paper {n}",
            target="schoolgirls",
            published=10 + n % 2,
            time=on(9),
            counts=(counted("detained", 200 + 10 * (n % 8)),),
            says=f"Gunmen took {200 + 10 * (n % 8)} girls from a school in Oakton, paper {n} says.",
        )
        for n in range(400)
    ]
    (event,) = events(*storm)
    assert len(event.claims) == 400
    assert event.standing == "corroborated"


def test_every_merge_says_why() -> None:
    (event,) = events(a_claim(time=on(9)), a_claim(outlet="Hill Post", time=on(9)))
    (reason,) = why_merged(event)
    assert "Upland Wire, 2030-05-10" in reason
    assert "Hill Post" in reason
    assert "same place: Oakton" in reason
    assert "same day: 2030-05-09" in reason
    assert event.merges[0].by.startswith("rule:linking/")


def test_an_event_of_one_claim_has_nothing_to_explain() -> None:
    (event,) = events(a_claim())
    assert why_merged(event) == ()
