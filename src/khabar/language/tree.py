"""From spaCy's documents to the room's own sentences: no spaCy object leaves this room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
class _Words:
    """What the parser says of each word, a list for each thing: far faster than asking word by word."""

    texts: list[str]
    tags: list[str]
    poses: list[str]
    deps: list[str]
    morphs: list[str]
    heads: list[int]

    @classmethod
    def of(cls, doc: Doc) -> _Words:
        numbers = doc.to_array(["TAG", "POS", "DEP", "MORPH", "HEAD"]).reshape(-1, 5)
        tags, poses, deps, morphs = (_named(doc, column) for column in numbers[:, :4].T.tolist())
        away = numbers[:, 4].astype("int64").tolist()
        morphs = [morph if morph != "_" else "" for morph in morphs]
        return cls([t.text for t in doc], tags, poses, deps, morphs, [i + far for i, far in enumerate(away)])


def _named(doc: Doc, column: list[int]) -> list[str]:
    strings = doc.vocab.strings
    names = {n: strings[n] for n in set(column)}
    return [names[n] for n in column]


def sentences_of(placed: Placed, reading: Reading) -> Iterator[Sentence]:
    """The block's sentences in reading order, with offsets into the document; empty ones are left out."""
    names = list(_names(placed))
    words = _Words.of(placed.read.doc)
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


def _tokens(span: range, words: _Words, placed: Placed, reading: Reading) -> tuple[Token, ...]:
    shown = [i for i in span if not words.texts[i].isspace()]
    lengths = (len(placed.read.pieces[i]) for i in shown)
    begins = zip(shown, accumulate(lengths, initial=0), strict=False)
    place = {i: begin + placed.read.leads[i] for i, begin in begins}
    return tuple(part for i in shown for part in _parts(_token(i, words, place, placed, reading), placed, i))


def _parts(token: Token, placed: Placed, word: int) -> Iterator[Token]:
    """The words of a name that was read as one: the foremost stands for all, the others hang on it; else the word."""
    pieces, lead = placed.read.pieces[word], placed.read.leads[word]
    if len(pieces) == 1:
        yield token
        return
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


def _token(i: int, words: _Words, place: dict[int, int], placed: Placed, reading: Reading) -> Token:
    at = place[i]
    head = _head(i, words, place)
    first, last = placed.read.pieces[i][placed.read.leads[i]]
    start, end = placed.offset + first, placed.offset + last
    text, pos, tag, morph = words.texts[i], words.poses[i], words.tags[i], words.morphs[i]
    written = placed.text[start:end]
    # What the parser read may be the word in other letters (capitals undone) or a stand-in for it.
    form = text if text.lower() == written.lower() else written
    lemma = placed.read.doc[i].lemma_ if not reading.own_lemmas else ""
    return Token(
        i=at,
        start=start,
        end=end,
        text=written,
        lemma=lemma or reading.lemmas.of(form, pos, tag, morph),
        pos=pos,
        tag=tag,
        morph=morph,
        head=head,
        dep="root" if head == at else (words.deps[i] or "dep"),
    )


def _head(i: int, words: _Words, place: dict[int, int]) -> int:
    """The head's place in the sentence; a head that is mere white space hands on to its own head."""
    head = words.heads[i]
    while words.texts[head].isspace() and words.heads[head] != head:
        head = words.heads[head]
    if words.texts[head].isspace() or head not in place:
        return place[i]
    return place[head]


def _names(placed: Placed) -> Iterator[NameSpan]:
    for name in placed.read.doc.ents:
        label = NAME_LABELS.get(name.label_)
        start = placed.offset + placed.read.pieces[name.start][0][0]
        end = placed.offset + placed.read.pieces[name.end - 1][-1][1]
        text = placed.text[start:end]
        if label and text.strip() == text:
            yield NameSpan(Span(start, end, text), label)
