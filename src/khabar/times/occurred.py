"""When an act happened, no more exactly than the text says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from khabar.times.interval import Interval

TimePrecision = Literal["hour", "day", "week", "month", "year", "unknown"]
Basis = Literal["explicit", "relative", "document"]

_ORDER = {name: rank for rank, name in enumerate(get_args(TimePrecision))}


@dataclass(frozen=True, slots=True)
class Occurred:
    """The span of days an act lies in, with the text's own precision.

    `basis`: `explicit` in the text, `relative` to the document's date, or the `document`'s date because the text says
    nothing. `text` are the words, "" where there are none. Days are civil days where the act happened.
    """

    interval: Interval
    precision: TimePrecision
    basis: Basis
    text: str = ""

    @classmethod
    def on(cls, day: date, *, basis: Basis, text: str = "", precision: TimePrecision = "day") -> Occurred:
        """One civil day."""
        return cls(Interval.of_days(day, day), precision, basis, text)

    @classmethod
    def within(cls, first: date, last: date, *, precision: TimePrecision, basis: Basis, text: str = "") -> Occurred:
        """Some time from `first` to `last`, both included."""
        return cls(Interval.of_days(first, last), precision, basis, text)

    @property
    def first_day(self) -> date:
        """The earliest day it can have happened."""
        return self.interval.start

    @property
    def last_day(self) -> date:
        """The latest day it can have happened."""
        return self.interval.last

    def could_be(self, other: Occurred, *, slack_days: int = 0) -> bool:
        """Whether both can speak of one moment, allowing reports to differ by `slack_days`."""
        slack = timedelta(days=slack_days)
        widened = Interval(self.interval.start - slack, self.interval.stop + slack)
        return widened.overlaps(other.interval)

    def is_finer_than(self, other: Occurred) -> bool:
        """Whether this states the time more exactly."""
        return _ORDER[self.precision] < _ORDER[other.precision]
