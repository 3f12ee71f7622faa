"""One gazetteer file: from a name to the places that bear it there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
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
    NO_DEGREES,
    OWN_IDS,
    WEAK,
    open_file,
)
from khabar.records import Place

MOST_BEARERS = 80  # of one name, the most peopled ones


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


class Sheet:
    """The places of one gazetteer file. Reading is lazy: only what is looked up is touched."""

    def __init__(self, path: Path, *, next_step: str = "Install Khabar again.") -> None:
        """Opens a file. Raises MissingPart where it is absent, damaged or of another make, with what to do then."""
        file = open_file(path, next_step=next_step)
        self.name = path.stem
        self.source: str = file.facts["source"]
        self.inputs: str = file.facts.get("inputs", "")
        self.place_count: int = file.facts["places"]
        self._units = [tuple(unit.split(".", 1)) for unit in file.facts["units"]]
        self._arrays = file.mapped()
        self._hashes: NDArray[Any] = self._arrays["hash"]
        self._by_geonameid: tuple[NDArray[Any], NDArray[Any]] | None = None
        self._place = lru_cache(maxsize=20_000)(self._read_place)
        self._bearers = lru_cache(maxsize=5_000)(self._read_bearers)  # a name of the news is looked up again and again

    @property
    def divisions(self) -> frozenset[tuple[str, ...]]:
        """Country and first-level code of every division that a place lies in."""
        return frozenset(self._units)

    def bearers(self, hashes: NDArray[Any]) -> list[tuple[Bearer, ...]]:
        """For each hashed key (see `gazetteer_file.hash_of`) the places of that name, most peopled first."""
        starts = np.searchsorted(self._hashes, hashes, side="left")
        ends = np.searchsorted(self._hashes, hashes, side="right")
        rows = zip(starts.tolist(), ends.tolist(), strict=True)
        return [self._bearers(first, last) if last > first else () for first, last in rows]

    def place_of(self, geonameid: int) -> Place | None:
        """The place that GeoNames knows by a number; None where the file does not have it."""
        if self._by_geonameid is None:
            self._by_geonameid = self._indexed()
        known, entries = self._by_geonameid
        at = int(np.searchsorted(known, known.dtype.type(geonameid)))
        if at == len(known) or int(known[at]) != geonameid:
            return None
        return self._place(int(entries[at]))[0]

    def _indexed(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """The ids of GeoNames in order, each with its place. The embedded file is small, and has no such index."""
        if "known" in self._arrays:
            return self._arrays["known"], self._arrays["known_entry"]
        order = np.argsort(self._arrays["id"], kind="stable")
        return self._arrays["id"][order], order

    def places_in(self, country: str) -> list[Place]:
        """Every place of a country (ISO 3166-1 alpha-2), in the file's order."""
        units = [i for i, (land, _) in enumerate(self._units) if land == country]
        found = np.flatnonzero(np.isin(self._arrays["unit"], units))
        return [self._read_place(int(index))[0] for index in found]

    def _read_bearers(self, first: int, last: int) -> tuple[Bearer, ...]:
        return tuple(self._bearer(row) for row in range(first, min(last, first + MOST_BEARERS)))

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
        name = self._text("name_start", "text", index)
        number = int(a["id"][index])
        lat, lon = int(a["lat"][index]), int(a["lon"][index])
        known = lat != NO_DEGREES
        own_id = self._text("own_id_start", "own_id", index)
        place = Place(
            id=own_id or (f"geonames:{number}" if number < OWN_IDS else _world_id(name, country, admin1)),
            name=name,
            precision=KINDS[int(a["kind"][index])],
            lat=lat / 100_000 if known else None,
            lon=lon / 100_000 if known else None,
            country=country,
            admin1=admin1,
            population=int(a["population"][index]),
            geonameid=number if number < OWN_IDS and not own_id else None,
            pcode=self._text("pcode_start", "pcode", index),
        )
        return place, int(a["marks"][index])

    def _text(self, starts: str, column: str, index: int) -> str:
        """A place's text in a column; "" where the file does not have the column."""
        if starts not in self._arrays:
            return ""
        first, last = self._arrays[starts][index : index + 2].tolist()
        return bytes(self._arrays[column][first:last]).decode()


def _world_id(name: str, country: str, admin1: str) -> str:
    """The id of a place that GeoNames does not have: stable while its name and division are."""
    land = ".".join(part.lower() for part in (country, admin1) if part)
    slug = name.casefold().replace(" ", "-")
    return f"world:{land}/{slug}" if land else f"world:{slug}"
