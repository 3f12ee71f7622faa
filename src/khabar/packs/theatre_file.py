"""Reading and checking a theatre's folder: theatre.yaml, places.csv, actors.csv, roads.csv, provinces.csv."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from khabar.errors import BadPack
from khabar.packs.folder import folder_of, read_text
from khabar.packs.table import Row, read_table
from khabar.packs.theatre import Road, Side, Theatre, TheatreActor, TheatrePlace
from khabar.packs.theatre_rows import (
    ACTOR_COLUMNS,
    ACTOR_MORE,
    PLACE_COLUMNS,
    PLACE_MORE,
    PROVINCE_COLUMNS,
    PROVINCE_MORE,
    ROAD_COLUMNS,
    ROAD_MORE,
    actor_of,
    place_of,
    province_of,
    road_of,
)
from khabar.packs.theatre_schema import TheatreEntry
from khabar.packs.theatre_words import explained
from khabar.packs.yaml_file import Node, load_with_blanks, load_yaml

T = TypeVar("T")


def load_theatre(path_or_name: str | Path, *, folders: Sequence[Path] = ()) -> Theatre:
    """The theatre of that name (shipped, or in `folders`) or at that path.

    Raises UnknownTheatre where there is none, BadPack for its first fault.
    """
    reading = _Reading(folder_of(path_or_name, *folders))
    theatre = reading.theatre()
    if reading.faults:
        raise explained(reading.faults[0])
    if theatre is None:
        raise BadPack(str(reading.folder), "cannot be read")
    return theatre


def check(path_or_name: str | Path, *, folders: Sequence[Path] = ()) -> list[BadPack]:
    """Everything that is wrong with a theatre's folder, file by file; empty where it is sound."""
    try:
        reading = _Reading(folder_of(path_or_name, *folders))
    except BadPack as fault:
        return [fault]
    reading.theatre()
    return [explained(fault) for fault in reading.faults]


