"""Outlines in TopoJSON: rings, their area, and a point that stands for the whole."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

Ring = list[tuple[float, float]]
LARGE_PART = 0.25


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """The topology's arcs as lists of (lon, lat)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy, *_ in arc:
            if dx is None or dy is None:  # a few of the files have holes
                continue
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def outer_rings(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """The outer boundary of each part."""
    parts = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"] or "", [])
    for part in parts or []:
        ring: Ring = []
        for index in part[0] if part else []:
            points = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring.extend(points[1:] if ring else points)
        if len(ring) > 2:
            yield unwrapped(ring)


def unwrapped(ring: Ring) -> Ring:
    """The ring without jumps at the 180th meridian; longitudes may pass 180."""
    out = ring[:1]
    for lon, lat in ring[1:]:
        out.append((lon + 360 * round((out[-1][0] - lon) / 360), lat))
    return out


def area_and_centre(ring: Ring) -> tuple[float, float, float]:
    """The area (square degrees at the ring's own latitude), and the centre as lat, lon."""
    x0, y0 = ring[0]
    middle = sum(lat for _, lat in ring) / len(ring)
    twice = x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        twice += cross
        x_sum += (x1 + x2 - 2 * x0) * cross
        y_sum += (y1 + y2 - 2 * y0) * cross
    if not twice:
        return 0.0, middle, x0
    return abs(twice) / 2 * math.cos(math.radians(middle)), y0 + y_sum / (3 * twice), x0 + x_sum / (3 * twice)


def representative(rings: list[Ring]) -> tuple[float, float]:
    """The mean of the large parts' centres, weighted by area, as lat, lon.

    Large parts are those of at least a quarter of the largest: Alaska does not move the United States, and all the
    large islands count for Indonesia.
    """
    parts = [area_and_centre(ring) for ring in rings]
    largest = max(area for area, _, _ in parts)
    kept = [part for part in parts if part[0] >= LARGE_PART * largest]
    total = sum(area for area, _, _ in kept)
    if not total:
        return parts[0][1], parts[0][2]
    near = kept[0][2]
    lat = sum(a * lat for a, lat, _ in kept) / total
    lon = sum(a * (lon + 360 * round((near - lon) / 360)) for a, _, lon in kept) / total
    return lat, (lon + 180) % 360 - 180
