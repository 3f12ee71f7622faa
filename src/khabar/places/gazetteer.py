"""From a name to every place that bears it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.places.gazetteer_file import (
    ACRONYM,
    AFTER_COMMA,
    CAPITAL,
    DISPUTED,
    FORMER,
    HOWS,
    KINDS,
    WEAK,
    hash_of,
    read_file,
)
from khabar.records import Place, Precision

_NO_DEGREES = -(2**31)
_MOST = 80  # of the bearers of one name, the most peopled ones
_PRECISION: dict[str, Precision] = {
    "settlement": "settlement",
    "province": "province",
    "country": "country",
    "region": "region",
    "water": "water",
    "district": "district",
    "site": "site",
    "route": "route",
}
# Ids from here on are ours: GeoNames has none for the place.
_OWN_IDS = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Bearer:
    """A place and how the name that was looked up belongs to it.

    `how`: own (its name), alternate (another spelling), demonym ("Syrian"), metonym ("the Kremlin"), folded (only a
    like spelling). `weak` names are also common words; an `acronym` must stand in capitals; `after_comma` holds for
    abbreviations of states, which count only in "Springfield, Ill."
    """

    place: Place
    how: str
    weak: bool = False
    acronym: bool = False
    after_comma: bool = False
    capital: bool = False
    disputed: bool = False
    former: bool = False


class Gazetteer:
    """The places of one gazetteer file. Reading is lazy: only what is looked up is touched."""

    def __init__(self, path: Path) -> None:
        facts, arrays = read_file(path)
        self.source: str = facts["source"]
        self.inputs: str = facts.get("inputs", "")
        self.place_count: int = facts["places"]
        self._units = [tuple(unit.split(".", 1)) for unit in facts["units"]]
        self._arrays = arrays
        self._hashes: NDArray[Any] = arrays["hash"]
        self._place = lru_cache(maxsize=20_000)(self._read_place)

    @classmethod
    def load(cls, path: Path | None = None) -> Gazetteer:
        """The gazetteer at `path`; the embedded world where none is given. Raises MissingPart."""
        return cls(path or Path(str(resources.files("khabar") / "data" / "places" / "world.gaz")))

    def bearers(self, keys: Sequence[str]) -> list[tuple[Bearer, ...]]:
        """For each key (see `spelling.plain`; "~" before a folded one) the places of that name, most peopled first."""
        if not keys:
            return []
        wanted = np.array([hash_of(key) for key in keys], dtype=np.uint64)
        starts = np.searchsorted(self._hashes, wanted, side="left")
        ends = np.searchsorted(self._hashes, wanted, side="right")
        return [
            tuple(self._bearer(row) for row in range(first, min(last, first + _MOST))) if last > first else ()
            for first, last in zip(starts.tolist(), ends.tolist(), strict=True)
        ]

    def named(self, key: str) -> tuple[Bearer, ...]:
        """The places of one name."""
        return self.bearers([key])[0]

    def places_in(self, country: str) -> list[Place]:
        """Every place of a country (ISO 3166-1 alpha-2), the most peopled first, then by id."""
        units = [i for i, (land, _) in enumerate(self._units) if land == country]
        found = np.flatnonzero(np.isin(self._arrays["unit"], units))
        places = [self._read_place(int(index))[0] for index in found]
        return sorted(places, key=lambda place: (-place.population, place.id))

    def _bearer(self, row: int) -> Bearer:
        flags = int(self._arrays["flags"][row])
        place, marks = self._place(int(self._arrays["entry"][row]))
        return Bearer(
            place,
            HOWS[flags & 7],
            weak=bool(flags & WEAK),
            acronym=bool(flags & ACRONYM),
            after_comma=bool(flags & AFTER_COMMA),
            capital=bool(marks & CAPITAL),
            disputed=bool(marks & DISPUTED),
            former=bool(marks & FORMER),
        )

    def _read_place(self, index: int) -> tuple[Place, int]:
        a = self._arrays
        country, admin1 = self._units[int(a["unit"][index])]
        name = bytes(a["text"][int(a["name_start"][index]) : int(a["name_start"][index + 1])]).decode()
        number = int(a["id"][index])
        lat, lon = int(a["lat"][index]), int(a["lon"][index])
        known = lat != _NO_DEGREES
        place = Place(
            id=f"geonames:{number}" if number < _OWN_IDS else _own_id(name, country, admin1),
            name=name,
            precision=_PRECISION[KINDS[int(a["kind"][index])]],
            lat=lat / 100_000 if known else None,
            lon=lon / 100_000 if known else None,
            country=country,
            admin1=admin1,
            population=int(a["population"][index]),
            geonameid=number if number < _OWN_IDS else None,
        )
        return place, int(a["marks"][index])


def _own_id(name: str, country: str, admin1: str) -> str:
    """The id of a place that GeoNames does not have: stable while its name and division are."""
    land = ".".join(part.lower() for part in (country, admin1) if part)
    slug = name.casefold().replace(" ", "-")
    return f"world:{land}/{slug}" if land else f"world:{slug}"
