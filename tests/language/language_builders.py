"""Small makers of documents and trees for the language room's tests."""

from __future__ import annotations

from khabar.language.repairs import repaired
from khabar.records.document import Document
from khabar.records.parse import BlockKind, Sentence, Token
from khabar.records.span import Span


def a_document(text: str, *, title: str = "", boilerplate: tuple[str, ...] = ()) -> Document:
    """A document; `boilerplate` are pieces of its text."""
    spans = tuple(Span.of(text, text.index(piece), text.index(piece) + len(piece)) for piece in boilerplate)
    return Document(id="d", text=text, sha256="", title=title, boilerplate=spans)


def a_sentence(rows: str, *, block: BlockKind = "paragraph") -> Sentence:
    """A sentence from lines of `word POS TAG head dep`; heads count from 1, 0 is the root. Spaces join the words."""
    cells = [line.split() for line in rows.strip().splitlines()]
    text = " ".join(c[0] for c in cells)
    tokens, at = [], 0
    for i, (word, pos, tag, head, dep) in enumerate(cells):
        tokens.append(
            Token(
                i=i,
                start=at,
                end=at + len(word),
                text=word,
                lemma=_lemma(word, pos),
                pos=pos,
                tag=tag,
                morph="",
                head=i if head == "0" else int(head) - 1,
                dep="root" if head == "0" else dep,
            )
        )
        at += len(word) + 1
    return Sentence(0, len(text), text, block, tuple(tokens))


def _lemma(word: str, pos: str) -> str:
    known = {"said": "say", "reported": "report", "announced": "announce", "were": "be", "was": "be", "is": "be"}
    known |= {"are": "be", "captured": "capture", "took": "take", "accused": "accuse", "killed": "kill"}
    known |= {"has": "have", "had": "have", "denied": "deny"}
    return known.get(word, word if pos == "PROPN" else word.lower())


def arcs(sentence: Sentence) -> set[str]:
    """The tree as `dep(head, word)`, less punctuation; easy to compare."""
    return {
        f"{t.dep}({'' if t.head == t.i else sentence.tokens[t.head].text + ', '}{t.text})"
        for t in sentence.tokens
        if t.pos != "PUNCT"
    }


def mended(rows: str, block: BlockKind = "paragraph") -> set[str]:
    """The arcs of a sentence after the repairs."""
    return arcs(repaired(a_sentence(rows, block=block)))
