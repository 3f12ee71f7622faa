"""From a row's coordinates to a place: the nearest one known, within a stated distance; else the bare point."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from khabar.datasets.scheme import Scheme
from khabar.packs.countries import countries
from khabar.packs.theatre import Theatre
from khabar.places.distance import distance_km
from khabar.places.gazetteer import Gazetteer
from khabar.records import Place

# How far from a row's point a place can be and still be the one meant, and how far where it bears the row's name.
NEAREST_KM = 3.0
SAME_NAME_KM = 15.0
_CELL = 0.25  # degrees; SAME_NAME_KM lies within a cell and its neighbours up to 57 degrees north or south, and
# beyond that only a namesake more than a cell to the east or west is missed.
_SETTLED = ("site", "settlement")
# A place with the names it goes by, in lower case.
Named = tuple[Place, frozenset[str]]
Grid = Mapping[tuple[int, int], list[Named]]


class Points:
    """The places a row can be at: those of the theatre first, then those of the gazetteer, a country at a time."""

    def __init__(self, scheme: Scheme, *, theatre: Theatre | None, gazetteer: Gazetteer | None) -> None:
        self._scheme = scheme
        endings = "|".join(map(re.escape, scheme.place_endings)) or "(?!)"
        self._ending = re.compile(rf"\s+(?:{endings})$", re.IGNORECASE)
        self._watched = _grid((p.place, p.names) for p in theatre.places) if theatre else {}
        self._gazetteer = gazetteer
        self._grids: dict[str, Grid] = {}
        self._codes = {country.name.casefold(): code for code, country in countries().items()}
        self._codes |= {name.casefold(): code for name, code in scheme.countries.items()}

    def country_code(self, name: str) -> str:
        """The ISO 3166-1 alpha-2 code of a country as datasets name it ("Yemen (North Yemen)"); "" = not known."""
        wanted = name.partition("(")[0].strip().casefold()
        return self._codes.get(name.casefold()) or self._codes.get(wanted, "")

    def place_at(
        self, *, lat: float, lon: float, name: str, area: str, country: str, precision: str
    ) -> tuple[Place | None, bool]:
        """The place of a row, and whether the act lies only near it; None where its code of precision is not known.

        `area` names what the point stands for where that is larger than a town; `country` is a code or "".
        """
        point = self._scheme.places.get(precision)
        name = self._ending.sub("", name)
        if point is None:
            return None, False
        if point.precision == "settlement":
            for grid in (self._watched, self._of_country(country)):
                if (found := _nearest(grid, lat=lat, lon=lon, name=name)) is not None:
                    return found, point.near
        bare = Place(
            id=f"point:{lat:.4f},{lon:.4f},{point.precision}",
            name=(name if point.precision == "settlement" else area) or name or f"{lat:.4f}, {lon:.4f}",
            precision=point.precision,
            lat=lat,
            lon=lon,
            country=country,
            uncertainty_km=point.uncertainty_km,
        )
        return bare, point.near

    def _of_country(self, code: str) -> Grid:
        if not code or self._gazetteer is None:
            return {}
        if code not in self._grids:
            self._grids = {
                code: _grid((p, (p.name,)) for p in self._gazetteer.places_in(code))
            }  # rows come by country: one is enough
        return self._grids[code]


def _grid(places: Iterable[tuple[Place, Iterable[str]]]) -> Grid:
    cells: dict[tuple[int, int], list[Named]] = defaultdict(list)
    for place, names in places:
        if place.precision in _SETTLED and place.lat is not None and place.lon is not None:
            cells[_cell(place.lat, place.lon)].append((place, frozenset(name.casefold() for name in names)))
    return cells


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / _CELL), math.floor(lon / _CELL)


def _nearest(grid: Grid, *, lat: float, lon: float, name: str) -> Place | None:
    """The nearest place of the row's name, else the nearest of all, each within its distance."""
    row, column = _cell(lat, lon)
    named: list[tuple[float, str, Place]] = []
    close: list[tuple[float, str, Place]] = []
    for cell in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
        for place, names in grid.get(cell, ()):
            if place.lat is None or place.lon is None:
                continue
            away = distance_km(lat=lat, lon=lon, other_lat=place.lat, other_lon=place.lon)
            if away <= SAME_NAME_KM and name.casefold() in names:
                named.append((away, place.id, place))
            if away <= NEAREST_KM:
                close.append((away, place.id, place))
    found = min(named or close, key=lambda one: one[:2], default=None)
    return found[2] if found else None
