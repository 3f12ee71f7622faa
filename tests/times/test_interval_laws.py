"""Half-open days: laws of intervals, and time that is never more exact than it was told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import BadDate
from khabar.times import Interval, Occurred, parse_day, parse_moment
from khabar.times.moments import end_of_day

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
INTERVALS = st.builds(lambda first, n: Interval.of_days(first, first + timedelta(days=n)), DAYS, st.integers(0, 400))
PRECISIONS = st.sampled_from(["hour", "day", "week", "month", "year", "unknown"])


@given(INTERVALS)
def test_an_interval_holds_its_first_and_last_day_and_not_its_stop(interval: Interval) -> None:
    assert interval.start in interval
    assert interval.last in interval
    assert interval.stop not in interval
    assert interval.start - timedelta(days=1) not in interval
    assert len(list(interval)) == interval.days


@given(INTERVALS, INTERVALS)
def test_two_intervals_overlap_where_a_day_is_in_both(one: Interval, other: Interval) -> None:
    shared = set(one) & set(other)
    both = one.intersection(other)
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    assert (set(both) if both else set()) == shared
    assert one.intersection(other) == other.intersection(one)


@given(INTERVALS, INTERVALS)
def test_a_hull_holds_both_and_is_the_shortest_that_does(one: Interval, other: Interval) -> None:
    hull = one.hull(other)
    assert hull == other.hull(one)
    assert set(one) | set(other) <= set(hull)
    assert hull.start in (one.start, other.start)
    assert hull.stop in (one.stop, other.stop)


@given(INTERVALS, INTERVALS, INTERVALS)
def test_hulls_join_in_any_order(a: Interval, b: Interval, c: Interval) -> None:
    assert a.hull(b).hull(c) == a.hull(b.hull(c))


@given(INTERVALS, INTERVALS)
def test_a_gap_and_both_intervals_fill_their_hull(one: Interval, other: Interval) -> None:
    gap = one.gap_days(other)
    assert gap == other.gap_days(one) >= 0
    assert len(set(one) | set(other)) + gap == one.hull(other).days


@given(DAYS, st.integers(0, 30))
def test_an_interval_without_a_day_cannot_be(day: date, back: int) -> None:
    with pytest.raises(ValueError, match="holds no day"):
        Interval(day, day - timedelta(days=back))


@given(INTERVALS, INTERVALS, st.integers(0, 30))
def test_more_slack_never_sets_two_times_apart(one: Interval, other: Interval, slack: int) -> None:
    first, second = (Occurred(i, "day", "explicit") for i in (one, other))
    assert first.could_be(second, slack_days=slack) == second.could_be(first, slack_days=slack)
    if first.could_be(second, slack_days=slack):
        assert first.could_be(second, slack_days=slack + 1)
    assert first.could_be(second, slack_days=slack) == (one.gap_days(other) < slack or one.overlaps(other))


@given(PRECISIONS, PRECISIONS, DAYS)
def test_of_two_precisions_at_most_one_is_finer(one: str, other: str, day: date) -> None:
    a, b = (Occurred.on(day, basis="explicit", precision=p) for p in (one, other))  # type: ignore[arg-type]
    assert not (a.is_finer_than(b) and b.is_finer_than(a))
    assert (a.is_finer_than(b) or b.is_finer_than(a)) == (one != other)


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f" {day.isoformat()}T10:00:00+04:30\n") == day


@given(DAYS)
def test_what_is_known_on_a_day_is_known_by_its_end(day: date) -> None:
    moment = parse_moment(day.isoformat())
    assert moment == end_of_day(day)
    assert moment.date() == day
    assert (moment + timedelta(microseconds=1)).date() == day + timedelta(days=1)


@given(DAYS, st.times(), st.integers(-12, 14))
def test_a_moment_keeps_its_instant_whatever_its_zone(day: date, clock: time, hours: int) -> None:
    moment = datetime.combine(day, clock, timezone(timedelta(hours=hours)))
    assert parse_moment(moment.isoformat()) == moment
    assert parse_moment(moment.isoformat()).tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["", "yesterday", "05/03/2019", "2021-8-12", "2021-13-01", "2021-02-30", "12 August 2021"]
)
def test_a_day_that_can_be_read_in_two_ways_is_not_guessed(text: str) -> None:
    with pytest.raises(BadDate, match="YYYY-MM-DD"):
        parse_day(text)
