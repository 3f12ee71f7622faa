"""The roads of the map, as one side finds them: open, restricted and cut differ by line and sign, not by colour alone.

They are drawn straight from place to place: the theatre knows their ends and lengths, not their course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.report.map.marks import cross_path
from khabar.report.map.projection import Frame, Point
from khabar.situation import Situation

_TRACK = 4
_WIDTHS = {1: 2.0, 2: 1.5}
_LINES = {
    "open": ("#8A8A8A", ""),
    "restricted": ("#8A8A8A", "6 3"),
    "cut": ("#000000", "1.6 2.2"),
}


@dataclass(frozen=True, slots=True)
class DrawnRoad:
    """A road as it is drawn; `status` is open, restricted or cut."""

    status: str
    one: Point
    other: Point
    width: float


def side_of_roads(situation: Situation) -> str:
    """The side whose roads are drawn: the first that is supplied from a base; "" = none is, all are drawn open."""
    supplied = {link.side for link in situation.links}
    return next((side.id for side in situation.theatre.sides if side.id in supplied), "")


def roads(situation: Situation, frame: Frame) -> Sequence[DrawnRoad]:
    """The supply roads of the theatre, the cut ones last so that they lie on top; tracks are left out."""
    side = side_of_roads(situation)
    status = {link.road.id: link.status for link in situation.links if link.side == side}
    at = frame.points(situation.theatre)
    found = [
        DrawnRoad(status.get(r.id, "open"), at[r.one], at[r.other], _WIDTHS.get(r.grade, 1.0))
        for r in situation.theatre.roads
        if r.grade < _TRACK and r.one in at and r.other in at
    ]
    return sorted(found, key=lambda road: list(_LINES).index(road.status))


def line(road: DrawnRoad) -> str:
    """One road as SVG; a cut one carries a cross."""
    (x1, y1), (x2, y2) = road.one, road.other
    colour, dashes = _LINES[road.status]
    stroke = f'stroke="{colour}" stroke-width="{road.width}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")
    drawn = f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" fill="none" {stroke}/>'
    if road.status != "cut":
        return drawn
    cross = cross_path(((x1 + x2) / 2, (y1 + y2) / 2), 2.6)
    return drawn + f'<path d="{cross}" fill="none" stroke="#000000" stroke-width="1.3"/>'
