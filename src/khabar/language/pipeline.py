"""The way in: a pipeline loaded once, documents in, parses out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from khabar.language.annotator import Annotator
from khabar.language.blocks import blocks_of
from khabar.language.clearnlp import speaks_clearnlp, to_universal
from khabar.language.joined_names import Joined, joined, side_names, unjoined
from khabar.language.lemmas import Lemmas
from khabar.language.portions import in_portions
from khabar.language.repairs import repaired
from khabar.language.sentence_ends import mark_sentence_ends
from khabar.language.side_names import side_names_in
from khabar.language.skimming import Skim
from khabar.language.spacy_loading import is_ours, load_pipeline, one_thread
from khabar.language.tree import Placed, Reading, sentences_of
from khabar.language.truecase import as_read
from khabar.records.document import Document
from khabar.records.parse import Block, Parse, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Marks = tuple[Joined, frozenset[int]]
BATCH_BLOCKS = 64


class Parser:
    """Reads documents into sentences, names and grammar: no network, no clock, and the same parse every time.

    `name` is the pipeline and its version, and with how much haste it reads, as written into every parse.
    """

    def __init__(self, nlp: Language, *, sides: Iterable[str] = (), haste: int = 0) -> None:
        self._nlp = nlp
        self.name = _name_of(nlp, haste)
        self._annotate = Annotator(nlp) if is_ours(nlp) else partial(_as_spacy_does, nlp)
        self._skim = Skim.load() if haste else None
        self._sides = side_names(nlp, sides)
        clearnlp = speaks_clearnlp(nlp)
        self._embedded = is_ours(nlp)
        self._reading = Reading(Lemmas.english(), to_universal if clearnlp else None, own_lemmas=self._embedded)
        self._repairs = self._embedded or clearnlp

    @classmethod
    def load(cls, name: str | None = None, *, names: bool = True, sides: Iterable[str] = (), haste: int = 0) -> Parser:
        """The embedded pipeline, or any installed spaCy pipeline by its name. Raises MissingPart.

        `names=False` leaves out the search for proper names, which takes part of the time. `sides` are names
        of armed groups that the embedded pipeline reads as one word, the same for all. With a `haste` of 1 sentences
        that hardly tell of an act are left out of the parse, with one of 2 words are seen through a smaller encoder,
        too.
        """
        return cls(load_pipeline(name, names=names, small=haste > 1), sides=sides, haste=haste)

    def parse(self, document: Document) -> Parse:
        """The document's blocks and sentences."""
        return next(self.pipe([document]))

    def pipe(self, documents: Iterable[Document]) -> Iterator[Parse]:
        """A parse for each document, in order; the blocks of several documents are read together, which is faster."""
        for portion in in_portions(documents):
            yield from self._together(portion)

    def _together(self, documents: list[Document]) -> Iterator[Parse]:
        blocks = [blocks_of(document) for document in documents]
        layout = [self._parts(document, own) for document, own in zip(documents, blocks, strict=True)]
        shown = list(self._shown(documents, layout))
        with one_thread():
            self._annotate([marks[0].doc for marks in shown])
        read = iter(shown)
        for document, own, parts in zip(documents, blocks, layout, strict=True):
            yield Parse(self.name, own, tuple(self._sentences(document, parts, read)))

    def _parts(self, document: Document, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks, or what of them is worth reading."""
        if self._skim is None:
            return blocks
        return tuple(self._skim.parts(document.text, blocks))

    def _shown(self, documents: list[Document], layout: list[tuple[Block, ...]]) -> Iterator[Marks]:
        for document, blocks in zip(documents, layout, strict=True):
            own = side_names(self._nlp, side_names_in(document.text)) if self._embedded else {}
            for block in blocks:
                doc = self._nlp.make_doc(_as_read(document, block))
                shown = joined(doc, self._sides, own) if self._embedded else unjoined(doc)
                yield shown, mark_sentence_ends(shown.doc, shown.words)

    def _sentences(self, document: Document, blocks: tuple[Block, ...], read: Iterator[Marks]) -> Iterator[Sentence]:
        for block in blocks:
            shown, barred = next(read)
            placed = Placed(shown, document.text, block.start, block.kind, barred)
            for sentence in sentences_of(placed, self._reading):
                yield repaired(sentence) if self._repairs else sentence


def _name_of(nlp: Language, haste: int) -> str:
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}{f', haste {haste}' if haste else ''}"


def _as_spacy_does(nlp: Language, docs: Sequence[Doc]) -> None:
    """Has a pipeline of others write into the documents."""
    for _ in nlp.pipe(docs, batch_size=BATCH_BLOCKS):
        pass


def _as_read(document: Document, block: Block) -> str:
    return as_read(document.text[block.start : block.end], headline=block.kind in {"headline", "heading"})
