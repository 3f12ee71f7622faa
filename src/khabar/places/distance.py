"""Distances on the globe."""

from __future__ import annotations

import math

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = 111.195  # of latitude


def distance_km(*, lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points in WGS84 degrees."""
    p1, p2 = math.radians(lat), math.radians(other_lat)
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
