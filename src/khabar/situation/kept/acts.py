"""What the acts come to, kept: harm, politics, claims, and the few reports that roads and tallies hang on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.claims import ClaimStanding, in_order, is_claimed, standing_on
from khabar.situation.harm import HarmLedger, HarmTotal, Toll, kind_order, toll_order, tolls_of, totals_of
from khabar.situation.kept.rows import Row, Rows
from khabar.situation.known import day_of_claim, day_of_event
from khabar.situation.politics import is_political
from khabar.situation.road_statements import LOSSES, Ends, names_a_road
from khabar.situation.tally import states_a_tally
from khabar.situation.weights import RoadRules

Settled = tuple[Event, int]
_BARS = ("access.block", "access.open")


def record_order(event: Event) -> tuple[date, str, str]:
    """Where an event stands in the record."""
    return day_of_event(event), event.type, event.id


class Acts:
    """Events with what each says by itself, looked up by day and moment."""

    def __init__(self, theatre: Theatre, rules: RoadRules) -> None:
        self._theatre = theatre
        self._rules = rules
        self.road_ends: dict[str, tuple[Ends, ...]] = {}
        """What the sentences asked of so far name as the ends of roads."""
        self._camps: list[tuple[str, str]] = []
        self._tolls: Rows[Toll] = Rows(toll_order, self._numbers)
        self._stated: Rows[Toll] = Rows(toll_order)
        self._events: Rows[Event] = Rows(record_order)
        self._politics: Rows[Event] = Rows(record_order)
        self._claimed: Rows[Event] = Rows(record_order)
        self._watched: Rows[Event] = Rows(record_order)
        self._standings: dict[str, ClaimStanding | None] = {}

    def change(self, gone: Sequence[Settled], come: Sequence[Settled]) -> None:
        """Lets go of events, and takes others in, each with the moment it is settled from."""
        for event, _ in gone:
            self._standings.pop(event.id, None)
        chosen: list[tuple[Rows[Event], Callable[[Event], bool]]] = [
            (self._events, bool),
            (self._politics, is_political),
            (self._claimed, is_claimed),
            (self._watched, self._is_watched),
        ]
        for rows, belongs in chosen:
            rows.remove(event for event, _ in gone if belongs(event))
            rows.add(Row(event, day_of_event(event).toordinal(), at) for event, at in come if belongs(event))
        for tolls, of_many in ((self._tolls, False), (self._stated, True)):
            tolls.remove(t for e, _ in gone if e.aggregate == of_many for t in tolls_of(e, self._theatre))
            tolls.add(
                Row(toll, day_of_event(e).toordinal(), at)
                for e, at in come
                if e.aggregate == of_many
                for toll in tolls_of(e, self._theatre)
            )

    def _is_watched(self, event: Event) -> bool:
        """Whether a claim of it may say something of roads, or how many places a side holds."""
        return any(
            claim.mention.type in _BARS
            or states_a_tally(claim, self._theatre)
            or (claim.mention.type in LOSSES and names_a_road(claim, self._rules))
            for claim in event.claims
        )

    def harm(self, on: date, moment: int, partly: Sequence[Event]) -> HarmLedger:
        """The ledger of harm up to a day."""
        until = on.toordinal()
        here = [e for e in partly if day_of_event(e) <= on]
        others = [toll for e in here if not e.aggregate for toll in tolls_of(e, self._theatre)]
        stated = [toll for e in here if e.aggregate for toll in tolls_of(e, self._theatre)]
        tolls, numbers = self._tolls.there_with_numbers(until, moment=moment, beside=others)
        totals = _joined((*self._sums(numbers), *totals_of(others)))
        return HarmLedger(tuple(tolls), totals, tuple(self._stated.there(until, moment=moment, beside=stated)))

    def _numbers(self, toll: Toll) -> tuple[int, ...]:
        """The camp, and what it adds to its total: low, best, high, whether it has no highest, whether any number."""
        camp = (toll.what, toll.camp)
        if camp not in self._camps:
            self._camps.append(camp)
        (total,) = totals_of([toll])
        return self._camps.index(camp), total.low, total.best, total.high or 0, total.high is None, total.events

    def _sums(self, numbers: Sequence[NDArray[np.int64]]) -> list[HarmTotal]:
        if not numbers:
            return []
        camp, *columns = numbers
        sums = [np.zeros(len(self._camps), np.int64) for _ in columns]
        for total, column in zip(sums, columns, strict=True):
            np.add.at(total, camp, column)
        there = np.bincount(camp, minlength=len(self._camps))
        return [
            HarmTotal(*self._camps[n], int(low), int(best), None if open_ else int(high), int(told), int(all_ - told))
            for n, (low, best, high, open_, told, all_) in enumerate(zip(*sums, there, strict=True))
            if all_
        ]

    def political(self, on: date, moment: int, partly: Sequence[Event]) -> list[Event]:
        """The events that politics are read from, up to a day."""
        there = [e for e in partly if is_political(e) and day_of_event(e) <= on]
        return self._politics.there(on.toordinal(), moment=moment, beside=there)

    def standings(self, on: date, moment: int, partly: Sequence[Event]) -> tuple[ClaimStanding, ...]:
        """What became of claims made up to a day."""
        settled = self._claimed.there(_EVER, moment=moment)
        found = [self._standing(event, on) for event in settled]
        found += [standing_on(event, self._theatre, on) for event in partly if is_claimed(event)]
        return in_order(standing for standing in found if standing is not None)

    def _standing(self, event: Event, on: date) -> ClaimStanding | None:
        if max(map(day_of_claim, event.claims)) > on:
            return standing_on(event, self._theatre, on)
        if event.id not in self._standings:
            self._standings[event.id] = standing_on(event, self._theatre, on)
        return self._standings[event.id]

    def watched(self, moment: int, partly: Sequence[Event]) -> list[Event]:
        """The events that bear on roads and stated tallies, with all others of their reports."""
        return self._watched.there(_EVER, moment=moment, beside=[e for e in partly if self._is_watched(e)])

    def events(self, moment: int, partly: Sequence[Event]) -> list[Event]:
        """The whole record."""
        return self._events.there(_EVER, moment=moment, beside=partly)

    def number(self, moment: int) -> int:
        """How many events are settled by a moment."""
        return self._events.count(_EVER, moment=moment)


_EVER = date.max.toordinal()


def _joined(totals: Sequence[HarmTotal]) -> tuple[HarmTotal, ...]:
    """Totals of one kind and camp added up."""
    found: dict[tuple[str, str], HarmTotal] = {}
    for total in totals:
        key = (total.what, total.camp)
        found[key] = _sum(found[key], total) if key in found else total
    return tuple(found[key] for key in sorted(found, key=kind_order))


def _sum(one: HarmTotal, other: HarmTotal) -> HarmTotal:
    return HarmTotal(
        what=one.what,
        camp=one.camp,
        low=one.low + other.low,
        best=one.best + other.best,
        high=None if one.high is None or other.high is None else one.high + other.high,
        events=one.events + other.events,
        uncounted=one.uncounted + other.uncounted,
    )
