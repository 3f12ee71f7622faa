"""What can be seen on a day that a place may soon change hands: who presses on it, how fast the war moves, silence."""

from __future__ import annotations

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

SIGNS = ("pressed", "tempo", "contested", "silence")
PRESSING = ("territory.siege", "territory.advance")
PRESSED_DAYS, LATELY_DAYS = 14, 14


@dataclass(frozen=True)
class Signs:
    """The warning signs of places on one day, a row of `values` for each key and a column for each of SIGNS.

    pressed: log(1 + statements of a siege or an advance in the last two weeks); tempo: the root of the changes of hand
    a place in the theatre in two weeks; contested, silence: the probabilities that it is fought over, and that nobody
    can say any more. `holders` are sides, "" = none known.
    """

    keys: tuple[str, ...]
    holders: tuple[str, ...]
    values: Floats


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
        changed = sum(a != b for a, b in zip(before, now, strict=True))
        tempo = (changed / len(now)) ** 0.5 if now else 0.0
        rows = [
            (np.log1p(len(pressing(track.evidence, day))), tempo, track.full[n, -2], track.full[n, -1])
            for track in self.tracks
        ]
        holders = tuple(self.sides[side] if side >= 0 else "" for side in now)
        return Signs(tuple(t.place_key for t in self.tracks), holders, np.array(rows).reshape(len(rows), len(SIGNS)))


def pressing(evidence: Sequence[Evidence], day: date) -> tuple[Evidence, ...]:
    """The statements of sieges and advances in the two weeks up to a day."""
    since = day - timedelta(days=PRESSED_DAYS)
    return tuple(e for e in evidence if since < e.day <= day and e.claim.mention.type in PRESSING)


def _holders(track: Track, theatre: Theatre, weights: Weights) -> NDArray[np.int_]:
    """By day, the position of the side that holds the place or last did for sure; -1 = none yet."""
    sides = [side.id for side in theatre.sides]
    given = theatre.place_by_key[track.place_key].holder
    known = track.full[:, :-2]
    sure = known.max(axis=1) >= weights.thresholds.held
    last = np.maximum.accumulate(np.where(sure, np.arange(len(known)), -1))
    held = known.argmax(axis=1)[np.maximum(last, 0)]
    return np.where(last >= 0, held, sides.index(given) if given in sides else -1)
