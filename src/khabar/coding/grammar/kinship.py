"""Which acts of a sentence hang together in its grammar."""

from __future__ import annotations

from khabar.coding.grammar.governors import governor_of
from khabar.records import Sentence, Token

_STEPS = frozenset(
    {"nsubj", "csubj", "obj", "obl", "nmod", "advcl", "acl", "conj", "xcomp", "amod", "compound", "parataxis"}
)
_REACH = 3


def hang_together(sentence: Sentence, one: Token, other: Token) -> bool:
    """Whether one of two acts is an argument, adjunct or conjunct of the other, or of the verb it depends on."""
    ends = [(a, b) for a in _anchors(sentence, one) for b in _anchors(sentence, other)]
    return any(a.i == b.i or _reaches(sentence, a, b) or _reaches(sentence, b, a) for a, b in ends)


def coordinated(sentence: Sentence, one: Token, other: Token) -> bool:
    """Whether one is the conjunct of the other ("killed and wounded")."""
    return any(low.dep == "conj" and sentence.head(low).i == high.i for low, high in ((one, other), (other, one)))


def _anchors(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    governor = governor_of(sentence, token) if token.pos in ("NOUN", "PROPN") else None
    return (token, governor[0]) if governor else (token,)


def _reaches(sentence: Sentence, low: Token, high: Token) -> bool:
    token = low
    for _ in range(_REACH):
        if token.head == token.i or token.relation not in _STEPS:
            return False
        token = sentence.head(token)
        if token.i == high.i:
            return True
    return False
