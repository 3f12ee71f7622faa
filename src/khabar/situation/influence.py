"""The share of each sentence in a reading: what the answer would be without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from khabar.packs.theatre import Theatre
from khabar.situation.filter import Floats
from khabar.situation.testimony import CONTESTED, UNKNOWN, Evidence
from khabar.situation.tracks import Track, run
from khabar.situation.weights import Weights

_ALMOST = 1e-9


@dataclass(frozen=True, slots=True)
class Weighed:
    """One claim's part in a reading.

    `share` 0 to 1 is its part of all that moves the reading, in log-odds; the shares of a reading sum to 1, or are all
    0 where nothing in the record moves it any more.  `speaks_for` is False where it speaks against the reading.
    `without` is the probability of the reading's state had this voice not said this on that day, in one sentence or in
    several.  `firm` False = a party's own word.
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
    said = [_by_saying(track.evidence) for track in tracks]
    for track, sayings in zip(tracks, said, strict=True):
        for saying in sayings:
            rows.append((track.place_key, [e for e in track.evidence if e not in saying]))
    states = [*(s.id for s in theatre.sides), CONTESTED, UNKNOWN]
    last = run(rows, theatre, weights, until=until)[-1] if rows else np.empty((0, len(states)))
    found: list[tuple[Weighed, ...]] = []
    at = 0
    for track, sayings, outcome in zip(tracks, said, outcomes, strict=True):
        state = states.index(outcome)
        found.append(_shares(float(track.full[-1, state]), sayings, last[at : at + len(sayings), state]))
        at += len(sayings)
    return found


def _by_saying(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """What each voice said on each day, by what it comes to: sentences that say one thing twice stand together."""
    grouped: dict[tuple[str, str, date], list[Evidence]] = defaultdict(list)
    for item in evidence:
        grouped[item.voice, item.favours, item.day].append(item)
    return list(grouped.values())


def _shares(chance: float, sayings: Sequence[Sequence[Evidence]], without: Floats) -> tuple[Weighed, ...]:
    """The move in log-odds that each saying makes, shared among its sentences by their strength."""
    moves = _log_odds(np.array(chance)) - _log_odds(without)
    total = float(np.abs(moves).sum())
    weighed = [
        Weighed(
            claim_id=item.claim.id,
            event_id=item.event_id,
            share=float(abs(move)) / total * _part(item, saying) if total > _ALMOST else 0.0,
            speaks_for=bool(move >= 0),
            without=float(left),
            firm=item.firm,
            words=item.words,
        )
        for saying, move, left in zip(sayings, moves, without, strict=True)
        for item in saying
    ]
    return tuple(sorted(weighed, key=lambda w: (-round(w.share, 9), w.claim_id)))


def _part(item: Evidence, saying: Sequence[Evidence]) -> float:
    strength = sum(e.strength for e in saying)
    return item.strength / strength if strength else 1.0 / len(saying)


def _log_odds(chance: Floats) -> Floats:
    kept = np.clip(chance, _ALMOST, 1.0 - _ALMOST)
    odds: Floats = np.log(kept / (1.0 - kept))
    return odds
