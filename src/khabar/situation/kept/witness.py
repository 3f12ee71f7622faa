"""The evidence on each place, kept: an act that is told otherwise changes only the places it bears on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain
from typing import NamedTuple

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.gains import CAMPAIGN_DAYS, Gains
from khabar.situation.kept import stretches
from khabar.situation.kept.changed import Changed, Raw, Since
from khabar.situation.kept.differing import Span, differing, said
from khabar.situation.kept.told import Key, Reader, Told
from khabar.situation.losses import TELLS_BEFORE, Held, is_gain_of, losses_at
from khabar.situation.testimony import Evidence
from khabar.situation.victors import named_at, tells_gain
from khabar.situation.weights import Weights

# What is told of a day bears on so many days before it: "recaptured" tells of the day before the first word of it.
_BEFORE = TELLS_BEFORE + timedelta(days=1)
_DAY = timedelta(days=1)
# Days that are gone through between two looks whether anything differs any more.
_STRETCH = timedelta(days=30)


# What is gone, and what has come.
Change = tuple[Sequence[Evidence], Sequence[Evidence]]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Places that are told of otherwise than is kept, each from a day on, with all that is told of them.

    Before and after victors are named and losses found, and who held them by it; see `Held`. Last, what is gone of that
    of all, and what has come.
    """

    since: Since
    raw: dict[str, list[Evidence]]
    named: dict[str, list[Evidence]]
    final: dict[str, list[Evidence]]
    held: dict[str, list[Held]]
    in_raw: Change
    in_named: Change


# The moment from which on it is told so, and its key.
Lasting = tuple[int, Key]


