"""Patterns made from lists of words, and the signs by which a text cannot match them.

A pattern that tries many words is slow where none of them stands; a text's own words tell so at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

DIGITS = "0"  # the sign of any digits; no word
_WORD = re.compile(r"[^\W\d_]+")


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; a space in a word stands for any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


@lru_cache(maxsize=500)
def signs_in(text: str) -> frozenset[str]:
    """The words of a text in small letters, without digits and marks; with `DIGITS` where it has any digit."""
    words = _WORD.findall(text.lower())
    return frozenset((*words, DIGITS) if any(map(str.isdigit, text)) else words)


def last_words(names: Iterable[str]) -> frozenset[str]:
    """The last word of each name of one or more words: without it a text cannot have the name."""
    return frozenset(_WORD.findall(name)[-1] for name in names)
