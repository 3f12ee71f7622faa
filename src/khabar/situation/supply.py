"""The answer to "who can reach this place, by which road, and what would open the way?"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from khabar.packs.theatre import Side, Theatre
from khabar.records import Event
from khabar.situation.access import PlaceAccess, access_to
from khabar.situation.control import control_of_all
from khabar.situation.critical import Critical, critical_of
from khabar.situation.known import known_by
from khabar.situation.network import (
    Network,
    holds_base,
    network_of,
)
from khabar.situation.road_statements import RoadStatement, road_statements
from khabar.situation.sources import Source, sources_of
from khabar.situation.state_words import ControlReading
from khabar.situation.trunk_roads import RoadLink, links_of
from khabar.situation.weights import Rules, packaged_rules


@dataclass(frozen=True, slots=True)
class Supply:
    """What one side can supply by road from its base.

    `base_held` is False where by what is known the base is not its own: then it reaches nothing.  `access` is of the
    places asked about, or of all that it holds; `unjoined` are those asked about that no supply road joins to its base.
    `links` are those of the ways to the places asked about, and `unheard` the places on them of which no report
    speaks: their doubt is from silence alone.  Where no place was asked about, `links` are all that are not open, and
    `critical` says what the supply depends on.
    """

    side: Side
    base_held: bool
    access: tuple[PlaceAccess, ...]
    unjoined: tuple[str, ...]
    links: tuple[RoadLink, ...]
    unheard: tuple[str, ...] = ()
    critical: tuple[Critical, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """Access on a day, by what was known at a moment.

    `asked` are place keys; empty = the whole network.  `tracks`: whether supplies may move on tracks.  `readings` are
    of the places asked about.  `baseless` are the sides asked about of which the theatre names no base.
    """

    on: date
    known: datetime
    theatre: Theatre
    asked: tuple[str, ...]
    tracks: bool
    readings: tuple[ControlReading, ...]
    supplies: tuple[Supply, ...]
    baseless: tuple[str, ...]
    statements: tuple[RoadStatement, ...]
    sources: tuple[Source, ...]


def access_answer(
    places: Sequence[str],
    day: date,
    *,
    known: datetime,
    events: Iterable[Event],
    theatre: Theatre,
    sides: Sequence[Side] = (),
    tracks: bool = False,
    rules: Rules | None = None,
) -> AccessAnswer:
    """Access to places (their keys), or with none named of the whole network, for some sides; none named = all."""
    rules = rules or packaged_rules()
    record = known_by(events, known, theatre=theatre)
    readings = control_of_all(day, known=known, events=record, theatre=theatre, rules=rules)
    wanted = tuple(sides) or theatre.sides
    networks = [
        network_of(side, readings, record, theatre, on=day, rules=rules, tracks=tracks) for side in wanted if side.base
    ]
    said = road_statements(record, theatre, rules.roads, on=day)
    return AccessAnswer(
        on=day,
        known=known,
        theatre=theatre,
        asked=tuple(places),
        tracks=tracks,
        readings=tuple(r for r in readings if r.place_key in places),
        supplies=tuple(_supply(network, places) for network in networks),
        baseless=tuple(side.id for side in wanted if not side.base),
        statements=tuple(s for s in said if not places or {s.place_key, s.one, s.other} & set(places)),
        sources=sources_of(record),
    )


def _supply(network: Network, places: Sequence[str]) -> Supply:
    side = network.side
    held = holds_base(side, network.readings)
    links = links_of(network)
    if not places:
        shown = tuple(link for link in links if link.status != "open" and link.road.grade <= network.grade)
        return Supply(side, held, access_to(network, network.own), (), shown, critical=critical_of(network))
    asked = [key for key in places if key != side.base]
    access = access_to(network, asked)
    ways = [a.way or a.normal for a in access]
    reached = {a.place_key for a in access}
    on_ways, passed = {r.id for way in ways for r in way.roads}, {key for way in ways for key in way.places}
    return Supply(
        side=side,
        base_held=held,
        access=access,
        unjoined=tuple(key for key in asked if key not in reached),
        links=tuple(link for link in links if link.road.id in on_ways),
        unheard=tuple(r.place_key for r in network.readings if r.place_key in passed and r.last_heard is None),
    )
