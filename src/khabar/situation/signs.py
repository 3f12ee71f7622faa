"""What can be seen on a day that a place may soon change hands: who presses on it, what its holder lost, silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from khabar.packs.theatre import Theatre
from khabar.situation.filter import Floats
from khabar.situation.testimony import Evidence
from khabar.situation.tracks import Track
from khabar.situation.weights import Weights

SIGNS = ("pressed", "losing", "contested", "silence")
PRESSING = ("territory.siege", "territory.advance")
PRESSED_DAYS, LATELY_DAYS = 14, 14


@dataclass(frozen=True)
class Signs:
    """The warning signs of places on one day, a row of `values` for each key and a column for each of SIGNS.

    pressed: log(1 + statements of a siege or an advance in the last two weeks, since its holder has it); losing: the
    root of the places its holder lost in two weeks, as a share of the theatre's; contested, silence: the probabilities
    that it is fought over, and that nobody can say any more. `holders` are sides, "" = none known. `pressing` are the
    claims of those sieges and advances.
    """

    keys: tuple[str, ...]
    holders: tuple[str, ...]
    values: Floats
    pressing: tuple[tuple[str, ...], ...]


class Watch:
    """The tracks of a theatre's places, asked for their signs day by day."""

    def __init__(self, tracks: Sequence[Track], theatre: Theatre, weights: Weights) -> None:
        self.tracks = tracks
        self.start = theatre.start
        self.sides = [side.id for side in theatre.sides]
        self.holders = [_holders(track, theatre, weights) for track in tracks]

    def signs(self, day: date) -> Signs:
        """The signs on a day of the tracks, from what is said of days up to it."""
        n = (day - self.start).days
        now = [int(row[n]) for row in self.holders]
        before = [int(row[max(0, n - LATELY_DAYS)]) for row in self.holders]
        lost = Counter(was for was, side in zip(before, now, strict=True) if was != side)
        told = [
            _pressing(track.evidence, day, since=self._taken(row, n))
            for track, row in zip(self.tracks, self.holders, strict=True)
        ]
        rows = [
            (np.log1p(len(ids)), (lost[side] / len(now)) ** 0.5, track.full[n, -2], track.full[n, -1])
            for track, ids, side in zip(self.tracks, told, now, strict=True)
        ]
        return Signs(
            keys=tuple(track.place_key for track in self.tracks),
            holders=tuple(self.sides[side] if side >= 0 else "" for side in now),
            values=np.array(rows).reshape(len(rows), len(SIGNS)),
            pressing=tuple(told),
        )

    def _taken(self, holders: NDArray[np.int_], n: int) -> date:
        """The day on which the holder of day `n` took the place; before the start where it always had it."""
        others = np.nonzero(holders[: n + 1] != holders[n])[0]
        return self.start + timedelta(days=int(others[-1]) + 1 if len(others) else -1)


def _pressing(evidence: Sequence[Evidence], day: date, *, since: date) -> tuple[str, ...]:
    """The claims of sieges and advances in the two weeks up to a day, none of a day up to `since`."""
    begin = max(since, day - timedelta(days=PRESSED_DAYS))
    return tuple(e.claim.id for e in evidence if begin < e.day <= day and e.claim.mention.type in PRESSING)


def _holders(track: Track, theatre: Theatre, weights: Weights) -> NDArray[np.int_]:
    """By day, the position of the side that holds the place or last did for sure; -1 = none yet."""
    sides = [side.id for side in theatre.sides]
    given = theatre.place_by_key[track.place_key].holder
    known = track.full[:, :-2]
    sure = known.max(axis=1) >= weights.thresholds.held
    last = np.maximum.accumulate(np.where(sure, np.arange(len(known)), -1))
    held = known.argmax(axis=1)[np.maximum(last, 0)]
    return np.where(last >= 0, held, sides.index(given) if given in sides else -1)
