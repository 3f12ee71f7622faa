"""The words of a language that say when. Source: data file `languages/<code>/times.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from khabar.packs.yaml_file import Strict, load_yaml


class TimeWords(Strict):
    """A language's words for times; all in lower case."""

    schema_version: int = Field(alias="schema")
    language: str
    source: str
    license: str
    months: dict[str, int]
    weekdays: dict[str, int]
    ambiguous: frozenset[str]
    relative_days: dict[str, int]
    day_parts: tuple[str, ...]
    seasons: dict[str, int]
    feasts: dict[str, int]
    units: dict[str, int]
    parts: dict[str, Literal["early", "mid", "late", "end"]]
    counts: dict[str, int]
    ordinals: dict[str, int]
    ago: tuple[str, ...]
    agencies: tuple[str, ...]
    stamp_openers: tuple[str, ...]
    speech: frozenset[str]
    inchoative: frozenset[str]
    own_time: frozenset[str]
    sequence: frozenset[str]
    apart: frozenset[str]
    future: frozenset[str]


@cache
def load_time_words(language: str = "en") -> TimeWords:
    """The packaged words of a language. Raises BadPack where the data file breaks its schema."""
    name = f"data/languages/{language}/times.yaml"
    text = files("khabar").joinpath(name).read_text(encoding="utf-8")
    return load_yaml(text, file=name).bind(TimeWords)
