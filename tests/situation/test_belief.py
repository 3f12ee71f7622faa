"""The likeliest holder of each place, where an answer is wanted whatever the doubt."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from builders import DAY, a_claim, a_place, a_theatre, an_event
from hypothesis import given
from hypothesis import strategies as st

from khabar.packs.theatre import TheatrePlace
from khabar.records import Claim
from khabar.situation.belief import Belief, beliefs
from khabar.situation.neighbours import closeness, share_of_the_unknown


def at(name: str, lat: float) -> TheatrePlace:
    """A town of the state's at a latitude."""
    return TheatrePlace(name.casefold(), a_place(name, lat=lat, lon=0.0), (name,), holder="state")


def course(*claims: Claim, days: int, starts: dict[str, date] | None = None) -> dict[str, list[Belief]]:
    """The beliefs on two neighbours and a town far off, from the theatre's first day."""
    theatre = a_theatre([at("Alpha", 0.0), at("Beta", 0.1), at("Gamma", 20.0)])
    events = [an_event(claim) for claim in claims]
    return beliefs(events, theatre, until=theatre.start + timedelta(days=days), starts=starts)


def taken(name: str) -> Claim:
    return a_claim(place=[a_place(name)])


def test_with_no_news_the_holder_at_the_start_is_believed_ever_less_surely() -> None:
    found = course(days=200)["beta"]
    assert {b.side for b in found} == {"state"}
    assert found[-1].probability < found[0].probability


def test_each_day_uses_only_what_was_said_of_it_and_before() -> None:
    found = course(taken("Beta"), days=60)["beta"]
    assert {b.side for b in found if b.day < DAY} == {"state"}
    assert {b.side for b in found if b.day == DAY} == {"rebels"}


def test_a_place_whose_holder_is_given_for_a_later_day_begins_there() -> None:
    later = DAY + timedelta(days=5)
    found = course(taken("Beta"), days=60, starts={"beta": later})["beta"]
    assert (found[0].day, found[0].side) == (later, "state")


def test_a_town_nobody_speaks_of_is_doubted_more_where_its_neighbour_fell() -> None:
    quiet, fallen = course(days=300), course(taken("Beta"), days=300)
    assert fallen["alpha"][-1].probability < quiet["alpha"][-1].probability or fallen["alpha"][-1].side == "rebels"
    assert fallen["gamma"][-1].side == "state"


def test_nearness_falls_with_distance_and_a_place_says_nothing_of_itself() -> None:
    here, near, far = a_place("A", lat=0.0, lon=0.0), a_place("B", lat=0.0, lon=1.0), a_place("C", lat=0.0, lon=9.0)
    nowhere = a_place("D", lat=None, lon=None)
    found = closeness([here, near, far, nowhere], reach_km=111.2)
    assert found[0, 1] == pytest.approx(np.exp(-1), abs=0.01)
    assert found[0, 1] > found[0, 2] > 0
    assert np.allclose(found, found.T)
    assert not found.diagonal().any()
    assert not found[3].any()


@given(
    known=st.lists(st.tuples(st.floats(0, 0.5), st.floats(0, 0.5)), min_size=1, max_size=5),
    as_before=st.floats(0.1, 5),
)
def test_the_unknown_is_shared_out_whole(known: list[tuple[float, float]], as_before: float) -> None:
    rows = np.array(known)
    near = np.full((len(rows), len(rows)), 0.5)
    share = share_of_the_unknown(rows, near, np.zeros(len(rows), dtype=int), as_before=as_before)
    assert np.allclose(share.sum(axis=1), 1.0)
    assert (share >= 0).all()


def test_of_a_place_nobody_held_and_nobody_is_near_nothing_is_shared_out() -> None:
    share = share_of_the_unknown(np.zeros((1, 2)), np.zeros((1, 1)), np.array([-1]), as_before=1.0)
    assert not share.any()
