"""How well an act is attested, by who says it."""

from __future__ import annotations

import pytest
from linking_builders import ARMY, MINISTRY, REBELS, THEATRE, a_claim, on, said_by

from khabar.linking import link
from khabar.records import Claim, Event

TAKEN = on(9)


def told(outlet: str = "Upland Wire", **more: object) -> Claim:
    """A report that the rebels took Oakton on the 9th."""
    return a_claim(outlet=outlet, time=TAKEN, **more)  # type: ignore[arg-type]


def denied(published: int = 10, **more: object) -> Claim:
    """The ministry's word that they did not, by the wire."""
    voice = said_by("belligerent", "the ministry", MINISTRY)
    return told(published=published, modality="denied", attribution=voice, says=f"denied on {published}", **more)


def claimed(outlet: str = "Upland Wire", **more: object) -> Claim:
    """The rebels' own word that they took it."""
    voice = said_by("belligerent", "a rebel spokesman", REBELS)
    return told(outlet, modality="claimed", attribution=voice, says=f"the rebels said so, {outlet}", **more)


CASES = {
    "a party's own word": ([claimed()], "claimed"),
    "a party's own word in two papers": ([claimed(), claimed("Hill Post")], "claimed"),
    "a party's own bulletin": ([told("Ministry Bulletin")], "claimed"),
    "both parties say so": (
        [claimed(), told(says="the army said so", attribution=said_by("belligerent", "the army", ARMY))],
        "reported",
    ),
    "one outlet": ([told()], "reported"),
    "one outlet, twice": ([told(), told(published=11)], "reported"),
    "two outlets": ([told(), told("Hill Post")], "corroborated"),
    "an outlet and the party": ([told(), claimed("Hill Post")], "reported"),
    "a paper and its copy": (
        [told(document="w1"), told("Hill Post", document="p1", copy_of="w1")],
        "reported",
    ),
    "two copies of a text we do not have": (
        [told("Hill Post", document="p1", copy_of="w1"), told("Plain Dealer", document="p2", copy_of="w1")],
        "reported",
    ),
    "two papers quoting one agency": (
        [
            told("Hill Post", attribution=said_by("media", "Upland Wire")),
            told("Plain Dealer", attribution=said_by("media", "Upland Wire")),
        ],
        "reported",
    ),
    "two reports of no known outlet": ([told("", document="a"), told("", document="b")], "reported"),
    "denied by the other side": ([told(), told("Hill Post"), denied()], "disputed"),
    "denied by an analyst abroad": (
        [told(), told("Hill Post", modality="denied", attribution=said_by("analyst", "an analyst"))],
        "reported",
    ),
    "denied, then reported by two more": (
        [told(), denied(), told("Hill Post", published=12), told("Plain Dealer", published=12)],
        "corroborated",
    ),
    "denied, then reported by one more": ([told(), denied(), told("Hill Post", published=12)], "disputed"),
    "denied, then conceded": (
        [
            told(),
            denied(),
            told("Hill Post", published=12, attribution=said_by("belligerent", "the ministry", MINISTRY)),
        ],
        "reported",
    ),
    "yes and no in one report": (
        [told(document="d"), told(document="d", at=90, polarity="no", says="But Oakton had not been taken.")],
        "disputed",
    ),
    "taken back, and told again": (
        [told(), told(published=11, polarity="no"), told(published=12)],
        "reported",
    ),
    "taken back by the only paper": ([told(), told(published=11, polarity="no")], "retracted"),
    "taken back in so many words": (
        [told(), told(published=11, says="The Wire withdraws its report that Oakton was taken.")],
        "retracted",
    ),
    "taken back by one of two papers": (
        [
            told(),
            told("Hill Post", published=13),
            told(published=11, says="The Wire retracted its story that Oakton was taken."),
        ],
        "reported",
    ),
    "only denied": ([denied()], "claimed"),
}


@pytest.mark.parametrize(("claims", "standing"), CASES.values(), ids=CASES)
def test_standing_follows_from_who_says_it(claims: list[Claim], standing: str) -> None:
    (event,) = _events(claims)
    assert event.standing == standing


def test_a_word_that_a_town_stands_does_not_deny_its_fall_the_next_day() -> None:
    before = told(published=8, says="Oakton has not fallen", polarity="no").mention
    stands = a_claim(published=8, polarity="no", says=before.sentence.text)
    events = _events([stands, told(), told("Hill Post")])
    assert {e.standing for e in events if e.polarity == "yes"} == {"corroborated"}
    assert [e.polarity for e in events] == ["no", "yes"]


def test_an_act_that_is_only_denied_is_no_act() -> None:
    (event,) = _events([denied()])
    assert (event.polarity, event.modality) == ("no", "denied")


def _events(claims: list[Claim]) -> tuple[Event, ...]:
    return link(claims, theatre=THEATRE)
