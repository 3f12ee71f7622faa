"""A block of rows as a file of its own: its places, and the keys they are found by, sorted and cut into ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.places.gazetteer_file import CAPITAL, FORMER, HOWS, KINDS, WEAK, hash_of, write_file
from khabar.places.name_keys import (
    POPULOUS,
    UNITS,
    acronym_flag,
    add_key,
    is_latin,
    is_of_another_script,
    is_usable_alternate,
    shown_name,
    with_like_spellings,
)
from khabar.places.own.listed import Listed, Row, RowSetAside
from khabar.places.spelling import plain
from khabar.places.words import common_words

RANGES = 256  # of the hashes: one of them is held in memory when parts are joined
SHOWN = 5  # rows set aside that a part remembers
_DIVIDED = {"province", "district"}
_LIKE = ("settlement", "province", "district", "site")
_MOST_PEOPLE = 2**32 - 1
# A key of a place as parts hold it; `place` breaks ties, so that the order of rows makes no difference.
NAME = np.dtype([("hash", "<u8"), ("people", "<u4"), ("place", "<u8"), ("entry", "<u4"), ("flags", "u1")])


def write_part(path: Path, rows: Iterable[Row]) -> None:
    """Write the places of a block, with how many rows it had, and those set aside."""
    block = _Block()
    for row in rows:
        block.add(row)
    write_file(path, facts=block.facts(), arrays=block.arrays())


@dataclass
class _Block:
    places: list[Listed] = field(default_factory=list)
    aside: list[RowSetAside] = field(default_factory=list)
    rows: int = 0

    def add(self, row: Row) -> None:
        self.rows += 1
        if isinstance(row, RowSetAside):
            self.aside.append(row)
        elif row is not None:
            self.places.append(row)

    def facts(self) -> dict[str, Any]:
        shown = [[a.file, a.where, a.field, a.reason] for a in self.aside[:SHOWN]]
        units = self._units()
        return {"rows": self.rows, "aside": len(self.aside), "shown": shown, "units": [".".join(u) for u in units]}

    def _units(self) -> list[tuple[str, str]]:
        return sorted({(place.country, place.admin1) for place in self.places})

    def arrays(self) -> dict[str, NDArray[Any]]:
        unit_index = {unit: i for i, unit in enumerate(self._units())}
        names, bounds = _names(self.places)
        place_columns = {
            "id": np.array([p.geonameid or 0 for p in self.places], dtype="<u4"),
            "lat": np.array([round(p.lat * 100_000) for p in self.places], dtype="<i4"),
            "lon": np.array([round(p.lon * 100_000) for p in self.places], dtype="<i4"),
            "population": np.array([_people(p) for p in self.places], dtype="<u4"),
            "unit": np.array([unit_index[p.country, p.admin1] for p in self.places], dtype="<u4"),
            "kind": np.array([KINDS.index(p.precision) for p in self.places], dtype="u1"),
            "marks": np.array([(CAPITAL * p.capital) | (FORMER * p.former) for p in self.places], dtype="u1"),
        }
        texts = {
            "text": _text([shown_name(p.name, p.country) for p in self.places]),
            "own_id": _text([p.own_id for p in self.places]),
            "pcode": _text([p.pcode for p in self.places]),
        }
        lengths = {f"{column}_length": length for column, (length, _) in texts.items()}
        written = {column: text for column, (_, text) in texts.items()}
        return {**place_columns, **lengths, **written, "name": names, "bounds": bounds}


def _people(place: Listed) -> int:
    return min(place.population, _MOST_PEOPLE)


def _text(values: Sequence[str]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The lengths of texts in bytes, and the texts one after another."""
    encoded = [value.encode() for value in values]
    return np.array([len(v) for v in encoded], dtype="<u4"), np.frombuffer(b"".join(encoded), dtype="u1")


def _names(places: Sequence[Listed]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Every key of every place, sorted by hash, and where in them each range of hashes begins."""
    found = [
        (hash_of(key), _people(place), tie, entry, flags)
        for entry, place in enumerate(places)
        for tie in (place.geonameid or hash_of(place.own_id),)
        for key, flags in keys_of(place).items()
    ]
    names = np.sort(np.array(found, dtype=NAME), order="hash")
    firsts = np.arange(RANGES, dtype=np.uint64) << np.uint64(56)
    return names, np.append(np.searchsorted(names["hash"], firsts), len(names)).astype("<u8")


def keys_of(place: Listed) -> dict[str, int]:
    """The keys a place is found by, each with how the spelling may stand in a text."""
    keys: dict[str, int] = {}
    weak = WEAK if place.former else 0
    _call(keys, place.name, "own", weak | _weakness(place.name))
    for name in dict.fromkeys(place.names):
        if name and name != place.name and (place.chosen or _may_be_read(name, place)):
            _call(keys, name, "alternate", weak | _weakness(name))
    if place.precision in _DIVIDED:
        for name in (place.name, *place.names):
            if (bare := UNITS.sub("", name)) != name and is_usable_alternate(bare):
                _call(keys, bare, "alternate", weak | _weakness(bare))
    latin = {key: flags for key, flags in keys.items() if is_latin(key)}
    keys |= with_like_spellings(latin, country=place.country, kind=place.precision, kinds=_LIKE)
    if place.pcode:
        keys[f"#{plain(place.pcode)}"] = HOWS.index("alternate")
    return keys


def _call(keys: dict[str, int], name: str, how: str, flags: int) -> None:
    add_key(keys, name, how, flags | acronym_flag(name))


def _may_be_read(name: str, place: Listed) -> bool:
    """Whether a further spelling of GeoNames is a name: no code, no transcription key, no common word."""
    if is_of_another_script(name):
        return True
    return is_usable_alternate(name) and (plain(name) not in common_words() or place.population > POPULOUS)


def _weakness(name: str) -> int:
    key = plain(name)
    return WEAK if key in common_words() or len(key) < 3 else 0
