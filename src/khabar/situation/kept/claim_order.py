"""Claims in the order they could be known, so that what was known at a moment is had without copying it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Sequence
from datetime import datetime

from khabar.records import Claim

# So many claims are put in one portion at first.
_PORTION = 512
Portions = Sequence[Sequence[Claim]]


class ClaimOrder:
    """Portions of claims, each of which is replaced and never changed: whoever holds some holds them as they were."""

    def __init__(self) -> None:
        self._portions: list[tuple[Claim, ...]] = []

    def change(self, gone: Collection[Claim], come: Collection[Claim]) -> None:
        """Lets go of claims, and takes others in."""
        for claim in gone:
            at = self._home(claim)
            left = tuple(other for other in self._portions[at] if other is not claim)
            self._portions[at : at + 1] = [left] if left else []
        if len(come) > sum(map(len, self._portions)):
            every = sorted((*self._all(), *come), key=_rank)
            self._portions = [tuple(every[n : n + _PORTION]) for n in range(0, len(every), _PORTION)]
            return
        for claim in come:
            at = min(self._home(claim), len(self._portions) - 1)
            portion = list(self._portions[at])
            insort(portion, claim, key=_rank)
            half = len(portion) // 2
            whole = len(portion) < 2 * _PORTION
            self._portions[at : at + 1] = [tuple(portion)] if whole else [tuple(portion[:half]), tuple(portion[half:])]

    def _home(self, claim: Claim) -> int:
        return bisect_left(self._portions, _rank(claim), key=_last)

    def _all(self) -> list[Claim]:
        return [claim for portion in self._portions for claim in portion]

    @property
    def last_known(self) -> datetime | None:
        """The moment at which the last could be known; None where there is none."""
        return self._portions[-1][-1].known_at if self._portions else None

    def by(self, known: datetime) -> Portions:
        """Those that were known at a moment."""
        whole = bisect_right(self._portions, known, key=lambda portion: portion[-1].known_at)
        found = self._portions[:whole]
        if whole < len(self._portions):
            portion = self._portions[whole]
            found.append(portion[: bisect_right(portion, known, key=lambda claim: claim.known_at)])
        return found


def _rank(claim: Claim) -> tuple[datetime, str]:
    return claim.known_at, claim.id


def _last(portion: tuple[Claim, ...]) -> tuple[datetime, str]:
    return _rank(portion[-1])
