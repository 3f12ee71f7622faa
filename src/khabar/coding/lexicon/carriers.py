"""Verbs and nouns that carry an act another word names, and other small word classes that the grammar of acts needs."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from khabar.packs.yaml_file import LanguageFile, load_yaml


class Carriers(LanguageFile):
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
    return load_yaml(file.read_text(encoding="utf-8"), file=file.name).bind(Carriers)
