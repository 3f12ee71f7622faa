"""What the words on a place go by, for many places and days at once: arrays (days, places)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.situation.filter import Floats, fading, silent
from khabar.situation.weights import Rates, Thresholds

Ints = NDArray[np.int16]
_NOBODY = -1


@dataclass
class Columns:
    """`full` and `firm` are the probabilities as in a `Track`; sides are positions, -1 = none reaches the threshold.

    `presumed` is the last side that held the place by firm word, `sure` the last by all, or the one it was given to.
    Days are counted from the first: those since when it is contested, since when no side reaches the threshold, since
    when one side is the likeliest; and that on which the place was last `heard` of, -1 = never.
    """

    full: Floats
    firm: Floats
    firm_holder: Ints
    full_holder: Ints
    presumed: Ints
    sure: Ints
    contested: NDArray[np.bool_]
    since_contested: Ints
    since_unknown: Ints
    since_held: Ints
    heard: Ints

    def each(self, change: Callable[[NDArray[np.generic]], NDArray[np.generic]]) -> Columns:
        """All of them changed alike."""
        return Columns(**{f.name: change(getattr(self, f.name)) for f in fields(self)})  # type: ignore[arg-type]

    def equal(self, others: Columns) -> bool:
        """Whether the others are the same, to the last digit."""
        return all(np.array_equal(getattr(self, f.name), getattr(others, f.name)) for f in fields(self))

    def put(self, at: Any, others: Columns) -> None:
        """Takes the others over, at some days and places."""
        for f in fields(self):
            getattr(self, f.name)[at] = getattr(others, f.name)


def columns_of(
    full: Floats,
    firm: Floats,
    heard: Ints,
    *,
    first: int,
    before: Columns | None,
    given: Ints,
    thresholds: Thresholds,
) -> Columns:
    """The columns of days from the `first` on; `before` is the day before that, None = there is none.

    `heard` is the day itself where a place is told of on it, else -1; `given` are the sides that the places are given
    to at the theatre's start.
    """
    number = np.arange(first, first + len(firm), dtype=np.int16)[:, None]
    (best, chance), (full_best, full_chance) = _likeliest(firm[..., :-2]), _likeliest(full[..., :-2])
    firm_holder = np.where(chance >= thresholds.held, best, np.int16(_NOBODY))
    full_holder = np.where(full_chance >= thresholds.held, full_best, np.int16(_NOBODY))
    contested = firm[..., -2] >= thresholds.contested
    nobody = np.full(firm.shape[1], _NOBODY, dtype=np.int16)
    likeliest = None if before is None else before.firm[0, :, :-2].argmax(axis=-1)
    return Columns(
        full=full,
        firm=firm,
        firm_holder=firm_holder,
        full_holder=full_holder,
        presumed=_last(firm_holder, nobody if before is None else before.presumed[0]),
        sure=_last(full_holder, given if before is None else before.sure[0]),
        contested=contested,
        since_contested=_run(contested, number, *_carried(before, "contested")),
        since_unknown=_run(firm_holder == _NOBODY, number, *_carried(before, "unknown")),
        since_held=_unchanged(best, number, likeliest, None if before is None else before.since_held[0]),
        heard=np.maximum.accumulate(heard if before is None else np.maximum(heard, before.heard[0]), axis=0),
    )


def _likeliest(sides: Floats) -> tuple[Ints, Floats]:
    """The first of the likeliest sides, and how likely it is: side by side, which costs less than row by row."""
    best, chance = np.zeros(sides.shape[:-1], np.int16), sides[..., 0].copy()
    for side in range(1, sides.shape[-1]):
        np.putmask(best, sides[..., side] > chance, np.int16(side))
        np.maximum(chance, sides[..., side], out=chance)
    return best, chance


def after_silence(last: Columns, *, at: int, days: int, given: Ints, thresholds: Thresholds, rates: Rates) -> Columns:
    """The columns of places so many days after a day, `at`, in which nothing was said of them.

    In silence no side gains on another: who holds a place may become unknown, but not change.
    """
    fade = fading(last.full.shape[-1], rates)
    eve = now = _state_by_state(np.stack((last.full, last.firm)))
    best, unknown, since = last.firm[:, :-2].max(axis=-1), last.firm_holder == _NOBODY, last.since_unknown.copy()
    for day in range(at + 1, at + days + 1):
        since[~unknown & (best < thresholds.held)] = day - 1
        unknown |= best < thresholds.held
        best = best - best * fade[0]
        eve, now = now, silent(now, fade)
    before = replace(
        last.each(np.copy),
        firm=eve[1],
        firm_holder=np.where(unknown, np.int16(_NOBODY), last.firm_holder),
        contested=eve[1, :, -2] >= thresholds.contested,
        since_unknown=since,
    )
    found = _next(*now, at=at + days, before=before, given=given, thresholds=thresholds)
    # Rounding may even out two that were all but equal, and then the first of them is taken for the likeliest.
    if (even := now[1, :, :-2].argmax(axis=-1) != last.firm[:, :-2].argmax(axis=-1)).any():
        each, given = last.each(lambda a: a[even]), given[even]
        for day in range(at + 1, at + days + 1):
            full, firm = silent(each.full, fade), silent(each.firm, fade)
            each = _next(full, firm, at=day, before=each, given=given, thresholds=thresholds)
        found.put(even, each)
    return found


def _state_by_state(chances: Floats) -> Floats:
    """The same with each state of all places side by side in memory: a day of silence then costs a third."""
    return np.moveaxis(np.ascontiguousarray(np.moveaxis(chances, -1, 0)), 0, -1)


def _next(full: Floats, firm: Floats, *, at: int, before: Columns, given: Ints, thresholds: Thresholds) -> Columns:
    """The columns of one day by those of the day before."""
    was = before.each(lambda a: a[None])
    found = columns_of(full[None], firm[None], was.heard, first=at, before=was, given=given, thresholds=thresholds)
    return found.each(lambda a: a[0])


def _carried(before: Columns | None, state: str) -> tuple[NDArray[np.bool_], Ints] | tuple[None, None]:
    """Whether the state held the day before, and since when."""
    if before is None:
        return None, None
    if state == "contested":
        return before.contested[0], before.since_contested[0]
    return before.firm_holder[0] == _NOBODY, before.since_unknown[0]


def _last(holders: Ints, before: Ints) -> Ints:
    """Of each day the last side that held the place by then."""
    at = np.maximum.accumulate(np.where(holders == _NOBODY, -1, np.arange(len(holders))[:, None]), axis=0)
    return np.where(at < 0, before, np.take_along_axis(holders, np.maximum(at, 0), axis=0))


def _run(same: NDArray[np.bool_], number: Ints, was: NDArray[np.bool_] | None, since: Ints | None) -> Ints:
    """Of each day the first of those right before it that are all `same`."""
    begun = np.int16(-1) if was is None or since is None else np.where(was, since - 1, number[0, 0] - 1)
    broken = np.where(same, np.int16(-1), number)
    head = np.broadcast_to(begun, (1, same.shape[1])).astype(np.int16)
    return (np.maximum.accumulate(np.concatenate((head, broken[:-1])), axis=0) + 1).astype(np.int16)


def _unchanged(best: Ints, number: Ints, likeliest: NDArray[np.intp] | None, since: Ints | None) -> Ints:
    """Of each day the first of the run of one value that it lies in."""
    first = np.ones(best.shape[1], np.bool_) if likeliest is None else best[0] != likeliest
    changed = np.concatenate((first[None], best[1:] != best[:-1]))
    begun = np.maximum.accumulate(np.where(changed, number, np.int16(-1)), axis=0)
    return begun if since is None else np.maximum(begun, since)
