"""What stands beside each mark: the place's name, and in words what its filling says."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.report.map.labels import SIZE, Wish
from khabar.report.map.marks import mark_of
from khabar.report.map.projection import Point
from khabar.report.wording import Names, sureness
from khabar.situation import ControlReading, Situation

COUNTED, OTHER, QUIET = 5.0, 3.8, 2.6
_SMALL = 9.0
_SAID = ("claimed", "besieged", "contested", "unknown")


def changed_places(situation: Situation) -> frozenset[str]:
    """The places whose state differs from what was known at the earlier moment; empty where none was given."""
    return frozenset(change.key for change in situation.changes if change.kind == "control")


def radius_of(reading: ControlReading, situation: Situation) -> float:
    """How large a mark is: places that are counted are larger, those no report speaks of and none counts smallest."""
    if situation.theatre.place_by_key[reading.place_key].sets:
        return COUNTED
    return OTHER if reading.last_heard else QUIET


def wishes(situation: Situation, at: Mapping[str, Point], names: Names) -> list[Wish]:
    """The labels, the weightiest first: what is in doubt, what changed, what is told, then the other counted places."""
    changed, places = changed_places(situation), situation.theatre.place_by_key

    def rank(reading: ControlReading) -> tuple[bool, bool, bool, bool, bool]:
        place, told = places[reading.place_key], reading.last_heard is not None
        return (
            reading.state == "held",
            reading.place_key not in changed,
            place.kind != "capital",
            not told,
            not place.sets,
        )

    asked = (r for r in situation.controls if r.last_heard or places[r.place_key].sets or r.state != "held")
    return [
        Wish(
            _words(r, names),
            at[r.place_key],
            radius_of(r, situation),
            SIZE if radius_of(r, situation) == COUNTED and r.last_heard else _SMALL,
            r.place_key in changed,
        )
        for r in sorted(asked, key=rank)
        if r.place_key in at
    ]


def _words(reading: ControlReading, names: Names) -> str:
    """The name with what the mark says of doubt; the name alone where there is none."""
    mark = mark_of(reading)
    beside = sureness(reading) if mark.filling == "doubtful" else mark.filling if mark.filling in _SAID else ""
    return f"{names.place(reading.place_key)} {beside}".strip()