class Witness:
    """All evidence on a theatre's places, by place."""

    def __init__(self, theatre: Theatre, weights: Weights) -> None:
        self._theatre = theatre
        self._weights = weights
        self._reader = Reader(theatre, weights)
        self._told: Raw = defaultdict(lambda: defaultdict(dict))
        self._of_event: dict[str, list[Key]] = {}
        self._events: dict[str, Event] = {}
        # By day, what is told of it, by the moment from which on it is told so.
        self._by_day: dict[date, list[Lasting]] = defaultdict(list)
        self._of_report: dict[str, set[Key]] = defaultdict(set)
        self._kept = Otherwise({}, {}, {}, {}, {}, ((), ()), ((), ()))
        self._first, self._second = Gains(theatre, ()), Gains(theatre, ())

    def final(self, place: str) -> Sequence[Evidence]:
        """The evidence on a place, by day."""
        return self._kept.final.get(place, ())

    def differing(self, found: Otherwise, until: date) -> dict[str, Span]:
        """The places of which something else is told of days up to one, with these days."""
        return _spans(self._kept.final, found, until)

    def change(
        self, gone: Iterable[Event], come: Iterable[tuple[Event, int]], documents: Container[str]
    ) -> dict[str, Span]:
        """Lets go of events, and takes others in, each with the moment it is settled from.

        Gives the places of which something else is told now, with the days of which it is.
        """
        were = {event.id: self._events.pop(event.id, event) for event in gone}
        left = {id: {key: self._strike(key) for key in self._of_event.pop(id, ())} for id in were}
        new: list[tuple[Key, Told]] = []
        for event, settled in come:
            self._events[event.id] = event
            before = left.get(event.id, {})
            for key, told in self._reader.after(event, settled, documents, were.get(event.id), dict(before)):
                was = before.get(key)
                if was is not None and _tells_the_same(told, was):
                    told = told._replace(item=before.pop(key).item)
                else:
                    new.append((key, told))
                self._enter(key, told)
        changed = Changed(self._told, self._of_report)
        for key, told in chain(new, *(each.items() for each in left.values())):
            changed.note(key, told.item)
        raw = {
            place: self._raw_but(place, claims, self._told[place], changed, date.max)
            for place, claims in sorted(changed.claims.items())
        }
        return self._keep(self._derived(raw, changed.since, date.max, date.max))

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

    def _raw_but(
        self, place: str, claims: Set[str], told: Mapping[str, Mapping[str, Told]], changed: Changed, last: date
    ) -> list[Evidence]:
        """What is kept of a place up to the last day, by day, each claim once; but of some claims what is told here.

        Where one stands in several events, it is as the last of these has it.
        """
        kept = self._kept.raw.get(place, [])
        since, until = changed.since[place], changed.until[place]
        there = [item for item in stretches.between(since, until, kept) if item.claim.id not in claims]
        told_last = (max(told[claim].values(), key=lambda one: one.rank) for claim in claims if told.get(claim))
        there += (one.item for one in told_last)
        there.sort(key=lambda e: (e.day, e.claim.id))
        return stretches.before(since, kept) + there + stretches.until(last, stretches.after(until, kept))

    def at(self, moment: int, until: date, partly: Iterable[Event], documents: Container[str]) -> Then:
        """What was told otherwise of days up to one, by what was known at a moment.

        `partly` are the events of which not all was known, as they were known then.
        """
        rows: Raw = defaultdict(lambda: defaultdict(dict))
        changed, same, days = Changed(self._told, self._of_report), set[Key](), set[date]()
        for event in partly:
            before = {key: self._row(key) for key in self._of_event.get(event.id, ())}
            for key, told in self._reader.after(event, moment, documents, self._events.get(event.id), before):
                rows[key[0]][key[1]][key[2]] = told
                days.add(told.item.day)
                if _tells_the_same(told, before.get(key)):
                    same.add(key)
                else:
                    changed.note(key, told.item)
        last = self._last_day(moment, days)
        # A description that is moved to the day before a fall stands beside the fall, which is found by its own day.
        end = min(last, until + _BEFORE)
        for told_of in (told_of for day, told_of in self._by_day.items() if day <= end):
            if told_of and told_of[-1][0] > moment:
                for _, key in told_of[bisect_right(told_of, moment, key=lambda t: t[0]) :]:
                    if key not in same:
                        changed.note(key, self._item(key))
        raw = {}
        for place, claims in sorted(changed.claims.items()):
            there = self._settled(place, claims, moment, rows.get(place, {}))
            raw[place] = self._raw_but(place, claims, there, changed, last)
        for place, day in self._told_before(last, until):
            changed.since[place] = min(day, changed.since.get(place, day))
            if place not in raw:
                raw[place] = stretches.until(last, self._kept.raw[place])
        return Then(self._derived(raw, changed.since, end, last), last)

    def _last_day(self, moment: int, others: Iterable[date]) -> date:
        """The last day of which anything was told by a moment: that is settled, or one of the others."""
        days = (day for day, told_of in self._by_day.items() if told_of and told_of[0][0] <= moment)
        return max(chain(days, others), default=self._theatre.start)

    def _told_before(self, last: date, until: date) -> Iterator[tuple[str, date]]:
        """Places of which something is told up to a day by reports of gains after it, with the first day of that."""
        for day in (last + n * _DAY for n in range(1, _BEFORE.days)):
            for key in (key for _, key in self._by_day.get(day, ()) if self._item(key).is_gain):
                place, report = key[0], self._item(key).claim.document_id
                for item in stretches.between(last - _BEFORE, min(last, until), self._kept.final[place]):
                    if item.claim.document_id == report:
                        yield place, item.day

    def _row(self, key: Key) -> Told:
        place, claim, event = key
        return self._told[place][claim][event]

    def _item(self, key: Key) -> Evidence:
        return self._row(key).item

    def _settled(
        self, place: str, claims: Iterable[str], moment: int, beside: Mapping[str, Mapping[str, Told]]
    ) -> dict[str, dict[str, Told]]:
        """What is settled by a moment of some claims on a place, with what was told beside it then."""
        found = {}
        for claim in claims:
            told = self._told[place].get(claim, {}).items() if place in self._told else ()
            found[claim] = {id: one for id, one in told if one.settled <= moment} | dict(beside.get(claim, {}))
        return found

    def _derived(self, raw: dict[str, list[Evidence]], since: Since, until: date, last: date) -> Otherwise:
        """What comes up to a day of other evidence on some places, there and wherever a victor is told by it.

        `since` has the first day of which something else is told of each, and is left with those of all; nothing is
        told of days after the `last`.
        """
        theatre, kept = self._theatre, self._kept
        in_raw = gone, come = _differing(kept.raw, raw, since, last)
        first = self._told_anew(self._first, gone, come, self._tells_gain)
        hanging = self._hanging([*gone, *come], self._first, first, until, lambda e: e.victor_unnamed)
        for place in _noted(since, hanging, raw.keys()):
            raw[place] = stretches.until(last, kept.raw[place])
        named = {}
        for place, items in raw.items():
            done = stretches.before(since[place], kept.named.get(place, []))
            named[place] = named_at(place, items, first, theatre, done=done)
        in_named = gone, come = _differing(kept.named, named, since, last)
        second = self._told_anew(self._second, gone, come, self._is_gain)
        hanging = self._hanging([*gone, *come], self._second, second, until, _tells_no_loser)
        for place in _noted(since, hanging, raw.keys()):
            raw[place] = stretches.until(last, kept.raw[place])
            named[place] = stretches.until(last, kept.named[place])
        till = self._till([*gone, *come, *hanging])
        final, held = {}, {}
        for place, items in named.items():
            since[place] = begin = since[place] - TELLS_BEFORE
            final[place], held[place] = self._with_losses(
                place, items, second, begin, till.get(place, begin) if last == date.max else None
            )
        return Otherwise(since, raw, named, final, held, in_raw, in_named)

    def _till(self, items: Iterable[Evidence]) -> Since:
        """By place the last day that items tell of; of a fall also those of descriptions that are told with it."""
        found: Since = {}
        for item in items:
            place, days = item.place_key, [item.day]
            if item.is_gain:
                beside = (self._item(key) for key in self._of_report.get(item.claim.document_id, ()) if key[0] == place)
                days += (other.day for other in beside if other.claim.mention.descriptive)
            found[place] = max((*days, found.get(place, item.day)))
        return found

    def _with_losses(
        self, place: str, items: list[Evidence], gains: Gains, begin: date, till: date | None
    ) -> tuple[list[Evidence], list[Held]]:
        """The evidence on a place with the losses found from a day on, and who held it by it.

        `till` is the last day that something else is told of, None = of all days. After it stretch by stretch is gone
        through until who held the place is what is kept.
        """
        find = partial(losses_at, place, items, gains, self._theatre, self._weights)
        kept, were = self._kept.final.get(place, []), self._kept.held.get(place, [])
        final, held = stretches.before(begin, kept), stretches.before(begin, were)
        while till is not None and items and begin <= items[-1].day:
            end = max(begin, till + 2 * TELLS_BEFORE) + _STRETCH
            final += find(since=begin, until=end, held=held)
            # What is found of a day hangs on what is told of some days around it.
            settled = end - TELLS_BEFORE
            if stretches.until(settled, held)[-1:] == stretches.until(settled, were)[-1:]:
                held = stretches.until(settled, held) + stretches.after(settled, were)
                return final + stretches.after(end, kept), held
            begin = end + _DAY
            held = stretches.before(begin, held)
        return final + find(since=begin, held=held), held

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
        changed: Sequence[Evidence],
        gains: Gains,
        now: Gains,
        until: date,
        asks: Callable[[Evidence], bool],
    ) -> list[Evidence]:
        """What asks who gains, and is answered otherwise by what is told now."""
        if gains is now or not changed or not self._kept.raw:
            return []
        begin = min(e.day for e in changed)
        end = min(until, max(e.day for e in changed) + CAMPAIGN_DAYS * _DAY)
        were, are = gains.leaders_from(begin, end), now.leaders_from(begin, end)
        days = [day for (day, was), (_, led) in zip(were, are, strict=True) if was != led and day in self._by_day]
        documents = {e.claim.document_id for e in changed}
        reports = (self._of_report[document] for document in documents if document in self._of_report)
        each = map(self._item, chain((key for day in days for _, key in self._by_day[day]), *reports))
        return [item for item in each if item.day <= until and asks(item)]

    def _keep(self, found: Otherwise) -> dict[str, Span]:
        """Keeps what was found; the places that differ, with the days on which they do."""
        kept = self._kept
        differ = _spans(kept.final, found, date.max)
        if len(self._theatre.sides) > 2:
            for gains, (gone, come), counts in (
                (self._first, found.in_raw, self._tells_gain),
                (self._second, found.in_named, self._is_gain),
            ):
                gains.change(filter(counts, gone), filter(counts, come))
        for now, new in ((kept.raw, found.raw), (kept.named, found.named), (kept.final, found.final)):
            now.update(new)
        kept.held.update(found.held)
        return differ


