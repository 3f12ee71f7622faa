"""The events: those of some days, kind, place or side, and one with all that is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from khabar.exporting import Wanted, asked_for
from khabar.judging import events_named, explain
from khabar.linking.as_json import explained_json
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event
from khabar.records.event_wire import event_to_json
from khabar.reviewing import seen_of
from khabar.situation.known import day_of_event
from khabar.web.asked import Moment, Offset, Seen, as_json, day_asked, moment_asked
from khabar.web.desk import KeptPicture
from khabar.web.shapes import EventList, TheEvent

router = APIRouter(tags=["events"])
MOST = 500


@router.get("/events", response_model=EventList)
def events(
    seen: Seen,
    known: Moment = None,
    first: Annotated[str | None, Query(alias="from", max_length=10)] = None,
    last: Annotated[str | None, Query(alias="to", max_length=10)] = None,
    kind: Annotated[str, Query(alias="type", max_length=60, description="Types that begin so.")] = "",
    place: Annotated[str | None, Query(max_length=200, description="A place of the theatre, by any name.")] = None,
    side: Annotated[str | None, Query(max_length=200)] = None,
    offset: Offset = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Response:
    """The events that match, the last to have happened first, each in short; `total` is how many match."""
    wanted = Wanted(day_asked(first), day_asked(last), moment_asked(known), side or None)
    key = seen.theatre.place_named(place).key if place else ""
    is_asked = asked_for(wanted, seen)

    def work() -> dict[str, Any]:
        found = [
            event
            for event in seen.events(known=wanted.known)
            if event.type.startswith(kind) and is_asked(event) and (not key or key in _keys(event, seen.theatre))
        ]
        found.sort(key=lambda e: (-day_of_event(e).toordinal(), e.type, e.id))
        page = found[offset : offset + limit]
        rows = [_row(e, seen.theatre) | ({"state": seen.states[e.id]} if seen.is_whole else {}) for e in page]
        return {"total": len(found), "offset": offset, "events": rows}

    question = ("events", wanted.first, wanted.last, wanted.known, wanted.side, kind, key, offset, limit)
    return as_json(seen.told(question, work))


@router.get("/events/{id}", response_model=TheEvent)
def event(seen: Seen, id: str, known: Moment = None) -> Response:
    """One event with its claims; for analysts also why they are one act, its state, and the version they look at."""
    moment = moment_asked(known)
    return as_json(seen.told(("event", id, moment), lambda: dict(_told(seen, id, moment))))


def _told(seen: KeptPicture, id: str, moment: datetime | None) -> Iterator[tuple[str, Any]]:
    (event,) = events_named([id], seen.events(known=moment))
    yield "event", in_full(event, with_merges=seen.is_whole)
    yield "day", day_of_event(event).isoformat()
    yield "place_keys", list(_keys(event, seen.theatre))
    yield "titles", {claim.document_id: claim.title for claim in event.claims}
    if seen.is_whole and moment is None:
        explained = explained_json(explain(seen, [id]))
        yield "pairs", explained["pairs"]
        yield "judgements", explained["judgements"]
        yield "state", seen.states[event.id]
        yield "seen", seen_of(seen, event)


def in_full(event: Event, *, with_merges: bool) -> dict[str, Any]:
    """An event as `khabar.event/1`; readers outside the desk are not told who judged its reports."""
    told = event_to_json(event)
    return told if with_merges else told | {"merges": []}


def _row(event: Event, theatre: Theatre) -> dict[str, Any]:
    told = event_to_json(event)
    own = {name: told[name] for name in told if name not in ("format", "claims", "merges", "figures")}
    figures = [{name: figure[name] for name in figure if name != "versions"} for figure in told["figures"]]
    return own | {
        "day": day_of_event(event).isoformat(),
        "place_keys": list(_keys(event, theatre)),
        "figures": figures,
        "reports": len({claim.document_id for claim in event.claims}),
        "outlets": list(dict.fromkeys(claim.outlet for claim in event.claims if claim.outlet)),
        "known_at": min(claim.known_at for claim in event.claims).isoformat(),
        "sentence": _first(event.claims).sentence_text,
    }


def _first(claims: Sequence[Claim]) -> Claim:
    return min(claims, key=lambda c: (c.copy_of is not None, c.known_at, c.id))


def _keys(event: Event, theatre: Theatre) -> tuple[str, ...]:
    """The theatre's keys of an event's places, most exact first."""
    by_id = theatre.key_by_place_id
    return tuple(by_id[place.id] for place in event.places if place.id in by_id)
