"""The answer on access as a report: who reaches a place, by which road, since when not, and what would open it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.packs.theatre import Theatre
from khabar.report.brief import HOLDERS, ROADS, Brief, Line, Row, Section, Table, brief, packs_of
from khabar.report.roads import access_table, critical_line, statement
from khabar.report.wording import (
    Names,
    barrier,
    chance,
    day,
    kilometres,
    listed,
    number,
    openings,
    since,
    state,
    status,
    things,
)
from khabar.situation import (
    AccessAnswer,
    PlaceAccess,
    RoadLink,
    Supply,
    cited_by,
)
from khabar.situation.as_json import LOGIE


def access_brief(answer: AccessAnswer) -> Brief:
    """Access to the places asked about, or of the whole network, side by side."""
    names = Names(answer.theatre)
    about = names.places(answer.asked) or answer.theatre.name
    sections = [*_holders(answer, names)]
    for supply in answer.supplies:
        sections += _asked(supply, answer, names) if answer.asked else _network(supply, answer, names)
    if answer.baseless:
        sides = listed(map(names.side, answer.baseless))
        words = f"The theatre names no base of {sides}: give one with --side and --from."
        sections.append(Section("Not worked out", (Line(words, (ROADS,)),)))
    if answer.statements:
        sections.append(
            Section("What reports say of these roads", tuple(statement(s, names) for s in answer.statements))
        )
    moving = "Supplies move on roads and tracks." if answer.tracks else "Supplies move on roads; tracks are left out."
    return brief(
        title=f"Access to {about} on {day(answer.on)}",
        about=f"By what was known at {answer.known:%Y-%m-%d %H:%M} UTC. {moving}",
        sections=sections,
        sources=answer.sources,
        packs=packs_of(answer.theatre),
    )


def _holders(answer: AccessAnswer, names: Names) -> Iterator[Section]:
    lines = []
    for reading in answer.readings:
        cited = tuple(w.claim_id for w in reading.evidence[:3]) or (HOLDERS,)
        lines.append(Line(f"{names.place(reading.place_key)} is {state(reading, names)}.", cited, reading.state))
    if lines:
        yield Section("Who holds it", tuple(lines))


def _asked(supply: Supply, answer: AccessAnswer, names: Names) -> Iterator[Section]:
    """One side's way to each place asked about, and how its links stand."""
    lines = [*_base(supply, names)]
    if lines:
        yield Section(_title(supply, names), tuple(lines))
        return
    for access in supply.access:
        lines += _place(access, answer, names)
    for key in supply.unjoined:
        base = names.place(supply.side.base)
        lines.append(Line(f"No supply road joins {names.place(key)} to {base} even in peace.", (ROADS,), "cut"))
    if supply.side.base in answer.asked:
        lines.append(Line(f"{names.place(supply.side.base)} is its base.", (ROADS,)))
    if supply.unheard:
        places = things(len(supply.unheard), "place")
        words = f"No report speaks of {places} on these ways, whose doubt is from silence alone"
        lines.append(Line(f"{words}: {names.places(supply.unheard)}.", (ROADS,), "unknown"))
    yield Section(_title(supply, names), tuple(lines))
    if links := _links(supply.links, answer.theatre, names):
        yield Section(f"The links of these ways, for {supply.side.name}", table=links)


def _title(supply: Supply, names: Names) -> str:
    return f"{supply.side.name}, supplied from {names.place(supply.side.base)}"


def _base(supply: Supply, names: Names) -> Iterator[Line]:
    if not supply.base_held:
        words = (
            f"By what is known {names.place(supply.side.base)} is not held by {supply.side.name}: it supplies nothing."
        )
        yield Line(words, (ROADS,), "cut")


def _place(access: PlaceAccess, answer: AccessAnswer, names: Names) -> Iterator[Line]:
    theatre, name = answer.theatre, names.place(access.place_key)
    cited = (*cited_by(access.barred_at), ROADS)
    began = f" since {since(access.cut_since, theatre)}" if access.cut_since else ""
    left = f"a way is left with probability {chance(access.chances.way_left)}"
    doubt = f", one with nothing in doubt on it with {chance(access.chances.open)}"
    words = (
        f"{name}: {status(access.status)}{began} (Logistics Cluster: {LOGIE[access.status].lower()}); {left}{doubt}."
    )
    yield Line(words, cited, access.status)
    normal = f"the usual way is {kilometres(access.normal.length_km)} on {listed(access.normal.road_names)}"
    if access.way is None:
        barred = listed(barrier(b, names, theatre) for b in access.barred_at)
        yield Line(f"No way is left; {normal}, barred at {barred}." if barred else f"No way is left; {normal}.", cited)
        opened = openings(access.reopened_by, names, theatre)
        words = f"Alone enough to open a way: {opened}." if opened else "No single event would open a way."
        yield Line(words, (*cited_by(access.reopened_by), ROADS))
        return
    by = f"{kilometres(access.way.length_km)} on {listed(access.way.road_names)}"
    detour = access.detour_km or 0
    longer = f", {kilometres(detour)} more than the usual {kilometres(access.normal.length_km)}" if detour else ""
    barred = listed(barrier(b, names, theatre) for b in access.barred_at if detour or b.status == "restricted")
    at = f"; the usual way is barred at {barred}" if barred and detour else f"; in doubt at {barred}" if barred else ""
    yield Line(f"By road: {by}{longer}{at}.", cited)
    ways = "One way is left" if access.ways == 1 else f"{number(access.ways).capitalize()} ways are left"
    yield Line(f"{ways}, counting only ways that share no place.", (ROADS,))


def _links(links: Sequence[RoadLink], theatre: Theatre, names: Names) -> Table | None:
    """Road links with their status in the Logistics Cluster's words, and how likely each is open or cut."""
    rows = []
    for link in links:
        road = link.road
        cells = (
            f"{names.place(road.one)} - {names.place(road.other)}",
            road.name,
            kilometres(road.length_km),
            LOGIE[link.status],
            chance(link.chances.open),
            chance(link.chances.cut),
            listed(barrier(b, names, theatre) for b in link.barred_at),
        )
        rows.append(Row(cells, (*cited_by(link.barred_at), ROADS), link.status))
    columns = ("Link", "Road", "Length", "Status", "P(open)", "P(cut)", "Barred at")
    return Table(columns, tuple(rows)) if rows else None


def _network(supply: Supply, answer: AccessAnswer, names: Names) -> Iterator[Section]:
    """One side's whole network: where it reaches not or in doubt, what it hangs on, which links are not open."""
    title, base = _title(supply, names), tuple(_base(supply, names))
    if base:
        yield Section(title, base)
        return
    told = [a for a in supply.access if a.status != "open"]
    yield Section(
        title, base, access_table(told, answer.theatre, names) if told else None, empty="It reaches all it holds."
    )
    hangs = tuple(critical_line(lost, names) for lost in supply.critical)
    yield Section(f"What {supply.side.name} depends on", hangs, empty="No single loss would change its supply.")
    links = _links(supply.links, answer.theatre, names)
    yield Section(f"Links not open to {supply.side.name}", table=links, empty="All are open.")
