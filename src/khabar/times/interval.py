"""Half-open stretches of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days from `start` (included) to `stop` (excluded); never empty."""

    start: date
    stop: date

    def __post_init__(self) -> None:
        if self.stop <= self.start:
            raise ValueError(f"interval from {self.start} to {self.stop} holds no day")

    @classmethod
    def of_days(cls, first: date, last: date) -> Interval:
        """The days from `first` to `last`, both included."""
        return cls(first, last + timedelta(days=1))

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.stop - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it holds; at least 1."""
        return (self.stop - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.stop

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=n) for n in range(self.days))

    def overlaps(self, other: Interval) -> bool:
        """Whether they share a day."""
        return self.start < other.stop and other.start < self.stop

    def intersection(self, other: Interval) -> Interval | None:
        """The days in both; None where they share none."""
        if not self.overlaps(other):
            return None
        return Interval(max(self.start, other.start), min(self.stop, other.stop))

    def hull(self, other: Interval) -> Interval:
        """The shortest interval that holds both."""
        return Interval(min(self.start, other.start), max(self.stop, other.stop))

    def gap_days(self, other: Interval) -> int:
        """The days between them; 0 where they touch or overlap."""
        return max(0, (max(self.start, other.start) - min(self.stop, other.stop)).days)
