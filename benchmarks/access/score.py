"""Derived access beside what follows from the facts: day by day, and the first day of each cut."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.access.derived import Day
from benchmarks.access.facts import BASE, Link, Loss, hostile_on, reached
from khabar.packs.theatre import Theatre
from khabar.situation.roads import named_roads

KM = 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """Derived access on the days and places compared: all that by the facts were not lost, but for Kabul.

    `cut` are those no road reached, `said` those derived as cut, `both` those that are both; `doubted` those derived as
    restricted.  `ways` are those reached by both, of which `same_way` by a way of the same length.  `brier` is that of
    the probability that a way is left; `brier_word` of the word alone, `brier_open` of saying that all is open.
    """

    place_days: int
    cut: int
    said: int
    both: int
    doubted: int
    ways: int
    same_way: int
    brier: float
    brier_word: float
    brier_open: float

    @property
    def precision(self) -> float:
        """Of the places derived as cut, how many were; 1 where none was."""
        return self.both / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Of the places cut, how many were derived as cut; 1 where none was."""
        return self.both / self.cut if self.cut else 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """One place on one day: whether a road reached it by the facts and how far, and what was derived."""

    km: float | None
    status: str
    chance: float
    derived_km: float | None


def pairs(
    derived: Sequence[Day], losses: Collection[Loss], links: Collection[Link], *, confirmed: bool
) -> Iterator[Pair]:
    """What is compared."""
    in_peace = reached(links, ())
    for day in derived:
        hostile = hostile_on(losses, day.day, confirmed=confirmed)
        km = reached(links, hostile)
        for key in sorted(in_peace):
            if key != BASE and key not in hostile:
                access = day.access[key]
                way = access.way.length_km if access.way else None
                yield Pair(km.get(key), access.status, access.chances.way_left, way)


def agreement(compared: Collection[Pair]) -> Agreement:
    """The figures of a comparison."""
    cut = [p for p in compared if p.km is None]
    ways = [p for p in compared if p.km is not None and p.derived_km is not None]
    total = len(compared)
    return Agreement(
        place_days=total,
        cut=len(cut),
        said=sum(p.status == "cut" for p in compared),
        both=sum(p.status == "cut" for p in cut),
        doubted=sum(p.status == "restricted" for p in compared),
        ways=len(ways),
        same_way=sum(abs((p.km or 0.0) - (p.derived_km or 0.0)) < KM for p in ways),
        brier=sum((p.chance - (p.km is not None)) ** 2 for p in compared) / total,
        brier_word=sum(((p.status != "cut") - (p.km is not None)) ** 2 for p in compared) / total,
        brier_open=len(cut) / total,
    )


def reliability(compared: Collection[Pair], bands: int = 5) -> list[tuple[float, float, float, int]]:
    """For each band of the probability of a way left: its bounds, the share that had one, and how many."""
    rows = []
    for n in range(bands):
        low, high = n / bands, (n + 1) / bands
        held = [p.km is not None for p in compared if low <= p.chance < high or (n == bands - 1 and p.chance == 1.0)]
        if held:
            rows.append((low, high, sum(held) / len(held), len(held)))
    return rows


@dataclass(frozen=True, slots=True)
class Cut:
    """A road or a place and the first day it was cut: by the facts, and as derived; None = not in these days."""

    name: str
    fact: date | None
    derived: date | None

    @property
    def days_late(self) -> int | None:
        """How many days later it is derived; None where one of the two is lacking."""
        return (self.derived - self.fact).days if self.fact and self.derived else None


def road_cuts(derived: Sequence[Day], losses: Collection[Loss], theatre: Theatre) -> list[Cut]:
    """Each named trunk road, cut as soon as a place on it is lost."""
    lost = {loss.key: max(loss.day, theatre.start) for loss in losses}
    last = derived[-1].day
    found = []
    for name, line in sorted(named_roads(theatre.roads, grade=1).items()):
        fact = min((lost[p] for p in line.places if p in lost), default=None)
        seen = next((d.day for d in derived if d.roads[name].status == "cut"), None)
        found.append(Cut(name, fact if fact and fact <= last else None, seen))
    return found


def place_cuts(derived: Sequence[Day], losses: Collection[Loss], links: Collection[Link]) -> list[Cut]:
    """Each capital, from the first day that no road reached it while the government held it."""
    found = []
    days = [d.day for d in derived]
    km = {day: reached(links, hostile_on(losses, day, confirmed=False)) for day in days}
    in_peace = reached(links, ())
    for loss in losses:
        if loss.is_capital and loss.key != BASE and loss.key in in_peace:
            held = [d for d in derived if d.day < loss.day]
            fact = next((d.day for d in held if loss.key not in km[d.day]), None)
            seen = next((d.day for d in held if d.access[loss.key].status == "cut"), None)
            if fact or seen:
                found.append(Cut(loss.key, fact, seen))
    return found
