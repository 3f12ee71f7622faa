"""From a name to every place that bears it, in the embedded gazetteer and the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np

from khabar.places.gazetteer_file import hash_of, open_file
from khabar.places.sheet import MOST_BEARERS, Sheet
from khabar.places.sheet import Bearer as Bearer
from khabar.places.spelling import folded, plain
from khabar.records import Place

ADD_AGAIN = "Add it again with `khabar gazetteer add`, or remove it with `khabar gazetteer remove`."


@dataclass(frozen=True, slots=True)
class Found:
    """A place that bears a name, and the gazetteers that say so, by name, the user's own first."""

    bearer: Bearer
    gazetteers: tuple[str, ...]


def edition_of(file: Path) -> str:
    """Name and edition of one of the user's gazetteers: what is read depends on it. Raises MissingPart."""
    return f"{file.stem} {open_file(file, next_step=ADD_AGAIN).facts['edition'][:8]}"


class Gazetteer:
    """The places of one gazetteer, or of several read as one.

    `own` are the user's: where a place is in one of them too, it is as they describe it, the first that has it before
    the others, and its names are those of all. How a name is used (demonym, acronym, common word) the embedded one
    knows best.
    """

    def __init__(self, world: Sheet, own: Sequence[Sheet] = ()) -> None:
        self.world = world
        self.own = tuple(own)
        self.sheets = (*self.own, world)
        self.inputs = world.inputs
        self._as_described = lru_cache(maxsize=50_000)(self._first_description)

    @classmethod
    def load(cls, path: Path | None = None, *, own: Sequence[Path] = ()) -> Gazetteer:
        """The gazetteer at `path`, the embedded world where none is given; with the user's own. Raises MissingPart."""
        world = path or Path(str(resources.files("khabar") / "data" / "places" / "world.gaz"))
        return cls(Sheet(world), [Sheet(file, next_step=ADD_AGAIN) for file in own])

    @property
    def source(self) -> str:
        """Where the places come from."""
        return "; ".join(sheet.source for sheet in self.sheets)

    @property
    def place_count(self) -> int:
        """How many places the files hold, one that is in two of them counted twice."""
        return sum(sheet.place_count for sheet in self.sheets)

    def bearers(self, keys: Sequence[str]) -> list[tuple[Bearer, ...]]:
        """For each key (see `name_keys`) the places of that name, most peopled first."""
        if not keys:
            return []
        hashes = np.array([hash_of(key) for key in keys], dtype=np.uint64)
        found = [sheet.bearers(hashes) for sheet in self.sheets]
        if not self.own:
            return found[0]
        return [self._merged(each) for each in zip(*found, strict=True)]

    def named(self, key: str) -> tuple[Bearer, ...]:
        """The places of one name."""
        return self.bearers([key])[0]

    def find(self, name: str) -> tuple[Found, ...]:
        """The places of a name or P-code: those spelt so, or else those spelt alike, and the gazetteers they are in."""
        key = plain(name)
        for form in (key, f"#{key}", f"~{folded(key)}"):
            if found := self.named(form):
                hashes = np.array([hash_of(form)], dtype=np.uint64)
                ids = [(s.name, {b.place.id for b in s.bearers(hashes)[0]}) for s in self.sheets]
                return tuple(Found(b, tuple(name for name, has in ids if b.place.id in has)) for b in found)
        return ()

    def places_in(self, country: str) -> list[Place]:
        """Every place of a country (ISO 3166-1 alpha-2), the most peopled first, then by id."""
        places: dict[str, Place] = {}
        for sheet in self.sheets:
            for place in sheet.places_in(country):
                if place.id not in places:
                    places[place.id] = self._described(place, sheet)
        return sorted(places.values(), key=lambda place: (-place.population, place.id))

    def _merged(self, found: Sequence[tuple[Bearer, ...]]) -> tuple[Bearer, ...]:
        """One bearer a place, from what each sheet has; the world's sheet is the last."""
        bearers: dict[str, Bearer] = {}
        for sheet, of_sheet in zip(self.sheets, found, strict=True):
            for bearer in of_sheet:
                known = bearers.get(bearer.place.id)
                if known is None:
                    place = self._described(bearer.place, sheet)
                    bearers[place.id] = bearer if place is bearer.place else replace(bearer, place=place)
                elif sheet is self.world:
                    capital = bearer.capital or known.capital
                    bearers[known.place.id] = replace(bearer, place=known.place, capital=capital)
        return tuple(sorted(bearers.values(), key=lambda bearer: -bearer.place.population)[:MOST_BEARERS])

    def _described(self, place: Place, sheet: Sheet) -> Place:
        """The place as the first gazetteer that has it describes it; its people are the first number that is known."""
        if place.geonameid is None or not self.own or (sheet is self.sheets[0] and place.population):
            return place
        return self._as_described(place.geonameid) or place

    def _first_description(self, geonameid: int) -> Place | None:
        described = [place for place in (sheet.place_of(geonameid) for sheet in self.sheets) if place]
        people = next((place.population for place in described if place.population), 0)
        return _with_people(described[0], people) if described else None


def _with_people(place: Place, people: int) -> Place:
    return place if place.population == people else replace(place, population=people)
