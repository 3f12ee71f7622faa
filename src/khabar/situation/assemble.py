"""The whole situation on a day, by what was known at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from khabar.packs.theatre import Theatre
from khabar.records import Document, Event
from khabar.situation.access import access_to
from khabar.situation.changes import changes
from khabar.situation.claims import ClaimStanding, claims_standing
from khabar.situation.control import control_of_all
from khabar.situation.critical import critical_of
from khabar.situation.harm import HarmLedger, harm
from khabar.situation.known import claims_of, known_by
from khabar.situation.network import (
    holds_base,
    network_of,
)
from khabar.situation.outlook import Outlook, outlook
from khabar.situation.overview import Counts, Situation
from khabar.situation.politics import PoliticalAct, politics
from khabar.situation.road_statements import RoadStatement, road_statements
from khabar.situation.sources import Source, sources_of
from khabar.situation.state_words import ControlReading
from khabar.situation.tally import StatedTally, stated_tallies, tallies
from khabar.situation.trunk_roads import links_of, trunk_roads_of
from khabar.situation.weights import Rules, packaged_rules
from khabar.times.moments import end_of_day


def assemble(
    events: Iterable[Event],
    theatre: Theatre,
    *,
    on: date,
    known: datetime,
    since: datetime | None = None,
    then: Iterable[Event] | None = None,
    documents: Sequence[Document] = (),
    rules: Rules | None = None,
) -> Situation:
    """The situation on a civil day of the theatre by what was known at `known` (UTC).

    `since`, an earlier moment of knowledge, adds what differs from what was known then of the same day; `then` are the
    events as they stood at that moment, None = what was known of `events` by then, linked by the rules alone.
    `documents` are all that were read, so that those with nothing coded are counted too; without them, those with
    claims are.
    """
    rules = rules or packaged_rules()
    everything = tuple(events)
    now = FromEvents(known_by(everything, known, theatre=theatre), theatre, known, documents, rules)
    if since is None:
        return assembled(now, on=on)
    earlier = known_by(everything if then is None else then, since, theatre=theatre)
    return assembled(now, on=on, since=FromEvents(earlier, theatre, since, documents, rules))


class Parts(Protocol):
    """What a situation is put together from, by what was known at one moment."""

    @property
    def theatre(self) -> Theatre:
        """The theatre it is of."""
        ...

    @property
    def known(self) -> datetime:
        """The moment."""
        ...

    @property
    def rules(self) -> Rules:
        """The rules it goes by."""
        ...

    def controls(self, on: date) -> tuple[ControlReading, ...]:
        """The reading of every place."""
        ...

    def stated(self, on: date) -> tuple[StatedTally, ...]:
        """The tallies reports state."""
        ...

    def bars(self) -> Sequence[Event]:
        """The events that may bar or open roads, at least."""
        ...

    def statements(self, on: date) -> tuple[RoadStatement, ...]:
        """What reports say of roads."""
        ...

    def harm(self, on: date) -> HarmLedger:
        """The ledger of harm."""
        ...

    def politics(self, on: date) -> tuple[PoliticalAct, ...]:
        """The political acts."""
        ...

    def standings(self, on: date) -> tuple[ClaimStanding, ...]:
        """What became of claims."""
        ...

    def counts(self) -> Counts:
        """How much it rests on."""
        ...

    def sources(self) -> Sequence[Source]:
        """All claims, oldest first."""
        ...

    def outlook(self, on: date) -> Outlook | None:
        """The risks in the days after."""
        ...


def assembled(now: Parts, *, on: date, since: Parts | None = None) -> Situation:
    """The situation on a day; `since` adds what differs from what was known then of the same day."""
    found = _of(now, on)
    # Asked of a day whose aftermath is known, a risk would be no outlook.
    if now.known.date() <= on + timedelta(days=1):
        found = replace(found, outlook=now.outlook(on))
    if since is None:
        return found
    return replace(found, since=since.known, changes=changes(_of(since, on), found))


def _of(parts: Parts, on: date) -> Situation:
    theatre, rules = parts.theatre, parts.rules
    controls = parts.controls(on)
    networks = [
        network_of(side, controls, parts.bars(), theatre, on=on, rules=rules)
        for side in theatre.sides
        if holds_base(side, controls)
    ]
    return Situation(
        on=on,
        known=parts.known,
        theatre=theatre,
        controls=controls,
        tallies=tallies(controls, theatre),
        stated=parts.stated(on),
        roads=tuple(road for n in networks for road in trunk_roads_of(n)),
        links=tuple(link for n in networks for link in links_of(n)),
        access=tuple(access for n in networks for access in access_to(n, n.own)),
        critical=tuple(lost for n in networks for lost in critical_of(n)),
        road_statements=parts.statements(on),
        harm=parts.harm(on),
        politics=parts.politics(on),
        claims=parts.standings(on),
        changes=(),
        gaps=tuple(r.place_key for r in controls if r.last_heard is None and theatre.place_by_key[r.place_key].sets),
        counts=parts.counts(),
        sources=parts.sources(),
    )


@dataclass(frozen=True, slots=True)
class FromEvents:
    """The parts worked out from the record as it stood; see `Parts`."""

    record: Sequence[Event]
    theatre: Theatre
    known: datetime
    documents: Sequence[Document]
    rules: Rules

    def controls(self, on: date) -> tuple[ControlReading, ...]:
        """See `Parts`."""
        return control_of_all(on, known=self.known, events=self.record, theatre=self.theatre, rules=self.rules)

    def stated(self, on: date) -> tuple[StatedTally, ...]:
        """See `Parts`."""
        return stated_tallies(self.record, self.theatre, on=on, known=self.known, rules=self.rules)

    def bars(self) -> Sequence[Event]:
        """See `Parts`."""
        return self.record

    def statements(self, on: date) -> tuple[RoadStatement, ...]:
        """See `Parts`."""
        return road_statements(self.record, self.theatre, self.rules.roads, on=on)

    def harm(self, on: date) -> HarmLedger:
        """See `Parts`."""
        return harm(self.record, self.theatre, on=on)

    def politics(self, on: date) -> tuple[PoliticalAct, ...]:
        """See `Parts`."""
        return politics(self.record, on=on)

    def standings(self, on: date) -> tuple[ClaimStanding, ...]:
        """See `Parts`."""
        return claims_standing(self.record, self.theatre, on=on)

    def counts(self) -> Counts:
        """See `Parts`."""
        return _counts(self.record, self.documents, self.known)

    def sources(self) -> Sequence[Source]:
        """See `Parts`."""
        return sources_of(self.record)

    def outlook(self, on: date) -> Outlook | None:
        """See `Parts`."""
        return outlook(self.record, self.theatre, on=on, rules=self.rules)


def _counts(record: Sequence[Event], documents: Sequence[Document], known: datetime) -> Counts:
    claims = claims_of(record)
    read = {c.document_id for c in claims} | {d.id for d in documents if _was_out(d, known)}
    return Counts(
        documents=len(read),
        outlets=len({c.outlet for c in claims if c.outlet}),
        claims=len(claims),
        copies=sum(c.copy_of is not None for c in claims),
        events=len(record),
    )


def _was_out(document: Document, known: datetime) -> bool:
    out = out_at(document)
    return out is not None and out <= known


def out_at(document: Document) -> datetime | None:
    """The moment from which a report could be read; None = it is not dated."""
    if document.published_at is not None:
        return document.published_at
    return None if document.published is None else end_of_day(document.published)
