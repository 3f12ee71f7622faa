"""The words of an argument: a noun phrase from its first modifier to the end of its name."""

from __future__ import annotations

from khabar.coding.quantities.number_words import load_number_words
from khabar.records import Sentence, Span, Token

_LEADING = ("DET", "PUNCT", "CCONJ", "PART", "ADP", "NUM")
# Words before a noun that say how many or which, not who.
_WHICH = ("the", "a", "an", "its", "their", "his", "her", "some", "this", "that", "these", "those")
_HOW_MANY = ("least", "most", "more", "than", "about", "around", "nearly", "almost", "over", "up", "several", "dozens")
_UNTOLD = frozenset((*_WHICH, *_HOW_MANY, "hundreds", "thousands", "many", "another", "other", "few"))
_LEFT = frozenset({"amod", "compound", "nummod", "flat", "det", "nmod", "punct", "goeswith", "advmod", "case"})
_BREAKS = (",", ";", ":", "(", ")")
_HYPHENS = ("-", "–")
_REACH = 6


def argument_span(sentence: Sentence, head: Token, *, beyond: int = -1) -> Span:
    """The words of the noun phrase headed by `head`, without article, number, quotes or what follows.

    Words at position `beyond` or before it are left out.
    A name or a number right behind the head belongs to it: "warlord Ismail Khan", "an envoy, Ali Noor", "Highway 1".
    """
    first = _first(sentence, head)
    while first.i <= beyond:
        first = sentence.tokens[first.i + 1]
    numbers = load_number_words().words
    while first.i < head.i and (
        first.pos in _LEADING or first.text.lower() in _UNTOLD or first.text.lower() in numbers
    ):
        first = sentence.tokens[first.i + 1]
    last = head
    for kid in sentence.children(head, "flat", "nummod", "appos"):
        reach = sentence.subtree(kid)
        behind = reach[0].i - last.i
        if behind == 2 and kid.relation == "flat" and sentence.tokens[last.i + 1].text in _HYPHENS:
            behind = 1  # "Ansar al-Wadi"
        apposed = kid.relation == "appos" and behind == 2 and sentence.tokens[last.i + 1].text == ","
        if kid.i > last.i and (behind == 1 or apposed) and (kid.relation != "appos" or kid.pos == "PROPN"):
            last = kid if kid.relation == "nummod" else _name_end(reach)
    return sentence.span_of(first, last)


def _first(sentence: Sentence, head: Token) -> Token:
    kids = frozenset(k.i for k in sentence.children(head))
    first = head
    while first.i > 0 and _joins(sentence, sentence.tokens[first.i - 1], head, kids):
        first = sentence.tokens[first.i - 1]
    return first


def _joins(sentence: Sentence, token: Token, head: Token, kids: frozenset[int]) -> bool:
    """Whether the word left of a phrase belongs to it: it hangs, itself or through others, on the head."""
    if token.text in _BREAKS or (token.relation == "case" and token.head == head.i):
        return False
    top = token
    while top.head != top.i and top.i not in kids:
        above = sentence.head(top)
        if above.i > head.i or above.i < token.i - _REACH:
            return False
        top = above
    return top.i in kids and top.relation in _LEFT


def _name_end(reach: tuple[Token, ...]) -> Token:
    """The last word of the run of capitalised words a name begins with."""
    end = reach[0]
    for token in reach[1:]:
        if token.i != end.i + 1 or token.pos not in ("PROPN", "ADJ") or not token.text[:1].isupper():
            break
        end = token
    return end
