"""The part of the report on places and roads: who holds what, tallies, who is cut off, and what is not heard of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from khabar.report.brief import HOLDERS, ROADS, Line, Row, Section, Table
from khabar.report.wording import (
    Names,
    barrier,
    day,
    days,
    difference,
    kilometres,
    listed,
    number,
    route,
    since,
    state,
    sureness,
    things,
    where,
)
from khabar.situation import Barrier, ControlReading, PlaceAccess, Situation, StatedTally, TrunkRoad

CITED = 5
LONGER_KM = 1.0
ACCESS = ("cut", "restricted", "open")
# Where roads meet, nobody needs supply.
UNSHOWN = ("junction", "pass")
STATES = ("held", "claimed", "contested", "besieged", "unknown")


def who_holds_what(situation: Situation, names: Names) -> Section:
    """A table of the places reports speak of, by state, and a line for those they do not."""
    watched = situation.theatre.place_by_key
    told = [r for r in situation.controls if r.last_heard is not None]
    told.sort(key=lambda r: (not watched[r.place_key].sets, STATES.index(r.state), r.holder, names.place(r.place_key)))
    rows = tuple(_place(r, situation, names) for r in told)
    table = Table(("Place", "State", "Since", "Last heard", "Probability"), rows) if rows else None
    return Section("Who holds what", tuple(_unheard(situation, names)), table, empty="No place is known.")


def _place(reading: ControlReading, situation: Situation, names: Names) -> Row:
    began = since(reading.since, situation.theatre)
    heard = day(reading.last_heard or reading.on)
    cells = (names.place(reading.place_key), state(reading, names), began, heard, sureness(reading))
    return Row(cells, _evidence(reading), reading.state)


def _unheard(situation: Situation, names: Names) -> Iterator[Line]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for reading in situation.controls:
        if reading.last_heard is None and situation.theatre.place_by_key[reading.place_key].sets:
            groups[reading.presumed, reading.state].append(reading.place_key)
    start = day(situation.theatre.start)
    for (side, word), keys in sorted(groups.items()):
        before = f"held by {names.side(side)} on {start}" if side else f"holder on {start} not known"
        reads = ", and unknown now" if word == "unknown" else ""
        words = f"No report in the record says who holds {things(len(keys), 'place')}, {before}{reads}"
        yield Line(f"{words}: {names.places(keys)}.", (HOLDERS,), word)


def tally_highlights(situation: Situation, names: Names) -> Iterator[Line]:
    """The newest stated tally of each set and side beside ours."""
    seen: set[tuple[str, str]] = set()
    for stated in situation.stated:
        if (stated.name, stated.side) not in seen:
            seen.add((stated.name, stated.side))
            yield _stated(stated, situation, names)


def taken(situation: Situation, names: Names) -> Iterator[Line]:
    """What each side holds that it did not at the start."""
    for tally in situation.tallies:
        for side, keys in tally.taken:
            words = f"Taken by {names.side(side)}, by this record: {number(len(keys))} of {tally.of} {tally.name}"
            yield Line(f"{words}: {names.places(keys)}.", _of_places(situation, keys), "held")


def tallies(situation: Situation, names: Names) -> Section:
    """Our tallies, and all those that reports state."""
    lines: list[Line] = []
    for tally in situation.tallies:
        parts = [f"{names.side(side)} {len(keys)}" for side, keys in tally.held if keys]
        parts += [f"claimed by {names.side(side)} {len(keys)}" for side, keys in tally.claimed]
        parts += [f"contested {len(tally.contested)}"] if tally.contested else []
        parts += [f"unknown {len(tally.unknown)}"] if tally.unknown else []
        keys = [k for _, held in (*tally.taken, *tally.claimed) for k in held]
        words = f"By this record, of {tally.of} {tally.name}: {', '.join(parts)}."
        lines.append(Line(words, (*_of_places(situation, keys), HOLDERS)))
    lines += [_stated(stated, situation, names) for stated in situation.stated]
    return Section("Tallies", tuple(lines))


def _stated(stated: StatedTally, situation: Situation, names: Names) -> Line:
    source = next((s for s in situation.sources if s.claim_id == stated.claim_id), None)
    who = (source.voice or source.outlet if source else "") or "An unnamed outlet"
    value = f"at least {stated.value}" if stated.best is None and stated.low is not None else f"{stated.value}"
    of = f" of {stated.of}" if stated.of else ""
    when = f" from {days(stated.window)}" if stated.window else f" by {day(stated.day)}"
    ours = f"{number(len(stated.ours))}" + (f" ({names.places(stated.ours)})" if stated.ours else "")
    words = f"{who}: {value}{of} {stated.name} {stated.kind} by {names.side(stated.side)}{when}"
    cited = (stated.claim_id, *_of_places(situation, stated.ours))
    return Line(f"{words}; this record has {ours}: {difference(stated)}.", cited)


def roads(situation: Situation, names: Names) -> Section:
    """The named trunk roads: cut, in doubt, and those that no report bars."""
    lines = [*cut_highways(situation, names)]
    lines += [_doubtful(r, situation, names) for r in situation.roads if r.status == "restricted"]
    for side in situation.theatre.sides:
        whole = [r.name for r in situation.roads if r.status == "open" and r.side == side.id]
        if whole:
            words = f"No report bars the {side.name} from: {listed(whole)}."
            lines.append(Line(words, (ROADS,), "open"))
    return Section("Roads", tuple(lines))


def cut_off(situation: Situation, names: Names) -> Iterator[Section]:
    """For each side, its places that its base reaches not at all, only in doubt, or only by a longer way."""
    watched = situation.theatre.place_by_key
    columns = ("Place", "By road", "Usual way", "Barred at", "Would reopen a way")
    for side in situation.theatre.sides:
        mine = [a for a in situation.access if a.side == side.id and watched[a.place_key].kind not in UNSHOWN]
        told = [a for a in mine if a.status != "open" or (watched[a.place_key].sets and _is_longer(a))]
        told.sort(key=lambda a: (ACCESS.index(a.status), not watched[a.place_key].sets, names.place(a.place_key)))
        if told:
            title = f"Who is cut off: {side.name}, supplied from {names.place(side.base)}"
            yield Section(title, table=Table(columns, tuple(_reached(a, situation, names) for a in told)))


def _is_longer(access: PlaceAccess) -> bool:
    return (access.detour_km or 0) >= LONGER_KM


def _reached(access: PlaceAccess, situation: Situation, names: Names) -> Row:
    theatre = situation.theatre
    how = "in doubt"
    if access.status == "cut":
        how = "cut off" + (f" since {since(access.cut_since, theatre)}" if access.cut_since else "")
    elif access.status == "open" and access.way is not None:
        how = f"detour of {kilometres(access.way.length_km)}"
    cells = (
        names.place(access.place_key),
        how,
        kilometres(access.normal.length_km),
        listed(dict.fromkeys(where(bar, names, theatre) for bar in access.barred_at)),
        ("" if access.status != "cut" else " or ".join(map(names.place, access.reopened_by)) or "no single place"),
    )
    return Row(cells, (*_of_bars(access.barred_at), ROADS), access.status)


def cut_highways(situation: Situation, names: Names, *, between_ends: bool = False) -> Iterator[Line]:
    """The trunk roads that are cut, where, for whom, and what way is left; or only those cut between their ends."""
    for road in situation.roads:
        if road.status == "cut" and not (between_ends and _is_barred_end(road)):
            at = _bars(road.barred_at, situation, names)
            words = f"{road.name} ({kilometres(road.line.length_km)}): cut for the {names.side(road.side)} at {at}."
            cited = _of_bars((*road.barred_at, *road.closed_at))
            yield Line(f"{words} {_way_left(road, situation, names)}", (*cited, ROADS), "cut")


def _way_left(road: TrunkRoad, situation: Situation, names: Names) -> str:
    theatre = situation.theatre
    ends = f"{names.place(road.line.places[0])} to {names.place(road.line.places[-1])}"
    if road.detour is not None:
        words = f"Shortest supply road left from {ends}: {route(road.detour, names, theatre)}"
        if road.main_detour is not None and road.main_detour != road.detour:
            words += f"; on main roads only, {route(road.main_detour, names, theatre)}"
        return f"{words}."
    if _is_barred_end(road):
        return "An end of the road itself is barred."
    words = f"No supply road is left from {ends}"
    if road.closed_detour is not None:
        closed = _bars(road.closed_at, situation, names)
        words += f"; the detour of {route(road.closed_detour, names, theatre)} is closed at {closed}"
    if road.track_detour is not None:
        words += f"; with tracks, which are no supply route, {route(road.track_detour, names, theatre)}"
    return f"{words}."


def _is_barred_end(road: TrunkRoad) -> bool:
    ends = (road.line.places[0], road.line.places[-1])
    return any(b.status == "cut" and b.place_key in ends for b in road.barred_at)


def _doubtful(road: TrunkRoad, situation: Situation, names: Names) -> Line:
    at = _bars(road.barred_at, situation, names)
    words = f"{road.name}: in doubt for the {names.side(road.side)} at {at}."
    return Line(words, (*_of_bars(road.barred_at), ROADS), "restricted")


def gaps(situation: Situation, names: Names) -> Section:
    """The places of a set that no report speaks of, and those not heard of for too long."""
    watched = situation.theatre.place_by_key
    lost = [r for r in situation.controls if r.state == "unknown" and r.last_heard and watched[r.place_key].sets]
    lines = [Line(f"{names.place(r.place_key)}: {state(r, names)}.", (*_evidence(r), HOLDERS), "unknown") for r in lost]
    if situation.gaps:
        words = f"{things(len(situation.gaps), 'place')} with no report on who holds it, as listed above."
        lines.append(Line(words, (HOLDERS,), "unknown"))
    return Section("Gaps", tuple(lines))


def _evidence(reading: ControlReading) -> tuple[str, ...]:
    mattering = [w.claim_id for w in reading.evidence if w.share > 0 and w.speaks_for]
    return tuple((mattering or [w.claim_id for w in reading.evidence])[:CITED])


def _of_places(situation: Situation, keys: Iterable[str]) -> tuple[str, ...]:
    wanted = set(keys)
    return tuple(i for r in situation.controls if r.place_key in wanted for i in _evidence(r)[:2])


def _of_bars(bars: Sequence[Barrier]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for bar in bars for i in bar.claim_ids))


def _bars(bars: Sequence[Barrier], situation: Situation, names: Names) -> str:
    return listed(barrier(bar, names, situation.theatre) for bar in bars)
