"""The part of the report on roads: which are cut, who is cut off, what hangs on what, what reports say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khabar.packs.theatre import Theatre
from khabar.report.brief import ROADS, Line, Row, Section, Table
from khabar.report.wording import (
    Names,
    barrier,
    chance,
    day,
    kilometres,
    listed,
    number,
    openings,
    route,
    since,
    status,
    things,
    where,
)
from khabar.situation import (
    Barrier,
    Critical,
    PlaceAccess,
    RoadStatement,
    Situation,
    TrunkRoad,
    cited_by,
)

LONGER_KM = 1.0
ACCESS = ("cut", "restricted", "open")
SHOWN = 3


def roads(situation: Situation, names: Names) -> Section:
    """The named trunk roads: cut, in doubt, and those that no report bars."""
    lines = [*cut_highways(situation, names)]
    lines += [_doubtful(r, situation, names) for r in situation.roads if r.status == "restricted"]
    for side in situation.theatre.sides:
        whole = [r.name for r in situation.roads if r.status == "open" and r.side == side.id]
        if whole:
            words = f"No report bars the {side.name} from: {listed(whole)}."
            lines.append(Line(words, (ROADS,), "open"))
    lines += [statement(s, names) for s in situation.road_statements[:SHOWN]]
    return Section("Roads", tuple(lines))


def cut_off(situation: Situation, names: Names) -> Iterator[Section]:
    """For each side, how many of its places are open, restricted and cut off, and those not simply reached."""
    watched = situation.theatre.place_by_key
    for side in situation.theatre.sides:
        mine = situation.supply_of(side.id)
        told = [a for a in mine if a.status != "open" or (watched[a.place_key].sets and _is_longer(a))]
        if mine:
            title = f"Who is cut off: {side.name}, supplied from {names.place(side.base)}"
            lines = (access_counts(mine, side.name), *critical_lines(situation.critical, side.id, names))
            yield Section(title, lines, access_table(told, situation.theatre, names) if told else None)


def access_counts(access: Sequence[PlaceAccess], side: str) -> Line:
    """How many of a side's places are open, restricted and cut off by road."""
    counts = [(word, sum(a.status == word for a in access)) for word in reversed(ACCESS)]
    parts = listed(f"{number(count)} {status(word)}" for word, count in counts if count)
    return Line(f"By road, of {things(len(access), 'place')} of {side} that need supply: {parts}.", (ROADS,))


def access_table(access: Iterable[PlaceAccess], theatre: Theatre, names: Names) -> Table:
    """Places a side supplies, the worst off first: by which way, how surely, and what would open it."""
    watched = theatre.place_by_key
    columns = ("Place", "By road", "Way left", "Usual way", "Barred at", "Would reopen a way", "Ways", "P(way left)")
    ranked = sorted(
        access, key=lambda a: (ACCESS.index(a.status), not watched[a.place_key].sets, names.place(a.place_key))
    )
    return Table(columns, tuple(_reached(a, theatre, names) for a in ranked))


def _is_longer(access: PlaceAccess) -> bool:
    return (access.detour_km or 0) >= LONGER_KM


def _reached(access: PlaceAccess, theatre: Theatre, names: Names) -> Row:
    how = status(access.status)
    if access.status == "cut":
        how = "cut off" + (f" since {since(access.cut_since, theatre)}" if access.cut_since else "")
    elif access.status == "open" and _is_longer(access):
        how = "open, by a detour"
    cells = (
        names.place(access.place_key),
        how,
        way_left(access),
        kilometres(access.normal.length_km),
        listed(dict.fromkeys(where(bar, names, theatre) for bar in access.barred_at)),
        would_reopen(access, theatre, names),
        str(access.ways),
        chance(access.chances.way_left),
    )
    return Row(cells, (*cited_by(access.barred_at), ROADS), access.status)


def way_left(access: PlaceAccess) -> str:
    """How long the way left is, in a cell."""
    return kilometres(access.way.length_km) if access.way else "none"


def would_reopen(access: PlaceAccess, theatre: Theatre, names: Names) -> str:
    """What single events would open a way again, in a cell; "" where one is left."""
    return "" if access.way else openings(access.reopened_by, names, theatre) or "no single event"


def critical_lines(critical: Iterable[Critical], side: str, names: Names) -> Iterator[Line]:
    """The places and links that alone hold others, the first few."""
    mine = [c for c in critical if c.side == side and c.cuts_off]
    for kind in ("place", "road"):
        for lost in [c for c in mine if c.kind == kind][:SHOWN]:
            yield critical_line(lost, names)


