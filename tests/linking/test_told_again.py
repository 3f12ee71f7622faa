"""What a report says once: where and when an act took place that is told again without its place or day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from linking_builders import ARMY, MILLBROOK, OAKTON, REBELS, THEATRE, a_claim, counted, on

from khabar.linking import link
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.weights import load_rules
from khabar.records import Argument, Claim, Span

FIRST = a_claim(
    "violence.bombing", document="wire", actor=None, says="A bomb went off in Oakton on Thursday.", time=on(9)
)


def seen(*claims: Claim) -> tuple[Sighting, ...]:
    rules = load_rules()
    told = [sighting for claim in claims for sighting in sightings_of(claim, rules=rules)]
    return with_what_was_told(told, rules=rules, theatre=THEATRE)


def again(type_: str = "violence.bombing", says: str = "A car bomb was used.", **more: object) -> Claim:
    """The act told again, further down, on the tenth, without place or day."""
    return a_claim(type_, **{"document": "wire", "actor": None, "place": None, "says": says, "at": 90, **more})  # type: ignore[arg-type]


def test_an_act_told_again_is_where_and_when_the_report_first_told_it() -> None:
    _, later = seen(FIRST, again())
    assert (later.places, later.borrowed) == ((OAKTON,), True)
    assert (later.first, later.exact, later.dated) == (on(9).first_day.toordinal(), True, False)


def test_the_claim_of_an_attack_is_where_the_bomb_went_off() -> None:
    says = "Claimed the attack had the rebels."
    _, later = seen(FIRST, again("violence.attack", says=says, trigger="Claimed"))
    assert later.refers
    assert later.places == (OAKTON,)


NOWHERE = {
    "another report": again(document="Hill Post/10"),
    "another kind of act": again("territory.capture"),
    "other words for a blow, and nothing refers back": again("violence.clash"),
    "a village of no name": again(place="a village", says="A bomb hit a village."),
    "a place of a name nobody knows": again(place="Elm Bridge", says="A bomb hit Elm Bridge."),
    "a plan": again(modality="planned"),
}


@pytest.mark.parametrize("claim", NOWHERE.values(), ids=NOWHERE)
def test_no_place_is_lent_to(claim: Claim) -> None:
    _, later = seen(FIRST, claim)
    assert later.places == ()
    assert not later.borrowed


def test_the_city_is_the_one_taken_before() -> None:
    taken = a_claim(document="wire", says="Rebels took Oakton.")
    says = "It was the first city lost."
    later = a_claim(document="wire", says=says, place=None, at=90, trigger="lost")
    start = 90 + says.index("first city")
    mention = later.mention
    place = ("place", (Argument(Span(start, start + len("first city"), "first city")),))
    later = replace(later, mention=replace(mention, roles=(*mention.roles, place)))  # type: ignore[arg-type]
    assert seen(taken, later)[1].places == (OAKTON,)


def test_of_a_list_of_towns_none_is_meant_by_the_city() -> None:
    listed = a_claim(document="wire", place=(OAKTON, MILLBROOK), says="Rebels took Oakton and Millbrook.")
    *_, later = seen(listed, again("territory.capture", says="It was lost."))
    assert later.places == ()


def test_a_town_is_not_retaken_where_it_was_taken() -> None:
    taken = a_claim(document="wire", says="Rebels took Oakton.")
    _, later = seen(taken, again("territory.capture", says="It was retaken.", trigger="retaken"))
    assert later.places == ()


def test_the_blow_has_the_day_its_dead_are_told_of() -> None:
    says = "The rebels claimed a car bombing that killed nine in Oakton on Thursday."
    blow = a_claim("violence.bombing", document="wire", says=says)
    dead = a_claim("harm.casualties", document="wire", says=says, time=on(9), counts=(counted("killed", 9),))
    dated, _ = seen(blow, dead)
    assert (dated.first, dated.dated) == (on(9).first_day.toordinal(), False)


def test_two_days_in_one_sentence_are_lent_to_nothing_else() -> None:
    says = "A bomb in Oakton on Wednesday and shells on Thursday followed an ambush."
    one = a_claim("violence.bombing", document="wire", says=says, time=on(8))
    two = a_claim("violence.shelling", document="wire", says=says, time=on(9))
    bare = a_claim("violence.attack", document="wire", says=says)
    assert seen(one, two, bare)[2].dated


def test_the_day_of_the_event_is_never_a_report_s_own() -> None:
    (event,) = link([FIRST, again()], theatre=THEATRE)
    assert event.occurred == on(9)


def test_reports_of_one_attack_meet_however_they_tell_it() -> None:
    claims = [
        FIRST,
        again(),
        again("violence.attack", says="Nobody has claimed the attack.", trigger="claimed", at=180),
        a_claim(
            "violence.attack", outlet="Hill Post", published=9, actor=None, time=on(9), says="The attack in Oakton"
        ),
    ]
    assert len(link(claims, theatre=THEATRE)) == 1


def titled(title: str, *, at: int = 0, **more: Any) -> Claim:
    """A toll that names no town, in a report with a headline."""
    says = "The number of those killed in the attack has risen to nine."
    claim = a_claim("harm.casualties", outlet="Hill Post", actor=None, place=None, says=says, at=at, **more)
    return replace(claim, title=title)


TOLL = a_claim("harm.casualties", document="wire", actor=None, time=on(9), counts=(counted("killed", 9),))
NINE: dict[str, Any] = {"time": on(9), "counts": (counted("killed", 9),)}


def test_an_act_of_the_lead_is_at_the_town_its_headline_names() -> None:
    (event,) = link([TOLL, titled("Toll in Oakton attack rises", **NINE)], theatre=THEATRE)
    assert [place.name for place in event.places] == ["Oakton"]
    assert any("headline" in reason for merge in event.merges for reason in merge.reasons)


ELSEWHERE = {
    "another town": titled("Toll in Millbrook attack rises", **NINE),
    "no town": titled("Toll in attack rises", **NINE),
    "far down in the report": titled("Toll in Oakton attack rises", at=900, **NINE),
    "another day": titled("Toll in Oakton attack rises", time=on(3), counts=(counted("killed", 9),)),
}


@pytest.mark.parametrize("claim", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_headline_places_nothing_else(claim: Claim) -> None:
    assert len(link([TOLL, claim], theatre=THEATRE)) == 2


def test_what_was_told_does_not_hang_on_the_order() -> None:
    claims = [FIRST, again(), a_claim(document="wire", actor=REBELS, target=ARMY, at=40, says="Rebels took Oakton.")]
    assert {s.key: s.places for s in seen(*claims)} == {s.key: s.places for s in seen(*reversed(claims))}
