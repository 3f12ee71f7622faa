"""The figures of an event as the one range other schemes have room for."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.records import Event


@dataclass(frozen=True, slots=True)
class Range:
    """Low, best and high as stated; None = nobody states it."""

    low: int | None
    best: int | None
    high: int | None

    @property
    def least(self) -> int | None:
        """The cautious figure: the low end where one is stated; None = no figure at all."""
        return next((n for n in (self.low, self.best, self.high) if n is not None), None)

    @property
    def most(self) -> int | None:
        """The largest figure stated; None = no figure at all."""
        return max((n for n in (self.low, self.best, self.high) if n is not None), default=None)

    @property
    def is_open(self) -> bool:
        """Whether an end or the best guess is not stated."""
        return None in (self.low, self.best, self.high)


def figure_of(event: Event, what: str) -> Range | None:
    """The figure for `killed`, `wounded`, `displaced` ...; None where no report gives one."""
    found = next((f for f in event.figures if f.what == what), None)
    return Range(found.low, found.best, found.high) if found else None
