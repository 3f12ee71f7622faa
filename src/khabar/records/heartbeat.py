"""One look at a source of reports: whether it answered, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Pulse = Literal["read", "unchanged", "unreachable", "unreadable"]


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What came of asking a source at a moment (UTC).

    `read` = it answered with something new; `unchanged` = it answered that nothing is new; `unreachable` = it did not
    answer, or with a failure; `unreadable` = it answered in a form that cannot be read as before. `listed` reports it
    named, `taken` of them were new to the store. `note` says what went wrong, "" = nothing. `tokens` are what the
    source wants to be shown the next time, by name (`etag`, `last-modified`).
    """

    source: str
    at: datetime
    pulse: Pulse
    listed: int = 0
    taken: int = 0
    note: str = ""
    tokens: tuple[tuple[str, str], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether it brought nothing that could be read."""
        return self.pulse in ("unreachable", "unreadable")


@dataclass(frozen=True, slots=True)
class Alert:
    """A change that somebody was told of, once.

    `rule` is the rule that asked for it, `change` names the change so that it is known again, `told` the words sent,
    with the claims they rest on. `at` is when it was sent (UTC).
    """

    rule: str
    change: str
    at: datetime
    told: str
    claim_ids: tuple[str, ...] = ()
