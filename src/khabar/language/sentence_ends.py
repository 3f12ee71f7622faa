"""Where a sentence cannot begin; the parser decides the rest.

Quotes and abbreviations are where a statistical parser cuts wrongly: `Lt. | Gen. Dostum`, `the U.S. | said`,
`"We won." | he said`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLOSING = frozenset({'"', "”", "’", "''", ")", "]", "»"})
_OPENING = frozenset({'"', "“", "‘", "(", "[", "«", "'"})
_INITIAL = re.compile(r"[A-Z]\.")
_PARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "az", "bin", "ibn", "de", "di", "van", "von"})


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    """Titles, ranks and months whose full stop ends no sentence, in small letters."""
    text = (resources.files("khabar") / "data/languages/en/abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def mark_sentence_ends(doc: Doc) -> frozenset[int]:
    """Tell the parser, before it reads `doc`, which tokens cannot start a sentence; gives their places.

    A parser can still leave such a token without a head, which reads as a start: what reads its output needs the list.
    """
    shouted = not any(t.is_lower for t in doc)
    barred = set()
    for token in doc[1:]:
        if _cannot_start(token, shouted=shouted):
            token.is_sent_start = False
            barred.add(token.i)
    return frozenset(barred)


def _before(token: Token) -> Token | None:
    """The nearest token to the left that is not white space."""
    i = token.i - 1
    while i >= 0 and token.doc[i].is_space:
        i -= 1
    return token.doc[i] if i >= 0 else None


def _cannot_start(token: Token, *, shouted: bool) -> bool:
    # Where a sentence must begin needs no rule: forcing one after every full stop changed no score on EWT and GUM.
    before = _before(token)
    if token.is_space or before is None:
        return False
    if before.lower_ in _abbreviations() or _INITIAL.fullmatch(before.text):
        return True
    if token.text in _CLOSING and token.text not in _OPENING:
        return True
    if token.text == '"' and before.i == token.i - 1 and not before.whitespace_:
        return True
    if token.is_alpha and token.is_lower and not shouted:
        mid_clause = before.is_alpha and before.i == token.i - 1  # "Insurgents on Tuesday | overran"
        return (before.text in _CLOSING or mid_clause) and token.lower_ not in _PARTICLES
    return False
