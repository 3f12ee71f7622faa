"""What a supposition would change, as a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from khabar.report.access import packs_of
from khabar.report.brief import ROADS, Brief, Line, Section, brief
from khabar.report.roads import of_bars
from khabar.report.wording import (
    Names,
    barrier,
    chance,
    day,
    kilometres,
    listed,
    openings,
    since,
    state,
    status,
    things,
)
from khabar.situation import AccessChange, ControlChange, PlaceAccess, RoadChange, WhatIf

CITED = 3


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
        who = listed(a.name for a in event.actors) or "no actor named"
        where = listed(p.name for p in event.places) or "no place known"
        words = f"“{event.claims[0].sentence_text}” is read as {event.type}: {who}; {where}."
        yield Line(words, (event.claims[0].id,))


def _control(change: ControlChange, names: Names) -> Line:
    before, after = state(change.before, names), state(change.after, names)
    cited = tuple(w.claim_id for w in (*change.after.evidence[:CITED], *change.before.evidence[:CITED]))
    return Line(f"{names.place(change.after.place_key)}: {after}; without it {before}.", cited, change.after.state)


def _by_side(answer: WhatIf, names: Names) -> Iterator[Section]:
    for side in answer.theatre.sides:
        roads = [_road(c, answer, names) for c in answer.roads if c.after.side == side.id]
        access = [c for c in answer.access if c.after.side == side.id]
        lines = [_access(c, answer, names) for c in sorted(access, key=_weight)]
        if side.id in answer.bases_lost:
            words = f"{names.place(side.base)}, its base, would be lost: nothing would be supplied from there."
            roads.insert(0, Line(words, (ROADS,), "cut"))
        if roads or lines:
            yield Section(f"Access: {side.name}", (*roads, *_summary(access, names), *lines))


def _weight(change: AccessChange) -> tuple[int, float, str]:
    order = ("cut", "restricted", "open")
    longer = change.after.way.length_km if change.after.way else 0.0
    return order.index(change.after.status), -longer, change.after.place_key


def _summary(changes: Iterable[AccessChange], names: Names) -> Iterator[Line]:
    lost = [c.after.place_key for c in changes if c.after.status == "cut" and c.before and c.before.status != "cut"]
    if lost:
        yield Line(f"{things(len(lost), 'place')} would be cut off: {names.places(lost)}.", (ROADS,), "cut")


def _access(change: AccessChange, answer: WhatIf, names: Names) -> Line:
    before, after = change.before, change.after
    was = _in_words(before, names, answer) if before else "not held"
    words = f"{names.place(after.place_key)}: {_in_words(after, names, answer)}; without it {was}."
    return Line(words, (*of_bars(after.barred_at), ROADS), after.status)


def _in_words(access: PlaceAccess, names: Names, answer: WhatIf) -> str:
    left = f"way left {chance(access.chances.way_left)}"
    if access.way is None:
        began = f" since {since(access.cut_since, answer.theatre)}" if access.cut_since else ""
        opened = openings(access.reopened_by, names, answer.theatre)
        return f"{status(access.status)}{began} ({left}{f'; opened by {opened}' if opened else ''})"
    ways = things(access.ways, "independent way")
    return f"{status(access.status)} by {kilometres(access.way.length_km)} ({left}, {ways})"


def _road(change: RoadChange, answer: WhatIf, names: Names) -> Line:
    after = change.after
    at = listed(barrier(b, names, answer.theatre) for b in after.barred_at)
    here = f" at {at}" if at else ""
    words = f"{after.name}: {status(after.status)}{here}; without it {status(change.before.status)}."
    return Line(words, (*of_bars(after.barred_at), ROADS), after.status)
