"""Verbs and nouns that carry an act another word names, and other small word classes that the grammar of acts needs."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files

from pydantic import Field

from khabar.packs.yaml_file import Strict, load_yaml


class _CarrierFile(Strict):
    schema_version: int = Field(alias="schema")
    language: str
    licence: str
    source: str
    carries: list[str]
    suffers: list[str]
    happens: list[str]
    hits: list[str]
    strikes: list[str]
    series: list[str]
    object_control: list[str]
    bare_control: list[str]
    of_control: list[str]
    of_the_agent: list[str]
    calendar: list[str]
    time_units: list[str]
    of_place: list[str]
    towns: list[str]
    aims: list[str]
    contains: list[str]
    blames: list[str]
    lifts: list[str]
    befallen: list[str]
    beside: list[str]
    heads: list[str]
    jointly: list[str]
    shoots: list[str]
    undergone: list[str]
    messages: list[str]


@dataclass(frozen=True, slots=True)
class Carriers:
    """Lower-case lemmas by what they do for the act beside them; the data file explains each class."""

    carries: frozenset[str]
    suffers: frozenset[str]
    happens: frozenset[str]
    hits: frozenset[str]
    strikes: frozenset[str]
    series: frozenset[str]
    object_control: frozenset[str]
    bare_control: frozenset[str]
    of_control: frozenset[str]
    of_the_agent: frozenset[str]
    calendar: frozenset[str]
    time_units: frozenset[str]
    of_place: frozenset[str]
    towns: frozenset[str]
    aims: frozenset[str]
    contains: frozenset[str]
    blames: frozenset[str]
    lifts: frozenset[str]
    befallen: frozenset[str]
    beside: frozenset[str]
    heads: frozenset[str]
    jointly: frozenset[str]
    shoots: frozenset[str]
    undergone: frozenset[str]
    messages: frozenset[str]

    @property
    def tells(self) -> frozenset[str]:
        """Verbs that say of an act beside them that it took place."""
        return self.carries | self.suffers | self.happens


@lru_cache(maxsize=4)
def load_carriers(language: str = "en") -> Carriers:
    """The packaged word classes of a language. Raises BadPack where the file breaks its schema."""
    file = files("khabar") / "data" / "languages" / language / "carriers.yaml"
    data = load_yaml(file.read_text(encoding="utf-8"), file=file.name).bind(_CarrierFile)
    return Carriers(**{f.name: frozenset(getattr(data, f.name)) for f in fields(Carriers)})