class Then(NamedTuple):
    """What was told otherwise at a moment; of days after the last nothing was told at all."""

    otherwise: Otherwise
    last: date


def _noted(since: Since, items: Iterable[Evidence], places: Set[str]) -> list[str]:
    """Notes the first day of each place that items tell of; gives those that are not among some places."""
    for item in items:
        since[item.place_key] = min(item.day, since.get(item.place_key, item.day))
    return sorted({item.place_key for item in items} - places)


def _tells_the_same(told: Told, was: Told | None) -> bool:
    if was is None or was.rank != told.rank:
        return False
    return was.item is told.item or said(was.item) == said(told.item)


def _tells_no_loser(item: Evidence) -> bool:
    return item.is_gain and not item.loser


def _differing(
    before: Mapping[str, list[Evidence]], now: Mapping[str, list[Evidence]], since: Since, until: date
) -> tuple[list[Evidence], list[Evidence]]:
    """What is gone at places told of anew, and what has come."""
    each = [_differing_since(before.get(place, []), items, since[place], until) for place, items in now.items()]
    return [e for gone, _ in each for e in gone], [e for _, come in each for e in come]


def _spans(before: Mapping[str, list[Evidence]], found: Otherwise, until: date) -> dict[str, Span]:
    """The days up to one of which something else is told, of each place where there are any."""
    each = {
        place: _differing_since(before.get(place, []), items, found.since[place], until)
        for place, items in found.final.items()
    }
    days = {place: [e.day for e in (*gone, *come)] for place, (gone, come) in each.items() if gone or come}
    return {place: Span(min(told), max(told)) for place, told in days.items()}


def _differing_since(
    before: list[Evidence], now: list[Evidence], since: date, until: date
) -> tuple[list[Evidence], list[Evidence]]:
    """What differs of some days."""
    return differing(*(stretches.between(since, until, items) for items in (before, now)))
