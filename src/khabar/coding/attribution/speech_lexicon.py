"""The words of saying: verbs that hand on what somebody said, and nouns that tell what kind of voice it is.

The words themselves are data (`data/languages/<code>/speech.yaml`); this file is their schema and their look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal, TypeVar

from khabar.errors import MissingPart
from khabar.packs.yaml_file import Strict, load_yaml
from khabar.records import VoiceKind

M = TypeVar("M", bound=Strict)
_PHRASES_KEPT = 4_000  # the same few speakers are named all the time
Manner = Literal["say", "claim", "allege", "deny", "accuse", "quote"]


class VoiceWords(Strict):
    """Words that make a speaker one kind of voice."""

    kind: VoiceKind
    words: tuple[str, ...]


class Agency(Strict):
    """A state's own news agency or broadcaster, and the state (ISO alpha-2)."""

    names: tuple[str, ...]
    country: str


class StateMedia(Strict):
    """How the mouths of states are called, and the best known by name."""

    generic: tuple[str, ...]
    agencies: tuple[Agency, ...]


class SpeechWords(Strict):
    """The schema of speech.yaml."""

    schema_version: int = 1
    language: str
    manners: dict[Manner, tuple[str, ...]]
    only_with_clause: frozenset[str]
    only_with_quotation: frozenset[str]
    noun_lookalikes: frozenset[str]
    persons: frozenset[str]
    takes_noun: frozenset[str]
    adds: frozenset[str]
    hearsay_nouns: frozenset[str]
    dismissing: frozenset[str]
    impersonal: frozenset[str]
    outside_openers: frozenset[str]
    not_speakers: frozenset[str]
    headline_tails: frozenset[str]
    voices: tuple[VoiceWords, ...]
    civil_generals: tuple[str, ...]
    vessels: frozenset[str]
    bodies: frozenset[str]
    state_media: StateMedia
    national: tuple[str, ...]
    forces: tuple[str, ...]


@dataclass(frozen=True)
class SpeechLexicon:
    """Look-ups over one language's words of saying."""

    words: SpeechWords

    @classmethod
    def load(cls, language: str = "en") -> SpeechLexicon:
        """The packaged words of a language. Raises MissingPart where there are none, BadPack where they are faulty."""
        return _load(language)

    @cached_property
    def manner_of(self) -> dict[str, Manner]:
        """From a verb's lemma to how it hands on what was said."""
        return {verb: manner for manner, verbs in self.words.manners.items() for verb in verbs}

    @cached_property
    def cues(self) -> frozenset[str]:
        """The lemmas of every verb and noun that may hand on what was said."""
        return frozenset((*self.manner_of, *self.words.hearsay_nouns))

    @cached_property
    def _voices(self) -> tuple[tuple[VoiceKind, re.Pattern[str]], ...]:
        return tuple((entry.kind, any_of(entry.words)) for entry in self.words.voices)

    @cached_property
    def _state_media(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        named = tuple((a.country, any_of(a.names)) for a in self.words.state_media.agencies)
        return (*named, ("", any_of(self.words.state_media.generic)))

    @cached_property
    def _civil_generals(self) -> re.Pattern[str]:
        civil = "|".join(map(re.escape, self.words.civil_generals))
        return re.compile(rf"(?i)(?<![\w-])(?:({civil})[ -]general|general ({civil}))(?![\w-])")

    @cached_property
    def _national(self) -> re.Pattern[str]:
        return any_of(self.words.national)

    @cached_property
    def _forces(self) -> re.Pattern[str]:
        return any_of(self.words.forces)

    def voice_kinds(self, phrase: str) -> tuple[VoiceKind, ...]:
        """The kinds of voice a phrase has words of, strongest first; empty where it has none."""
        return self._kinds_heard(phrase)

    @cached_property
    def _kinds_heard(self) -> Callable[[str], tuple[VoiceKind, ...]]:
        def kinds(phrase: str) -> tuple[VoiceKind, ...]:
            plain = self._civil_generals.sub(lambda m: m[1] or m[2], phrase)
            return tuple(kind for kind, pattern in self._voices if pattern.search(plain))

        return lru_cache(maxsize=_PHRASES_KEPT)(kinds)

    def state_medium(self, phrase: str) -> str | None:
        """The country of the state whose medium a phrase names, "" = not said which; None where it names none."""
        return self._medium_heard(phrase)

    @cached_property
    def _medium_heard(self) -> Callable[[str], str | None]:
        def country_of(phrase: str) -> str | None:
            return next((country for country, pattern in self._state_media if pattern.search(phrase)), None)

        return lru_cache(maxsize=_PHRASES_KEPT)(country_of)

    def is_national(self, phrase: str) -> bool:
        """Whether a phrase names somebody who speaks for a state."""
        return bool(self._national.search(phrase))

    def names_forces(self, phrase: str) -> bool:
        """Whether a phrase names armed men."""
        return bool(self._forces.search(phrase))


@lru_cache(maxsize=4)
def _load(language: str) -> SpeechLexicon:
    return SpeechLexicon(read_language_file(language, "speech.yaml", SpeechWords))


def read_language_file(language: str, name: str, model: type[M]) -> M:
    """A packaged word list of a language as `model`. Raises MissingPart or BadPack."""
    path = files("khabar") / "data" / "languages" / language / name
    if not path.is_file():
        raise MissingPart(f"There are no words for the language {language!r} ({name}).", next_step="Use English (en).")
    return load_yaml(path.read_text("utf-8"), file=name).bind(model)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words, or its plural, standing alone. Capitals-only words keep their case."""
    ordered = sorted(words, key=len, reverse=True)
    alternatives = "|".join(_one(word) for word in ordered)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")


def _one(word: str) -> str:
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    return pattern if word.upper() == word else rf"(?i:{pattern}(?:e?s)?)"
