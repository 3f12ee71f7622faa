"""Tallies: ours, those reports state, and the difference."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import DAY, REBELS, a_claim, a_place, a_theatre, a_town, a_voice, an_event

from khabar.records import Claim, Count
from khabar.situation.control import control_of_all
from khabar.situation.tally import StatedTally, stated_tallies, tallies
from khabar.times import Occurred
from khabar.times.moments import end_of_day

CAPITALS = ("provincial capitals",)
THEATRE = a_theatre([*(a_town(n, sets=CAPITALS) for n in ("Alpha", "Beta", "Gamma", "Delta")), a_town("Village")])
WEEK = Occurred.within(DAY - timedelta(days=7), DAY, precision="week", basis="relative")


def fell(town: str, **more: object) -> Claim:
    return a_claim(place=[a_place(town)], **more)  # type: ignore[arg-type]


def counted(best: int, *, of: int | None = None, noun: str = "provincial capitals") -> tuple[Count, ...]:
    return (Count("other", f"{best} of them", best=best, of=of, noun=noun),)


def stated(*claims: Claim) -> tuple[StatedTally, ...]:
    events = [an_event(c, aggregate=bool(c.mention.counts)) for c in claims]
    return stated_tallies(events, THEATRE, on=DAY, known=end_of_day(DAY))


def test_every_member_of_a_set_is_in_exactly_one_list() -> None:
    events = [
        an_event(fell("Beta")),
        an_event(fell("Gamma", modality="claimed", said_by=a_voice("belligerent", REBELS))),
        an_event(fell("Village")),
    ]
    (ours,) = tallies(control_of_all(DAY, known=end_of_day(DAY), events=events, theatre=THEATRE), THEATRE)
    assert ours.of == 4
    assert dict(ours.held) == {"state": ("alpha", "delta"), "rebels": ("beta",)}
    assert dict(ours.claimed) == {"rebels": ("gamma",)}
    assert dict(ours.taken) == {"rebels": ("beta",)}


def test_a_stated_tally_stands_beside_ours_with_the_number_missing() -> None:
    (found,) = stated(fell("Beta"), a_claim(counts=counted(3, of=4), occurred=WEEK, outlet="The Post"))
    assert (found.value, found.of, found.side, found.ours, found.difference) == (3, 4, "rebels", ("beta",), 2)
    assert found.window == WEEK.interval


def test_a_place_taken_before_the_window_is_not_counted_in_it() -> None:
    early = fell("Beta", day=DAY - timedelta(days=9))
    (found,) = stated(early, a_claim(counts=counted(1), occurred=WEEK, outlet="The Post"))
    assert (found.ours, found.difference) == ((), 1)


SETS = {
    "the set by its name": (counted(2), 1),
    "the set by its size alone": ((Count("other", "2 of 4", best=2, of=4),), 1),
    "other things counted": (counted(2, noun="soldiers"), 0),
    "a set of another size": ((Count("other", "2 of 9", best=2, of=9),), 0),
}


@pytest.mark.parametrize("case", SETS, ids=str)
def test_a_count_is_a_tally_only_where_it_counts_a_set_of_the_theatre(case: str) -> None:
    counts, expected = SETS[case]
    assert len(stated(a_claim(counts=counts))) == expected


def test_a_count_of_towns_bombed_is_no_tally_of_towns_held() -> None:
    assert stated(a_claim("violence.airstrike", counts=counted(2))) == ()
