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
        return signs_of(
            [track.place_key for track in self.tracks],
            self.sides,
            sure=np.array([row[: n + 1] for row in self.holders], dtype=np.int_).reshape(len(self.tracks), n + 1).T,
            chances=np.array([track.full[n] for track in self.tracks]).reshape(len(self.tracks), len(self.sides) + 2),
            told=[track.evidence for track in self.tracks],
            start=self.start,
        )


def signs_of(
    keys: Sequence[str],
    sides: Sequence[str],
    *,
    sure: NDArray[np.signedinteger],
    chances: Floats,
    told: Sequence[Sequence[Evidence]],
    start: date,
) -> Signs:
    """The signs on the last day of `sure`: by day and place, the position of the side that last held it for sure.

    `chances` are (places, states) that day, `told` the evidence on each place, or what of it is of PRESSING.
    """
    n = len(sure) - 1
    now, before = sure[-1], sure[max(0, n - LATELY_DAYS)]
    lost = Counter(before[before != now].tolist())
    day = start + timedelta(days=n)
    pressing: list[tuple[str, ...]] = [()] * len(keys)
    lately = [row for row, evidence in enumerate(told) if evidence and _pressing(evidence, day, since=date.min)]
    others = sure[:, lately] != now[lately]
    # The day on which the holder took the place; before the start where it always had it.
    taken = np.where(others.any(axis=0), n - others[::-1].argmax(axis=0) + 1, -1)
    for row, at in zip(lately, taken.tolist(), strict=True):
        pressing[row] = _pressing(told[row], day, since=start + timedelta(days=at))
    values = np.empty((len(keys), len(SIGNS)))
    values[:, 0] = [np.log1p(len(ids)) if ids else 0.0 for ids in pressing]
    losing = [(lost[side] / len(keys)) ** 0.5 if lost[side] else 0.0 for side in range(-1, len(sides))]
    values[:, 1] = np.array(losing)[now + 1]
    values[:, 2:] = chances[:, -2:]
    holders = tuple(sides[side] if side >= 0 else "" for side in now.tolist())
    return Signs(tuple(keys), holders, values, tuple(pressing))


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
