"""The situation as plain JSON values: stable in order, with no id that depends on the run."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any

from khabar.packs.theatre import Road, Theatre, TheatrePlace
from khabar.situation.control import ControlReading
from khabar.situation.overview import Situation
from khabar.situation.roads import Way
from khabar.situation.why import Why
from khabar.times import Interval

FORMAT = "khabar.situation/1"
WHY_FORMAT = "khabar.why/1"
DIGITS = 6

Json = Any


def to_json(situation: Situation) -> dict[str, Json]:
    """The situation as dicts, lists, text and numbers; days and instants in ISO 8601, probabilities to six digits."""
    theatre = situation.theatre
    body = {f.name: _plain(getattr(situation, f.name)) for f in dataclasses.fields(situation)}
    return {
        "format": FORMAT,
        **body,
        "theatre": {"id": theatre.id, "name": theatre.name, "start": theatre.start.isoformat()},
        "sides": [{"id": s.id, "name": s.name, "base": s.base or None} for s in theatre.sides],
        "places": {p.key: _place(p) for p in theatre.places},
    }


def why_json(why: Why) -> dict[str, Json]:
    """The answer to why a place reads so, in the same form."""
    return {"format": WHY_FORMAT, **{f.name: _plain(getattr(why, f.name)) for f in dataclasses.fields(why)}}


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
    if isinstance(value, ControlReading):
        return {**_fields(value), "probability": {state: _plain(p) for state, p in value.probability}}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Theatre | Road):
        return value.id
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    return value


def _fields(value: Any) -> dict[str, Json]:
    return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
