"""The word for who holds a place on each day of its track: held, contested, claimed, besieged, unknown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from khabar.packs.theatre import Theatre
from khabar.records.mention import HAPPENED
from khabar.situation.filter import Floats
from khabar.situation.influence import Weighed
from khabar.situation.testimony import CONTESTED, UNKNOWN, Evidence
from khabar.situation.tracks import Track
from khabar.situation.weights import Weights

State = Literal["held", "contested", "claimed", "besieged", "unknown"]


@dataclass(frozen=True, slots=True)
class ControlReading:
    """Who held a place on a day, by what was known at a moment.

    `state` is a word: `held` by `holder`; `contested`; `claimed` by `claimant`, which only it says (`holder` is then
    who held it by what is confirmed, "" = not known); `besieged`: `holder` has it and `claimant` is around it;
    `unknown`: not heard of for too long, or never.  `presumed` is the last side that held it for sure, "" = none:
    what supply planning would assume.  `probability` is by side, then `contested` and `unknown`, and sums to 1.
    `since` is the first day of this state as far as is known.  `last_heard` None = no report on it since the start.
    """

    place_key: str
    on: date
    known: datetime
    state: State
    holder: str
    claimant: str
    presumed: str
    probability: tuple[tuple[str, float], ...]
    since: date
    last_heard: date | None
    evidence: tuple[Weighed, ...] = ()

    def chance(self, state: str) -> float:
        """The probability of a side, `contested` or `unknown`; 0 where there is no such state."""
        return dict(self.probability).get(state, 0.0)

    @property
    def owner(self) -> str:
        """Who holds it, or was the last known to; "" = not known."""
        return self.holder or self.presumed

    @property
    def whose(self) -> str:
        """The side its state is told of: who claims or besieges it, else who holds it; "" = none."""
        return self.claimant if self.state in ("claimed", "besieged") else self.holder

    @property
    def doubt(self) -> float:
        """The probability that the likeliest side does not hold it."""
        return 1.0 - max((p for s, p in self.probability if s not in (CONTESTED, UNKNOWN)), default=0.0)


Indices = NDArray[np.intp]
_NOBODY = -1


class Words:
    """Finds the word for one place's state on any day of its track, by the evidence up to that day."""

    def __init__(self, track: Track, theatre: Theatre, weights: Weights) -> None:
        self._track = track
        self._sides = [s.id for s in theatre.sides]
        self._start = theatre.start
        self._weights = weights
        held = weights.thresholds.held
        self._firm_holder, self._holder = (_holders(rows, held) for rows in (track.firm, track.full))
        self._known_last = _last_known(self._firm_holder)
        self._at_first = theatre.place_by_key[track.place_key].holder
        self._contested = track.firm[:, -2] >= weights.thresholds.contested
        self._since = {
            "contested": _run_starts(self._contested),
            "unknown": _run_starts(track.firm[:, :-2].max(axis=1) < held),
            "held": _same_since(track.firm[:, :-2].argmax(axis=1)),
        }
        evidence = sorted(track.evidence, key=lambda e: e.day)
        self._days = [e.day for e in evidence]
        self._claims = _standing(evidence, self._is_claim, self._silences_claim)
        self._sieges = _standing(evidence, lambda e: bool(e.besieger), self._ends_siege)

    def reading(self, day: date, known: datetime) -> ControlReading:
        """The reading on one of the track's days."""
        at = (day - self._start).days
        firm_holder, presumed = self._named(self._firm_holder[at]), self._presumed(at)
        claim, siege = self._open_claim(day, firm_holder or presumed), self._siege(day)
        state: State
        holder, claimant = firm_holder, ""
        if self._contested[at]:
            state, holder, claimant = "contested", "", claim.favours if claim else ""
        elif claim is not None:
            state, claimant = "claimed", claim.favours
        elif siege is not None and siege.besieger != (holder or presumed):
            state, holder, claimant = "besieged", holder or presumed, siege.besieger
        elif firm_holder and firm_holder == self._named(self._holder[at]):
            state = "held"
        else:
            state, holder = "unknown", ""
        told = bisect_right(self._days, day)
        return ControlReading(
            place_key=self._track.place_key,
            on=day,
            known=known,
            state=state,
            holder=holder,
            claimant=claimant,
            presumed=presumed,
            probability=tuple(zip((*self._sides, CONTESTED, UNKNOWN), self._track.full[at].tolist(), strict=True)),
            since=self._since_when(state, at, claim, siege),
            last_heard=self._days[told - 1] if told else None,
        )

    def _named(self, side: np.intp) -> str:
        return "" if side == _NOBODY else self._sides[side]

    def _presumed(self, at: int) -> str:
        """The last side that held it for sure, by then."""
        return self._named(self._known_last[at]) or self._at_first

    def _is_claim(self, item: Evidence) -> bool:
        return item.favours in self._sides and not item.firm and item.claim.mention.modality in HAPPENED

    def _silences_claim(self, item: Evidence, claim: Evidence) -> bool:
        """Whether something firm, heard of anybody else, leaves nothing of a bare claim."""
        of_a_side = item.firm and item.favours in self._sides
        return of_a_side and not (claim.day == item.day and claim.favours != item.favours)

    def _ends_siege(self, item: Evidence, siege: Evidence) -> bool:
        of_a_side = item.firm and item.favours in self._sides
        return of_a_side and not (siege.day == item.day and siege.besieger != item.favours)

    def _open_claim(self, day: date, holder: str) -> Evidence | None:
        """The first of the bare claims that stand: recent, of another than the holder, nothing firm heard since."""
        longest = self._weights.stands_days.claim
        standing = (c for c in self._claims[bisect_right(self._days, day)] if (day - c.day).days <= longest)
        return next((c for c in standing if c.favours != holder), None)

    def _siege(self, day: date) -> Evidence | None:
        """The first report of the siege that stands, None where there is none."""
        longest = self._weights.stands_days.siege
        return next((s for s in self._sieges[bisect_right(self._days, day)] if (day - s.day).days <= longest), None)

    def _since_when(self, state: State, at: int, claim: Evidence | None, siege: Evidence | None) -> date:
        if state == "claimed" and claim is not None:
            return claim.day
        if state == "besieged" and siege is not None:
            return siege.day
        return self._start + timedelta(days=int(self._since[state][at]))


