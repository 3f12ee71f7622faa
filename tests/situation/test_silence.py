"""Places of which nothing is told for long: what they come to in one go is what they come to day by day."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from khabar.situation.filter import Floats, forward
from khabar.situation.kept.columns import Columns, after_silence, columns_of
from khabar.situation.weights import packaged_rules

PLACES, SIDES = 4, 3
RULES = packaged_rules().control
GIVEN = np.array([0, 1, 2, -1], dtype=np.int16)
WEIGHTS = arrays.arrays(float, (PLACES, SIDES + 2), elements=st.sampled_from((0.001, 0.1, 0.3, 1.0, 5.0, 40.0)))


def day_by_day(full: Floats, firm: Floats, days: int, before: Columns | None = None) -> Columns:
    """The columns of the day given and of all days of silence after it."""
    full, firm = (forward(start, (), days=days + 1, rates=RULES.rates) for start in (full, firm))
    heard = np.full((days + 1, PLACES), -1, dtype=np.int16)
    heard[0, :2] = 0
    return columns_of(full, firm, heard, first=0, before=before, given=GIVEN, thresholds=RULES.thresholds)


def assert_same(last: Columns, days: int) -> None:
    every = day_by_day(last.full, last.firm, days)
    first = every.each(lambda a: a[0])
    now = after_silence(first, at=0, days=days, given=GIVEN, thresholds=RULES.thresholds, rates=RULES.rates)
    for name, there in vars(every.each(lambda a: a[days])).items():
        np.testing.assert_array_equal(getattr(now, name), there, err_msg=name)


def sharing(weights: Floats) -> Floats:
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


@given(WEIGHTS, WEIGHTS, st.integers(1, 300))
@settings(max_examples=60, deadline=None)
def test_a_silence_of_any_length(full: Floats, firm: Floats, days: int) -> None:
    assert_same(day_by_day(sharing(full), sharing(firm), 0).each(lambda a: a[0]), days)


def test_two_sides_that_rounding_makes_even() -> None:
    firm = sharing(np.ones((PLACES, SIDES + 2)))
    firm[:, 1] = np.nextafter(firm[:, 0], 1.0)
    days = 300
    last = day_by_day(firm, firm, days)
    turned = last.firm[:, :, :-2].argmax(axis=-1)
    assert turned[0].tolist() == [1] * PLACES
    assert turned[-1].tolist() == [0] * PLACES, "else this says nothing"
    assert_same(last.each(lambda a: a[0]), days)
