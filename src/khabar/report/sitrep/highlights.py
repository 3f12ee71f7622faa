"""The first lines of a report: what a reader takes away who reads no further."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.report.brief import Line, Section
from khabar.report.map.names import changed_places
from khabar.report.sitrep.access import cited_once
from khabar.report.sitrep.control import first_on
from khabar.report.sitrep.extent import Extent
from khabar.report.sitrep.harm import largest_sum, sum_line
from khabar.report.wording import Names, day, number, route, things, where
from khabar.situation import Situation


def highlights(situation: Situation, names: Names, extent: Extent) -> Section:
    """What each side took and what of it is new, the roads cut between their ends, the cut off, killed, displaced."""
    lines = [
        *_taken(situation, names, extent),
        *_roads(situation, names),
        *_cut_off(situation, names, extent),
        *_harmed(situation, names),
    ]
    return Section("Highlights", tuple(lines), empty="The record says nothing yet on this theatre.")


def _taken(situation: Situation, names: Names, extent: Extent) -> Iterator[Line]:
    """What each side holds that it did not at the start, and what of it changed since the earlier moment."""
    changed = changed_places(situation)
    # The largest tally first: provincial capitals weigh more than crossings.
    for tally in sorted(situation.tallies, key=lambda t: -t.of):
        for side, keys in tally.taken:
            start = f"{names.side(side)} since {day(situation.theatre.start)}"
            words = f"Taken by {start}, by this record: {number(len(keys))} of {tally.of} {tally.name}"
            fresh = tuple(key for key in keys if key in changed)
            new = ""
            if fresh and situation.since:
                new = f"; {number(len(fresh))} of them since {day(situation.since.date())}"
                new += f": {extent.listed(fresh, names.place)}"
            yield Line(f"{words}{new}.", first_on(keys, situation), "held")


def _roads(situation: Situation, names: Names) -> Iterator[Line]:
    for road in situation.roads:
        if road.status == "cut" and not road.has_barred_end:
            at = " and ".join(where(bar, names, situation.theatre) for bar in road.barred_at)
            left = (
                f"the shortest supply road left is {route(road.detour, names, situation.theatre)}"
                if road.detour
                else "no supply road is left"
            )
            words = f"{road.name} is cut for {names.side(road.side)} at {at}"
            yield Line(f"{words}; {left}.", cited_once(road.barred_at), "cut")


def _cut_off(situation: Situation, names: Names, extent: Extent) -> Iterator[Line]:
    watched = situation.theatre.place_by_key
    for side in situation.theatre.sides:
        cut = [a for a in situation.cut_off if a.side == side.id and watched[a.place_key].sets]
        if cut:
            listed = extent.listed(tuple(a.place_key for a in cut), names.place)
            words = (
                f"No supply road is left from {names.place(side.base)} to {things(len(cut), 'place')} of {side.name}"
            )
            yield Line(f"{words}: {listed}.", cited_once(bar for a in cut for bar in a.barred_at), "cut")


def _harmed(situation: Situation, names: Names) -> Iterator[Line]:
    for what in ("killed", "displaced"):
        if toll := largest_sum(what, situation):
            yield sum_line(toll, situation, names)
