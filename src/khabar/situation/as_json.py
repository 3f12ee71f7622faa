"""The situation as plain JSON values: stable in order, with no id that depends on the run."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from khabar.packs.theatre import Road, Theatre, TheatrePlace
from khabar.situation.access import PlaceAccess
from khabar.situation.course import Course
from khabar.situation.late import Late
from khabar.situation.overview import Situation
from khabar.situation.roads import Way
from khabar.situation.state_words import ControlReading
from khabar.situation.supply import AccessAnswer
from khabar.situation.timeline import DayTally
from khabar.situation.trunk_roads import RoadLink, TrunkRoad
from khabar.situation.what_if import WhatIf
from khabar.situation.why import Why
from khabar.times import Interval

FORMAT = "khabar.situation/1"
WHY_FORMAT = "khabar.why/1"
COURSE_FORMAT = "khabar.course/1"
CHANGES_FORMAT = "khabar.changes/1"
TIMELINE_FORMAT = "khabar.timeline/1"
ACCESS_FORMAT = "khabar.access/1"
WHAT_IF_FORMAT = "khabar.what-if/1"
# The Logistics Cluster's words for the status of a road.
LOGIE = {"open": "Operational", "restricted": "Restricted", "cut": "Not operational"}
DIGITS = 6

Json = Any


def to_json(situation: Situation) -> dict[str, Json]:
    """The situation as dicts, lists, text and numbers; days and instants in ISO 8601, probabilities to six digits."""
    theatre = situation.theatre
    body = _fields(situation)
    return {
        "format": FORMAT,
        **body,
        "theatre": {"id": theatre.id, "name": theatre.name, "start": theatre.start.isoformat()},
        "sides": [{"id": s.id, "name": s.name, "base": s.base or None} for s in theatre.sides],
        "places": {p.key: _place(p) for p in theatre.places},
        "road_list": _roads(theatre),
    }


def course_json(course: Course) -> dict[str, Json]:
    """The course of a place in the same form."""
    return {"format": COURSE_FORMAT, **_fields(course)}


def changes_json(situation: Situation) -> dict[str, Json]:
    """What has changed since the earlier moment the situation was asked with, with the sources it cites."""
    body = {name: _plain(getattr(situation, name)) for name in ("on", "known", "since", "changes", "sources")}
    return {"format": CHANGES_FORMAT, **_citing(body)}


def timeline_json(days: Sequence[DayTally], known: datetime) -> dict[str, Json]:
    """Day after day in the same form."""
    return {"format": TIMELINE_FORMAT, "known": known.isoformat(), "days": _plain(tuple(days))}


def why_json(why: Why) -> dict[str, Json]:
    """The answer to why a place reads so, in the same form."""
    return {"format": WHY_FORMAT, **_fields(why)}


def access_json(answer: AccessAnswer) -> dict[str, Json]:
    """The answer on access in the same form; of the sources only what the answer cites."""
    body = _fields(answer)
    return {"format": ACCESS_FORMAT, **_citing(body), "road_list": _roads(answer.theatre)}


def what_if_json(answer: WhatIf) -> dict[str, Json]:
    """What a supposition changes in the same form; the supposed events by their types, places and sentences."""
    body = {f.name: _plain(getattr(answer, f.name)) for f in dataclasses.fields(answer) if f.name != "supposed"}
    supposed = [
        {"type": e.type, "places": [p.name for p in e.places], "sentence": e.claims[0].sentence_text}
        for e in answer.supposed
    ]
    return {"format": WHAT_IF_FORMAT, "supposed": supposed, **_citing(body), "road_list": _roads(answer.theatre)}


def _citing(body: dict[str, Json]) -> dict[str, Json]:
    """An answer with only those of its sources that it names."""
    said = _texts({name: value for name, value in body.items() if name != "sources"})
    return {**body, "sources": [s for s in body["sources"] if s["claim_id"] in said]}


def _texts(value: Json) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(_texts, value.values()))
    if isinstance(value, list):
        return set().union(*map(_texts, value))
    return {value} if isinstance(value, str) else set()


def _roads(theatre: Theatre) -> dict[str, Json]:
    return {
        r.id: {"name": r.name, "one": r.one, "other": r.other, "length_km": r.length_km, "grade": r.grade}
        for r in theatre.roads
    }


def _place(watched: TheatrePlace) -> dict[str, Json]:
    place = watched.place
    return {
        "name": watched.names[0],
        "kind": watched.kind,
        "province": watched.province,
        "sets": list(watched.sets),
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
    }


def _plain(value: object) -> Json:
    if isinstance(value, Way):
        return {"places": list(value.places), "roads": list(value.road_names), "length_km": _plain(value.length_km)}
    if isinstance(value, Interval):
        return {"first": value.start.isoformat(), "last": value.last.isoformat()}
    if isinstance(value, DayTally):
        return {**_fields(value), "held": dict(value.held)}
    if isinstance(value, ControlReading):
        return {**_fields(value), "probability": {state: _plain(p) for state, p in value.probability}}
    if isinstance(value, PlaceAccess):
        return {**_fields(value), "detour_km": _plain(value.detour_km), "logie_status": LOGIE[value.status]}
    if isinstance(value, TrunkRoad | RoadLink):
        return {**_fields(value), "logie_status": LOGIE[value.status]}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, tuple | list | Late):
        return [_plain(item) for item in value]
    if isinstance(value, Theatre | Road):
        return value.id
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return value


def _fields(value: Any) -> dict[str, Json]:
    return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
