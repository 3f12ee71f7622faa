"""Where a sentence cannot begin; the parser decides the rest.

Quotes and abbreviations are where a statistical parser cuts wrongly: `Lt. | Gen. Dostum`, `the U.S. | said`,
`"We won." | he said`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

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


def mark_sentence_ends(doc: Doc, words: Sequence[str]) -> frozenset[int]:
    """Tell the parser, before it reads `doc`, which of its words cannot start a sentence; gives their places.

    A parser can still leave such a token without a head, which reads as a start: what reads its output needs the list.
    """
    barred = list(_barred(doc, words))
    starts: Any = np.zeros((len(doc), 1), dtype=np.int64)
    starts[barred] = -1
    doc.from_array(["SENT_START"], starts.astype(np.uint64))
    return frozenset(barred)


def _barred(doc: Doc, words: Sequence[str]) -> Iterator[int]:
    shouted = not any(map(str.islower, words))
    place = -1
    for i, word in enumerate(words):
        if word.isspace():
            continue
        if place >= 0 and _cannot_start(doc, words, i, place, shouted=shouted):
            yield i
        place = i


def _cannot_start(doc: Doc, words: Sequence[str], i: int, place: int, *, shouted: bool) -> bool:
    """Whether word `i` cannot, after the word at `place`, with no more than white space between them."""
    # Where a sentence must begin needs no rule: forcing one after every full stop changed no score on EWT and GUM.
    word, before = words[i], words[place]
    if before[-1] == "." and (before.lower() in abbreviations() or _INITIAL.fullmatch(before)):
        return True
    if word in _CLOSING and word not in _OPENING:
        return True
    if word == '"' and place == i - 1 and not doc[place].whitespace_:
        return True
    if word.isalpha() and word.islower() and not shouted:
        mid_clause = before.isalpha() and place == i - 1  # "Insurgents on Tuesday | overran"
        return (before in _CLOSING or mid_clause) and word not in _PARTICLES
    return False
