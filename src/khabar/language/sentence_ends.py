"""Where a sentence cannot begin; the parser decides the rest.

Quotes and abbreviations are where a statistical parser cuts wrongly: `Lt. | Gen. Dostum`, `the U.S. | said`,
`"We won." | he said`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLOSING = frozenset({'"', "”", "’", "''", ")", "]", "»"})
_OPENING = frozenset({'"', "“", "‘", "(", "[", "«", "'"})
_INITIAL = re.compile(r"[A-Z]\.")
_PARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "az", "bin", "ibn", "de", "di", "van", "von"})


@lru_cache(maxsize=1)
def abbreviations() -> frozenset[str]:
    """Titles, ranks and months whose full stop ends no sentence, in small letters."""
    text = (resources.files("khabar") / "data/languages/en/abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def mark_sentence_ends(doc: Doc) -> frozenset[int]:
    """Tell the parser, before it reads `doc`, which tokens cannot start a sentence; gives their places.

    A parser can still leave such a token without a head, which reads as a start: what reads its output needs the list.
    """
    words = [token.text for token in doc]
    shouted = not any(map(str.islower, words))
    barred = frozenset(i for i in range(1, len(words)) if _cannot_start(doc, words, i, shouted=shouted))
    for i in barred:
        doc[i].is_sent_start = False
    return barred


def _before(words: Sequence[str], i: int) -> int:
    """The place of the nearest word to the left that is not white space; -1 where there is none."""
    i -= 1
    while i >= 0 and words[i].isspace():
        i -= 1
    return i


def _cannot_start(doc: Doc, words: Sequence[str], i: int, *, shouted: bool) -> bool:
    # Where a sentence must begin needs no rule: forcing one after every full stop changed no score on EWT and GUM.
    word, place = words[i], _before(words, i)
    if word.isspace() or place < 0:
        return False
    before = words[place]
    if before.lower() in abbreviations() or _INITIAL.fullmatch(before):
        return True
    if word in _CLOSING and word not in _OPENING:
        return True
    if word == '"' and place == i - 1 and not doc[place].whitespace_:
        return True
    if word.isalpha() and word.islower() and not shouted:
        mid_clause = before.isalpha() and place == i - 1  # "Insurgents on Tuesday | overran"
        return (before in _CLOSING or mid_clause) and word not in _PARTICLES
    return False
