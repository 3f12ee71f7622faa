"""How a source does: what it is expected to bring, what it brought, and whether that leaves a gap in the picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

FORMAT = "khabar.watch-status/1"

State = Literal["usual", "not yet known", "above", "quiet", "below", "unreadable", "silent", "unwatched"]
GAPS: tuple[State, ...] = ("below", "unreadable", "silent", "unwatched")


@dataclass(frozen=True, slots=True)
class Expected:
    """The band a number of reports lies in unless something is wrong, over the last `days` days.

    `usual` is the median. `low` 0 = so few are usual that an outage cannot be told from a lull.
    """

    days: int
    low: int
    usual: float
    high: int


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source does at a moment.

    `usual` = within what is expected; `not yet known` = too little history to expect anything; `above`; `quiet` = it
    answers and brings less than usual, as do the others; `below` = it does and the others do not; `unreadable` = it
    answers in a form that is not as before; `silent` = no answer; `unwatched` = nobody has asked it for too long.
    `since` (UTC) is when that began, None = it was never asked; where that cannot be told (`begun` False), when the
    stretch of days begins that shows it. `expected` None = not known; `got` counts the same days.
    """

    source: str
    state: State
    since: datetime | None
    words: str
    expected: Expected | None = None
    got: int = 0
    begun: bool = True

    @property
    def is_gap(self) -> bool:
        """Whether what this source would tell may be missing: no sign of calm, then."""
        return self.state in GAPS

    def as_json(self) -> dict[str, Any]:
        """The state as part of `khabar.watch-status/1`."""
        e = self.expected
        return {
            "source": self.source,
            "state": self.state,
            "gap": self.is_gap,
            "since": self.since.isoformat() if self.since else None,
            "words": self.words,
            "expected": {"days": e.days, "low": e.low, "usual": e.usual, "high": e.high} if e else None,
            "got": self.got,
        }