@dataclass
class _Reading:
    """One pass over a folder. Faults are gathered, so that all can be told at once."""

    folder: Path
    faults: list[BadPack] = field(default_factory=list)

    def theatre(self) -> Theatre | None:
        """The theatre; None where a fault leaves nothing to build on."""
        entry, tree = self._entry()
        sides = entry.sides if entry else ()
        side_ids = [side.id for side in sides]
        name = entry.id if entry else self.folder.name
        places = self._rows(
            "places.csv", PLACE_COLUMNS, PLACE_MORE, lambda row: place_of(row, sides=side_ids, theatre=name)
        )
        actors = self._rows("actors.csv", ACTOR_COLUMNS, ACTOR_MORE, lambda row: actor_of(row, sides=side_ids))
        roads = self._rows("roads.csv", ROAD_COLUMNS, ROAD_MORE, road_of, optional=True)
        provinces = self._rows("provinces.csv", PROVINCE_COLUMNS, PROVINCE_MORE, province_of, optional=True)
        self._check_names(places, actors)
        self._check_references(places, actors, roads, provinces)
        if entry is None or tree is None:
            return None
        self._check_entry(entry, tree, places, actors, roads, provinces)
        return Theatre(
            id=entry.id,
            name=entry.name,
            countries=entry.countries,
            zone=entry.zone,
            start=entry.start,
            end=entry.end,
            sides=tuple(Side(s.id, s.name, s.adjective, s.base, s.allies) for s in sides),
            places=tuple(place for _, place in places),
            actors=tuple(actor for _, actor in actors),
            roads=tuple(road for _, road in roads),
            provinces=tuple(province for _, province in provinces),
        )

    def _entry(self) -> tuple[TheatreEntry | None, Node | None]:
        file = str(self.folder / "theatre.yaml")
        try:
            tree, blanks = load_with_blanks(read_text(self.folder, "theatre.yaml"), file=file)
        except BadPack as fault:
            self.faults.append(fault)
            return None, None
        empty = {blank.field for blank in blanks}
        faults = blanks + [fault for fault in tree.faults(TheatreEntry) if fault.field not in empty]
        self.faults += sorted(faults, key=lambda fault: fault.line)
        return (None if faults else tree.bind(TheatreEntry)), tree

    def _rows(
        self,
        name: str,
        needed: Sequence[str],
        more: Sequence[str],
        read: Callable[[Row], T],
        *,
        optional: bool = False,
    ) -> list[tuple[Row, T]]:
        """The rows of a table. All faults of a row are kept; its sound cells serve to check the other tables."""
        if optional and not (self.folder / name).exists():
            return []
        try:
            rows = read_table(read_text(self.folder, name), file=str(self.folder / name), needed=needed, optional=more)
        except BadPack as fault:
            self.faults.append(fault)
            return []
        return [(row, self._row(row, read)) for row in rows]

    def _row(self, row: Row, read: Callable[[Row], T]) -> T:
        while True:
            try:
                return read(row)
            except BadPack as fault:
                self.faults.append(fault)
                row = row.excusing(fault.field)

    def _check_names(
        self, places: Sequence[tuple[Row, TheatrePlace]], actors: Sequence[tuple[Row, TheatreActor]]
    ) -> None:
        """No key twice, no spelling for two."""
        self._once((row, "key", place.key) for row, place in places)
        self._once((row, "id", actor.actor.id) for row, actor in actors)
        self._once((row, "names", name) for row, place in places for name in place.names)
        self._once((row, "aliases", name) for row, actor in actors for name in actor.aliases)

    def _once(self, values: Iterable[tuple[Row, str, str]]) -> None:
        first: dict[str, Row] = {}
        for row, column, value in values:
            if not value:
                continue  # told as empty
            known = first.setdefault(value.casefold(), row)
            if known is not row or (column in ("key", "id") and known.line != row.line):
                self.faults.append(row.fault(column, f"{value!r} is already on line {known.line}"))

    def _check_references(
        self,
        places: Sequence[tuple[Row, TheatrePlace]],
        actors: Sequence[tuple[Row, TheatreActor]],
        roads: Sequence[tuple[Row, Road]],
        provinces: Sequence[tuple[Row, tuple[str, tuple[str, ...]]]],
    ) -> None:
        """Nothing points to what is not there."""
        keys = {place.key for _, place in places}
        ids = {actor.actor.id for _, actor in actors}
        known = {name for _, (name, _) in provinces}
        self._once((row, "id", road.id) for row, road in roads)
        self._once((row, "name", name) for row, (name, _) in provinces)
        for row, road in roads:
            for column in ("one", "other"):
                if row[column] not in keys:
                    self.faults.append(row.fault(column, f"there is no place {row[column]!r}"))
            if road.one == road.other:
                self.faults.append(row.fault("other", "a road needs two ends"))
        for row, actor in actors:
            if actor.of and actor.of not in ids:
                self.faults.append(row.fault("of", f"there is no actor {actor.of!r}"))
        for row, place in places:
            if known and place.province and place.province not in known:
                self.faults.append(row.fault("province", f"there is no province {place.province!r}"))

    def _check_entry(
        self,
        entry: TheatreEntry,
        tree: Node,
        places: Sequence[tuple[Row, TheatrePlace]],
        actors: Sequence[tuple[Row, TheatreActor]],
        roads: Sequence[object],
        provinces: Sequence[object],
    ) -> None:
        """theatre.yaml against the tables: bases, allies, counts, examples."""
        keys = {place.key for _, place in places}
        ids = {actor.actor.id for _, actor in actors}
        for i, side in enumerate(entry.sides):
            if side.base and side.base not in keys:
                self.faults.append(tree.at(("sides", i, "base")).fault(f"there is no place {side.base!r}"))
            for n, ally in enumerate(side.allies):
                if ally not in {other.id for other in entry.sides} - {side.id}:
                    self.faults.append(tree.at(("sides", i, "allies", n)).fault(f"there is no other side {ally!r}"))
            if any(other.id == side.id for other in entry.sides[:i]):
                self.faults.append(tree.at(("sides", i, "id")).fault(f"{side.id!r} is given twice"))
        if entry.end is not None and entry.end < entry.start:
            self.faults.append(tree.at(("end",)).fault("is before the start"))
        counts = {"places": len(places), "actors": len(actors), "roads": len(roads), "provinces": len(provinces)}
        for name, count in counts.items():
            least = getattr(entry.coverage.minimum, name)
            if count < least:
                fault = f"the pack promises {least} and has {count}"
                self.faults.append(tree.at(("coverage", "minimum", name)).fault(fault))
        for i, example in enumerate(entry.coverage.examples):
            for part, wanted, known in (("places", example.places, keys), ("actors", example.actors, ids)):
                for words, target in wanted.items():
                    node = tree.at(("coverage", "examples", i, part, words))
                    if words not in example.text:
                        self.faults.append(node.fault(f"{words!r} is not in the example's text"))
                    if target not in known:
                        self.faults.append(node.fault(f"there is nothing called {target!r} in {part}.csv"))


def examples(path_or_name: str | Path, *, folders: Sequence[Path] = ()) -> tuple[tuple[str, dict[str, str]], ...]:
    """The example sentences of a theatre's coverage, each with the words and keys of the places it names."""
    folder = folder_of(path_or_name, *folders)
    tree = load_yaml(read_text(folder, "theatre.yaml"), file=str(folder / "theatre.yaml"))
    return tuple((e.text, e.places) for e in tree.bind(TheatreEntry).coverage.examples)
