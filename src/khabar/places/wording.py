"""The document as words with their offsets: finer than the parser's tokens, the same for text with and without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khabar.places.spelling import plain_word
from khabar.records import Document, Parse

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʼʿʾ`´ʹ\u02bb\uA78C][^\W_]+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’][sS]$")
_OPENING = re.compile(r"[\"“”«(\[]\s*$|[:;]\s*$")
_LEAST_LOUD = 7  # capitals, without which no sentence is loud
_SENTENCE_END = re.compile(r"[.!?…:]['\"”’)\]]*\s*$|\n\s*\n")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|St|Mt|Ft|Gen|Lt|Col|Maj|Sgt|Capt|Gov|Sen|Rep|Mr|Mrs|Ms|Dr|Prof|No|vs|Jr|Sr)\.\s*$"
)


class Word(NamedTuple):
    """A word of the text. `gap` is what stands between it and the word before; `key` its plain spelling
    without a possessive, `full_key` with it ("People's Republic").

    `opens` marks the first word of a sentence, whose capital says nothing; `loud` words stand among nothing but
    capitals; a `capital` stands at its head, or after its apostrophe ("d'Ivoire").
    """

    i: int
    start: int
    end: int
    text: str
    key: str
    full_key: str
    gap: str
    opens: bool
    loud: bool
    sentence: int
    capital: bool

    @property
    def goes_on(self) -> bool:
        """Whether nothing but a space or a hyphen parts it from the word before, within one sentence."""
        return not self.opens and self.gap in (" ", "\u00a0", "-", "–")


def words_of(document: Document, parse: Parse | None = None) -> tuple[Word, ...]:
    """The document's words in order, boilerplate left out. With a parse, its sentences are the sentences."""
    found: list[Word] = []
    text = document.text
    for number, (start, end) in enumerate(_sentences(document, parse)):
        loud = _is_loud(text[start:end])
        before, opens = start, True
        for hit in _WORD.finditer(text, start, end):
            at = hit.start()
            word, key, full_key, capital = _spelling(hit.group())
            gap = text[before:at]
            opens = opens or (gap != " " and _OPENING.search(gap) is not None)
            before = at + len(word)
            found.append(Word(len(found), at, before, word, key, full_key, gap, opens, loud, number, capital))
            opens = False
    return tuple(found)


@lru_cache(maxsize=50_000)
def _spelling(whole: str) -> tuple[str, str, str, bool]:
    """A word without its possessive, the key of that, the key of the whole, and whether it has a capital."""
    word = _POSSESSIVE.sub("", whole) if whole[-1] in "sS" else whole
    return word, plain_word(word), plain_word(whole), word[0].isupper() or (not word.isalnum() and not word.islower())


def _is_loud(text: str) -> bool:
    if sum(map(str.isupper, text)) < _LEAST_LOUD:
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _sentences(document: Document, parse: Parse | None) -> Iterator[tuple[int, int]]:
    if parse is not None:
        yield from ((s.start, s.end) for s in parse.sentences)
        return
    text = document.text
    start = 0
    for gap in re.finditer(r"(?<=[.!?…\"”’)\]])\s+(?=[\"“‘(\[]?[A-Z0-9])|\n+", text):
        piece = text[start : gap.end()]
        if "\n" not in gap.group() and (_ABBREVIATION.search(piece) or not _SENTENCE_END.search(piece.rstrip() + " ")):
            continue
        yield start, gap.end()
        start = gap.end()
    yield start, len(text)
