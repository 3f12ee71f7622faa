"""The words of a text as names are compared by: case, accents, hyphens, possessives and Arabic articles aside."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.places.spelling import plain_word

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ`´][^\W_]+)*|['’](?=\s)", re.UNICODE)
_POSSESSIVE = re.compile(r"['’ʼ`´][sS]$")
_ARTICLES = frozenset({"el", "an", "ar", "as", "ash", "ad", "at", "az", "ul", "il"})


class Word(NamedTuple):
    """A word of a text: its key, its document offsets without a possessive, and itself as written."""

    key: str
    start: int
    end: int
    text: str


def words_of(text: str, *, at: int = 0) -> list[Word]:
    """The words of `text`, whose first character is document offset `at`."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        bare = match.group()
        if bare[-1] in "sS":
            bare = _POSSESSIVE.sub("", bare)
        hyphened = text[match.end() : match.end() + 1] in ("-", "‐", "‑", "–")
        key = _key(bare, hyphened)
        if key:
            found.append(Word(key, at + match.start(), at + match.start() + len(bare), bare))
    return found


@lru_cache(maxsize=20_000)
def key_of(name: str) -> tuple[str, ...]:
    """The key a name is found under."""
    return tuple(word.key for word in words_of(name))


@lru_cache(maxsize=50_000)
def _key(word: str, hyphened: bool) -> str:
    key = plain_word(word)
    return "al" if key == "el" or (hyphened and key in _ARTICLES) else key


def slug(name: str) -> str:
    """A name as part of an id: "Ismail Khan" -> "ismail-khan"."""
    return "-".join(key_of(name))
