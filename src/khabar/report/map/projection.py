"""From degrees to the units of a picture: equirectangular, true at the middle of the theatre."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.packs.theatre import Theatre
from khabar.places.distance import KM_PER_DEGREE

Point = tuple[float, float]

_MARGIN = 0.05
_NARROWEST = 0.5  # degrees of latitude: a theatre of one town still shows what lies around it


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world a picture shows: `west` and `north` are its corner, `per_degree` the units of a degree."""

    width: float
    height: float
    west: float
    north: float
    per_degree: float
    shrink: float

    def point(self, *, lat: float, lon: float) -> Point:
        """Where a point of the earth lies, from the upper left corner."""
        return (lon - self.west) * self.shrink * self.per_degree, (self.north - lat) * self.per_degree

    def points(self, theatre: Theatre) -> dict[str, Point]:
        """Where the places of a theatre lie, by their keys."""
        return {key: self.point(lat=lat, lon=lon) for key, (lon, lat) in positions(theatre).items()}

    @property
    def units_per_km(self) -> float:
        """How long a kilometre is."""
        return self.per_degree / KM_PER_DEGREE


def positions(theatre: Theatre) -> dict[str, Point]:
    """The places of a theatre that have a point, by their keys, as (lon, lat)."""
    return {
        p.key: (p.place.lon, p.place.lat) for p in theatre.places if p.place.lat is not None and p.place.lon is not None
    }


def frame_around(places: Iterable[Point], *, width: float, height: float) -> Frame:
    """The frame of a size that holds every (lon, lat), with a margin, at the largest scale."""
    lons, lats = zip(*places, strict=True)
    shrink = math.cos(math.radians((min(lats) + max(lats)) / 2))
    tall = max(max(lats) - min(lats), _NARROWEST) * (1 + 2 * _MARGIN)
    wide = max((max(lons) - min(lons)) * shrink, _NARROWEST) * (1 + 2 * _MARGIN)
    per_degree = min(width / wide, height / tall)
    west = (min(lons) + max(lons)) / 2 - width / per_degree / shrink / 2
    north = (min(lats) + max(lats)) / 2 + height / per_degree / 2
    return Frame(width, height, west, north, per_degree, shrink)


def clipped(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """What of a ring lies in the rectangle from the origin; [] for nothing.  Source: Sutherland and Hodgman, 1974."""
    found = list(ring)
    for axis, bound, keeps_above in ((0, 0.0, True), (0, width, False), (1, 0.0, True), (1, height, False)):
        found = _beside(found, axis, bound, keeps_above=keeps_above)
    return found


def _beside(ring: Sequence[Point], axis: int, bound: float, *, keeps_above: bool) -> list[Point]:
    """What of a ring lies on one side of a line across the axis."""
    kept: list[Point] = []
    for here, before in zip(ring, [*ring[-1:], *ring[:-1]], strict=True):
        is_in, was_in = ((point[axis] >= bound) == keeps_above for point in (here, before))
        if is_in != was_in:
            kept.append(_crossing(before, here, axis, bound))
        if is_in:
            kept.append(here)
    return kept


def _crossing(one: Point, other: Point, axis: int, bound: float) -> Point:
    share = (bound - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (bound, across) if axis == 0 else (across, bound)


def area_and_middle(ring: Sequence[Point]) -> tuple[float, Point]:
    """The area of a ring in square units, and its centre of mass."""
    twice = x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice += cross
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
    if not twice:
        return 0.0, ring[0] if ring else (0.0, 0.0)
    return abs(twice) / 2, (x_sum / (3 * twice), y_sum / (3 * twice))
