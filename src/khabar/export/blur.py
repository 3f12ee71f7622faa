"""A point made vague: the middle of the grid cell it lies in, the same for every point of the cell.

A cell gives nothing away however often it is published, where noise would average out.
"""

from __future__ import annotations

from math import cos, floor, radians

KM_A_DEGREE = 111.195


def blurred(*, lat: float, lon: float, km: float) -> tuple[float, float]:
    """The middle of the cell of about `km` by `km` that a point lies in: (lat, lon), WGS84 degrees.

    The sixth decimal is always 5, while gazetteers give five decimals: so a published point is never a place's own.
    """
    high = km / KM_A_DEGREE
    middle = _middle(lat, high, least=-90.0, most=90.0)
    wide = min(360.0, high / max(cos(radians(middle)), 0.01))
    return middle, _middle(lon, wide, least=-180.0, most=180.0)


def _middle(value: float, step: float, *, least: float, most: float) -> float:
    row = floor((value - least) / step)
    centre = min(least + (row + 0.5) * step, most - 0.00002)
    return round(floor(centre * 100_000) / 100_000 + 0.000005, 6)
