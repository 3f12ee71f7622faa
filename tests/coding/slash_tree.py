"""Parsed sentences for tests in one line: "form|lemma/POS/TAG/relation/head" a token, heads counted from 0.

`plain` makes a sentence without grammar, for what only looks at the words.
"""

from __future__ import annotations

import re

from khabar.records import Sentence, Token
from khabar.records.parse import BlockKind

_WORD = re.compile(r"\d[\d,.]*\d|\w+(?:['’]s)?|[^\w\s]")


def slash_tree(line: str) -> Sentence:
    """The sentence whose tokens stand one space apart; the lemma is the form in lower case where none is given."""
    tokens: list[Token] = []
    at = 0
    for i, item in enumerate(line.split()):
        word, pos, tag, dep, head = item.rsplit("/", 4)
        form, _, lemma = word.partition("|")
        morph = (
            "Tense=Past|VerbForm=Fin" if tag == "VBD" else "Tense=Pres|VerbForm=Fin" if tag in ("VBZ", "VBP") else ""
        )
        tokens.append(Token(i, at, at + len(form), form, lemma or form.lower(), pos, tag, morph, int(head), dep))
        at += len(form) + 1
    text = " ".join(t.text for t in tokens)
    return Sentence(0, len(text), text, "paragraph", tuple(tokens))


def plain(text: str, *, at: int = 0, block: BlockKind = "paragraph") -> Sentence:
    """The words of a text as tokens that know no grammar."""
    tokens = tuple(
        Token(i, at + m.start(), at + m.end(), m.group(), m.group().lower(), "X", "", "", 0, "dep" if i else "root")
        for i, m in enumerate(_WORD.finditer(text))
    )
    return Sentence(at, at + len(text), text, block, tokens)


def word(sentence: Sentence, form: str) -> Token:
    """The first token written so."""
    return next(t for t in sentence.tokens if t.text == form)
