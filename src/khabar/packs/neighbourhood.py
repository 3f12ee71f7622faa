"""Which places are neighbours, told from their points alone: no border and no road is known to it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from khabar.records import Place

_EARTH_RADIUS_KM = 6371.0088
_NEAREST = 12  # a neighbour is among that many nearest; in flat country a place has about four
_Point = tuple[float, float, float]


def neighbours(places: Sequence[Place]) -> Iterator[tuple[Place, Place, float]]:
    """Each pair of places with no other between them, and how many km apart they are as the crow flies.

    Between two places is the circle that has them at the ends of its diameter (the Gabriel graph). Places without a
    point have no neighbours.
    """
    known = [place for place in places if place.lat is not None]
    points = [_point(place) for place in known]
    for one, other in sorted(_pairs(points)):
        yield known[one], known[other], 2 * _EARTH_RADIUS_KM * math.asin(math.dist(points[one], points[other]) / 2)


def _pairs(points: Sequence[_Point]) -> set[tuple[int, int]]:
    found = set()
    for i, here in enumerate(points):
        nearest = sorted((math.dist(here, there), j) for j, there in enumerate(points) if j != i)[:_NEAREST]
        for rank, (apart, j) in enumerate(nearest):
            nearer = nearest[:rank]
            if all(near**2 + math.dist(points[k], points[j]) ** 2 >= apart**2 for near, k in nearer):
                found.add((min(i, j), max(i, j)))
    return found


def _point(place: Place) -> _Point:
    """The place on the unit sphere, so that no meridian is a seam."""
    lat, lon = math.radians(place.lat or 0.0), math.radians(place.lon or 0.0)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
