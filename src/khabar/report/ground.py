"""The part of the report on places: who holds what, tallies, and what is not heard of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from khabar.report.brief import HOLDERS, Line, Row, Section, Table
from khabar.report.wording import Names, day, days, difference, number, since, state, sureness, things
from khabar.situation import ControlReading, Situation, StatedTally

CITED = 5
STATES = ("held", "claimed", "contested", "besieged", "unknown")


def who_holds_what(situation: Situation, names: Names) -> Section:
    """A table of the places reports speak of, by state, and a line for those they do not."""
    watched = situation.theatre.place_by_key
    told = [r for r in situation.controls if r.last_heard is not None]
    told.sort(key=lambda r: (not watched[r.place_key].sets, STATES.index(r.state), r.holder, names.place(r.place_key)))
    rows = tuple(_place(r, situation, names) for r in told)
    table = Table(("Place", "State", "Since", "Last heard", "Probability"), rows) if rows else None
    return Section("Who holds what", tuple(unheard(situation, names)), table, empty="No place is known.")


def _place(reading: ControlReading, situation: Situation, names: Names) -> Row:
    began = since(reading.since, situation.theatre)
    heard = day(reading.last_heard or reading.on)
    cells = (names.place(reading.place_key), state(reading, names), began, heard, sureness(reading))
    return Row(cells, evidence_of(reading), reading.state)


def unheard(situation: Situation, names: Names) -> Iterator[Line]:
    """The counted places that no report speaks of, by who held them at the start."""
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
            yield stated_line(stated, situation, names)


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
    lines += [stated_line(stated, situation, names) for stated in situation.stated]
    return Section("Tallies", tuple(lines))


def stated_line(stated: StatedTally, situation: Situation, names: Names) -> Line:
    """A tally that a report states, beside ours."""
    source = next((s for s in situation.sources if s.claim_id == stated.claim_id), None)
    who = (source.voice or source.outlet if source else "") or "An unnamed outlet"
    value = f"at least {stated.value}" if stated.best is None and stated.low is not None else f"{stated.value}"
    of = f" of {stated.of}" if stated.of else ""
    when = f" from {days(stated.window)}" if stated.window else f" by {day(stated.day)}"
    ours = f"{number(len(stated.ours))}" + (f" ({names.places(stated.ours)})" if stated.ours else "")
    words = f"{who}: {value}{of} {stated.name} {stated.kind} by {names.side(stated.side)}{when}"
    cited = (stated.claim_id, *_of_places(situation, stated.ours))
    return Line(f"{words}; this record has {ours}: {difference(stated)}.", cited)


def gaps(situation: Situation, names: Names) -> Section:
    """The places of a set that no report speaks of, and those not heard of for too long."""
    watched = situation.theatre.place_by_key
    lost = [r for r in situation.controls if r.state == "unknown" and r.last_heard and watched[r.place_key].sets]
    lines = [
        Line(f"{names.place(r.place_key)}: {state(r, names)}.", (*evidence_of(r), HOLDERS), "unknown") for r in lost
    ]
    if situation.gaps:
        words = f"{things(len(situation.gaps), 'place')} with no report on who holds it, as listed above."
        lines.append(Line(words, (HOLDERS,), "unknown"))
    return Section("Gaps", tuple(lines))


def evidence_of(reading: ControlReading) -> tuple[str, ...]:
    """The claims a reading rests on, the weightiest first."""
    mattering = [w.claim_id for w in reading.evidence if w.share > 0 and w.speaks_for]
    return tuple((mattering or [w.claim_id for w in reading.evidence])[:CITED])


def _of_places(situation: Situation, keys: Iterable[str]) -> tuple[str, ...]:
    wanted = set(keys)
    return tuple(i for r in situation.controls if r.place_key in wanted for i in evidence_of(r)[:2])
