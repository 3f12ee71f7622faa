"""The evidence on each place, kept: an act that is told otherwise changes only the places it bears on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.gains import CAMPAIGN_DAYS, Gains
from khabar.situation.kept.differing import differing, said
from khabar.situation.kept.told import Key, Reader, Told
from khabar.situation.losses import is_gain_of, losses_at
from khabar.situation.testimony import Evidence
from khabar.situation.victors import SETTLED_DAYS, named_at, tells_gain
from khabar.situation.weights import Weights

# What is told of a day bears on so many days before it: "recaptured" tells of the day before the first word of it.
_BEFORE = timedelta(days=SETTLED_DAYS + 2)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Places that are told of otherwise than is kept, with all that is told of them: before and after victors."""

    raw: dict[str, list[Evidence]]
    named: dict[str, list[Evidence]]
    final: dict[str, list[Evidence]]


# The moment from which on it is told so, and its key.
Lasting = tuple[int, Key]
Raw = dict[str, dict[str, dict[str, Told]]]


class Witness:
    """All evidence on a theatre's places, by place."""

    def __init__(self, theatre: Theatre, weights: Weights) -> None:
        self._theatre = theatre
        self._weights = weights
        self._reader = Reader(theatre, weights)
        self._told: Raw = defaultdict(lambda: defaultdict(dict))
        self._of_event: dict[str, list[Key]] = {}
        # By day, what is told of it, by the moment from which on it is told so.
        self._by_day: dict[date, list[Lasting]] = defaultdict(list)
        self._of_report: dict[str, set[Key]] = defaultdict(set)
        self._kept = Otherwise({}, {}, {})
        self._first, self._second = Gains(theatre, ()), Gains(theatre, ())

    def final(self, place: str) -> Sequence[Evidence]:
        """The evidence on a place, by day."""
        return self._kept.final.get(place, ())

    def change(
        self, gone: Iterable[Event], come: Iterable[tuple[Event, int]], documents: Container[str]
    ) -> dict[str, date]:
        """Lets go of events, and takes others in, each with the moment it is settled from.

        Gives the places of which something else is told now, with the first day of which it is.
        """
        were = {event.id: event for event in gone}
        left = {id: {key: self._strike(key) for key in self._of_event.pop(id, ())} for id in were}
        changed: dict[str, set[str]] = defaultdict(set)
        for event, settled in come:
            before = left.get(event.id, {})
            for key, told in self._reader.after(event, settled, documents, were.get(event.id), dict(before)):
                was = before.get(key)
                if was is not None and was.rank == told.rank and said(was.item) == said(told.item):
                    told = told._replace(item=before.pop(key).item)
                else:
                    changed[key[0]].add(key[1])
                self._enter(key, told)
        for place, claim, _ in chain(*left.values()):
            changed[place].add(claim)
        raw = {place: self._raw_but(place, changed[place], self._told[place]) for place in sorted(changed)}
        return self._keep(self._derived(raw, None))

    def _enter(self, key: Key, told: Told) -> None:
        place, claim, event = key
        self._told[place][claim][event] = told
        self._of_event.setdefault(event, []).append(key)
        insort(self._by_day[told.item.day], (told.settled, key))
        self._of_report[told.item.claim.document_id].add(key)

    def _strike(self, key: Key) -> Told:
        place, claim, event = key
        told = self._told[place][claim].pop(event)
        if not self._told[place][claim]:
            del self._told[place][claim]
        listed = self._by_day[told.item.day]
        del listed[bisect_left(listed, (told.settled, key))]
        self._of_report[told.item.claim.document_id].discard(key)
        return told

    def _raw_but(self, place: str, claims: Set[str], told: Mapping[str, Mapping[str, Told]]) -> list[Evidence]:
        """What is kept of a place, by day, each claim once; but of some claims what is told here.

        Where one stands in several events, it is as the last of these has it.
        """
        kept = [item for item in self._kept.raw.get(place, ()) if item.claim.id not in claims]
        last = (max(told[claim].values(), key=lambda one: one.rank) for claim in claims if told.get(claim))
        return sorted((*kept, *(one.item for one in last)), key=lambda e: (e.day, e.claim.id))

    def at(self, moment: int, until: date, partly: Iterable[Event], documents: Container[str]) -> Otherwise:
        """What was told otherwise of days up to one, by what was known at a moment.

        `partly` are the events of which not all was known, as they were known then.
        """
        rows: Raw = defaultdict(lambda: defaultdict(dict))
        for event in partly:
            for (place, claim, id), told in self._reader.rows(event, moment, documents):
                rows[place][claim][id] = told
        changed: dict[str, set[str]] = defaultdict(set, {place: set(claims) for place, claims in rows.items()})
        # A description that is moved to the day before a fall stands beside the fall, which is found by its own day.
        for told_of in (told_of for day, told_of in self._by_day.items() if day <= until + _BEFORE):
            if told_of and told_of[-1][0] > moment:
                for _, (place, claim, _) in told_of[bisect_right(told_of, moment, key=lambda t: t[0]) :]:
                    changed[place].add(claim)
        raw = {}
        for place, claims in sorted(changed.items()):
            raw[place] = self._raw_but(place, claims, self._settled(place, claims, moment, rows.get(place, {})))
        return self._derived(raw, until)

    def _settled(
        self, place: str, claims: Iterable[str], moment: int, beside: Mapping[str, Mapping[str, Told]]
    ) -> dict[str, dict[str, Told]]:
        """What is settled by a moment of some claims on a place, with what was told beside it then."""
        found = {}
        for claim in claims:
            told = self._told[place].get(claim, {}).items() if place in self._told else ()
            found[claim] = {id: one for id, one in told if one.settled <= moment} | dict(beside.get(claim, {}))
        return found

    def _derived(self, raw: dict[str, list[Evidence]], until: date | None) -> Otherwise:
        """What comes of other evidence on some places, there and wherever a victor is told by it."""
        theatre, weights = self._theatre, self._weights
        gone, come = _differing(self._kept.raw, raw)
        first = self._told_anew(self._first, gone, come, self._tells_gain)
        for place in self._hanging(raw, [*gone, *come], self._first, first, until, lambda e: e.victor_unnamed):
            raw[place] = list(self._kept.raw[place])
        named = {place: named_at(place, items, first, theatre) for place, items in raw.items()}
        gone, come = _differing(self._kept.named, named)
        second = self._told_anew(self._second, gone, come, self._is_gain)
        for place in self._hanging(named, [*gone, *come], self._second, second, until, _tells_no_loser):
            raw[place], named[place] = list(self._kept.raw[place]), list(self._kept.named[place])
        final = {place: losses_at(place, items, second, theatre, weights) for place, items in named.items()}
        return Otherwise(raw, named, final)

    def _tells_gain(self, item: Evidence) -> bool:
        return tells_gain(item, self._theatre.side_by_id)

    def _is_gain(self, item: Evidence) -> bool:
        return is_gain_of(item, self._theatre)

    def _told_anew(
        self, gains: Gains, gone: Sequence[Evidence], come: Sequence[Evidence], counts: Callable[[Evidence], bool]
    ) -> Gains:
        if len(self._theatre.sides) < 3:
            return gains  # then there is but one foe
        return gains.but(filter(counts, gone), filter(counts, come))

    def _hanging(
        self,
        places: Container[str],
        changed: Sequence[Evidence],
        gains: Gains,
        now: Gains,
        until: date | None,
        asks: Callable[[Evidence], bool],
    ) -> list[str]:
        """The other places where a report asks who gains, and is answered otherwise by what is told now."""
        if gains is now or not changed or not self._kept.raw:
            return []
        begin, end = min(e.day for e in changed), max(e.day for e in changed) + CAMPAIGN_DAYS * _DAY
        if until is not None:
            end = min(end, until + _BEFORE)
        were, are = gains.leaders_from(begin, end), now.leaders_from(begin, end)
        days = [day for (day, was), (_, led) in zip(were, are, strict=True) if was != led and day in self._by_day]
        documents = {e.claim.document_id for e in changed}
        reports = (self._of_report[document] for document in documents if document in self._of_report)
        keys = chain((key for day in days for _, key in self._by_day[day]), *reports)
        others = ((place, self._told[place][claim][event].item) for place, claim, event in keys if place not in places)
        return sorted({place for place, item in others if asks(item)})

    def _keep(self, found: Otherwise) -> dict[str, date]:
        """Keeps what was found; the places that differ, with the first day on which they do."""
        differ: dict[str, date] = {}
        for place, items in found.final.items():
            days = [e.day for e in chain(*differing(self._kept.final.get(place, ()), items))]
            if days:
                differ[place] = min(days)
        if len(self._theatre.sides) > 2:
            for gains, kept, new, counts in (
                (self._first, self._kept.raw, found.raw, self._tells_gain),
                (self._second, self._kept.named, found.named, self._is_gain),
            ):
                for place, items in new.items():
                    were, are = {id(e) for e in kept.get(place, ())}, {id(e) for e in items}
                    gains.change(
                        [e for e in kept.get(place, ()) if id(e) not in are and counts(e)],
                        [e for e in items if id(e) not in were and counts(e)],
                    )
        self._kept.raw.update(found.raw)
        self._kept.named.update(found.named)
        self._kept.final.update(found.final)
        return differ


def _tells_no_loser(item: Evidence) -> bool:
    return item.is_gain and not item.loser


def _differing(
    before: Mapping[str, list[Evidence]], now: Mapping[str, list[Evidence]]
) -> tuple[list[Evidence], list[Evidence]]:
    """What is gone at places told of anew, and what has come."""
    each = [differing(before.get(place, ()), items) for place, items in now.items()]
    return [e for gone, _ in each for e in gone], [e for _, come in each for e in come]
