"""A row with named columns, as tables and GeoJSON have: what its cells say of a place.

Columns go by several names, in any letter case; those of the humanitarian boundary files (COD-AB: ADM2_EN,
ADM2_PCODE ...) are understood, the finest division that a row names being the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from khabar.places.gazetteer import Gazetteer
from khabar.places.own.cell_values import BadCell, degrees, geonames_number, whole
from khabar.places.own.listed import Listed, Row, RowSetAside
from khabar.places.spelling import plain
from khabar.places.tables import rows_of
from khabar.records import Precision

NAMES_OF: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "placename", "place_name"),
    "lat": ("lat", "latitude", "y", "center_lat"),
    "lon": ("lon", "lng", "long", "longitude", "x", "center_lon"),
    "names": ("names", "alternatenames", "alternate_names", "aliases"),
    "kind": ("precision", "kind", "type"),
    "country": ("country", "country_code", "iso2"),
    "admin1": ("admin1", "province"),
    "population": ("population", "pop"),
    "pcode": ("pcode", "p_code"),
    "id": ("id",),
    "geonameid": ("geonameid",),
    "former": ("former",),
}
_DIVISION = re.compile(r"adm([0-5])_?(en|name|pcode|ref|name[1-9]|[a-z]{2,3}|alt[1-9](?:_?[a-z]{2})?)")
_ENGLISH = ("en", "name")
_LEVELS: Mapping[int, Precision] = {0: "country", 1: "province", 2: "district", 3: "district", 4: "district"}
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Naming:
    """What rows need beside their cells: the gazetteer's name for ids, the country where none is named, the world."""

    gazetteer: str
    country: str
    world: Gazetteer

    def admin1_code(self, country: str, said: str) -> str:
        """The GeoNames code of a first-level division given by its code or name; "" where the world has none such."""
        return _admin1_code(self.world, country, said)


@lru_cache(maxsize=20_000)
def _admin1_code(world: Gazetteer, country: str, said: str) -> str:
    if not said or (country, said) in world.world.divisions:
        return said
    places = (bearer.place for bearer in world.named(plain(said)))
    return next((p.admin1 for p in places if p.precision == "province" and p.country == country), "")


def listed_in_cells(cells: Mapping[str, str], *, file: str, where: str, naming: Naming) -> Row:
    """The place a row describes; None where it lies in another country than the one wanted."""
    try:
        return _listed({key.strip().casefold(): value.strip() for key, value in cells.items()}, naming)
    except BadCell as bad:
        return RowSetAside(file, where, bad.field, bad.reason)


def _listed(cells: Mapping[str, str], naming: Naming) -> Listed | None:
    level, division = _division(cells)
    country = _cell(cells, "country").upper() or cells.get("adm0_pcode", "").upper()
    country = country if _COUNTRY.fullmatch(country) else ""
    if country and naming.country and country != naming.country:
        return None
    country = country or naming.country
    name = _cell(cells, "name") or next((division[key] for key in _ENGLISH if key in division), "")
    if not name or not plain(name):
        raise BadCell("name", "is empty")
    lat, lon = degrees(_cell(cells, "lat"), "lat", 90), degrees(_cell(cells, "lon"), "lon", 180)
    pcode = _cell(cells, "pcode") or division.get("pcode", "")
    said = _cell(cells, "admin1") or cells.get("adm1_en", "") or cells.get("adm1_name", "")
    others = [other for key, other in division.items() if key not in (*_ENGLISH, "pcode")]
    geonameid, own_id = _ids(cells, name=name, lat=lat, lon=lon, pcode=pcode, gazetteer=naming.gazetteer)
    return Listed(
        name=name,
        precision=_precision(cells, level),
        lat=lat,
        lon=lon,
        names=tuple(n for part in (_cell(cells, "names"), *others) for n in re.split(r"\s*;\s*", part) if n),
        country=country,
        admin1=naming.admin1_code(country, said),
        population=whole(_cell(cells, "population") or "0", "population"),
        geonameid=geonameid,
        own_id=own_id,
        pcode=pcode,
        former=_cell(cells, "former").casefold() in ("yes", "true", "1"),
        chosen=True,
    )


def _cell(cells: Mapping[str, str], column: str) -> str:
    return next((cells[name] for name in NAMES_OF[column] if cells.get(name)), "")


def _division(cells: Mapping[str, str]) -> tuple[int | None, dict[str, str]]:
    """The finest level that the row names a division of, and what it says of it by the ends of the columns' names."""
    levels: dict[int, dict[str, str]] = {}
    for key, value in cells.items():
        hit = _DIVISION.fullmatch(key)
        if hit and value:
            levels.setdefault(int(hit[1]), {})[hit[2]] = value
    named = [level for level, said in levels.items() if any(key in said for key in _ENGLISH)]
    return (max(named), levels[max(named)]) if named else (None, {})


def _precision(cells: Mapping[str, str], level: int | None) -> Precision:
    word = _cell(cells, "kind").casefold()
    if word and word not in _kinds():
        raise BadCell("kind", f"{word!r} is not known; known are {', '.join(sorted(_kinds()))}")
    if word:
        return _kinds()[word]
    return "settlement" if level is None else _LEVELS.get(level, "district")


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, Precision]:
    """From a word for a kind of place to what its point stands for."""
    return {row["word"]: cast(Precision, row["precision"]) for row in rows_of("kinds.csv")}


def _ids(
    cells: Mapping[str, str], *, name: str, lat: float, lon: float, pcode: str, gazetteer: str
) -> tuple[int | None, str]:
    """The geonameid, or else the id of our own: as given, by P-code, or by name and point."""
    given = _cell(cells, "id")
    number = _cell(cells, "geonameid") or (given.removeprefix("geonames:") if given.startswith("geonames:") else "")
    if number:
        return geonames_number(number), ""
    if given:
        return None, given if ":" in given else f"own:{gazetteer}:{given}"
    if pcode:
        return None, f"pcode:{pcode}"
    return None, f"own:{gazetteer}:{plain(name).replace(' ', '-')}@{lat:.4f},{lon:.4f}"
