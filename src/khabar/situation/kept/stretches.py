"""Stretches of what is told by day: before a day, up to one, from one on. All that is given is in order of its days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from khabar.situation.losses import Held
from khabar.situation.testimony import Evidence, day_of

Told = TypeVar("Told", list[Evidence], list[Held], Sequence[Evidence])


def before(day: date, told: Told) -> Told:
    """What is told of days before one."""
    return told[: bisect_left(told, day, key=day_of)]


def until(day: date, told: Told) -> Told:
    """What is told of days up to one."""
    return told[: bisect_right(told, day, key=day_of)]


def since(day: date, told: Told) -> Told:
    """What is told of days from one on."""
    return told[bisect_left(told, day, key=day_of) :]


def after(day: date, told: Told) -> Told:
    """What is told of days after one."""
    return told[bisect_right(told, day, key=day_of) :]


def between(first: date, last: date, told: Told) -> Told:
    """What is told of days from the first to the last."""
    return told[bisect_left(told, first, key=day_of) : bisect_right(told, last, key=day_of)]
