"""Who gains ground: the campaign that a fall without a victor, or a loss nobody reported, is read in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain

from khabar.packs.theatre import Theatre
from khabar.situation.testimony import Evidence

# How far back the gains of a campaign count, and the part of them one side must have to be taken for the victor.
CAMPAIGN_DAYS = 60
MOST = 0.75
_DAY = timedelta(days=1)
# The side that gains, and the place.
Pair = tuple[str, str]


class Gains:
    """What was gained where, by day and by report; beside `other`, how often more or less than that has it."""

    def __init__(self, theatre: Theatre, items: Iterable[Evidence], *, other: Gains | None = None) -> None:
        self._theatre = theatre
        self._sides = [side.id for side in theatre.sides]
        self._by_day: dict[date, Counter[Pair]] = defaultdict(Counter)
        self._by_document: dict[str, Counter[Pair]] = defaultdict(Counter)
        self._leaders: dict[date, Mapping[str, str]] = {}
        self._other = other
        self.change((), items)

    def change(self, gone: Iterable[Evidence], come: Iterable[Evidence]) -> None:
        """Lets go of gains, and takes others in."""
        days: set[date] = set()
        for items, number in ((gone, -1), (come, 1)):
            for item in items:
                pair = (item.favours, item.place_key)
                for told in (self._by_day[item.day], self._by_document[item.claim.document_id]):
                    told[pair] += number
                    if not told[pair]:
                        del told[pair]
                days.add(item.day)
        if self._leaders:
            for day in days:
                for n in range(CAMPAIGN_DAYS + 1):
                    self._leaders.pop(day + n * _DAY, None)

    def but(self, gone: Iterable[Evidence], come: Iterable[Evidence]) -> Gains:
        """These without some and with others, for as long as these do not change."""
        found = Gains(self._theatre, (), other=self)
        found.change(gone, come)
        return found

    def leader_in(self, document: str, holder: str) -> str:
        """The side other than the holder with nearly all gains that a report tells; "" = none."""
        return _most(Counter(side for side, _ in self._told_in(document)), holder)

    def leader_on(self, day: date, holder: str) -> str:
        """The side other than the holder with nearly all gains of the days before; "" = none."""
        return self.leaders(day).get(holder) or ""

    def leaders(self, day: date) -> Mapping[str, str]:
        """By holder, "" = none, the side that gains of it."""
        if day not in self._leaders:
            self._leaders[day] = self._leading(Counter(side for side, _ in self._lately(day)))
        return self._leaders[day]

    def leaders_from(self, first: date, last: date) -> Iterator[tuple[date, Mapping[str, str]]]:
        """The days from one to another with their leaders, worked out in one go."""
        told: Counter[Pair] = Counter()
        places: Counter[str] = Counter()
        day = first - CAMPAIGN_DAYS * _DAY
        while day <= last:
            for pair in self._on(day):
                told[pair] += 1
                places[pair[0]] += told[pair] == 1
            if day >= first:
                yield day, self._leading(places)
                for pair in self._on(day - CAMPAIGN_DAYS * _DAY):
                    told[pair] -= 1
                    places[pair[0]] -= not told[pair]
            day += _DAY

    def _leading(self, places: Counter[str]) -> Mapping[str, str]:
        """By holder, the side that gains of it, by the number of places that each side gained."""
        return {holder: _most(places, holder) for holder in (*self._sides, "")}

    def _told_in(self, document: str) -> Collection[Pair]:
        own = self._by_document.get(document, _NOTHING)
        return _added(self._other._by_document.get(document, _NOTHING), own) if self._other else own.keys()

    def _lately(self, day: date) -> set[Pair]:
        return set(chain.from_iterable(self._on(day - n * _DAY) for n in range(CAMPAIGN_DAYS + 1)))

    def _on(self, day: date) -> Collection[Pair]:
        own = self._by_day.get(day, _NOTHING)
        return _added(self._other._by_day.get(day, _NOTHING), own) if self._other else own.keys()


_NOTHING: Counter[Pair] = Counter()


def _added(counts: Counter[Pair], others: Counter[Pair]) -> Collection[Pair]:
    """What there is of either, where others may take away."""
    if not others:
        return counts.keys()
    return [pair for pair in counts.keys() | others.keys() if counts[pair] + others[pair] > 0]


def _most(places: Mapping[str, int], holder: str) -> str:
    """The side other than the holder that gained nearly all of the places; "" where there is none."""
    gained = {side: number for side, number in places.items() if side != holder and number}
    side = max(gained, key=lambda side: gained[side], default="")
    return side if side and gained[side] >= MOST * sum(gained.values()) else ""
