"""The ledger of harm: ranges, distinct events added, camps never mixed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import DAY, GOVERNMENT, REBELS, a_claim, a_place, a_theatre, a_town, a_voice, an_argument, an_event

from khabar.packs.theatre import TheatreActor
from khabar.records import Actor, Attribution, Claim, Count, Event, Figure
from khabar.situation.harm import HarmLedger, harm
from khabar.times import Interval

THEATRE = a_theatre([a_town("Alpha"), a_town("Beta")])


def toll(
    low: int | None,
    best: int | None,
    high: int | None = None,
    *,
    said_by: Attribution | None = None,
    outlet: str = "The Herald",
    day: date = DAY,
    what: str = "killed",
    modality: str = "",
) -> Claim:
    count = Count(what, "so many", low, best, high)  # type: ignore[arg-type]
    return a_claim(
        "harm.casualties",
        place=[a_place("Beta")],
        target=["civilians"],
        counts=(count,),
        said_by=said_by,
        modality=modality or ("claimed" if said_by else "reported"),
        outlet=outlet,
        day=day,
    )


def deaths(*claims: Claim, **more: object) -> Event:
    """One act with the figure its claims support."""
    counts = [(c.mention.counts[0], c) for c in claims]
    versions = tuple((n.low, n.best, n.high, c.voice, c.id) for n, c in counts)
    last = counts[-1][0]
    return an_event(*claims, figures=(Figure(last.what, last.low, last.best, last.high, versions),), **more)  # type: ignore[arg-type]


def ledger(*events: Event) -> HarmLedger:
    return harm(events, THEATRE, on=DAY)


def test_the_ranges_of_distinct_acts_are_added_low_to_low() -> None:
    total = ledger(deaths(toll(12, None)), deaths(toll(3, 4, 5, outlet="The Post"))).total("killed")
    assert total is not None
    assert (total.low, total.best, total.high, total.events) == (15, 16, None, 2)


def test_what_opposed_camps_say_of_one_act_is_kept_apart_and_marked_disputed() -> None:
    said = deaths(
        toll(None, 50, said_by=a_voice("official", GOVERNMENT)), toll(None, 3, said_by=a_voice("belligerent", REBELS))
    )
    found = ledger(said)
    assert {(t.camp, t.best, t.disputed) for t in found.tolls} == {("state", 50, True), ("rebels", 3, True)}
    assert found.total("killed") is None
    assert [t.best for t in found.totals] == [3, 50]


# Who gives a number, in which paper, and whose word it is then; "Rebel Voice" is the rebels' own paper.
WHOSE = {
    "a paper of no party": (None, "The Herald", ""),
    "a party's paper": (None, "Rebel Voice", "rebels"),
    "an official of a side": (a_voice("official", GOVERNMENT), "The Herald", "state"),
    "an official of no foreign country": (a_voice("local official"), "The Herald", "state"),
    "an official in the other side's paper": (a_voice("official", GOVERNMENT), "Rebel Voice", "state"),
    "a witness in a party's paper": (a_voice("witness"), "Rebel Voice", "rebels"),
    "a witness": (a_voice("witness"), "The Herald", ""),
    "an aid body in a party's paper": (a_voice("un/ngo"), "Rebel Voice", ""),
}


@pytest.mark.parametrize("case", WHOSE, ids=str)
def test_a_toll_is_the_word_of_the_side_whose_speaker_or_paper_gives_it(case: str) -> None:
    said_by, outlet, camp = WHOSE[case]
    paper = TheatreActor(Actor("rebel-voice", "Rebel Voice", "media", side="rebels"), ("Rebel Voice",))
    theatre = replace(THEATRE, actors=(*THEATRE.actors, paper))
    (found,) = harm([deaths(toll(3, 3, said_by=said_by, outlet=outlet, modality="reported"))], theatre, on=DAY).tolls
    assert found.camp == camp


def test_a_total_that_sums_up_many_acts_is_never_added() -> None:
    found = ledger(deaths(toll(None, 4)), deaths(toll(1000, None, outlet="The Post"), aggregate=True))
    total = found.total("killed")
    assert total is not None
    assert total.best == 4
    assert [t.low for t in found.stated_totals] == [1000]


def test_an_act_with_no_number_is_listed_and_adds_nothing() -> None:
    freed = an_event(a_claim("detention.release", target=["prisoners"], place=[a_place("Beta")]))
    found = ledger(freed)
    assert [(t.what, t.low, t.group, t.places) for t in found.tolls] == [("freed", None, "prisoners", ("beta",))]
    total = found.total("freed")
    assert total is not None
    assert (total.low, total.events, total.uncounted) == (0, 0, 1)


def test_deaths_that_are_denied_feared_or_history_are_not_in_the_ledger() -> None:
    denied = deaths(toll(None, 9), polarity="no")
    history = deaths(toll(None, 9), background=True)
    assert ledger(denied, history).tolls == ()


def test_a_window_leaves_out_what_lies_outside_it() -> None:
    early = deaths(toll(None, 7, day=DAY - timedelta(days=20)))
    week = Interval.of_days(DAY - timedelta(days=6), DAY)
    assert harm([early], THEATRE, on=DAY, window=week).tolls == ()
    assert len(harm([early], THEATRE, on=DAY).tolls) == 1


def test_those_driven_out_are_told_with_where_from_and_where_to() -> None:
    fled = a_claim("harm.displacement", place=[a_place("Beta")], counts=(Count("displaced", "400", 400, 400),))
    ways = (("origin", (an_argument(a_place("Beta")),)), ("destination", (an_argument(a_place("Alpha")),)))
    fled = replace(fled, mention=replace(fled.mention, roles=(*fled.mention.roles, *ways)))
    versions = ((400, 400, None, fled.voice, fled.id),)
    (toll,) = ledger(an_event(fled, figures=(Figure("displaced", 400, 400, None, versions),))).tolls
    assert (toll.left, toll.reached) == (("beta",), ("alpha",))
    (dead,) = ledger(deaths(dead_on_their_way())).tolls
    assert (dead.left, dead.reached) == ((), ())


def dead_on_their_way() -> Claim:
    """Nine killed on their way to Alpha."""
    claim = toll(9, 9)
    way = ("destination", (an_argument(a_place("Alpha")),))
    return replace(claim, mention=replace(claim.mention, roles=(*claim.mention.roles, way)))
