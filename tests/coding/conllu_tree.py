"""Small parsed sentences for tests: one token a line, as "form lemma POS head relation", heads counted from 1."""

from __future__ import annotations

from khabar.records import NameSpan, Sentence, Span, Token
from khabar.records.parse import BlockKind

_TAGS = {"NOUN": "NN", "PROPN": "NNP", "VERB": "VBD", "PRON": "PRP", "NUM": "CD", "ADJ": "JJ"}


def tree(rows: str, *, at: int = 0, block: BlockKind = "paragraph", names: dict[str, str] | None = None) -> Sentence:
    """The sentence whose tokens stand one space apart from document offset `at`. `names`: text -> NER label."""
    tokens: list[Token] = []
    words: list[str] = []
    for i, row in enumerate(line.split() for line in rows.strip().splitlines()):
        form, lemma, pos, head, dep = row[:5]
        start = at + len(" ".join(words)) + (1 if words else 0)
        words.append(form)
        number = "Number=Plur" if form.lower() != lemma and form.lower().endswith(("s", "en")) else "Number=Sing"
        tag = (
            row[5] if len(row) > 5 else _TAGS.get(pos, pos) + ("S" if number == "Number=Plur" and pos == "NOUN" else "")
        )
        at_head = i if head == "0" else int(head) - 1
        tokens.append(Token(i, start, start + len(form), form, lemma, pos, tag, number, at_head, dep))
    text = " ".join(words)
    found = tuple(
        NameSpan(Span(at + text.index(name), at + text.index(name) + len(name), name), label)
        for name, label in (names or {}).items()
    )
    return Sentence(at, at + len(text), text, block, tuple(tokens), found)
