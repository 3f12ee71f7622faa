"""Who gains ground lately is the same whether one day is asked for or many, and whether gains came at once or not."""

from __future__ import annotations

from datetime import date, timedelta

from builders import a_claim, a_place, a_theatre
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.packs.theatre import Side, TheatrePlace
from khabar.situation.gains import Gains
from khabar.situation.testimony import Evidence

FIRST = date(2030, 6, 1)
SIDES = (Side("state", "Government"), Side("rebels", "Rebels"), Side("militia", "Militia"))
PLACES = [TheatrePlace(key, a_place(key.title()), (key.title(),)) for key in ("alpha", "bravo", "carol", "delta")]
THEATRE = a_theatre(PLACES, sides=SIDES, start=FIRST)


def a_gain(place: str, side: str, day: int, report: int) -> Evidence:
    claim = a_claim("territory.capture", day=FIRST + timedelta(days=day), outlet=f"Paper {report}")
    at = FIRST + timedelta(days=day)
    return Evidence(place, at, claim, "event", "outlet", ((side, 1.0),), firm=True, words="taken")


GAINS = st.lists(
    st.builds(
        a_gain,
        st.sampled_from([place.key for place in PLACES]),
        st.sampled_from([side.id for side in SIDES]),
        st.integers(0, 150),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(GAINS, GAINS, st.data(), st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_the_leaders_of_many_days_are_those_of_each(
    gains: list[Evidence], others: list[Evidence], data: st.DataObject, begin: int
) -> None:
    first = FIRST + timedelta(days=begin)
    whole = Gains(THEATRE, gains)
    gone = data.draw(st.lists(st.sampled_from(gains), unique_by=id)) if gains else []
    left = [item for item in gains if all(item is not other for other in gone)]
    besides, anew = whole.but(gone, others), Gains(THEATRE, [*left, *others])
    assert dict(besides.leaders_from(first, first)) == {first: anew.leaders(first)}
    for each in (whole, besides, anew):
        led = dict(each.leaders_from(first, first + timedelta(days=150)))
        assert led == {day: each.leaders(day) for day in led}
        assert len(led) == 151


@given(GAINS, st.data())
@settings(max_examples=100, deadline=None)
def test_gains_that_go_leave_nothing_behind(gains: list[Evidence], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(gains), unique_by=id)) if gains else []
    changed, days = Gains(THEATRE, gains), [FIRST + timedelta(days=n) for n in range(0, 210, 7)]
    before = [changed.leaders(day) for day in days]
    assert before == [Gains(THEATRE, gains).leaders(day) for day in days]
    changed.change(gone, ())
    left = [item for item in gains if all(item is not other for other in gone)]
    assert [changed.leaders(day) for day in days] == [Gains(THEATRE, left).leaders(day) for day in days]
