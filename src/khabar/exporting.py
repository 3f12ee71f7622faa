"""An export of a picture: what may go out of it by now, or what changed since an earlier moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from khabar.errors import BadInput
from khabar.export import (
    NONE,
    Account,
    Care,
    Gate,
    Outgoing,
    Record,
    format_named,
    past_embargo,
    with_care,
    write_export,
)
from khabar.packs.theatre import Theatre
from khabar.picture import Picture
from khabar.records import Event
from khabar.situation.known import day_of_event
from khabar.situation.sides import side_of
from khabar.times import Interval


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the picture is asked for.

    `first` and `last` bound the days, None = open; `known` is the moment of knowledge, None = all the store holds.
    `side` is a side's name, None = all. `everything` takes in what no analyst has released. `care` is what is withheld.
    """

    first: date | None = None
    last: date | None = None
    known: datetime | None = None
    side: str | None = None
    everything: bool = False
    care: Care = field(default=NONE)


def export(
    picture: Picture,
    format: str,
    out: Path,
    *,
    wanted: Wanted | None = None,
    since: datetime | None = None,
    hxl: bool = False,
) -> Account:
    """Writes a picture in a format to a file, and says what was held back, withheld and lost.

    `since` = a change feed: what differs from the export that this store would have given at that moment.
    Raises BadInput, UnknownSide, BadPack, MissingPart, InvalidExport.
    """
    wanted = wanted or Wanted()
    chosen = format_named(format)
    if wanted.side and chosen.name == "control":
        raise BadInput("Control is of all sides.", next_step="Leave out --side.")
    account = Account()
    before = _record(picture, wanted, Account(), at=since) if since else None
    record = _record(picture, wanted, account, at=None)
    return write_export(chosen, record, out, account=account, before=before, hxl=hxl)


def _record(picture: Picture, wanted: Wanted, account: Account, *, at: datetime | None) -> Record:
    """What may go out, as this store had it at a moment; None = by now."""
    theatre, care = picture.theatre_named, wanted.care
    today = (at or picture.now).date()
    events = picture.events(known=wanted.known, recorded=at)
    releases = picture.releases(recorded=at)
    gate = Gate(releases, events, theatre=theatre, everything=wanted.everything, without=care.without_outlets)
    is_asked = asked_for(wanted, picture)
    passed: list[Outgoing] = []
    # Who holds a place may rest on reports of other days, and on those of either side.
    evidence: list[Outgoing] = []
    for event in events:
        gated = Account()
        through = tuple(gate.passing(event, gated))
        # Whether it was asked for is judged by what goes out: what is held back must not show by that either.
        if any(is_asked(out.event) for out in through) or (not through and is_asked(event)):
            account.take(gated)
        for out in through:
            asked = is_asked(out.event)
            kept = tuple(past_embargo((out,), care, today=today, account=account if asked else Account()))
            evidence += kept
            passed += kept if asked else ()
    return Record(
        outgoing=lambda counted: with_care(passed, care, theatre=theatre, account=counted),
        known=wanted.known or max((c.known_at for out in evidence for c in out.event.claims), default=picture.now),
        theatre=theatre,
        evidence=tuple(evidence),
        days=_days(theatre, wanted, evidence, last_told=today - timedelta(days=care.embargo_days)),
        hidden=frozenset(p.place.id for p in theatre.places if p.place.precision in care.blur_km)
        if theatre
        else frozenset(),
    )


def asked_for(wanted: Wanted, picture: Picture) -> Callable[[Event], bool]:
    """Whether an event can lie in the days asked for, and the side takes part in it.

    Raises UnknownSide, and BadInput for days that end before they begin.
    """
    if wanted.first and wanted.last and wanted.last < wanted.first:
        raise BadInput("The last day is before the first.", next_step="Give --from a day no later than --to.")
    side = "" if wanted.side is None else picture.side_named(wanted.side).id

    def is_asked(event: Event) -> bool:
        day = day_of_event(event)
        first = event.occurred.first_day if event.occurred else day
        if (wanted.last and first > wanted.last) or (wanted.first and day < wanted.first):
            return False
        return not side or any(side_of(actor, picture.theatre) == side for actor in (*event.actors, *event.targets))

    return is_asked


def _days(theatre: Theatre | None, wanted: Wanted, evidence: Sequence[Outgoing], *, last_told: date) -> Interval | None:
    """The days control is asked for: those named, else from the theatre's first to the last reported."""
    if theatre is None:
        return None
    first = wanted.first or theatre.start
    reported = max((day_of_event(out.event) for out in evidence), default=first)
    last = min(wanted.last or reported, last_told)
    return Interval.of_days(first, last) if first <= last else None
