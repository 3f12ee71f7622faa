"""How a language names forces, offices and bodies.  Source: data file `languages/<code>/actors.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from pydantic import Field

from khabar.actors.spelling import key_of
from khabar.packs.yaml_file import Node, Strict, load_yaml
from khabar.places.tables import rows_of
from khabar.records import ACTOR_KINDS


class _Titles(Strict):
    leader: list[str]
    official: list[str]
    plain: list[str]


class _Schema(Strict):
    version: int = Field(alias="schema")
    language: str
    source: str
    license: str
    branches: dict[str, list[str]]
    branch_kinds: dict[str, str]
    branch_names: dict[str, str]
    fillers: list[str]
    deeds: list[str]
    linkers: list[str]
    loyalties: list[str]
    before_names: list[str]
    portfolios: list[str]
    owned_by_the_country: list[str]
    peoples: list[str]
    name_heads: dict[str, list[str]]
    titles: _Titles
    offices: list[str]


@dataclass(frozen=True, slots=True)
class Branch:
    """An arm of a state, or its rebels: `army`, `police`, `government` ... `words` open its actor's name."""

    id: str
    kind: str
    words: str


@dataclass(frozen=True)
class ActorWords:
    """Phrases are keys of singular small-letter words. `deeds` are nouns for what armed men do.

    `titles` -> leader, official or plain.

    `countries` are names by ISO alpha-2 code, `adjectives` codes by adjective or people ("Syrian", "Afghans").
    """

    branches: Mapping[tuple[str, ...], Branch]
    fillers: frozenset[str]
    deeds: frozenset[tuple[str, ...]]
    linkers: frozenset[str]
    loyalties: tuple[tuple[str, ...], ...]
    before_names: frozenset[str]
    portfolios: frozenset[str]
    owned_by_the_country: frozenset[tuple[str, ...]]
    peoples: Mapping[str, str]
    name_heads: Mapping[tuple[str, ...], str]
    titles: Mapping[tuple[str, ...], str]
    offices: frozenset[str]
    countries: Mapping[str, str]
    adjectives: Mapping[tuple[str, ...], str]

    @classmethod
    def load(cls, language: str = "en") -> ActorWords:
        """The packaged words and country names. Raises BadPack where the file breaks its schema."""
        data = files("khabar") / "data"
        text = (data / "languages" / language / "actors.yaml").read_text(encoding="utf-8")
        states = rows_of("world/countries.csv")
        countries = {row["iso2"]: row["name"] for row in states}
        adjectives = {key_of(word): row["iso2"] for row in states for word in row["demonyms"].split(";") if word}
        node = load_yaml(text, file=f"languages/{language}/actors.yaml")
        return cls.read(node, countries=countries, adjectives=adjectives)

    @classmethod
    def read(cls, node: Node, *, countries: Mapping[str, str], adjectives: Mapping[tuple[str, ...], str]) -> ActorWords:
        """The words in a YAML tree. Raises BadPack for a branch without kind or a kind there is not."""
        data = node.bind(_Schema)
        for section in ("branch_kinds", "branch_names"):
            for missing in set(data.branches) ^ set(getattr(data, section)):
                raise node[section].fault(f"and branches disagree on {missing!r}")
        for kind in (*data.branch_kinds.values(), *data.name_heads):
            if kind not in ACTOR_KINDS:
                raise node.fault(f"{kind!r} is no kind of actor")
        arms = {id_: Branch(id_, data.branch_kinds[id_], data.branch_names[id_]) for id_ in data.branches}
        return cls(
            branches={key_of(p): arms[id_] for id_, phrases in data.branches.items() for p in phrases},
            fillers=frozenset(word for f in data.fillers for word in key_of(f)),
            deeds=frozenset(key_of(p) for p in data.deeds),
            linkers=frozenset(data.linkers),
            loyalties=tuple(tuple(phrase.split()) for phrase in data.loyalties),
            before_names=frozenset(data.before_names),
            portfolios=frozenset(data.portfolios),
            owned_by_the_country=frozenset(key_of(p) for p in data.owned_by_the_country),
            peoples={key_of(p)[0]: p for p in data.peoples},
            name_heads={key_of(p): kind for kind, phrases in data.name_heads.items() for p in phrases},
            titles={
                key_of(title): rank for rank in ("plain", "official", "leader") for title in getattr(data.titles, rank)
            },
            offices=frozenset(data.offices),
            countries=countries,
            adjectives=adjectives,
        )

    @cached_property
    def branch_ends(self) -> frozenset[str]:
        """The last words of the phrases that name an arm."""
        return frozenset(phrase[-1] for phrase in self.branches)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Every word that titles are made of."""
        return frozenset(word for title in self.titles for word in title)

    @cached_property
    def longest_loyalty(self) -> int:
        """How many words the longest of the loyalties has."""
        return max(map(len, self.loyalties), default=0)

    def country(self, code: str) -> str:
        """The name of a country by its ISO code; the code itself where it has none."""
        return self.countries.get(code, code)


@lru_cache(maxsize=20_000)
def singular_key(text: str) -> tuple[str, ...]:
    """The key of a word or phrase, each part in the singular."""
    return tuple(singular(key) for key in key_of(text))


def singular(key: str) -> str:
    """A plain singular of a small-letter word: "troops" -> "troop", "authorities" -> "authority"."""
    if key in ("police", "forces-nouvelles", "resistance"):
        return key
    if key.endswith("men") and len(key) > 4:
        return key[:-3] + "man"
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    if key.endswith("s") and not key.endswith(("ss", "us", "is")) and len(key) > 3:
        return key[:-1]
    return key
