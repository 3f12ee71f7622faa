"""The whole situation on a day, by what was known at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from khabar.packs.theatre import Theatre
from khabar.records import Document, Event
from khabar.situation.access import access_to
from khabar.situation.changes import changes
from khabar.situation.claims import claims_standing
from khabar.situation.control import control_of_all
from khabar.situation.critical import critical_of
from khabar.situation.harm import harm
from khabar.situation.known import claims_of, known_by
from khabar.situation.network import (
    holds_base,
    network_of,
)
from khabar.situation.outlook import outlook
from khabar.situation.overview import Counts, Situation
from khabar.situation.politics import politics
from khabar.situation.road_statements import road_statements
from khabar.situation.sources import sources_of
from khabar.situation.tally import stated_tallies, tallies
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
    record = known_by(everything, known, theatre=theatre)
    now = _assembled(record, theatre, on=on, known=known, documents=documents, rules=rules)
    # Asked of a day whose aftermath is known, a risk would be no outlook.
    if known.date() <= on + timedelta(days=1):
        now = replace(now, outlook=outlook(record, theatre, on=on, rules=rules))
    if since is None:
        return now
    earlier = known_by(everything if then is None else then, since, theatre=theatre)
    before = _assembled(earlier, theatre, on=on, known=since, documents=documents, rules=rules)
    return replace(now, since=since, changes=changes(before, now))


def _assembled(
    record: Sequence[Event],
    theatre: Theatre,
    *,
    on: date,
    known: datetime,
    documents: Sequence[Document],
    rules: Rules,
) -> Situation:
    controls = control_of_all(on, known=known, events=record, theatre=theatre, rules=rules)
    networks = [
        network_of(side, controls, record, theatre, on=on, rules=rules)
        for side in theatre.sides
        if holds_base(side, controls)
    ]
    return Situation(
        on=on,
        known=known,
        theatre=theatre,
        controls=controls,
        tallies=tallies(controls, theatre),
        stated=stated_tallies(record, theatre, on=on, known=known, rules=rules),
        roads=tuple(road for n in networks for road in trunk_roads_of(n)),
        links=tuple(link for n in networks for link in links_of(n)),
        access=tuple(access for n in networks for access in access_to(n, n.own)),
        critical=tuple(lost for n in networks for lost in critical_of(n)),
        road_statements=road_statements(record, theatre, rules.roads, on=on),
        harm=harm(record, theatre, on=on),
        politics=politics(record, on=on),
        claims=claims_standing(record, theatre, on=on),
        changes=(),
        gaps=tuple(r.place_key for r in controls if r.last_heard is None and theatre.place_by_key[r.place_key].sets),
        counts=_counts(record, documents, known),
        sources=sources_of(record),
    )


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
    if document.published_at is not None:
        return document.published_at <= known
    return document.published is not None and end_of_day(document.published) <= known
