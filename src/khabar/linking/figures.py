"""Counts of one act as revisions of one figure: a rising toll is not added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from khabar.linking.counting import Thing, amount, counts_of
from khabar.linking.sighting import Sighting
from khabar.linking.voices import A_PARTY, Outlets, camp_of
from khabar.linking.weights import Rules
from khabar.records import Claim, Count, Figure
from khabar.records.mention import Counted


@dataclass(frozen=True, slots=True)
class _Version:
    """One count of the act as one claim gives it. `camp` "" = no party's own."""

    count: Count
    claim: Claim
    camp: str

    @property
    def day(self) -> date:
        return self.claim.known_at.date()

    @property
    def floor(self) -> int | None:
        return self.count.low if self.count.low is not None else self.count.best

    @property
    def value(self) -> int:
        return amount(self.count) or 0


def figures_of(sightings: Iterable[Sighting], *, rules: Rules, outlets: Outlets) -> tuple[Figure, ...]:
    """The figures of an act, in the order they were first given. Denied counts are no versions."""
    versions: dict[Thing, list[_Version]] = defaultdict(list)
    for sighting in sightings:
        if sighting.denies or not (counts := counts_of(sighting.claim, rules=rules)):
            continue
        camp = camp_of(sighting.claim, outlets=outlets)
        for thing, count in counts.items():
            versions[thing].append(_Version(count, sighting.claim, camp))
    return tuple(_figure(what, found) for (what, _), found in versions.items())


def _figure(what: Counted, versions: Sequence[_Version]) -> Figure:
    """The range of the versions that still hold.

    The best number is that of voices that are no party's; where they give none, that of a party if only one gives any.
    Where parties of two camps do and nobody else, there is none.
    """
    holding = _holding(versions)
    best = _best(holding)
    return Figure(
        what=what,
        low=_low(versions, holding, best),
        best=best,
        high=_high(holding),
        versions=tuple((v.count.low, v.count.best, v.count.high, v.claim.voice, v.claim.id) for v in versions),
        noun=versions[-1].count.noun,
        of=next((v.count.of for v in reversed(versions) if v.count.of is not None), None),
    )


def _holding(versions: Sequence[_Version]) -> list[_Version]:
    """Those after which neither the same voice spoke on a later day, nor its camp gave a number no lower on one."""
    spoken: set[tuple[str, str]] = set()
    highest: dict[str, int] = {}
    holding: list[_Version] = []
    for _, one_day in groupby(reversed(versions), key=lambda v: v.day):
        same_day = list(one_day)
        holding += [v for v in same_day if (v.camp, v.claim.voice) not in spoken and highest.get(v.camp, -1) < v.value]
        for version in same_day:
            spoken.add((version.camp, version.claim.voice))
            highest[version.camp] = max(version.value, highest.get(version.camp, -1))
    return holding[::-1]


def _best(holding: Sequence[_Version]) -> int | None:
    """The number most voices give; where even, that of the latest day, then the lower, whatever order they came in.

    Of voices that are no party's, else of the one camp that has any.
    """
    stated = [v for v in holding if v.count.best is not None]
    voting = [v for v in stated if v.camp == ""] or stated
    # A party that is not named may be the one that is.
    if len({v.camp for v in voting} - {A_PARTY}) > 1:
        return None
    votes: dict[int, tuple[int, date]] = {}
    for version in voting:
        number = version.count.best or 0
        before, day = votes.get(number, (0, version.day))
        votes[number] = (before + 1, max(day, version.day))
    return max(votes, key=lambda number: (*votes[number], -number), default=None)


def _low(versions: Sequence[_Version], holding: Sequence[_Version], best: int | None) -> int | None:
    """The lowest number anybody still stands by; an "at least" of the camp of the best stays a floor under it."""
    floors = [v.floor for v in holding if v.floor is not None]
    lowest = min(floors, default=None)
    if lowest is not None and (best is None or lowest < best):
        return lowest
    camps = {v.camp for v in holding}
    stated = [v.count.low for v in versions if v.count.low is not None and v.camp in camps]
    under = [n for n in stated if best is not None and n <= best]
    return max(under, default=lowest)


def _high(holding: Sequence[_Version]) -> int | None:
    """The highest number given: a ceiling that is stated, or the higher of two numbers that differ."""
    ceilings = [v.count.high for v in holding if v.count.high is not None]
    bests = {v.count.best for v in holding if v.count.best is not None}
    lows = {v.count.low for v in holding if v.count.low is not None}
    if len(bests) > 1 or (bests and lows and max(lows) > max(bests)):
        ceilings += [*bests, *lows]
    return max(ceilings, default=None)