def _standing(
    evidence: Sequence[Evidence], opens: Callable[[Evidence], bool], ends: Callable[[Evidence, Evidence], bool]
) -> list[tuple[Evidence, ...]]:
    """What stands after each piece of evidence in its order, before the first of them nothing."""
    standing: tuple[Evidence, ...] = ()
    found = [standing]
    for item in evidence:
        left = tuple(open for open in standing if not ends(item, open))
        standing = (*standing, item) if opens(item) else left
        found.append(standing)
    return found


def _holders(rows: Floats, threshold: float) -> Indices:
    """The side each day is held by, _NOBODY where none reaches the threshold."""
    sides = rows[:, :-2]
    best = sides.argmax(axis=1)
    reached = np.take_along_axis(sides, best[:, None], axis=1)[:, 0] >= threshold
    return np.where(reached, best, _NOBODY)


def _last_known(holders: Indices) -> Indices:
    """Of each day the last holder by then."""
    last = np.maximum.accumulate(np.where(holders == _NOBODY, -1, np.arange(len(holders))))
    return np.where(last < 0, _NOBODY, holders[np.maximum(last, 0)])


def _run_starts(same: NDArray[np.bool_]) -> Indices:
    """Of each day the first of those right before it, and itself, that are all `same`."""
    broken = np.maximum.accumulate(np.where(same, -1, np.arange(len(same))))
    return np.concatenate(([0], broken[:-1] + 1))


def _same_since(values: Indices) -> Indices:
    """Of each day the first of the run of one value it lies in."""
    changed = np.concatenate(([True], values[1:] != values[:-1]))
    return np.maximum.accumulate(np.where(changed, np.arange(len(values)), 0))
