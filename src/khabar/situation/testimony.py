"""One claim's bearing on who holds one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from khabar.records import Claim

CONTESTED = "contested"
UNKNOWN = "unknown"
UNNAMED = "an unnamed force"
GAINS = ("territory.capture", "territory.transfer")


class OfADay(Protocol):
    """What tells of one day."""

    @property
    def day(self) -> date:
        """That day."""


def day_of(item: OfADay) -> date:
    """The day it tells of."""
    return item.day


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim's bearing on one place.

    `nats` are log-likelihoods by state (a side id, or CONTESTED); states not named have 0.  `favours` is the state it
    speaks for most, or `not:` and the state it speaks against.  `firm` is False where only a party speaks for itself.
    `besieger` is the side that lays a siege by it, "" = none.  `victor_unnamed`: a fall that does not say to whom;
    `loser` is the side that lost the place by it, "" = not said.  `share` is how much of the
    place it speaks of: less than 1 for a building in it.
    """

    place_key: str
    day: date
    claim: Claim
    event_id: str
    voice: str
    nats: tuple[tuple[str, float], ...]
    firm: bool
    words: str
    besieger: str = ""
    victor_unnamed: bool = False
    loser: str = ""
    share: float = 1.0
    favours: str = field(init=False, compare=False, repr=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "favours", _favoured(self.nats))

    @property
    def is_gain(self) -> bool:
        """Whether it tells that the place was taken or handed over, and not only that somebody tries."""
        mention = self.claim.mention
        return mention.type in GAINS and mention.aspect == "done"

    @property
    def strength(self) -> float:
        """The largest weight in it, in nats."""
        return max((abs(weight) for _, weight in self.nats), default=0.0)


def _favoured(nats: tuple[tuple[str, float], ...]) -> str:
    """The state it speaks for; `not:STATE` where it only speaks against one; "" where it says nothing."""
    best = max(nats, key=lambda pair: (pair[1], pair[0]), default=("", 0.0))
    if best[1] > 0:
        return best[0]
    worst = min(nats, key=lambda pair: (pair[1], pair[0]), default=("", 0.0))
    return f"not:{worst[0]}" if worst[1] < 0 else ""
