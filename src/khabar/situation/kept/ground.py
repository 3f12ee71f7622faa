"""Who holds each place on every day, kept: a place that is spoken of again is filtered anew, from that day on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from khabar.packs.theatre import Theatre
from khabar.situation.filter import Floats, News, forward, start_of
from khabar.situation.kept import stretches
from khabar.situation.kept.columns import Columns, Ints, after_silence, columns_of
from khabar.situation.kept.differing import Span
from khabar.situation.kept.news import Daily, DailyNews
from khabar.situation.kept.readings import Places, readings_of
from khabar.situation.signs import PRESSING
from khabar.situation.state_words import ControlReading, Standing
from khabar.situation.testimony import Evidence
from khabar.situation.weights import Weights

Told = Mapping[str, Sequence[Evidence]]
# Days that room is made for at once, and that are gone through between two looks whether they differ any more.
_ROOM = 128
_STRETCH = 64
# Days and moments whose answers are held for the next report.
_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class Silence:
    """Places of which something else is told up to the `last` day of which anything is, or anything is after it.

    They are as they are on a later day by what is told up to then.
    """

    rows: NDArray[np.intp]
    last: date
    columns: Columns


@dataclass(frozen=True, slots=True)
class Patch:
    """Some places as another evidence has them, from the day `first` on; before that they are as ever.

    `told` is all their evidence, `since` the day from which on it is another.
    """

    rows: NDArray[np.intp]
    columns: Columns
    first: int
    told: Told
    since: Mapping[str, date]
    silence: Silence | None = None


class Ground:
    """The days of a theatre's places from its first; see `Columns`."""

    def __init__(self, theatre: Theatre, weights: Weights) -> None:
        self._theatre = theatre
        self._weights = weights
        self._keys = [place.key for place in theatre.places]
        self._row = {key: row for row, key in enumerate(self._keys)}
        self._sides = [side.id for side in theatre.sides]
        self._holders = [place.holder for place in theatre.places]
        position = {side: n for n, side in enumerate(self._sides)}
        given = [position.get(place.holder) for place in theatre.places]
        self._given = np.array([-1 if side is None else side for side in given], dtype=np.int16)
        states = len(self._sides) + 2
        starts = [start_of(side, states=states, rates=weights.rates) for side in given]
        self._start = np.array(starts).reshape(len(starts), states)
        # By row, what is told of each place, and how claims and sieges stand by it; `_stood` are those where any did.
        self._told: list[Sequence[Evidence]] = [()] * len(self._keys)
        self._standing = [Standing((), theatre, weights)] * len(self._keys)
        self._stood: dict[int, Standing] = {}
        self._news = DailyNews(self._sides, weights)
        # By row, what of it tells that somebody presses on the place.
        self._pressing: list[Sequence[Evidence]] = [()] * len(self._keys)
        # The last answers for all places, by day and moment; None = the place has been told of otherwise since.
        self._answers: OrderedDict[tuple[int, datetime], list[ControlReading | None]] = OrderedDict()
        self._days = 0
        self._kept = columns_of(
            np.empty((0, *self._start.shape)),
            np.empty((0, *self._start.shape)),
            np.empty((0, len(self._keys)), np.int16),
            first=0,
            before=None,
            given=self._given,
            thresholds=weights.thresholds,
        )

    def number(self, day: date) -> int:
        """A day as a number from the theatre's first, which is 0; days before count as it."""
        return max(0, (day - self._theatre.start).days)

    def renew(self, told: Told, spans: Mapping[str, Span]) -> None:
        """Has places told of otherwise, each on days from one to another."""
        for key, items in told.items():
            row, (since, until) = self._row[key], spans[key]
            self._news.renew(key, items, since, until)
            self._pressing[row] = self._pressing_but(key, items, since, until)
            self._told[row] = items
            self._standing[row] = self._standing[row].but(since, stretches.since(since, items), until=until)
            _put(self._stood, row, self._standing[row])
            for answer in self._answers.values():
                answer[row] = None
        if told:
            self._go_through(told, Span(min(s.first for s in spans.values()), max(s.last for s in spans.values())))

    def _go_through(self, told: Told, span: Span) -> None:
        """Works the days of places out anew from the first that differs, until they come to what they were."""
        first, differing = self.number(span.first), self.number(self._news.last_touched(span.last))
        while first < self._days:
            last = min(first + _STRETCH, self._days) - 1
            rows, columns = self._days_of(told, [*map(self._news.of, told)], first, last)
            comes_to_the_same = columns.each(lambda a: a[-1]).equal(self._at(last, rows))
            self._kept.put((slice(first, last + 1), rows), columns)
            if last >= differing and comes_to_the_same:
                return
            first = last + 1

    def _at(self, day: int, rows: NDArray[np.intp]) -> Columns:
        return self._kept.each(lambda a: a[day, rows])

    def reach(self, day: int) -> None:
        """Works out the days up to one."""
        if day < self._days:
            return
        told = dict(zip(self._keys, self._told, strict=True))
        _, columns = self._days_of(told, [*map(self._news.of, told)], self._days, day)
        if self._days == 0:
            self._kept = columns
        else:
            self._make_room(day)
            self._kept.put((slice(self._days, day + 1), slice(None)), columns)
        self._days = day + 1

    def _make_room(self, day: int) -> None:
        room = len(self._kept.contested)
        if day >= room:
            more = day + _ROOM - room
            self._kept = self._kept.each(lambda a: np.concatenate((a, np.empty((more, *a.shape[1:]), a.dtype))))

    def patch(self, told: Told, since: Mapping[str, date], last: int) -> Patch:
        """The days of some places up to the `last` by evidence of their own, each another from a day on."""
        first = min(map(self.number, since.values()), default=last)
        begin = self._theatre.start + timedelta(days=first)
        news = [self._news.of_other(items, begin) for items in told.values()]
        return Patch(*self._days_of(told, news, first, last), first, told, since)

    def silenced(self, patch: Patch, last: int, day: int) -> Patch:
        """A patch up to the `last` day of which anything is told, for a day after it."""
        end = self._theatre.start + timedelta(days=last)
        self.reach(day)
        rows = np.union1d(np.flatnonzero(self._kept.heard[day] > last), patch.rows)
        if not len(rows):
            return patch
        columns = after_silence(
            self.on(last, patch).each(lambda a: a[rows]),
            at=last,
            days=day - last,
            given=self._given[rows],
            thresholds=self._weights.thresholds,
            rates=self._weights.rates,
        )
        return replace(patch, silence=Silence(rows, end, columns))

    def _days_of(
        self, told: Told, news: Sequence[tuple[Daily, Daily]], first: int, last: int
    ) -> tuple[NDArray[np.intp], Columns]:
        """The rows of places and their days from the `first` to the `last`, by what is told of them day by day."""
        rows = np.array([self._row[key] for key in told], dtype=np.intp)
        before = self._kept.each(lambda a: a[first - 1 : first, rows]) if first else None
        full = self._forward([all_ for all_, _ in news], before.full[0] if before else self._start[rows], first, last)
        firm = self._forward([firm for _, firm in news], before.firm[0] if before else self._start[rows], first, last)
        columns = columns_of(
            full,
            firm,
            self._heard([*told.values()], first, last),
            first=first,
            before=before,
            given=self._given[rows],
            thresholds=self._weights.thresholds,
        )
        return rows, columns

    def _heard(self, told: Sequence[Sequence[Evidence]], first: int, last: int) -> Ints:
        """By day and place, the day itself where anything is told of it, else -1."""
        found = np.full((last - first + 1, len(told)), -1, np.int16)
        begin, end = (self._theatre.start + timedelta(days=day) for day in (first, last))
        for column, items in enumerate(told):
            for day in {item.day for item in stretches.between(begin, end, items)}:
                found[self.number(day) - first, column] = self.number(day)
        return found

    def _forward(self, told: Sequence[Daily], start: Floats, first: int, last: int) -> Floats:
        # The filter's first day is where it starts from: of later ones the day before.
        lead = 1 if first else 0
        news = (
            News(day - first + lead, row, nats)
            for row, daily in enumerate(told)
            for at, nats in daily.items()
            if first <= (day := (at - self._theatre.start).days) <= last
        )
        return forward(start, news, days=last - first + 1 + lead, rates=self._weights.rates)[lead:]

    def on(self, day: int, patch: Patch | None) -> Columns:
        """One day, with some places as a patch has them."""
        self.reach(day)
        kept = self._kept.each(lambda a: a[day])
        if patch is None or day < patch.first:
            return kept
        kept = kept.each(np.copy)
        if patch.silence and day > self.number(patch.silence.last):
            kept.put(patch.silence.rows, patch.silence.columns)
        else:
            kept.put(patch.rows, patch.columns.each(lambda a: a[day - patch.first]))
        return kept

    def sure(self, last: int, patch: Patch | None) -> NDArray[np.int16]:
        """By day up to the last, the side that holds each place or last did for sure; see `Columns`."""
        self.reach(last)
        kept = self._kept.sure[: last + 1]
        if patch is None or last < patch.first:
            return kept
        kept = kept.copy()
        until = patch.first + len(patch.columns.sure)
        kept[patch.first : until, patch.rows] = patch.columns.sure[: last + 1 - patch.first]
        if patch.silence:
            kept[self.number(patch.silence.last) + 1 :, patch.silence.rows] = patch.silence.columns.sure
        return kept

    def pressing(self, patch: Patch | None) -> Sequence[Sequence[Evidence]]:
        """By place, in the theatre's order, the evidence that somebody presses on it."""
        if patch is None:
            return self._pressing
        found = list(self._pressing)
        if silence := patch.silence:
            for row in silence.rows.tolist():
                found[row] = stretches.until(silence.last, found[row])
        for key, told in patch.told.items():
            found[self._row[key]] = self._pressing_but(key, told, patch.since[key], date.max)
        return found

    def _pressing_but(self, key: str, told: Sequence[Evidence], since: date, until: date) -> Sequence[Evidence]:
        kept = self._pressing[self._row[key]]
        new = (item for item in stretches.between(since, until, told) if item.claim.mention.type in PRESSING)
        return (*stretches.before(since, kept), *new, *stretches.after(until, kept))

    def all_readings(self, day: int, known: datetime, patch: Patch | None) -> tuple[ControlReading, ...]:
        """The readings of all places, in the theatre's order."""
        if patch is not None:
            return self.readings(day, known, patch, self._keys)
        answer = self._answers.setdefault((day, known), [None] * len(self._keys))
        asked = [key for key, reading in zip(self._keys, answer, strict=True) if reading is None]
        for reading in self.readings(day, known, None, asked) if asked else ():
            answer[self._row[reading.place_key]] = reading
        self._answers.move_to_end((day, known))
        while len(self._answers) > _ANSWERS:
            self._answers.popitem(last=False)
        return tuple(reading for reading in answer if reading is not None)

    def readings(
        self, day: int, known: datetime, patch: Patch | None, keys: Sequence[str]
    ) -> tuple[ControlReading, ...]:
        """The readings of places; their evidence is weighed when it is looked at."""
        rows = [self._row[key] for key in keys]
        cells, on = self.on(day, patch), self._theatre.start + timedelta(days=day)
        return readings_of(
            self._places(rows, patch),
            cells if len(rows) == len(self._keys) else cells.each(lambda a: a[rows]),
            on=on,
            until=min(on, patch.silence.last) if patch and patch.silence else on,
            known=known,
            theatre=self._theatre,
            weights=self._weights,
        )

    def _places(self, rows: Sequence[int], patch: Patch | None) -> Places:
        """What is told of places, with some as a patch has them."""
        told, stood = self._told, self._stood
        if patch:
            told, stood = list(told), dict(stood)
            for key, items in patch.told.items():
                row, since = self._row[key], patch.since[key]
                told[row] = items
                _put(stood, row, self._standing[row].but(since, stretches.since(since, items)))
            if patch.silence:
                after = patch.silence.last + timedelta(days=1)
                stood = {row: standing.but(after, ()) for row, standing in stood.items()}
        return Places(
            keys=[self._keys[row] for row in rows],
            given=[self._holders[row] for row in rows],
            told=[told[row] for row in rows],
            standing={at: stood[row] for at, row in enumerate(rows) if row in stood},
        )


def _put(stood: dict[int, Standing], row: int, standing: Standing) -> None:
    """Holds how a place stands where a claim or a siege ever did."""
    if standing.has_stood:
        stood[row] = standing
    else:
        stood.pop(row, None)
