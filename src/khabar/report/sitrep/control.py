"""Control: who holds what, by kind of place and state, and what changed since an earlier moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from khabar.report.brief import HOLDERS, ROADS, Line, Row, Section, Table
from khabar.report.ground import evidence_of, stated_line
from khabar.report.map.marks import SURE, mark_of
from khabar.report.sitrep.extent import Extent
from khabar.report.wording import Names, day, number, sureness
from khabar.report.words_said import state_words
from khabar.situation import Change, ControlReading, Situation

_ELSEWHERE = "other places"
_STATES = ("held", "claimed", "contested", "besieged", "unknown")


def control(situation: Situation, names: Names, extent: Extent) -> Section:
    """The places of each tally by state; of the others, those that reports speak of."""
    groups: dict[tuple[str, str], list[ControlReading]] = defaultdict(list)
    for reading in sorted(situation.controls, key=lambda r: (_STATES.index(r.state), r.last_heard is None)):
        for kind in situation.theatre.place_by_key[reading.place_key].sets or (_ELSEWHERE,):
            if kind != _ELSEWHERE or reading.last_heard:
                groups[kind, _state(reading, situation, names)].append(reading)
    kinds = [*dict.fromkeys(kind for p in situation.theatre.places for kind in p.sets), _ELSEWHERE]
    ranked = sorted(groups, key=lambda group: kinds.index(group[0]))
    table = Table(
        ("Places", "State", "Number", "Names"),
        tuple(_row(kind, state, groups[kind, state], names, extent) for kind, state in ranked),
    )
    return Section(
        "Control",
        tuple(stated_line(stated, situation, names) for stated in situation.stated),
        table if ranked else None,
        empty="The record says nothing of who holds what.",
        note=f"A probability stands beside a place where it is below {SURE:.0%}.",
    )


def _row(kind: str, state: str, readings: list[ControlReading], names: Names, extent: Extent) -> Row:
    by_key = {r.place_key: r for r in readings}

    def word(key: str) -> str:
        reading = by_key[key]
        doubtful = mark_of(reading).filling == "doubtful"
        return f"{names.place(key)} ({sureness(reading)})" if doubtful else names.place(key)

    cells = (kind.capitalize(), state, str(len(readings)), extent.listed(tuple(by_key), word))
    return Row(cells, first_of(readings), readings[0].state)


def _state(reading: ControlReading, situation: Situation, names: Names) -> str:
    side = names.side(reading.whose)
    if reading.state == "held" and reading.last_heard is None:
        return f"{side} on {day(situation.theatre.start)}, no report since"
    words = {"claimed": f"claimed by {side}, unconfirmed", "unknown": "unknown, not heard of for too long"}
    return words.get(reading.state, f"{reading.state} by {side}" if side else reading.state)


def first_of(readings: Iterable[ControlReading]) -> tuple[str, ...]:
    """The weightiest claim on each place, the theatre pack where no report speaks of it."""
    return tuple(dict.fromkeys((evidence_of(r) or (HOLDERS,))[0] for r in readings))


def first_on(keys: Iterable[str], situation: Situation) -> tuple[str, ...]:
    """The weightiest claim on each of some places."""
    wanted = set(keys)
    return first_of(r for r in situation.controls if r.place_key in wanted)


def changed(situation: Situation, names: Names, extent: Extent) -> Section:
    """What changed hands or state, and which roads and places were cut or opened, those of one kind in one line."""
    if situation.since is None:
        return Section("What changed")
    lines = [
        *_grouped(situation, "control", "{after} (before: {before})", names, extent),
        *_grouped(situation, "road", "Road now {after} (before: {before})", names, extent),
        *_grouped(situation, "cut off", "By road, now {after} (before: {before})", names, extent),
    ]
    title = f"What changed since {situation.since:%Y-%m-%d %H:%M} UTC"
    return Section(title, tuple(lines), empty="Nothing changed in control or access.")


def _grouped(situation: Situation, kind: str, words: str, names: Names, extent: Extent) -> Iterator[Line]:
    groups: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in situation.changes:
        if change.kind == kind:
            groups[change.before, change.after].append(change)
    for (before, after), found in groups.items():
        keys = tuple(dict.fromkeys(change.key for change in found))
        said = words.format(after=state_words(after, names), before=state_words(before, names) or "not told of")
        cited = tuple(dict.fromkeys(change.claim_ids[0] for change in found if change.claim_ids))
        cited += (HOLDERS,) if kind == "control" and not cited else (ROADS,) if kind != "control" else ()
        many = f", {number(len(keys))}" if len(keys) > 1 else ""
        yield Line(
            f"{said[0].upper()}{said[1:]}{many}: {extent.listed(keys, names.place)}.", cited, after.partition(":")[0]
        )
