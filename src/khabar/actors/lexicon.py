"""The actors that have names of their own, and every spelling they are known by.

Source: data files `actors/*.yaml`, and a theatre's own actors, which take precedence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from pydantic import Field

from khabar.actors.spelling import key_of
from khabar.packs.theatre import Theatre
from khabar.packs.yaml_file import Node, Strict, load_yaml
from khabar.records import ACTOR_KINDS, Actor

_FILES = ("armed_groups", "organisations", "persons")
ARMED = frozenset({"armed group", "militia"})
_GROUPS = frozenset({"armed group", "militia", "state force", "foreign force"})


class _Entry(Strict):
    id: str
    name: str
    kind: str
    countries: list[str] = Field(default_factory=list)
    names: list[str] = Field(default_factory=list)
    weak: list[str] = Field(default_factory=list)


class _Schema(Strict):
    version: int = Field(alias="schema")
    source: str
    license: str
    actors: list[_Entry]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write an actor. `weak` needs context; `countries` are those whose mention is such context.

    `acronym` must stand in capitals. `ours` marks a theatre's own.
    """

    text: str
    actor: Actor
    countries: tuple[str, ...]
    weak: bool
    ours: bool = False

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals throughout."""
        return self.text.isupper()

    @property
    def capital(self) -> bool:
        """Whether it has a capital letter at all."""
        return any(c.isupper() for c in self.text)


@dataclass(frozen=True)
class ActorLexicon:
    """Every spelling by its key."""

    spellings: Mapping[tuple[str, ...], tuple[Spelling, ...]]

    @cached_property
    def lengths_from(self) -> Mapping[str, tuple[int, ...]]:
        """By the first word of a key, how many words the keys that begin so have, the most first."""
        found: dict[str, set[int]] = {}
        for key in self.spellings:
            found.setdefault(key[0], set()).add(len(key))
        return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}

    @classmethod
    def load(cls, theatre: Theatre | None = None) -> ActorLexicon:
        """The packaged actors under a theatre's own. Raises BadPack where a file breaks its schema."""
        return cls.of(_packaged(), theatre)

    @classmethod
    def of(cls, packaged: Iterator[Spelling] | tuple[Spelling, ...], theatre: Theatre | None = None) -> ActorLexicon:
        """Spellings gathered by key; where a theatre knows a packaged actor by name, the theatre's stands for it."""
        ours = tuple(_of_theatre(theatre)) if theatre else ()
        own = {key_of(s.text): s.actor for s in ours if not s.weak}
        rows = list(packaged)
        same = {s.actor.id: own[key_of(s.text)] for s in rows if not s.weak and key_of(s.text) in own}
        found: dict[tuple[str, ...], list[Spelling]] = {}
        for spelling in (*ours, *rows):
            actor = same.get(spelling.actor.id, spelling.actor)
            kept = Spelling(spelling.text, actor, spelling.countries, spelling.weak, spelling.ours)
            holders = found.setdefault(key_of(spelling.text), [])
            if kept.ours or not any(h.ours and (h.weak is kept.weak or not h.weak) for h in holders):
                holders.append(kept)
        return cls({key: tuple(rows) for key, rows in found.items() if key})

    def side_names(self) -> frozenset[str]:
        """The armed groups' own names: capitalised, safe, and no plural ("Tamil Tigers")."""
        return frozenset(
            s.text
            for rows in self.spellings.values()
            for s in rows
            if s.actor.kind in ARMED and not s.weak and not s.text.endswith("s") and _is_all_capitalised(s.text)
        )


def _is_all_capitalised(name: str) -> bool:
    words = name.replace("-", " ").split()
    return all(word[0].isupper() or word in ("al", "of", "the") for word in words) and name[0].isupper()


def _packaged() -> Iterator[Spelling]:
    folder = files("khabar") / "data" / "actors"
    for stem in _FILES:
        file = f"actors/{stem}.yaml"
        yield from read_actors(load_yaml((folder / f"{stem}.yaml").read_text(encoding="utf-8"), file=file))


def read_actors(node: Node) -> Iterator[Spelling]:
    """The spellings in one actor file. Raises BadPack for an unknown kind or an id given twice."""
    seen: set[str] = set()
    for entry, raw in zip(node.bind(_Schema).actors, node["actors"], strict=True):
        if entry.kind not in ACTOR_KINDS:
            raise raw["kind"].fault(
                f"{entry.kind!r} is no kind of actor", next_step=f"Kinds: {', '.join(ACTOR_KINDS)}."
            )
        if entry.id in seen:
            raise raw["id"].fault(f"{entry.id!r} is given twice")
        seen.add(entry.id)
        prefix = "" if ":" in entry.id else ("group:" if entry.kind in _GROUPS else "org:")
        country = entry.countries[0] if len(entry.countries) == 1 else ""
        actor = Actor(prefix + entry.id, entry.name, entry.kind, country=country)
        countries = tuple(entry.countries)
        safe = entry.names if entry.name in entry.weak else [entry.name, *entry.names]
        yield from (Spelling(name, actor, countries, weak=False) for name in safe)
        yield from (Spelling(name, actor, countries, weak=True) for name in entry.weak)


def _of_theatre(theatre: Theatre) -> Iterator[Spelling]:
    for row in theatre.actors:
        for name in (row.actor.name, *row.aliases):
            yield Spelling(name, row.actor, theatre.countries, weak=False, ours=True)
        for name in row.weak_aliases:
            yield Spelling(name, row.actor, theatre.countries, weak=True, ours=True)
