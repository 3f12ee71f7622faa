"""The words around a name that say what it names; read from `data/places/words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

from pydantic import ConfigDict

from khabar.packs.yaml_file import Strict, load_yaml

UNIT_KINDS = ("province", "district", "settlement", "region", "water")
_FOLDER = resources.files("khabar") / "data" / "places"


class _File(Strict):
    """The schema of words.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: str
    locative: frozenset[str]
    direction: frozenset[str]
    province: frozenset[str]
    district: frozenset[str]
    settlement: frozenset[str]
    region: frozenset[str]
    feature: frozenset[str]
    feature_after: frozenset[str]
    prefix: frozenset[str]
    lands_of_states: frozenset[str]
    never: frozenset[str]
    site: frozenset[str]
    route: frozenset[str]
    water: frozenset[str]
    organisation: frozenset[str]
    title: frozenset[str]
    disease: frozenset[str]
    machine: frozenset[str]
    of_place: frozenset[str]
    of_town: frozenset[str]
    given: frozenset[str]
    calendar: frozenset[str]
    government_acts: frozenset[str]
    dealings: frozenset[str]
    relations: dict[str, frozenset[str]]
    bearings: dict[str, int]


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """English words that are no names."""
    return _words_in("common_words.txt")


def _words_in(name: str) -> frozenset[str]:
    return frozenset((_FOLDER / "world" / name).read_text(encoding="utf-8").split())


@dataclass(frozen=True)
class PlaceWords:
    """The word lists of the places room. `common` are English words that are no names, `given` given names."""

    lists: _File
    common: frozenset[str]
    given: frozenset[str]

    @classmethod
    def load(cls) -> PlaceWords:
        """The embedded lists. Raises BadPack where words.yaml breaks its schema."""
        tree = load_yaml((_FOLDER / "words.yaml").read_text(encoding="utf-8"), file="words.yaml")
        lists = _File.model_validate({("schema_" if k == "schema" else k): v for k, v in tree.plain.items()})
        return cls(lists, common_words(), _words_in("given_names.txt") | lists.given)

    @cached_property
    def unit_kinds(self) -> Mapping[str, int]:
        """What a word calls a unit of land, as a place in `UNIT_KINDS`; of a word of two kinds the first."""
        numbered = [(word, i) for i, kind in enumerate(UNIT_KINDS) for word in getattr(self.lists, kind)]
        return dict(reversed(numbered))

    @cached_property
    def unit(self) -> frozenset[str]:
        """What any unit of land is called: province, district, town, region, river."""
        lists = self.lists
        return lists.province | lists.district | lists.settlement | lists.region | lists.water

    @cached_property
    def site_endings(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The names of kinds of sites as word sequences, longest first, by their first word."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for parts in sorted((tuple(name.split()) for name in self.lists.site), key=lambda parts: (-len(parts), parts)):
            found.setdefault(parts[0], []).append(parts)
        return {first: tuple(endings) for first, endings in found.items()}
