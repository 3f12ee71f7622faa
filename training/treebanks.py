"""Reading CoNLL-U treebanks into plain values, and cutting them into texts of one to several sentences."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. `head` is a position in its sentence (the root's own position for the root)."""

    text: str
    space: bool
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    entity: str = "_"


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank; `opens_paragraph` where a paragraph or document starts with it."""

    sent_id: str
    words: tuple[Word, ...]
    opens_paragraph: bool
    genre: str

    @property
    def text(self) -> str:
        """The sentence as written, with the space after its last word where there is one."""
        return "".join(w.text + (" " if w.space else "") for w in self.words)


@dataclass
class _Rows:
    words: list[list[str]] = field(default_factory=list)
    ranges: list[tuple[int, int, str, bool]] = field(default_factory=list)


def _has_space(misc: str) -> bool:
    return "SpaceAfter=No" not in misc


def _entity(misc: str) -> str:
    return next((p[7:] for p in misc.split("|") if p.startswith("Entity=")), "_")


def _split_surface(surface: str, forms: list[str]) -> list[str]:
    """The pieces of a written word that belong to its syntactic words, by length; the last takes the rest."""
    pieces, at = [], 0
    for form in forms[:-1]:
        pieces.append(surface[at : at + len(form)])
        at += len(form)
    return [*pieces, surface[at:]]


def _tree(rows: _Rows, sent_id: str, opens: bool, genre: str) -> Tree | None:
    texts = [r[1] for r in rows.words]
    spaces = [_has_space(r[9]) for r in rows.words]
    for first, last, surface, space in rows.ranges:
        texts[first - 1 : last] = _split_surface(surface, texts[first - 1 : last])
        spaces[first - 1 : last] = [False] * (last - first) + [space]
    if not all(texts) or any(" " in t for t in texts):
        return None
    words = tuple(
        Word(
            text=texts[i],
            space=spaces[i],
            lemma=r[2],
            upos=r[3],
            xpos=r[4] if r[4] != "_" else r[3],
            feats="" if r[5] == "_" else r[5],
            head=int(r[6]) - 1 if r[6] != "0" else i,
            dep=r[7] if r[6] != "0" else "root",
            entity=_entity(r[9]),
        )
        for i, r in enumerate(rows.words)
    )
    return Tree(sent_id, words, opens, genre)


def read_trees(path: Path) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file; a sentence whose words cannot be laid over its text is passed over."""
    rows, sent_id, opens, genre = _Rows(), "", False, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            genre = _genre_of(line.rsplit("= ", 1)[-1])
            opens = True
        elif line.startswith("# newpar"):
            opens = True
        elif line.startswith("# sent_id"):
            sent_id = line.rsplit("= ", 1)[-1]
        elif not line.strip() and rows.words:
            tree = _tree(rows, sent_id, opens, genre)
            if tree:
                yield tree
            rows, opens = _Rows(), False
        elif line[:1].isdigit():
            _take_row(rows, line.split("\t"))


def _take_row(rows: _Rows, cells: list[str]) -> None:
    if "-" in cells[0]:
        first, last = cells[0].split("-")
        rows.ranges.append((int(first), int(last), cells[1], _has_space(cells[9])))
    elif "." not in cells[0]:
        rows.words.append(cells)


def _genre_of(document: str) -> str:
    """`news` for GUM_news_crane, `weblog` for weblog-juancole..., `pudnews` and `pudwiki` for PUD's."""
    if document.startswith("GUM_"):
        return document.split("_")[1]
    if document[:1] in "nw" and document[1:].isdigit():
        return "pudnews" if document[0] == "n" else "pudwiki"
    return document.split("-")[0]


def in_texts(trees: Iterable[Tree], chance: random.Random, *, longest: int = 5) -> Iterator[list[Tree]]:
    """The trees in running order, cut at random into texts of one to `longest` sentences, never across paragraphs."""
    text: list[Tree] = []
    size = 1
    for tree in trees:
        if text and (tree.opens_paragraph or len(text) >= size):
            yield text
            text = []
        if not text:
            size = 1 if chance.random() < 0.3 else chance.randint(2, longest)
        text.append(tree)
    if text:
        yield text


def in_paragraphs(trees: Iterable[Tree]) -> Iterator[list[Tree]]:
    """The trees grouped by the paragraphs of their source."""
    text: list[Tree] = []
    for tree in trees:
        if text and tree.opens_paragraph:
            yield text
            text = []
        text.append(tree)
    if text:
        yield text
