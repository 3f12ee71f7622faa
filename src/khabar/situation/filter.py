"""The hidden Markov filter over who holds a place, many places at once.

States are the sides, then contested, then unknown.  A day without news only moves weight from the sides and from
contested to unknown, so doubt never shrinks in silence.  A day with news of who holds a place first opens what
was unknown and allows that anything may have changed, then weighs what is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from khabar.situation.weights import Rates

Floats = NDArray[np.float64]


class News(NamedTuple):
    """The summed log-likelihoods, by state, of what is said of one row on one day (0 = the first day)."""

    day: int
    row: int
    nats: Floats


def start_of(holder: int | None, *, states: int, rates: Rates) -> Floats:
    """The first day's distribution: near certain of a given holder (its state's position), else unknown."""
    start = np.full(states, rates.surprise / states)
    start[states - 1 if holder is None else holder] += 1.0 - rates.surprise
    return start


def forward(start: Floats, news: Iterable[News], *, days: int, rates: Rates) -> Floats:
    """The distribution of each row on each day, given the news up to that day: an array (days, rows, states).

    `start` is (rows, states), each row summing to 1.
    """
    rows, states = start.shape
    fade = fading(states, rates)
    told = by_day(news)
    history = np.empty((days, rows, states))
    current = start
    for day in range(days):
        if day:
            current = silent(current, fade)
        if day in told:
            current = _weigh(current, told[day], rates)
        history[day] = current
    return history


def by_day(news: Iterable[News]) -> Mapping[int, list[News]]:
    """The news of each day that has any."""
    found: dict[int, list[News]] = defaultdict(list)
    for item in news:
        found[item.day].append(item)
    return found


def fading(states: int, rates: Rates) -> Floats:
    """The part of each state's weight that a day of silence moves to unknown."""
    fade = np.full(states, rates.silence)
    fade[-2:] = (rates.fighting, 0.0)
    return fade


def silent(before: Floats, fade: Floats) -> Floats:
    """A day of silence after a day."""
    lost = before * fade
    after = before - lost
    all_lost = lost[..., 0]
    # State by state, which costs less than to sum a few of each row.
    for state in range(1, len(fade)):
        all_lost = all_lost + lost[..., state]
    after[..., -1] += all_lost
    return after


def _weigh(current: Floats, news: list[News], rates: Rates) -> Floats:
    rows = np.array([item.row for item in news])
    nats = np.array([item.nats for item in news])
    heard = released(current[rows], nats, rates)
    heard = (1.0 - rates.surprise) * heard + rates.surprise / current.shape[1]
    # The largest weight is taken off first, so that the exponential cannot overflow.
    heard *= np.exp(nats - nats.max(axis=1, keepdims=True))
    result = current.copy()
    result[rows] = heard / heard.sum(axis=1, keepdims=True)
    return result


def released(rows: Floats, nats: Floats, rates: Rates) -> Floats:
    """What was unknown, opened again by news of who holds the place, as far as the news goes.

    Most of it goes back to the sides as they stood when the place was last heard of, the rest evenly to all.
    """
    sides = rows[:, :-2]
    open_again = rows[:, -1:] * -np.expm1(-np.abs(nats[:, :-2]).max(axis=1, keepdims=True))
    as_before = sides / np.maximum(sides.sum(axis=1, keepdims=True), np.finfo(float).tiny)
    share = rates.stays * as_before + (1.0 - rates.stays) / sides.shape[1]
    share /= share.sum(axis=1, keepdims=True)
    result = rows.copy()
    result[:, :-2] += open_again * share
    result[:, -1:] -= open_again
    return result
