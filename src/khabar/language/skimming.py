"""Which sentences of a report are worth the parser's time: those with a word that often enough tells of an act.

Most sentences of ordinary news tell of nothing that is coded, and many reports have no others. Of each word of the
frames it is known in how many of the sentences that have it it told of an act: "storm" in a tenth, "talks" in two
fifths, "shelled" in most. A sentence is read where one of its words does so often enough. Names do not count, so that
what is skipped does not hang on who acts. What is lost by skipping is measured by `benchmarks.speed`. Source of the
shares: data file `languages/<code>/skim.tsv`, counted by `training/skim.py` in what the coder itself finds in raw news
and other texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from khabar.errors import BadPack
from khabar.language.sentence_ends import abbreviations
from khabar.language.truecase import is_common_word
from khabar.plain_text import trimmed
from khabar.records.parse import Block

_END = re.compile(r"(?P<last>\S*?)[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z\d])")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_READ_WHOLE = frozenset({"headline", "heading", "dateline"})


@dataclass(frozen=True, slots=True)
class ActWord:
    """A word that can tell of an act: of a thousand sentences that have it, with one of its `needs`, so many it does.

    `needs`: what further words must stand in the sentence, any one set of them: "over" for "took". An empty set: none.
    """

    share: int
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Skim:
    """The words that tell of acts. A sentence is read where one does so in `least` of a thousand cases, or in more."""

    words: Mapping[str, ActWord]
    least: int

    @classmethod
    def load(cls, language: str = "en") -> Skim:
        """The packaged words of a language. Raises BadPack where the file breaks its form."""
        return _loaded(language)

    @classmethod
    def read(cls, text: str, *, file: str) -> Skim:
        """The words in a text, a line each: a word, its share of a thousand and, where it has any, its needs.

        The three stand apart by tabs, and the needs are phrases apart by `/`. The word `*` has the share that a
        sentence needs. A line that begins with # is a comment. `file` is the name faults are shown under. Raises
        BadPack.
        """
        words: dict[str, ActWord] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            word, *cells = line.split("\t")
            if len(cells) not in {1, 2} or not re.fullmatch(r"\d{1,3}|1000", cells[0]):
                raise BadPack(file, "is no word, tab and whole number up to 1000", line=number, field=word)
            words[word] = ActWord(int(cells[0]), tuple(frozenset(phrase.split()) for phrase in _phrases(cells[1:])))
        if "*" not in words:
            raise BadPack(file, "does not say what a sentence needs", line=1, field="*")
        return cls(words, words.pop("*").share)

    def is_worth_reading(self, sentence: str) -> bool:
        """Whether a sentence may well tell of an act."""
        return any(self.words[word].share >= self.least for word in self.that_may_tell(words_of(sentence)))

    def that_may_tell(self, words: frozenset[str]) -> Iterator[str]:
        """Those of a sentence's words that can tell of an act beside the others."""
        for word in words & self.words.keys():
            if any(needs <= words for needs in self.words[word].needs):
                yield word

    def parts(self, text: str, blocks: Sequence[Block]) -> Iterator[Block]:
        """The parts of a text's blocks that are worth reading, sentences that follow each other together.

        Where there are any, headlines, datelines and the first paragraph are read whatever they say: they set the place
        and the day.
        """
        first = next((block for block in blocks if block.kind == "paragraph"), None)
        worth = [list(self._parts(text, block)) for block in blocks]
        if not any(worth):
            return
        for block, parts in zip(blocks, worth, strict=True):
            if block is first or block.kind in _READ_WHOLE:
                yield block
            else:
                yield from parts

    def _parts(self, text: str, block: Block) -> Iterator[Block]:
        start: int | None = None
        end = block.start
        for first, last in sentences_in(text, block.start, block.end):
            if self.is_worth_reading(text[first:last]):
                start = first if start is None else start
                end = last
            elif start is not None:
                yield Block(block.kind, *trimmed(text, start, end))
                start = None
        if start is not None:
            yield Block(block.kind, *trimmed(text, start, end))


def words_of(sentence: str) -> frozenset[str]:
    """The sentence's words in small letters, each once, without names; the parts of "rebel-held" too."""
    found = (word.group() for word in _WORD.finditer(sentence))
    words = {word.lower() for word in found if word[0].islower() or is_common_word(word)}
    return frozenset(words.union(*(word.split("-") for word in words if "-" in word)))


def sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch of text, as far as full stops tell; where that is unsure two stay together."""
    at = start
    for stop in _END.finditer(text, start, end):
        last = stop["last"].lstrip("\"“‘'([")
        if len(last) > 1 and f"{last.lower()}." not in abbreviations() and "." not in last:
            yield at, stop.end()
            at = stop.end()
    if at < end:
        yield at, end


def _phrases(cells: Sequence[str]) -> Sequence[str]:
    """The needs in the last cell, or that of nothing where there is none."""
    return cells[0].split("/") if cells else [""]


@lru_cache(maxsize=2)
def _loaded(language: str) -> Skim:
    file = f"languages/{language}/skim.tsv"
    return Skim.read((files("khabar") / "data" / file).read_text(encoding="utf-8"), file=file)
