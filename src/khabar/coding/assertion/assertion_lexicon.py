"""The words that make an act less than a fact: schema and look-up of `data/languages/<code>/assertion.yaml`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from khabar.coding.attribution.speech_lexicon import read_language_file
from khabar.packs.yaml_file import Strict

Effect = Literal[
    "planned", "threatened", "possible", "alleged", "denied", "failed", "refused", "attempted", "ongoing", "unasserted"
]
Place = Literal["clause", "object", "subject", "nouns", "adjectives", "adverbs"]


class Cues(Strict):
    """The words of one effect, by where they stand; an empty place is left out."""

    clause: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()


class TalksWords(Strict):
    """Words that tell how talks stand."""

    stalled: frozenset[str]
    refused: frozenset[str]
    planned: frozenset[str]


class Modals(Strict):
    """Auxiliaries of the future, of the possible, and of what ought to be."""

    planned: frozenset[str]
    possible: frozenset[str]
    unasserted: frozenset[str]


class AssertionWords(Strict):
    """The schema of assertion.yaml."""

    schema_version: int
    language: str
    cues: dict[Effect, Cues]
    passive_only: frozenset[str]
    gerund_only: frozenset[str]
    infinitive_only: frozenset[str]
    preventing: frozenset[str]
    causing: frozenset[str]
    instrumental: frozenset[str]
    gathering: frozenset[str]
    light: frozenset[str]
    happening: frozenset[str]
    modals: Modals
    negations: frozenset[str]
    not_negations: frozenset[str]
    conditionals: frozenset[str]
    doubts: tuple[str, ...]
    transparent: frozenset[str]
    talks: TalksWords


@dataclass(frozen=True)
class AssertionLexicon:
    """Look-ups over one language's cues."""

    words: AssertionWords

    @classmethod
    def load(cls, language: str = "en") -> AssertionLexicon:
        """The packaged cues of a language. Raises MissingPart where there are none, BadPack where they are faulty."""
        return _load(language)

    @cached_property
    def _effects(self) -> dict[tuple[Place, str], tuple[Effect, ...]]:
        found: defaultdict[tuple[Place, str], list[Effect]] = defaultdict(list)
        for effect, cues in self.words.cues.items():
            for place, words in _places(cues):
                for word in words:
                    found[place, word].append(effect)
        return {key: tuple(effects) for key, effects in found.items()}

    def effects(self, lemma: str, place: Place) -> tuple[Effect, ...]:
        """What a word does to what it stands over; empty for a word that does nothing."""
        return self._effects.get((place, lemma), ())

    def governs(self, lemma: str, place: Place) -> bool:
        """Whether a word in that place decides on what it stands over."""
        return (place, lemma) in self._effects


def _places(cues: Cues) -> tuple[tuple[Place, tuple[str, ...]], ...]:
    return (
        ("clause", cues.clause),
        ("object", cues.object),
        ("subject", cues.subject),
        ("nouns", cues.nouns),
        ("adjectives", cues.adjectives),
        ("adverbs", cues.adverbs),
    )


@lru_cache(maxsize=4)
def _load(language: str) -> AssertionLexicon:
    return AssertionLexicon(read_language_file(language, "assertion.yaml", AssertionWords))
