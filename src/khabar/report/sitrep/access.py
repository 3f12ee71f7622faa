"""Access by road: which trunk roads are cut and where, who is cut off since when, and what hangs on one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from khabar.report.brief import ROADS, Line, Row, Section, Table
from khabar.report.roads import access_counts, critical_lines
from khabar.report.sitrep.extent import Extent
from khabar.report.wording import Names, route, since, where
from khabar.situation import Barrier, PlaceAccess, Situation, TrunkRoad


def access(situation: Situation, names: Names, extent: Extent) -> Section:
    """The trunk roads that are not open, and the places of each side that no supply road reaches."""
    barred = [road for road in situation.roads if road.status != "open"]
    rows = tuple(_road(road, situation, names) for road in barred)
    return Section(
        "Access by road",
        tuple(_places(situation, names, extent)),
        Table(("Road", "Status", "Barred at, since", "Shortest supply road left"), rows) if rows else None,
        empty="The record bars no road.",
    )


def cited_once(bars: Iterable[Barrier]) -> tuple[str, ...]:
    """The first claim of each barrier, and the roads of the theatre."""
    return (*dict.fromkeys(bar.claim_ids[0] for bar in bars if bar.claim_ids), ROADS)


def _road(road: TrunkRoad, situation: Situation, names: Names) -> Row:
    theatre = situation.theatre
    at = ", ".join(f"{where(b, names, theatre)} ({_began(b, situation)})" for b in road.barred_at)
    left = route(road.detour, names, theatre) if road.detour else "an end barred" if road.has_barred_end else "none"
    if road.status != "cut":
        left = "" if road.detour is None else left
    cells = (road.name, f"{road.status} for {names.side(road.side)}", at or "long silence along it", left)
    return Row(cells, cited_once((*road.barred_at, *road.closed_at)), road.status)


def _began(bar: Barrier, situation: Situation) -> str:
    """The first day of a barrier, its year only where it is not the report's own."""
    words = since(bar.since, situation.theatre)
    return words.replace(f" {situation.on.year}", "")


def _places(situation: Situation, names: Names, extent: Extent) -> Iterator[Line]:
    for side in situation.theatre.sides:
        mine = situation.supply_of(side.id)
        if not mine:
            continue
        cut = [a for a in mine if a.status == "cut"]
        yield _with(access_counts(mine, side.name), cited_once(bar for a in cut for bar in a.barred_at))
        yield from _cut_off(cut, situation, names, extent)
        yield from list(critical_lines(situation.critical, side.id, names))[:2]


def _with(line: Line, rests_on: tuple[str, ...]) -> Line:
    return Line(line.words, tuple(dict.fromkeys((*line.rests_on, *rests_on))), line.tone)


def _cut_off(cut: list[PlaceAccess], situation: Situation, names: Names, extent: Extent) -> Iterator[Line]:
    """Those cut off on the same day in one line, the latest day first."""
    by_day: dict[date, list[PlaceAccess]] = defaultdict(list)
    for found in cut:
        by_day[found.cut_since or situation.theatre.start].append(found)
    for when, places in sorted(by_day.items(), reverse=True):
        keys = extent.listed(tuple(a.place_key for a in places), names.place)
        words = f"Cut off from {names.place(_base(places[0].side, situation))} since {since(when, situation.theatre)}"
        yield Line(f"{words}: {keys}.", cited_once(bar for a in places for bar in a.barred_at), "cut")


def _base(side: str, situation: Situation) -> str:
    return situation.theatre.side_by_id[side].base
