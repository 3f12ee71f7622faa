"""The word for who holds a place on each day of its track: held, contested, claimed, besieged, unknown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from khabar.packs.theatre import Theatre
from khabar.records.mention import HAPPENED
from khabar.situation.filter import Floats
from khabar.situation.influence import Weighed
from khabar.situation.testimony import CONTESTED, UNKNOWN, Evidence, day_of
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
    evidence: Sequence[Weighed] = ()

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


def outcome_of(state: State, *, owner: str, claimant: str) -> str:
    """The state whose probability the evidence on a reading is weighed for."""
    if state == "contested":
        return CONTESTED
    return (claimant if state == "claimed" else owner) or UNKNOWN


class Standing:
    """What is said of one place: the bare claims and sieges that stand on any day, by the evidence up to it."""

    def __init__(self, evidence: Sequence[Evidence], theatre: Theatre, weights: Weights) -> None:
        self._theatre = theatre
        self._sides = theatre.side_by_id
        self._weights = weights
        self._days: list[date] = []
        self._claims: list[tuple[Evidence, ...]] = []
        self._sieges: list[tuple[Evidence, ...]] = []
        if evidence:
            self._go_on(evidence)

    def but(self, since: date, evidence: Sequence[Evidence], *, until: date = date.max) -> Standing:
        """With other evidence from a day on; of days after `until` it is as before."""
        found, told = Standing((), self._theatre, self._weights), bisect_left(self._days, since)
        found._days = self._days[:told]
        found._claims, found._sieges = self._claims[: told + 1], self._sieges[: told + 1]
        if evidence:
            found._go_on(evidence, until)
        return found

    def _go_on(self, evidence: Sequence[Evidence], until: date = date.max) -> None:
        ordered, told = sorted(evidence, key=day_of), len(self._days)
        new = ordered[: bisect_right(ordered, until, key=day_of)]
        self._days += map(day_of, ordered)
        # Nothing is kept where nothing ever stood.
        if self._claims or any(map(self._is_claim, new)):
            _go_on(self._claims, told, ordered, self._is_claim, self._silences_claim)
        if self._sieges or any(map(_lays_siege, new)):
            _go_on(self._sieges, told, ordered, _lays_siege, self._ends_siege)

    def last_heard(self, day: date) -> date | None:
        """The day of the last word on it up to a day."""
        told = bisect_right(self._days, day)
        return self._days[told - 1] if told else None

    @property
    def has_stood(self) -> bool:
        """Whether a bare claim or a siege stands on any day."""
        return bool(self._claims or self._sieges)

    def open_claim(self, day: date, holder: str) -> Evidence | None:
        """The first of the bare claims that stand: recent, of another than the holder, nothing firm heard since."""
        if not self._claims:
            return None
        longest = self._weights.stands_days.claim
        standing = (c for c in self._claims[bisect_right(self._days, day)] if (day - c.day).days <= longest)
        return next((c for c in standing if c.favours != holder), None)

    def siege(self, day: date) -> Evidence | None:
        """The first report of the siege that stands, None where there is none."""
        if not self._sieges:
            return None
        longest = self._weights.stands_days.siege
        return next((s for s in self._sieges[bisect_right(self._days, day)] if (day - s.day).days <= longest), None)

    def _is_claim(self, item: Evidence) -> bool:
        return item.favours in self._sides and not item.firm and item.claim.mention.modality in HAPPENED

    def _silences_claim(self, item: Evidence, claim: Evidence) -> bool:
        """Whether something firm, heard of anybody else, leaves nothing of a bare claim."""
        of_a_side = item.firm and item.favours in self._sides
        return of_a_side and not (claim.day == item.day and claim.favours != item.favours)

    def _ends_siege(self, item: Evidence, siege: Evidence) -> bool:
        of_a_side = item.firm and item.favours in self._sides
        return of_a_side and not (siege.day == item.day and siege.besieger != item.favours)


class Found(NamedTuple):
    """What the probabilities say of a place on a day, in sides, "" = none reaches its threshold.

    `firm` is the side by what is more than a party's own word, `full` by all evidence, `presumed` the last one known.
    """

    firm: str
    full: str
    presumed: str
    is_contested: bool


# The state with its holder and claimant, and the claim or siege it begins with.
Word = tuple[State, str, str, Evidence | None]


def word_for(found: Found, standing: Standing, day: date) -> Word:
    """The state with its holder and claimant, and the claim or siege it begins with."""
    claim, siege = standing.open_claim(day, found.firm or found.presumed), standing.siege(day)
    if found.is_contested:
        return "contested", "", claim.favours if claim else "", None
    if claim is not None:
        return "claimed", found.firm, claim.favours, claim
    if siege is not None and siege.besieger != (found.firm or found.presumed):
        return "besieged", found.firm or found.presumed, siege.besieger, siege
    if found.firm and found.firm == found.full:
        return "held", found.firm, "", None
    return "unknown", "", "", None


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
        self._standing = Standing(track.evidence, theatre, weights)

    def reading(self, day: date, known: datetime) -> ControlReading:
        """The reading on one of the track's days."""
        at = (day - self._start).days
        presumed = self._presumed(at)
        found = Found(
            self._named(self._firm_holder[at]), self._named(self._holder[at]), presumed, bool(self._contested[at])
        )
        state, holder, claimant, begun = word_for(found, self._standing, day)
        since = self._start + timedelta(days=int(self._since[state][at])) if begun is None else begun.day
        return ControlReading(
            place_key=self._track.place_key,
            on=day,
            known=known,
            state=state,
            holder=holder,
            claimant=claimant,
            presumed=presumed,
            probability=tuple(zip((*self._sides, CONTESTED, UNKNOWN), self._track.full[at].tolist(), strict=True)),
            since=since,
            last_heard=self._standing.last_heard(day),
        )

    def _named(self, side: np.intp) -> str:
        return "" if side == _NOBODY else self._sides[side]

    def _presumed(self, at: int) -> str:
        """The last side that held it for sure, by then."""
        return self._named(self._known_last[at]) or self._at_first


def _go_on(
    found: list[tuple[Evidence, ...]],
    told: int,
    evidence: Sequence[Evidence],
    opens: Callable[[Evidence], bool],
    ends: Callable[[Evidence, Evidence], bool],
) -> None:
    """Adds what stands after each piece of evidence in its order."""
    if not found:
        found += [()] * (told + 1)
    standing = found[-1]
    for item in evidence:
        if opens(item):
            standing = (*standing, item)
        elif standing:
            standing = tuple(open for open in standing if not ends(item, open))
        found.append(standing)


def _lays_siege(item: Evidence) -> bool:
    return bool(item.besieger)


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
