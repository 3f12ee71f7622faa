"""The share of each sentence in a reading: what the answer would be without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from khabar.packs.theatre import Theatre
from khabar.situation.evidence import CONTESTED, UNKNOWN, Evidence
from khabar.situation.filter import Floats
from khabar.situation.tracks import Track, run
from khabar.situation.weights import Weights

_ALMOST = 1e-9


@dataclass(frozen=True, slots=True)
class Weighed:
    """One claim's part in a reading.

    `share` 0 to 1 is its part of all that moves the reading, in log-odds; the shares of a reading sum to 1, or are all
    0 where nothing in the record moves it any more.  `speaks_for` is False where it speaks against the reading.
    `without` is the probability of the reading's state were this claim not there.  `firm` False = a party's own word.
    """

    claim_id: str
    event_id: str
    share: float
    speaks_for: bool
    without: float
    firm: bool
    words: str


def weigh(
    tracks: Sequence[Track], outcomes: Sequence[str], theatre: Theatre, weights: Weights, *, until: date
) -> list[tuple[Weighed, ...]]:
    """For each track, its evidence weighed for the probability of an outcome state, the weightiest first."""
    rows: list[tuple[str, Sequence[Evidence]]] = []
    for track in tracks:
        for item in track.evidence:
            rows.append((track.place_key, [e for e in track.evidence if e is not item]))
    states = [*(s.id for s in theatre.sides), CONTESTED, UNKNOWN]
    last = run(rows, theatre, weights, until=until)[-1] if rows else np.empty((0, len(states)))
    found: list[tuple[Weighed, ...]] = []
    at = 0
    for track, outcome in zip(tracks, outcomes, strict=True):
        count = len(track.evidence)
        found.append(_shares(track, last[at : at + count, states.index(outcome)], states.index(outcome)))
        at += count
    return found


def _shares(track: Track, without: Floats, state: int) -> tuple[Weighed, ...]:
    moves = _log_odds(np.array(track.full[-1, state])) - _log_odds(without)
    total = float(np.abs(moves).sum())
    weighed = [
        Weighed(
            claim_id=item.claim.id,
            event_id=item.event_id,
            share=float(abs(move)) / total if total > _ALMOST else 0.0,
            speaks_for=bool(move >= 0),
            without=float(chance),
            firm=item.firm,
            words=item.words,
        )
        for item, move, chance in zip(track.evidence, moves, without, strict=True)
    ]
    return tuple(sorted(weighed, key=lambda w: (-round(w.share, 9), w.claim_id)))


def _log_odds(chance: Floats) -> Floats:
    kept = np.clip(chance, _ALMOST, 1.0 - _ALMOST)
    odds: Floats = np.log(kept / (1.0 - kept))
    return odds