def critical_line(lost: Critical, names: Names) -> Line:
    """What falls off, and what becomes longer, if one place or link is lost."""
    if lost.road is not None:
        what = f"If the link {names.place(lost.road.one)} - {names.place(lost.road.other)} ({lost.road.name}) is cut"
    else:
        what = f"If {names.place(lost.place_key)} is lost"
    effects = []
    if lost.cuts_off:
        effects.append(f"{things(len(lost.cuts_off), 'place')} cut off ({names.places(lost.cuts_off)})")
    if lost.lengthens:
        longer = things(len(lost.lengthens), "place")
        effects.append(f"{longer} reached by longer ways, {kilometres(lost.added_km)} more together")
    return Line(f"{what}: {'; '.join(effects)}.", (ROADS,), "restricted" if lost.cuts_off else "")


def statement(said: RoadStatement, names: Names) -> Line:
    """What a report says of a road and a place, and whether the road graph agrees."""
    place, one = names.place(said.place_key), names.place(said.one)
    toward = f"the {said.toward}" if said.toward else names.place(said.other)
    words = f"A report of {day(said.day)} speaks of {place} and the road from {one} to {toward}"
    if said.verdict == "has no road":
        return Line(f"{words}; the theatre has no supply road between them, so it cannot be checked.", _of(said))
    agrees = "the roads agree" if said.verdict == "cuts the usual way" else "the roads do not bear it out"
    if said.toward:
        share = f"{len(said.beyond)} of {things(len(said.served), 'counted place')} there"
        return Line(f"{words}; {agrees}: the usual way to {share} passes {place}.", _of(said))
    usual = kilometres(said.usual.length_km) if said.usual else ""
    left = f"without it the way is {kilometres(said.round.length_km)}" if said.round else "without it no way is left"
    if said.verdict == "cuts the usual way":
        return Line(f"{words}; {agrees}: it is on the usual way of {usual}, and {left}.", _of(said))
    lies = "on another, longer way" if said.verdict == "is on another way" else "on no way between them"
    return Line(f"{words}; {agrees}: the usual way of {usual} does not pass it; it is {lies}.", _of(said))


def _of(said: RoadStatement) -> tuple[str, ...]:
    return (said.claim_id, ROADS)


def cut_highways(situation: Situation, names: Names, *, between_ends: bool = False) -> Iterator[Line]:
    """The trunk roads that are cut, where, for whom, and what way is left; or only those cut between their ends."""
    for road in situation.roads:
        if road.status == "cut" and not (between_ends and road.has_barred_end):
            at = _bars(road.barred_at, situation, names)
            words = f"{road.name} ({kilometres(road.line.length_km)}): cut for the {names.side(road.side)} at {at}."
            cited = cited_by((*road.barred_at, *road.closed_at))
            yield Line(f"{words} {_way_left(road, situation, names)}", (*cited, ROADS), "cut")


def _way_left(road: TrunkRoad, situation: Situation, names: Names) -> str:
    theatre = situation.theatre
    ends = f"{names.place(road.line.places[0])} to {names.place(road.line.places[-1])}"
    if road.detour is not None:
        words = f"Shortest supply road left from {ends}: {route(road.detour, names, theatre)}"
        if road.main_detour is not None and road.main_detour != road.detour:
            words += f"; on main roads only, {route(road.main_detour, names, theatre)}"
        return f"{words}."
    if road.has_barred_end:
        return "An end of the road itself is barred."
    words = f"No supply road is left from {ends}"
    if road.closed_detour is not None:
        closed = _bars(road.closed_at, situation, names)
        words += f"; the detour of {route(road.closed_detour, names, theatre)} is closed at {closed}"
    if road.track_detour is not None:
        words += f"; with tracks, which are no supply route, {route(road.track_detour, names, theatre)}"
    return f"{words}."


def _doubtful(road: TrunkRoad, situation: Situation, names: Names) -> Line:
    at = f" at {_bars(road.barred_at, situation, names)}" if road.barred_at else ", with long silence along it"
    words = f"{road.name}: in doubt for the {names.side(road.side)}{at}."
    return Line(words, (*cited_by(road.barred_at), ROADS), "restricted")


def _bars(bars: Sequence[Barrier], situation: Situation, names: Names) -> str:
    return listed(barrier(bar, names, situation.theatre) for bar in bars)
