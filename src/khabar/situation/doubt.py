"""How likely a side's ways are open, restricted or cut: the doubt about every place and report, drawn many times.

The probability of a way through many doubtful places has no short formula, so it is counted over draws.  Each place and
report has draws of its own, spread evenly and seeded by its name: the same picture always gives the same figures,
and a further barrier can only make ways worse.  Silence is drawn once for the whole country: a side that loses ground
nobody reports on loses it in many places at once.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from khabar.packs.theatre import Road, Side, Theatre
from khabar.situation.barriers import Barrier, gone_over, hostile
from khabar.situation.state_words import ControlReading
from khabar.situation.testimony import CONTESTED, UNKNOWN
from khabar.situation.weights import Rules

OPEN, RESTRICTED, CUT = 0, 1, 2
Severity = NDArray[np.int8]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chances:
    """The probabilities that something is open, restricted (contested, or besieged) and cut; they sum to 1."""

    open: float
    restricted: float
    cut: float

    @property
    def way_left(self) -> float:
        """The probability that it is not cut."""
        return self.open + self.restricted


def chances_of(severity: Severity) -> Chances:
    """The share of the draws with each severity."""
    shares = np.bincount(severity, minlength=3) / len(severity)
    return Chances(*(float(share) for share in shares))


@dataclass(frozen=True)
class Doubt:
    """For one side, how each place (by key) and road (by id) stands in every draw; what is not named is open."""

    draws: int
    places: dict[str, Severity]
    roads: dict[str, Severity]

    def along(self, places: Iterable[str], roads: Iterable[Road]) -> Severity:
        """How all of some places and roads together stand: as bad as the worst of them."""
        worst = np.zeros(self.draws, dtype=np.int8)
        for found in (*(self.places.get(p) for p in places), *(self.roads.get(r.id) for r in roads)):
            if found is not None:
                worst = np.maximum(worst, found)
        return worst

    def reach(self, base: str, roads: Sequence[Road]) -> dict[str, Severity]:
        """How the best way from a base to each place stands, its ends included; places no road joins are left out."""
        beside: dict[str, list[tuple[str, Road]]] = {}
        for road in roads:
            beside.setdefault(road.one, []).append((road.other, road))
            beside.setdefault(road.other, []).append((road.one, road))
        best = {base: self.along([base], ())}
        queue = deque([base])
        while queue:
            here = queue.popleft()
            for there, road in beside.get(here, ()):
                by_here = np.maximum(best[here], self.along([there], [road]))
                known = best.get(there)
                better = by_here if known is None else np.minimum(known, by_here)
                if known is None or (better < known).any():
                    best[there] = better
                    if there not in queue:
                        queue.append(there)
        return best


def doubt_of(
    side: Side, readings: Sequence[ControlReading], barriers: Iterable[Barrier], theatre: Theatre, rules: Rules
) -> Doubt:
    """The draws for a side."""
    draws = rules.roads.draws
    places = {r.place_key: _of_place(r, side, gone_over(r, side, theatre, rules), draws) for r in readings}
    roads: dict[str, Severity] = {}
    for barrier in barriers:
        if barrier.why != "blocked":
            continue
        spread = _even(f"blocked {barrier.place_key} {' '.join(barrier.road_ids)}", draws)
        drawn = np.where(spread < barrier.chance, CUT, OPEN).astype(np.int8)
        if barrier.place_key:
            places[barrier.place_key] = np.maximum(places.get(barrier.place_key, drawn), drawn)
        for road in barrier.road_ids:
            roads[road] = np.maximum(roads.get(road, drawn), drawn)
    return Doubt(draws, places, roads)


def _of_place(reading: ControlReading, side: Side, gone: float, draws: int) -> Severity:
    """Others' hold cuts, fighting and a siege restrict; of what is unknown, the part `gone` is with others."""
    spread, silence = _even(reading.place_key, draws), _even("silence", draws)
    others = hostile(reading, side.lets_pass)
    fought = others + reading.chance(CONTESTED)
    unknown = fought + reading.chance(UNKNOWN)
    besieged = reading.state == "besieged" and reading.claimant not in side.lets_pass
    severity = np.where(spread < unknown, np.where(silence < gone, CUT, OPEN), RESTRICTED if besieged else OPEN)
    severity = np.where(spread < fought, RESTRICTED, severity)
    return np.where(spread < others, CUT, severity).astype(np.int8)


@lru_cache(maxsize=8192)
def _even(name: str, draws: int) -> Floats:
    """Numbers from 0 to 1 at even distances, in an order that depends on a name alone."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    # Raw numbers are the same in every version of numpy; a shuffle need not be.
    order = np.argsort(np.random.PCG64(seed).random_raw(draws), kind="stable")
    spread: Floats = (order + 0.5) / draws
    spread.setflags(write=False)
    return spread
