"""What a supposition would change, as a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from khabar.report.brief import ROADS, Brief, Line, Row, Section, Table, brief, packs_of
from khabar.report.roads import ACCESS, way_left, would_reopen
from khabar.report.wording import (
    Names,
    barrier,
    chance,
    day,
    listed,
    state,
    status,
    things,
)
from khabar.situation import (
    UNSUPPLIED,
    AccessChange,
    ControlChange,
    PlaceAccess,
    RoadChange,
    WhatIf,
    cited_by,
)

CITED = 3
COLUMNS = (
    "Place",
    *("With it", "Way left", "Ways", "P(way left)"),
    *("Without it", "Way left", "Ways", "P(way left)"),
    "Would reopen a way",
)


def what_if_brief(answer: WhatIf) -> Brief:
    """What was understood, then every change in control and in access."""
    names = Names(answer.theatre)
    supposed = {claim.id for event in answer.supposed for claim in event.claims}
    sections = [
        Section("Supposed", tuple(_supposed(answer))),
        Section("Control", tuple(_control(c, names) for c in answer.controls), empty="No place would read otherwise."),
        *_by_side(answer, names),
    ]
    if answer.changes_nothing:
        sections.append(Section("In short", (Line("Nothing would change.", (ROADS,)),)))
    return brief(
        title=f"What if, on {day(answer.on)}",
        about=(
            f"By what was known at {answer.known:%Y-%m-%d %H:%M} UTC, with what is supposed taken as sure, against the "
            "same day without it. Nothing of it is kept."
        ),
        sections=sections,
        sources=[replace(s, outlet="Supposed here") if s.claim_id in supposed else s for s in answer.sources],
        packs=packs_of(answer.theatre),
    )


def _supposed(answer: WhatIf) -> Iterator[Line]:
    """Each sentence with how it was read."""
    for event in answer.supposed:
        mention = event.claims[0].mention
        named = [a.resolved.name if a.resolved else a.text for a in mention.role("actor")]
        who = listed(named) or "no actor"
        if named and not event.actors:
            who = f"no actor named, so the likeliest, {named[0]}"
        places = mention.role("place")
        where = listed(a.resolved.name if a.resolved else a.text for a in places) or "no place known"
        words = f"“{event.claims[0].sentence_text}” is read as {event.type}: {who}; {where}."
        yield Line(words, (event.claims[0].id,))


def _control(change: ControlChange, names: Names) -> Line:
    before, after = state(change.before, names), state(change.after, names)
    cited = tuple(w.claim_id for w in (*change.after.evidence[:CITED], *change.before.evidence[:CITED]))
    return Line(f"{names.place(change.after.place_key)}: {after}; without it {before}.", cited, change.after.state)


def _by_side(answer: WhatIf, names: Names) -> Iterator[Section]:
    watched = answer.theatre.place_by_key
    for side in answer.theatre.sides:
        lines = [_road(c, answer, names) for c in answer.roads if c.after.side == side.id]
        access = [c for c in answer.access if c.after.side == side.id]
        access = [c for c in access if watched[c.after.place_key].kind not in UNSUPPLIED]
        if side.id in answer.bases_lost:
            words = f"{names.place(side.base)}, its base, would be lost: nothing would be supplied from there."
            lines.insert(0, Line(words, (ROADS,), "cut"))
        lines += [*_told("cut off", _fewer(access), names), *_told("reached again", _more(access), names)]
        access.sort(
            key=lambda c: (ACCESS.index(c.after.status), not watched[c.after.place_key].sets, c.after.place_key)
        )
        if lines:
            yield Section(f"Roads of {side.name}, supplied from {names.place(side.base)}", tuple(lines))
        if access:
            table = Table(COLUMNS, tuple(_row(c, answer, names) for c in access))
            yield Section(f"Places of {side.name}, supplied from {names.place(side.base)}", table=table)


def _fewer(changes: Iterable[AccessChange]) -> list[str]:
    return [c.after.place_key for c in changes if c.after.status == "cut" and c.before and c.before.status != "cut"]


def _more(changes: Iterable[AccessChange]) -> list[str]:
    return [c.after.place_key for c in changes if c.after.status != "cut" and c.before and c.before.status == "cut"]


def _told(what: str, keys: list[str], names: Names) -> Iterator[Line]:
    if keys:
        yield Line(f"{things(len(keys), 'place')} would be {what}: {names.places(keys)}.", (ROADS,))


def _row(change: AccessChange, answer: WhatIf, names: Names) -> Row:
    before, after = change.before, change.after
    was = _cells(before) if before else ("not held", "", "", "")
    cells = (names.place(after.place_key), *_cells(after), *was, would_reopen(after, answer.theatre, names))
    return Row(cells, (*cited_by(after.barred_at), ROADS), after.status)


def _cells(access: PlaceAccess) -> tuple[str, str, str, str]:
    return status(access.status), way_left(access), str(access.ways), chance(access.chances.way_left)


def _road(change: RoadChange, answer: WhatIf, names: Names) -> Line:
    after = change.after
    at = listed(barrier(b, names, answer.theatre) for b in after.barred_at)
    here = f" at {at}" if at else ""
    words = f"{after.name}: {status(after.status)}{here}; without it {status(change.before.status)}."
    return Line(words, (*cited_by(after.barred_at), ROADS), after.status)
