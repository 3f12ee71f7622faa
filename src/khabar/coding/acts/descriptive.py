"""Compound modifiers that describe who holds a place or backs a force: "rebel-held Aleppo", "US-backed militia"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from khabar.coding.acts.roles import Filled
from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.packs.yaml_file import LanguageFile, Strict, load_yaml
from khabar.records import Token

_HYPHENS = ("-", "–", "‑")


class _Modifier(Strict):
    type: str
    words: list[str]
    owner: Literal["actor"]
    noun: Literal["place", "target"]


class _ModifierFile(LanguageFile):
    modifiers: list[_Modifier]


@dataclass(frozen=True)
class Description:
    """A describing compound: its words `first`..`last`, its type, and who and what it relates."""

    type: str
    first: Token
    last: Token
    filled: tuple[Filled, ...]


@lru_cache(maxsize=4)
def _load(language: str = "en") -> dict[str, _Modifier]:
    file = files("khabar") / "data" / "languages" / language / "descriptive.yaml"
    data = load_yaml(file.read_text(encoding="utf-8"), file=file.name).bind(_ModifierFile)
    return {word: row for row in data.modifiers for word in row.words}


def descriptions(context: SentenceContext) -> Iterator[Description]:
    """The describing compounds of a sentence, in text order."""
    if not any(hyphen in context.sentence.text for hyphen in _HYPHENS):
        return
    modifiers = _load()
    for token in context.sentence.tokens:
        row = modifiers.get(token.text.lower().rpartition("-")[2])
        if row is None:
            continue
        first = _owner(context, token)
        noun = _described(context, token, row.noun)
        if first is None or noun is None:
            continue
        role: Literal["place", "target"] = "place" if row.noun == "place" else "target"
        yield Description(row.type, first, token, (Filled("actor", first), Filled(role, noun)))


def _owner(context: SentenceContext, token: Token) -> Token | None:
    tokens = context.sentence.tokens
    if "-" in token.text:
        return token
    if (
        token.i >= 2
        and tokens[token.i - 1].text in _HYPHENS
        and tokens[token.i - 2].pos in ("NOUN", "PROPN", "ADJ", "ADV")
    ):
        return tokens[token.i - 2]
    return None


def _described(context: SentenceContext, token: Token, role: str) -> Token | None:
    """The noun to the right that the compound describes; for places, its name where it has one within reach."""
    tokens = context.sentence.tokens
    nouns = [t for t in tokens[token.i + 1 : token.i + 7] if t.pos in ("NOUN", "PROPN")]
    stop = next((t.i for t in tokens[token.i + 1 : token.i + 7] if t.pos in ("PUNCT", "VERB")), token.i + 7)
    nouns = [n for n in nouns if n.i < stop]
    if role == "place":
        named = next((n for n in nouns if context.place_at(n) is not None), None)
        fallback = next((n for n in nouns if context.is_in(n, ["GROUND"], strict=True) is not None), None)
        return named or fallback
    return next((n for n in nouns if context.is_in(n, ["ARMED"], strict=True) is not None), None)
