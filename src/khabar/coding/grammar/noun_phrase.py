"""The words of a noun phrase, by the order of the words and checked against the tree."""

from __future__ import annotations

from khabar.records import Sentence, Token

_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "SYM", "X"})
_LINKS = frozenset({"of", "for", "at", "'s", "’s"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "some", "another"})
_ASIDE_MARKS = (",", "-", "–", "—")
_STEPPED_OVER = frozenset({"ADV", "AUX"})


def phrase_at(sentence: Sentence, i: int, *, is_head: bool = False) -> tuple[int, int] | None:
    """The noun phrase that begins at token `i`, or whose head `i` is, without its article; None where there is none."""
    tokens = sentence.tokens
    if not 0 <= i < len(tokens):
        return None
    start = _left_edge(sentence, i) if is_head else i
    while start < len(tokens) and tokens[start].text.lower() in _ARTICLES and tokens[start].pos != "NOUN":
        if tokens[start].pos == "PRON" and not _is_nominal_start(tokens, start + 1):
            break
        start += 1
    if start >= len(tokens):
        return None
    if tokens[start].pos == "PRON":
        return (start, start)
    modifies = tokens[start].tag in ("VBN", "VBG") or tokens[start].relation in ("compound", "amod")
    if tokens[start].pos not in _INSIDE and not modifies:
        return None
    return (start, _right_edge(sentence, max(start, i)))


def phrase_before(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before token `i`, adverbs and auxiliaries aside; None where there is none."""
    tokens = sentence.tokens
    end = i - 1
    while end >= 0 and tokens[end].pos in _STEPPED_OVER:
        end -= 1
    if end < 0 or tokens[end].pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        return None
    if tokens[end].pos == "PRON":
        return (end, end)
    start = end
    while start > 0 and _joins_left(tokens, start - 1):
        start -= 1
    while start < end and (tokens[start].text.lower() in _ARTICLES or tokens[start].pos == "ADP"):
        start += 1
    return (start, end)


def over_aside(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """The noun phrase before token `i` over an aside; None without one.

    An aside stands between two commas or dashes: "- which has sources on both sides -", ", a member of the council,".
    """
    tokens = sentence.tokens
    end = i - 1
    while end >= 0 and tokens[end].pos in _STEPPED_OVER:
        end -= 1
    if end < 1 or tokens[end].text not in _ASIDE_MARKS:
        return None
    for j in range(end - 1, 0, -1):
        if tokens[j].text != tokens[end].text or tokens[j].end == tokens[j + 1].start:
            continue
        relative = tokens[j + 1].text.lower() in ("who", "which", "whose")
        verbless = not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tokens[j + 1 : end])
        if relative or (verbless and tokens[j - 1].pos in ("PROPN", "NOUN")):
            return phrase_before(sentence, j)
    return None


def _joins_left(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if tokens[i + 1].pos == "DET" and token.text.lower() not in _LINKS:
        return False
    if token.pos in _INSIDE or token.text == "-" or token.pos == "DET":
        return True
    return token.text.lower() in _LINKS and i > 0 and tokens[i - 1].pos in ("NOUN", "PROPN")


def _is_nominal_start(tokens: tuple[Token, ...], i: int) -> bool:
    return i < len(tokens) and tokens[i].pos in _INSIDE


def _left_edge(sentence: Sentence, head: int) -> int:
    """The leftmost token of the head's own words: modifiers that touch it, up to its article."""
    inside = {t.i for t in sentence.subtree(sentence.tokens[head])}
    left = head
    while left > 0:
        token = sentence.tokens[left - 1]
        names = token.pos == "PROPN" and sentence.tokens[left].pos == "PROPN"
        if token.i not in inside and not names:
            break
        if token.pos not in _INSIDE and token.pos != "DET" and token.text != "-" and token.tag not in ("VBN", "VBG"):
            break
        left -= 1
        if token.pos == "DET":
            break
    return left


def _right_edge(sentence: Sentence, start: int) -> int:
    """The rightmost token that the phrase runs on to: names in apposition, "of" and "for" phrases."""
    tokens = sentence.tokens
    right = start
    while right + 1 < len(tokens):
        token = tokens[right + 1]
        hyphen = (token.text == "-" or tokens[right].text == "-") and token.start == tokens[right].end
        runs_on = token.pos in _INSIDE or (hyphen and right + 2 < len(tokens))
        if not runs_on and token.text.lower() in _LINKS and right + 2 < len(tokens):
            after = tokens[right + 2]
            runs_on = after.pos in _INSIDE or after.pos == "DET"
        if not runs_on and token.pos == "DET" and tokens[right].text.lower() in _LINKS:
            runs_on = True
        if not runs_on:
            break
        right += 1
    return right
