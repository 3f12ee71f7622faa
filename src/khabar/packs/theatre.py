"""One conflict, described by plain files: its places, sides, actors, roads, and who held what at the start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from khabar.errors import UnknownPlace
from khabar.records import Actor, Place


@dataclass(frozen=True, slots=True)
class Side:
    """A party that can hold ground.

    `base` is the key of the place its supply comes from; "" = none known. `allies` are the sides whose ground its
    supplies may pass; what they hold still counts as theirs.
    """

    id: str
    name: str
    adjective: str = ""
    base: str = ""
    allies: tuple[str, ...] = ()

    @property
    def lets_pass(self) -> frozenset[str]:
        """The sides on whose ground nothing bars it: itself and its allies."""
        return frozenset({self.id, *self.allies})


@dataclass(frozen=True, slots=True)
class TheatrePlace:
    """A place the theatre keeps watch on.

    `key` is the pack's own id. `names` are all spellings safe to match, the first is the one shown; `weak_names` match
    only with context. `kind`: capital, town, junction, pass, crossing, site. `sets` names the tallies it belongs to
    ("provincial capitals"). `holder` is the side id at the start; "" = unknown.
    """

    key: str
    place: Place
    names: tuple[str, ...]
    weak_names: tuple[str, ...] = ()
    kind: str = "town"
    province: str = ""
    sets: tuple[str, ...] = ()
    holder: str = ""


@dataclass(frozen=True, slots=True)
class TheatreActor:
    """An actor with its spellings. `weak_aliases` ("the government") match only with context; `of` is its parent."""

    actor: Actor
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """An undirected link between two theatre places. `grade`: 1 trunk, 2 main spur, 3 regional, 4 track."""

    id: str
    one: str
    other: str
    name: str
    length_km: float
    grade: int
    via: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theatre:
    """A conflict's facts. `zone` is the IANA time zone of its civil days; `start` the day the holders are given for."""

    id: str
    name: str
    countries: tuple[str, ...]
    zone: str
    start: date
    sides: tuple[Side, ...]
    places: tuple[TheatrePlace, ...]
    actors: tuple[TheatreActor, ...]
    roads: tuple[Road, ...]
    provinces: tuple[tuple[str, tuple[str, ...]], ...] = ()
    end: date | None = None

    @cached_property
    def place_by_key(self) -> dict[str, TheatrePlace]:
        """Places by their key."""
        return {p.key: p for p in self.places}

    @cached_property
    def key_by_place_id(self) -> dict[str, str]:
        """From `Place.id` to the pack's key."""
        return {p.place.id: p.key for p in self.places}

    @cached_property
    def key_by_geonameid(self) -> dict[int, str]:
        """From GeoNames id to the pack's key, of two places with one id the first."""
        return {p.place.geonameid: p.key for p in reversed(self.places) if p.place.geonameid is not None}

    @cached_property
    def keys_by_province(self) -> dict[str, tuple[str, ...]]:
        """From a province's name, lower case, to the keys of the places in it."""
        found: dict[str, tuple[str, ...]] = {}
        for place in self.places:
            if place.province:
                name = place.province.casefold()
                found[name] = (*found.get(name, ()), place.key)
        return found

    @cached_property
    def actor_by_id(self) -> dict[str, TheatreActor]:
        """Actors by id."""
        return {a.actor.id: a for a in self.actors}

    @cached_property
    def key_by_name(self) -> dict[str, str]:
        """From a place's name, lower case, to its key, in the order of the names."""
        named = {name.casefold(): p.key for p in self.places for name in p.names}
        return dict(sorted(named.items()))

    @cached_property
    def side_by_name(self) -> dict[str, str]:
        """From an actor's name or alias, lower case, to its side; those without a side are left out."""
        names = ((name.casefold(), a.actor.side) for a in self.actors for name in (a.actor.name, *a.aliases))
        return {name: side for name, side in names if side}

    @cached_property
    def side_by_bare_name(self) -> dict[str, str]:
        """From a name without its article and plural, lower case, to the one side whose actors bear it."""
        bearers: dict[str, set[str]] = {}
        for entry in self.actors:
            if entry.actor.side in self.side_by_id:
                for alias in (entry.actor.name, *entry.aliases, *entry.weak_aliases):
                    name = alias.casefold().removeprefix("the ").rstrip("s")
                    bearers.setdefault(name, set()).add(entry.actor.side)
        return {name: min(found) for name, found in bearers.items() if len(found) == 1 and len(name) > 2}

    @cached_property
    def side_by_id(self) -> dict[str, Side]:
        """Sides by id."""
        return {s.id: s for s in self.sides}

    def members(self, tally: str) -> tuple[TheatrePlace, ...]:
        """The places of a tally set such as "provincial capitals"; empty where the theatre has no such set."""
        return tuple(p for p in self.places if tally in p.sets)

    def place_named(self, name: str) -> TheatrePlace:
        """The place with that key or spelling, letter case aside. Raises UnknownPlace with the nearest names."""
        from difflib import get_close_matches

        wanted = name.casefold()
        spellings = {s.casefold(): p for p in self.places for s in (p.key, *p.names, *p.weak_names)}
        if wanted in spellings:
            return spellings[wanted]
        near = get_close_matches(wanted, spellings, n=3)
        raise UnknownPlace(name, tuple(dict.fromkeys(spellings[n].names[0] for n in near)))
