"""What does not hang on a day: the theatre, the codebook's words, and how far the reports reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from khabar.coding.lexicon.codebook import load_codebook
from khabar.packs.theatre import Road, Theatre, TheatrePlace
from khabar.situation.known import day_of_event
from khabar.watch import states_of
from khabar.watching.source_state import FORMAT
from khabar.web.asked import Seen, TheDesk, as_json
from khabar.web.desk import KeptPicture
from khabar.web.shapes import Sources, TheTheatre, WatchStatus

router = APIRouter(tags=["theatre"])


@router.get("/theatre", response_model=TheTheatre)
def theatre(seen: Seen) -> Response:
    """The theatre, the names of the types of act, and the days and moments the record reaches over."""
    return as_json(seen.told("theatre", lambda: _theatre(seen)))


@router.get("/sources", response_model=Sources)
def sources(seen: Seen) -> Response:
    """How many reports each outlet gave on each day, and its last; the outlet of most reports first."""
    return as_json(seen.told("sources", lambda: _sources(seen)))


@router.get("/watch", response_model=WatchStatus)
def watch(_: Seen, asked: TheDesk) -> dict[str, Any]:
    """How each watched source does now; where one is a gap, its silence is no sign of calm."""
    states = states_of(asked.picture, asked.feeds) if asked.feeds else ()
    return {"format": FORMAT, "at": asked.picture.now.isoformat(), "sources": [s.as_json() for s in states]}


def _theatre(seen: KeptPicture) -> dict[str, Any]:
    pack, events = seen.theatre, seen.events()
    moments = [claim.known_at for event in events for claim in event.claims]
    days = [d.published for d in seen.documents() if d.published]
    acts = [day_of_event(event) for event in events]
    return {
        "format": "khabar.theatre/1",
        "id": pack.id,
        "name": pack.name,
        "start": pack.start.isoformat(),
        "end": pack.end.isoformat() if pack.end else None,
        "zone": pack.zone,
        "sides": [
            {"id": s.id, "name": s.name, "adjective": s.adjective, "base": s.base or None, "allies": list(s.allies)}
            for s in pack.sides
        ],
        "sets": list(dict.fromkeys(name for place in pack.places for name in place.sets)),
        "places": [_place(place) for place in pack.places],
        "roads": [_road(road, pack) for road in pack.roads],
        "types": {type.id: type.label for type in load_codebook().types.values()},
        "reported": _reach(days),
        "events": _reach(acts),
        "known": _reach(moments),
    }


def _reach(over: Sequence[date]) -> dict[str, str] | None:
    """The first and the last of some days or moments."""
    return {"first": min(over).isoformat(), "last": max(over).isoformat()} if over else None


def _place(watched: TheatrePlace) -> dict[str, Any]:
    return {
        "key": watched.key,
        "name": watched.names[0],
        "names": list(watched.names),
        "lat": watched.place.lat,
        "lon": watched.place.lon,
        "kind": watched.kind,
        "province": watched.province,
        "sets": list(watched.sets),
        "holder": watched.holder,
    }


def _road(road: Road, pack: Theatre) -> dict[str, Any]:
    ends = (pack.place_by_key[key].place for key in (road.one, road.other))
    return {
        "id": road.id,
        "name": road.name,
        "one": road.one,
        "other": road.other,
        "via": list(road.via),
        "length_km": road.length_km,
        "grade": road.grade,
        "points": [{"lat": place.lat, "lon": place.lon} for place in ends],
    }


def _sources(seen: KeptPicture) -> dict[str, Any]:
    reports: dict[str, Counter[str]] = {}
    for document in seen.documents():
        day = document.published.isoformat() if document.published else ""
        reports.setdefault(document.publisher, Counter())[day] += 1
    most_first = sorted(reports.items(), key=lambda item: (-item[1].total(), item[0]))
    rows = [
        {
            "name": name,
            "reports": days.total(),
            "undated": days[""],
            "first": min((day for day in days if day), default=None),
            "last": max((day for day in days if day), default=None),
            "days": {day: days[day] for day in sorted(days) if day},
        }
        for name, days in most_first
    ]
    return {"format": "khabar.sources/1", "sources": rows}
