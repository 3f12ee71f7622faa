"""The words of a language that state quantities, and what kind of outcome they count.

Source: data file `languages/<code>/numbers.yaml`.
"""

from __future__ import annotations

from functools import cache, cached_property
from importlib.resources import files

from pydantic import Field

from khabar.coding.lexicon.word_patterns import DIGITS, last_words
from khabar.packs.yaml_file import Strict, load_yaml
from khabar.records.mention import Counted


class Modifiers(Strict):
    """Words beside a number that make it a floor, a ceiling or an estimate."""

    low: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


class NumberWords(Strict):
    """A language's words for quantities; all in lower case."""

    schema_version: int = Field(alias="schema")
    language: str
    source: str
    license: str
    words: dict[str, int]
    multipliers: dict[str, int]
    articled: dict[str, int]
    vague: dict[str, int]
    unstated: tuple[str, ...]
    fractions: dict[str, float]
    modifiers: Modifiers
    after: Modifiers
    units: tuple[str, ...]
    money: tuple[str, ...]
    identifiers: tuple[str, ...]
    formations: tuple[str, ...]
    outcomes: dict[Counted, tuple[str, ...]]
    undergo: frozenset[str]
    bearers: frozenset[str]
    reach: frozenset[str]
    subset: tuple[str, ...]
    groups: frozenset[str]

    @cached_property
    def signs(self) -> frozenset[str]:
        """A text that has none of these (see `word_patterns`) states no quantity."""
        spelt = (*self.words, *self.multipliers, *self.articled, *self.vague, "both", "half")
        return last_words(self.unstated) | {DIGITS, *spelt}

    @cached_property
    def outcome_of(self) -> dict[str, Counted]:
        """From a lemma to what its act does to those it counts."""
        return {lemma: outcome for outcome, lemmas in self.outcomes.items() for lemma in lemmas}


@cache
def load_number_words(language: str = "en") -> NumberWords:
    """The packaged words of a language. Raises BadPack where the data file breaks its schema."""
    name = f"data/languages/{language}/numbers.yaml"
    text = files("khabar").joinpath(name).read_text(encoding="utf-8")
    return load_yaml(text, file=name).bind(NumberWords)
