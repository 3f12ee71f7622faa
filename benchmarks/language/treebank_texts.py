"""Treebanks as raw texts with gold words over them, and parses of the same texts as words to compare."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from khabar.records.document import Document
from khabar.records.parse import Parse

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from alignment import Annotated, Node
from treebanks import Tree, in_paragraphs, read_trees

PARAGRAPHS_IN_A_DOCUMENT = 40


@dataclass(frozen=True, slots=True)
class GoldText:
    """A raw text as a document, and its gold words."""

    document: Document
    gold: Annotated


def gold_texts(path: Path, keep: Callable[[Tree], bool] = lambda _: True) -> list[GoldText]:
    """The treebank's paragraphs as raw text, some to a document, an empty line between them."""
    paragraphs = list(in_paragraphs(t for t in read_trees(path) if keep(t)))
    texts = []
    for at in range(0, len(paragraphs), PARAGRAPHS_IN_A_DOCUMENT):
        texts.append(_gold_text(f"{path.stem}-{at}", paragraphs[at : at + PARAGRAPHS_IN_A_DOCUMENT]))
    return texts


def _gold_text(name: str, paragraphs: list[list[Tree]]) -> GoldText:
    text = ""
    nodes: list[Node] = []
    sentences = []
    for trees in paragraphs:
        for tree in trees:
            spans, at = [], len(text)
            for word in tree.words:
                spans.append((at, at + len(word.text)))
                at += len(word.text) + word.space
            text += tree.text if tree.words[-1].space else tree.text + " "
            sentences.append((spans[0][0], spans[-1][1]))
            nodes += [
                Node(*spans[i], w.upos, w.xpos, w.lemma, None if w.head == i else spans[w.head], w.dep)
                for i, w in enumerate(tree.words)
            ]
        text = text.rstrip() + "\n\n"
    return GoldText(Document(id=name, text=text, sha256=""), Annotated(tuple(nodes), tuple(sentences)))


def annotated(parse: Parse) -> Annotated:
    """A parse as words to compare."""
    nodes = []
    for sentence in parse.sentences:
        for t in sentence.tokens:
            head = sentence.head(t)
            at = None if t.head == t.i else (head.start, head.end)
            nodes.append(Node(t.start, t.end, t.pos, t.tag, t.lemma, at, t.dep))
    return Annotated(tuple(nodes), tuple((s.start, s.end) for s in parse.sentences))
