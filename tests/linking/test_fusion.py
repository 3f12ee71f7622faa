"""What an event takes from its claims."""

from __future__ import annotations

from datetime import date

import pytest
from linking_builders import (
    ARMY,
    COUNTRY,
    OAK_PROVINCE,
    OAKTON,
    REBELS,
    THEATRE,
    a_claim,
    between,
    counted,
    day,
    on,
    said_by,
)

from khabar.linking import link
from khabar.records import Claim, Event

DAYS = {
    "the day the text gives, not that of the report": (
        [a_claim(published=11), a_claim(outlet="Post", published=11, time=on(9))],
        day(9),
    ),
    "of reports without a day the first": (
        [a_claim(published=12), a_claim(outlet="Post", published=10)],
        day(10),
    ),
    "the day most outlets give": (
        [a_claim(time=on(9)), a_claim(outlet="Post", time=on(10)), a_claim(outlet="Dealer", time=on(10))],
        day(10),
    ),
    "a correction replaces what it corrects": (
        [a_claim(time=on(10)), a_claim(published=11, time=on(9)), a_claim(outlet="Post", published=12)],
        day(9),
    ),
    "a copy is no second vote": (
        [
            a_claim(time=on(9)),
            a_claim(outlet="Post", document="p", time=on(10)),
            a_claim(outlet="Dealer", document="d", time=on(10), copy_of="p"),
        ],
        day(9),
    ),
    "a day before a week": ([a_claim(time=between(4, 10)), a_claim(outlet="Post", time=on(8))], day(8)),
}


@pytest.mark.parametrize(("claims", "expected"), DAYS.values(), ids=DAYS)
def test_an_event_lies_on_the_best_attested_day(claims: list[Claim], expected: date) -> None:
    event = _one(*claims)
    assert event.occurred is not None
    assert event.occurred.first_day == expected


def test_an_event_is_named_for_the_act_and_not_for_the_state_it_led_to() -> None:
    state = [a_claim("territory.control", outlet=f"Paper {n}") for n in range(3)]
    assert _one(*state, a_claim("territory.transfer")).type == "territory.transfer"


def test_the_most_exact_place_comes_first() -> None:
    strike = {"actor": REBELS, "time": on(9), "counts": (counted("killed", 5),)}
    one = a_claim("violence.attack", place=OAK_PROVINCE, **strike)
    other = a_claim("violence.attack", outlet="Post", place=OAKTON, **strike)
    assert [p.name for p in _one(one, other).places] == ["Oakton", "Oak province"]


def test_a_province_that_only_places_the_town_is_no_second_place() -> None:
    assert [p.name for p in _one(a_claim(place=(OAKTON, OAK_PROVINCE))).places] == ["Oakton"]


def test_actors_are_those_the_claims_name_most_named_first() -> None:
    clash = [a_claim("violence.clash", actor=ARMY, target=REBELS, outlet=f"Paper {n}") for n in range(2)]
    event = _one(*clash)
    assert ([a.id for a in event.actors], [a.id for a in event.targets]) == (["army"], ["rebels"])


def test_words_for_those_nobody_knows_are_kept() -> None:
    event = _one(a_claim("violence.attack", actor="Gunmen"), a_claim("violence.attack", actor="gunmen", outlet="Post"))
    assert event.actor_words == ("Gunmen",)


def test_a_party_s_claim_becomes_a_report_once_somebody_else_reports_it() -> None:
    voice = said_by("belligerent", "a spokesman", REBELS)
    claim = a_claim(modality="claimed", attribution=voice)
    assert _one(claim).modality == "claimed"
    assert _one(claim, a_claim(outlet="Post")).modality == "reported"


AGGREGATES = {
    "a part of a set": (
        a_claim(place=COUNTRY, counts=(counted("other", 11, of=34, noun="provincial capitals"),)),
        True,
    ),
    "a bare number of towns": (a_claim(place=None, counts=(counted("other", 6, noun="towns"),)), True),
    "a number with a town it names": (a_claim(counts=(counted("other", 3, noun="towns"),)), False),
    "one town": (a_claim(place=None, counts=(counted("other", 1, noun="town"),)), False),
    "the dead of a month": (
        a_claim("harm.casualties", place=COUNTRY, counts=(counted("killed", 900),), time=between(1, 31)),
        True,
    ),
    "the dead of a day": (a_claim("harm.casualties", counts=(counted("killed", 9),)), False),
    "the dead of one attack last week": (
        a_claim("violence.attack", counts=(counted("killed", 9),), time=between(4, 10)),
        False,
    ),
    "towns without number": (a_claim(place="provincial capitals"), True),
    "checkpoints without number": (a_claim(place="checkpoints"), False),
    "a town not known": (a_claim(place="Elmstead"), False),
    "a number of vehicles": (a_claim(place=None, counts=(counted("other", 6, noun="vehicles"),)), False),
}


@pytest.mark.parametrize(("claim", "expected"), AGGREGATES.values(), ids=AGGREGATES)
def test_statements_about_many_acts_are_marked(claim: Claim, expected: bool) -> None:
    assert _one(claim).aggregate is expected


def test_descriptions_and_history_are_marked_and_stay_by_themselves() -> None:
    found = link(
        [a_claim(), a_claim(outlet="Post", descriptive=True), a_claim(outlet="Dealer", background=True)],
        theatre=THEATRE,
    )
    assert sorted((e.descriptive, e.background) for e in found) == [(False, False), (False, True), (True, False)]


def test_an_event_keeps_its_id_when_a_later_report_joins_it() -> None:
    first = a_claim()
    assert _one(first).id == _one(a_claim(outlet="Post", published=11), first).id


def _one(*claims: Claim) -> Event:
    (event,) = link(claims, theatre=THEATRE)
    return event
