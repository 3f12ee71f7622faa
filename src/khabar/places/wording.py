"""The document as words with their offsets: finer than the parser's tokens, the same for text with and without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khabar.places.spelling import plain_word
from khabar.records import Document, Parse

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʼʿʾ`´ʹ\u02bb\uA78C][^\W_]+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’][sS]$")
_SENTENCE_END = re.compile(r"[.!?…:]['\"”’)\]]*\s*$|\n\s*\n")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|St|Mt|Ft|Gen|Lt|Col|Maj|Sgt|Capt|Gov|Sen|Rep|Mr|Mrs|Ms|Dr|Prof|No|vs|Jr|Sr)\.\s*$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text. `gap` is what stands between it and the word before; `key` its plain spelling
    without a possessive, `full_key` with it ("People's Republic").

    `opens` marks the first word of a sentence, whose capital says nothing; `loud` words stand among nothing but
    capitals; `block` is the kind of layout block; `bounds` the sentence's offsets.
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

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital, or its part after an apostrophe does ("d'Ivoire")."""
        return self.text[0].isupper() or (not self.text.isalnum() and not self.text.islower())

    @property
    def goes_on(self) -> bool:
        """Whether nothing but a space or a hyphen parts it from the word before, within one sentence."""
        return not self.opens and self.gap in (" ", "\u00a0", "-", "–")


def words_of(document: Document, parse: Parse | None = None) -> tuple[Word, ...]:
    """The document's words in order, boilerplate left out. With a parse, its sentences are the sentences."""
    found: list[Word] = []
    for number, (start, end) in enumerate(_sentences(document, parse)):
        text = document.text
        letters = [c for c in text[start:end] if c.isalpha()]
        loud = len(letters) > 8 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
        before = start
        opens = True
        for hit in _WORD.finditer(text, start, end):
            word = _POSSESSIVE.sub("", hit.group())
            gap = text[before : hit.start()]
            opens = opens or bool(re.search(r"[\"“”«(\[]\s*$|[:;]\s*$", gap))
            found.append(
                Word(
                    i=len(found),
                    start=hit.start(),
                    end=hit.start() + len(word),
                    text=word,
                    key=plain_word(word),
                    full_key=plain_word(hit.group()),
                    gap=gap,
                    opens=opens,
                    loud=loud,
                    sentence=number,
                )
            )
            before, opens = hit.end(), False
            if len(word) < len(hit.group()):
                before = hit.start() + len(word)
    return tuple(found)


def _sentences(document: Document, parse: Parse | None) -> Iterator[tuple[int, int]]:
    if parse is not None and parse.sentences:
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
