"""Which sentences of a report are worth the parser's time: those whose words have ever told of an act.

Most sentences of ordinary news tell of nothing that is coded. A word of the frames must stand in a sentence, and the
words of the sentence together must speak for an act more than against it. Names do not count, so that what is skipped
does not hang on who acts. What is lost by skipping is measured by `benchmarks.speed`. Source of the weights: data file
`languages/<code>/skim.tsv`, learnt by `training/skim.py` from what the coder itself finds in raw news.
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
class Skim:
    """What words are worth. A sentence is read where one names an act and all together come to `least` or more.

    `acts`: the words that name one, in each of their forms, with the further words each needs: "over" for "took".
    """

    weights: Mapping[str, int]
    acts: Mapping[str, tuple[frozenset[str], ...]]
    least: int

    @classmethod
    def load(cls, language: str = "en") -> Skim:
        """The packaged weights of a language. Raises BadPack where the file breaks its form."""
        return _loaded(language)

    @classmethod
    def read(cls, text: str, *, file: str) -> Skim:
        """The weights in a text, a line each: a word, its weight and, where it names an act, what it needs beside it.

        The three stand apart by tabs, the weight is a whole number, and the needs are phrases apart by `/`, an empty
        one for none. The word `*` has what a sentence needs. A line that begins with # is a comment. `file` is the
        name faults are shown under. Raises BadPack.
        """
        weights: dict[str, int] = {}
        acts: dict[str, tuple[frozenset[str], ...]] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            word, *cells = line.split("\t")
            if len(cells) not in {1, 2} or not re.fullmatch(r"-?\d+", cells[0]):
                raise BadPack(file, "is no word, tab and whole number", line=number, field=word)
            weights[word] = int(cells[0])
            if len(cells) == 2:
                acts[word] = tuple(frozenset(phrase.split()) for phrase in cells[1].split("/"))
        if "*" not in weights:
            raise BadPack(file, "does not say what a sentence needs", line=1, field="*")
        return cls(weights, acts, weights.pop("*"))

    def is_worth_reading(self, sentence: str) -> bool:
        """Whether a sentence may tell of an act."""
        words = words_of(sentence)
        return self.names_act(words) and sum(self.weights.get(word, 0) for word in words) >= self.least

    def names_act(self, words: frozenset[str]) -> bool:
        """Whether a word of these names an act, with the others it needs beside it."""
        return any(needs <= words for word in words for needs in self.acts.get(word, ()))

    def parts(self, text: str, blocks: Sequence[Block]) -> Iterator[Block]:
        """The parts of a text's blocks that are worth reading, sentences that follow each other together.

        Headlines, datelines and the first paragraph are read whatever they say: they set the place and the day.
        """
        first = next((block for block in blocks if block.kind == "paragraph"), None)
        for block in blocks:
            if block is first or block.kind in _READ_WHOLE:
                yield block
            else:
                yield from self._parts(text, block)

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


@lru_cache(maxsize=2)
def _loaded(language: str) -> Skim:
    file = f"languages/{language}/skim.tsv"
    return Skim.read((files("khabar") / "data" / file).read_text(encoding="utf-8"), file=file)
