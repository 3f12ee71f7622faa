"""From spaCy's documents to the room's own sentences: no spaCy object leaves this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from khabar.language.joined_names import HYPHENS, Joined
from khabar.language.lemmas import Lemmas
from khabar.records.parse import BlockKind, NameSpan, Sentence, Token
from khabar.records.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME_LABELS = {
    **dict.fromkeys(("PERSON", "PER"), "PERSON"),
    **dict.fromkeys(("ORG", "NORP"), "ORG"),
    **dict.fromkeys(("LOC", "GPE", "FAC"), "LOC"),
    **dict.fromkeys(("MISC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"), "MISC"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A parsed block, what the parser read of it, and where it begins in the document's text."""

    read: Joined
    text: str
    offset: int
    block: BlockKind
    barred: frozenset[int] = frozenset()
    """Words as read that cannot begin a sentence, whatever the parser says."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a pipeline's documents: the lemmas to use, and what turns its labels into Universal Dependencies."""

    lemmas: Lemmas
    to_universal: Callable[[tuple[Token, ...]], tuple[Token, ...]] | None = None
    own_lemmas: bool = True


class _Word(NamedTuple):
    """What the parser says of a word; `head` is a place among the words of the block."""

    text: str
    pos: str
    tag: str
    morph: str
    dep: str
    head: int


def _words_of(read: Joined) -> list[_Word]:
    """All of a block, asked for by columns: far faster than word by word."""
    numbers = read.doc.to_array(["POS", "TAG", "MORPH", "DEP", "HEAD"]).reshape(-1, 5)
    poses, tags, morphs, deps = (_named(read.doc, column) for column in numbers[:, :4].T.tolist())
    heads = (numbers[:, 4].astype("int64") + np.arange(len(numbers))).tolist()
    morphs = [morph if morph != "_" else "" for morph in morphs]
    return list(map(_Word, read.words, poses, tags, morphs, deps, heads))


def _named(doc: Doc, column: list[int]) -> list[str]:
    strings = doc.vocab.strings
    names = {n: strings[n] for n in set(column)}
    return [names[n] for n in column]


def sentences_of(placed: Placed, reading: Reading) -> Iterator[Sentence]:
    """The block's sentences in reading order, with offsets into the document; empty ones are left out."""
    names = list(_names(placed))
    words = _words_of(placed.read)
    for span in _spans(placed):
        tokens = _tokens(span, words, placed, reading)
        if not tokens:
            continue
        if reading.to_universal:
            tokens = reading.to_universal(tokens)
        tokens = with_one_root(tokens)
        start, end = tokens[0].start, tokens[-1].end
        inside = tuple(n for n in names if start <= n.span.start and n.span.end <= end)
        yield Sentence(start, end, placed.text[start:end], placed.block, tokens, inside)


def _spans(placed: Placed) -> Iterator[range]:
    """The parser's sentences, each put together with those after it that cannot begin one."""
    doc = placed.read.doc
    if not doc.has_annotation("SENT_START"):
        yield range(len(doc))
        return
    start = 0
    for sentence in doc.sents:
        if sentence.start > start and sentence.start not in placed.barred:
            yield range(start, sentence.start)
            start = sentence.start
    yield range(start, len(doc))


def with_one_root(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens under one root: of several, the first that is a verb or has a subject; the rest hang from it."""
    roots = [t for t in tokens if t.head == t.i]
    if len(roots) < 2:
        return tokens
    with_subject = {t.head for t in tokens if t.dep.startswith("nsubj")}
    main = next((r for r in roots if r.pos in {"VERB", "AUX"} or r.i in with_subject), None)
    main = main or next((r for r in roots if r.pos != "PUNCT"), roots[0])
    return tuple(
        replace(t, head=main.i, dep="punct" if t.pos == "PUNCT" else "parataxis")
        if t.head == t.i and t is not main
        else t
        for t in tokens
    )


def _tokens(span: range, words: list[_Word], placed: Placed, reading: Reading) -> tuple[Token, ...]:
    pieces, leads = placed.read.pieces, placed.read.leads
    shown = [i for i in span if not words[i].text.isspace()]
    begins = accumulate([len(pieces[i]) for i in shown], initial=0)
    place = {i: begin + leads[i] for i, begin in zip(shown, begins, strict=False)}
    tokens: list[Token] = []
    for i in shown:
        token = _token(i, words, place, placed, reading)
        if len(pieces[i]) == 1:
            tokens.append(token)
        else:
            tokens += _parts(token, placed, i)
    return tuple(tokens)


def _parts(token: Token, placed: Placed, word: int) -> Iterator[Token]:
    """The words of a name that was read as one: the foremost stands for all, the others hang on it."""
    pieces, lead = placed.read.pieces[word], placed.read.leads[word]
    for at, (first, last) in enumerate(pieces, start=token.i - lead):
        if at == token.i:
            yield replace(token, lemma=token.text, pos="PROPN", tag="NNP", morph="Number=Sing")
            continue
        start, end = placed.offset + first, placed.offset + last
        written = placed.text[start:end]
        hyphen = written in HYPHENS
        yield Token(
            i=at,
            start=start,
            end=end,
            text=written,
            lemma=written,
            pos="PUNCT" if hyphen else "PROPN",
            tag="HYPH" if hyphen else "NNP",
            morph="" if hyphen else "Number=Sing",
            head=token.i,
            dep="punct" if hyphen else "compound" if lead else "flat",
        )


def _token(i: int, words: list[_Word], place: dict[int, int], placed: Placed, reading: Reading) -> Token:
    text, pos, tag, morph, dep, head = words[i]
    at = place[i]
    head_at = place[head] if head in place else _above(i, words, place)
    first, last = placed.read.pieces[i][placed.read.leads[i]]
    start, end = placed.offset + first, placed.offset + last
    written = placed.text[start:end]
    # What the parser read may be the word in other letters (capitals undone) or a stand-in for it.
    form = text if text == written or text.lower() == written.lower() else written
    lemma = placed.read.doc[i].lemma_ if not reading.own_lemmas else ""
    lemma = lemma or reading.lemmas.of(form, pos, tag, morph)
    dep = "root" if head_at == at else dep or "dep"
    return Token(at, start, end, written, lemma, pos, tag, morph, head_at, dep)


def _above(i: int, words: list[_Word], place: dict[int, int]) -> int:
    """The head's place in the sentence, past heads that are mere white space; its own where there is none."""
    head = words[i].head
    while words[head].text.isspace() and words[head].head != head:
        head = words[head].head
    return place.get(head, place[i])


def _names(placed: Placed) -> Iterator[NameSpan]:
    for name in placed.read.doc.ents:
        label = NAME_LABELS.get(name.label_)
        start = placed.offset + placed.read.pieces[name.start][0][0]
        end = placed.offset + placed.read.pieces[name.end - 1][-1][1]
        text = placed.text[start:end]
        if label and text.strip() == text:
            yield NameSpan(Span(start, end, text), label)
