"""What would change if something were so: against the same day without it, and with nothing kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from builders import DAY, a_claim, a_place, a_road, a_theatre, a_town, an_actor, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.packs.theatre import Side, Theatre, TheatreActor
from khabar.records import Claim, Event
from khabar.situation import WhatIf, what_if
from khabar.supposing import supposed_events
from khabar.times.moments import end_of_day

# Alpha - Beta - Delta, and a longer way round by Gamma.
THEATRE = a_theatre(
    [a_town(n) for n in ("Alpha", "Beta", "Gamma", "Delta")],
    [
        a_road("alpha", "beta", km=50, name="Old road"),
        a_road("beta", "delta", km=50, name="Old road"),
        a_road("alpha", "gamma", km=90),
        a_road("gamma", "delta", km=90),
    ],
)
NEXT = DAY + timedelta(days=1)
KNOWN = end_of_day(DAY)


def answer(*said: str, record: tuple[Claim, ...] = ()) -> WhatIf:
    supposed = supposed_events(said, THEATRE, day=NEXT, known=KNOWN)
    events = [an_event(claim) for claim in record]
    return what_if(supposed, NEXT, known=KNOWN, events=events, theatre=THEATRE)


def fell(town: str) -> Claim:
    return a_claim(place=[a_place(town)])


@given(st.lists(st.sampled_from(["Beta", "Gamma", "Delta"]), max_size=3, unique=True))
@settings(max_examples=8, deadline=None)
def test_supposing_nothing_changes_nothing(lost: list[str]) -> None:
    assert answer(record=tuple(map(fell, lost))).changes_nothing


def test_supposing_what_is_so_already_changes_no_holder() -> None:
    found = answer("Beta=rebels", record=(fell("Beta"), a_claim(place=[a_place("Beta")], outlet="The Wire")))
    assert found.controls == ()


def test_a_fall_changes_the_place_the_road_and_the_ways_beyond() -> None:
    found = answer("Beta=rebels")
    (change,) = found.controls
    assert (change.before.holder, change.after.holder) == ("state", "rebels")
    (road,) = found.roads
    assert (road.before.status, road.after.status) == ("open", "cut")
    delta = next(c for c in found.access if c.after.place_key == "delta")
    assert delta.before is not None
    assert delta.before.way is not None
    assert delta.after.way is not None
    assert (delta.before.way.length_km, delta.after.way.length_km) == (100, 180)
    assert (delta.before.ways, delta.after.ways) == (2, 1)


def test_several_suppositions_hold_together() -> None:
    found = answer("Beta=rebels", "Gamma=rebels")
    delta = next(c for c in found.access if c.after.place_key == "delta")
    assert delta.after.status == "cut"
    assert delta.after.cut_since == NEXT
    assert {b.place_key for b in delta.after.reopened_by} == {"beta", "gamma"}


def test_a_place_won_back_is_reached_again_and_was_not_held_before() -> None:
    found = answer("Beta=state", record=(fell("Beta"), fell("Gamma")))
    after = {c.after.place_key: c for c in found.access}
    assert after["beta"].before is None
    assert after["delta"].after.status == "open"


def test_what_is_supposed_outweighs_the_reports_of_the_day_before() -> None:
    found = answer("Beta=state", record=(fell("Beta"), a_claim(place=[a_place("Beta")], outlet="The Wire")))
    assert [c.after.holder for c in found.controls] == ["state"]


def a_war_of_three(*holders: tuple[str, str]) -> Theatre:
    sides = (Side("state", "Government", base="alpha"), Side("guests", "Guests"), Side("rebels", "Rebels"))
    held = dict(holders)
    towns = [a_town(n, holder=held.get(n.casefold(), "state")) for n in ("Alpha", "Beta", "Gamma", "Delta")]
    guests = TheatreActor(an_actor("Guests", "guests"), ("Guests",))
    return replace(a_theatre(towns, THEATRE.roads, sides=sides), actors=(*THEATRE.actors, guests))


def holder_if(said: str, theatre: Theatre, *record: Claim) -> str:
    supposed = supposed_events([said], theatre, day=NEXT, known=KNOWN)
    events = [an_event(claim) for claim in record]
    found = what_if(supposed, NEXT, known=KNOWN, events=events, theatre=theatre)
    return next((c.after.holder for c in found.controls if c.after.place_key == "beta"), "")


def test_a_fall_to_nobody_named_is_to_the_side_that_holds_most_of_the_rest() -> None:
    assert holder_if("Beta falls", a_war_of_three(("gamma", "rebels"))) == "rebels"
    assert holder_if("Beta falls", a_war_of_three(("gamma", "guests"))) == "guests"


def test_a_fall_to_nobody_named_is_to_the_side_that_besieges_the_place() -> None:
    siege = a_claim("territory.siege", place=[a_place("Beta")], aspect="ongoing")
    assert holder_if("Beta falls", a_war_of_three(("gamma", "guests"), ("delta", "guests")), siege) == "rebels"


def test_a_fall_of_what_the_rebels_hold_is_to_the_state() -> None:
    assert holder_if("Beta falls", a_war_of_three(("beta", "rebels"))) == "state"


def test_a_road_closed_changes_no_holder() -> None:
    found = answer("Beta=closed")
    assert found.controls == ()
    assert [r.after.status for r in found.roads] == ["cut"]


def test_a_block_lifted_opens_the_road() -> None:
    block = a_claim("access.block", actor=[], place=["the road", a_place("Beta")])
    assert [r.after.status for r in answer("Beta=open", record=(block,)).roads] == ["open"]


def test_a_base_lost_supplies_nothing() -> None:
    found = answer("Alpha=rebels")
    assert found.bases_lost == ("state",)
    assert {c.after.status for c in found.access} == {"cut"}


def test_the_record_is_left_as_it_was() -> None:
    events: list[Event] = [an_event(fell("Beta"))]
    before = list(events)
    what_if(
        supposed_events(["Gamma=rebels"], THEATRE, day=NEXT, known=KNOWN),
        NEXT,
        known=KNOWN,
        events=events,
        theatre=THEATRE,
    )
    assert events == before
