"""The kept record as it was known at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.claims import ClaimStanding
from khabar.situation.harm import HarmLedger
from khabar.situation.kept.acts import record_order
from khabar.situation.kept.ground import Patch
from khabar.situation.late import Late
from khabar.situation.outlook import Outlook, outlook_by, packaged_model
from khabar.situation.overview import Counts
from khabar.situation.politics import PoliticalAct, politics
from khabar.situation.road_statements import RoadStatement, Said, naming_ends, said_in, statements_by
from khabar.situation.signs import signs_of
from khabar.situation.sources import Source, source_of
from khabar.situation.state_words import ControlReading
from khabar.situation.tally import StatedTally, stated_beside
from khabar.situation.weights import Rules

if TYPE_CHECKING:
    from khabar.situation.kept.record import KeptRecord

# Days whose answers are held: those of ten thousand places take some megabytes each.
HELD_DAYS = 64
Held = TypeVar("Held")


class View:
    """The parts of a situation, see `Parts`; `partly` are the events of which later claims are part by now."""

    def __init__(self, record: KeptRecord, known: datetime, moment: int, partly: Sequence[Event]) -> None:
        self._record = record
        self._moment = moment
        self._partly = sorted(partly, key=record_order)
        # By day, as they were asked for.
        self._patches: dict[date, Patch | None] = {}
        self._bars: Sequence[Event] | None = None
        self._said: tuple[Said, ...] | None = None
        self._controls: dict[date, tuple[ControlReading, ...]] = {}
        self.theatre: Theatre = record.theatre
        self.rules: Rules = record.rules
        self.known = known

    def events(self) -> list[Event]:
        """The events, as `known_by` has them."""
        return self._record.acts.events(self._moment, self._partly)

    def controls(self, on: date) -> tuple[ControlReading, ...]:
        """See `Parts`."""
        if on not in self._controls:
            day = self._record.ground.number(on)
            found = self._record.ground.all_readings(day, self.known, self._patch(on))
            _hold(self._controls, on, found)
        return self._controls[on]

    @property
    def days(self) -> int:
        """How many days are held of it."""
        return max(len(self._controls), len(self._patches))

    def control(self, on: date, place: str) -> ControlReading:
        """The reading of one place."""
        day = self._record.ground.number(on)
        return self._record.ground.readings(day, self.known, self._patch(on), [place])[0]

    def _patch(self, on: date) -> Patch | None:
        """The places of whose days up to one something else was known."""
        ground = self._record.ground
        until, on = ground.number(on), max(on, self.theatre.start)
        if on not in self._patches:
            ground.reach(until)
            then = self._record.witness.at(self._moment, on, self._partly, self._documents())
            last = min(until, ground.number(then.last))
            differ = self._record.witness.differing(then.otherwise, min(on, then.last))
            told = {place: then.otherwise.final[place] for place in differ}
            patch = ground.patch(told, {place: span.first for place, span in differ.items()}, last)
            if last < until:
                patch = ground.silenced(patch, last, until)
            _hold(self._patches, on, patch if patch.told or patch.silence else None)
        return self._patches[on]

    def _documents(self) -> _Known:
        return _Known(self._record, self._moment)

    def stated(self, on: date) -> tuple[StatedTally, ...]:
        """See `Parts`."""
        return stated_beside(self.bars(), self.theatre, on=on, readings=self.controls)

    def bars(self) -> Sequence[Event]:
        """See `Parts`."""
        if self._bars is None:
            self._bars = self._record.acts.watched(self._moment, self._partly)
        return self._bars

    def statements(self, on: date) -> tuple[RoadStatement, ...]:
        """See `Parts`."""
        if self._said is None:
            self._said = self._said_of_roads()
        return statements_by(self._said, self.theatre, self.rules.roads, on=on)

    def _said_of_roads(self) -> tuple[Said, ...]:
        roads, ends = self.rules.roads, self._record.acts.road_ends
        told = (claim for event in self.bars() for claim in event.claims)
        reports = {claim.document_id for claim in naming_ends(told, self.theatre, roads, ends)}
        claims = (claim for claim in self._record.ledger.claims_of(reports) if claim.known_at <= self.known)
        return said_in(sorted(claims, key=lambda c: (c.known_at, c.id)), self.theatre, roads, ends)

    def harm(self, on: date) -> HarmLedger:
        """See `Parts`."""
        return self._record.acts.harm(on, self._moment, self._partly)

    def politics(self, on: date) -> tuple[PoliticalAct, ...]:
        """See `Parts`."""
        return politics(self._record.acts.political(on, self._moment, self._partly), on=on)

    def standings(self, on: date) -> tuple[ClaimStanding, ...]:
        """See `Parts`."""
        return self._record.acts.standings(on, self._moment, self._partly)

    def counts(self) -> Counts:
        """See `Parts`."""
        return Counts(
            documents=self._record.documents.by(self._moment),
            outlets=self._record.outlets.by(self._moment),
            claims=sum(map(len, self._record.claims.by(self.known))),
            copies=self._record.copies.by(self._moment),
            events=self._record.acts.number(self._moment) + len(self._partly),
        )

    def sources(self) -> Sequence[Source]:
        """See `Parts`."""
        known = self._record.claims.by(self.known)
        return Late(lambda: [source_of(claim) for portion in known for claim in portion])

    def outlook(self, on: date) -> Outlook | None:
        """See `Parts`."""
        model, ground = packaged_model(), self._record.ground
        if model.back_test.skill <= 0 or not self.theatre.places:
            return None
        day, patch = ground.number(on), self._patch(on)
        keys = [place.key for place in self.theatre.places]
        signs = signs_of(
            keys,
            [side.id for side in self.theatre.sides],
            sure=ground.sure(day, patch),
            chances=ground.on(day, patch).full,
            told=ground.pressing(patch),
            start=self.theatre.start,
        )
        return outlook_by(signs, model)


class _Known:
    """The reports of which a claim was known at a moment."""

    def __init__(self, record: KeptRecord, moment: int) -> None:
        self._documents = record.coded
        self._moment = moment

    def __contains__(self, document: object) -> bool:
        first = self._documents.first(document) if isinstance(document, str) else None
        return first is not None and first <= self._moment


def _hold(held: dict[date, Held], on: date, found: Held) -> None:
    """Keeps the answer for a day, and of the days asked for no more than the last."""
    held[on] = found
    while len(held) > HELD_DAYS:
        del held[next(iter(held))]
