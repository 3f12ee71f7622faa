"""Seconds of processor time of each stage, of the baselines, and of reading with haste."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, process_time
from typing import Any, TypeVar

from benchmarks.memory import memory_mb
from benchmarks.own_process import printed
from benchmarks.speed.articles import SETS, words_in
from khabar.actors import ground_of
from khabar.documents import from_text
from khabar.garbage import no_garbage
from khabar.language.spacy_loading import embedded_folder, import_spacy, one_thread, set_precision
from khabar.linking import link
from khabar.reader import Reader
from khabar.readers import in_order
from khabar.records import Coded, Document
from khabar.store import open_store

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_FEW = 50  # claims that are linked before the time is taken: what is loaded for the first is no cost of the others
PLAIN = "the pipeline alone"
WORDS = "a search for words"
_ACTS = re.compile(
    r"\b(?:captur|seiz|attack|kill|wound|bomb|shell|raid|clash|fight|besieg|surrender|withdr|retreat|deploy|arrest|detain|"
    r"free|releas|displac|flee|fled|protest|agree|reject|talk|ceasefire|strike|fire|ambush|assassinat|execut|abduct)\w*",
    re.IGNORECASE,
)

Seconds = dict[str, float]
Act = tuple[str, str, int]
T = TypeVar("T")


@dataclass(frozen=True)
class Haste:
    """Reading with haste: seconds from language to coding, and to store and link; mentions that are lost, and new."""

    reading: float
    after: float
    lost: int
    new: int


@dataclass(frozen=True)
class Timing:
    """What was measured on one lot of articles, in seconds of processor time."""

    articles: int
    words: int
    mentions: int
    stages: Seconds
    baselines: Seconds
    hasty: tuple[Haste, ...]
    """With a haste of 1, and of 2."""

    @property
    def whole(self) -> float:
        """All the stages."""
        return sum(self.stages.values())

    @property
    def reading(self) -> float:
        """What haste saves of: language to coding."""
        return sum(self.stages[name] for name in ("language", "places", "actors", "coding"))

    @property
    def coded(self) -> float:
        """From the text to what it tells of, before that is stored and linked."""
        return self.stages["documents"] + self.reading

    @property
    def coded_in_haste(self) -> list[float]:
        """The same, read with each haste."""
        return [self.stages["documents"] + haste.reading for haste in self.hasty]

    @property
    def in_haste(self) -> list[float]:
        """All the stages, read with each haste."""
        return [self.stages["documents"] + haste.reading + haste.after for haste in self.hasty]

    @property
    def ratios(self) -> dict[str, float]:
        """What a change must not worsen: each figure is of one run, so that the machine's speed falls out."""
        plain = self.baselines[PLAIN]
        after = sum(self.stages[name] for name in ("places", "actors", "coding"))
        return {
            "whole / pipeline alone": self.whole / plain,
            "language / pipeline alone": self.stages["language"] / plain,
            "places, actors and coding / language": after / self.stages["language"],
            **{f"haste {n} / none": haste.reading / self.reading for n, haste in enumerate(self.hasty, start=1)},
        }


def timed(name: str, count: int) -> Timing:
    """One lot of articles, measured."""
    articles = SETS[name](count)
    plain = _baselines(articles)
    stages, coded = _stages(_warm(0, articles), articles)
    acts = {act for one in coded for act in _acts(one)}
    hasty = tuple(_haste(_warm(haste, articles), articles, acts) for haste in (1, 2))
    return Timing(len(articles), words_in(articles), sum(len(one.mentions) for one in coded), stages, plain, hasty)


def _warm(haste: int, articles: Sequence[Document]) -> Reader:
    """A reader that has read: what is loaded with the first report is no cost of the others."""
    reader = Reader.load(haste=haste)
    list(reader.read_all(articles[:5]))
    return reader


def _stages(reader: Reader, articles: Sequence[Document]) -> tuple[Seconds, list[Coded]]:
    """Seconds of each stage, and what was coded."""
    found: Seconds = {}
    texts = [article.text for article in articles]
    again = _noted("documents", found, lambda: [from_text(text, id=str(n)) for n, text in enumerate(texts)])
    assert len(again) == len(articles)
    with no_garbage():  # as a reader leaves the search out
        parses = _noted("language", found, lambda: list(reader.parser.pipe(articles)))
        pairs = list(zip(articles, parses, strict=True))
        places = _noted("places", found, lambda: [reader.geoparser.find(d, p) for d, p in pairs])
        actors = _noted(
            "actors", found, lambda: [reader.actors.find(d, p, at) for (d, p), at in zip(pairs, places, strict=True)]
        )
        read = list(zip(pairs, places, actors, strict=True))
        coded = _noted(
            "coding",
            found,
            lambda: [reader.coder.code(d, p, places=ground_of(at, who), actors=who) for (d, p), at, who in read],
        )
    _keep(coded, found)
    return found, coded


def _keep(coded: Sequence[Coded], found: Seconds) -> None:
    """Stores and links what was coded."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "speed.db") as store:
        _noted("store", found, lambda: store.add_all(coded, recorded_at=NOON, coder="benchmark"))
        claims = store.claims()
    link(claims[:_FEW], theatre=None)
    _noted("linking", found, lambda: link(claims, theatre=None))


def _noted(stage: str, found: Seconds, work: Callable[[], T]) -> T:
    """What work gives, with its seconds noted."""
    began = process_time()
    result = work()
    found[stage] = process_time() - began
    return result


def _baselines(articles: Sequence[Document]) -> Seconds:
    """Seconds of the pipeline as spaCy itself loads and runs it, and of a search for words."""
    found: Seconds = {}
    texts = [article.text for article in articles]
    nlp: Any = import_spacy().load(embedded_folder())
    set_precision(nlp, "float32")
    with one_thread():
        list(nlp.pipe(texts[:5]))
        _noted(PLAIN, found, lambda: sum(1 for _ in nlp.pipe(texts, batch_size=32)))
    _noted(WORDS, found, lambda: [_ACTS.findall(text) for text in texts])
    return found


def _haste(reader: Reader, articles: Sequence[Document], acts: set[Act]) -> Haste:
    found: Seconds = {}
    coded = _noted("reading", found, lambda: list(reader.read_all(articles)))
    _keep(coded, found)
    kept = {act for one in coded for act in _acts(one)}
    return Haste(found["reading"], found["store"] + found["linking"], len(acts - kept), len(kept - acts))


def _acts(coded: Coded) -> Iterator[Act]:
    return ((coded.document.id, mention.type, mention.trigger.start) for mention in coded.mentions)


def on_the_clock(name: str, count: int, *, jobs: int) -> float:
    """Seconds on the clock in which so many processes code the articles, without what each takes to load."""
    articles = SETS[name](count)
    return _clocked([*articles, *articles], jobs) - _clocked(articles, jobs)


def _clocked(articles: Sequence[Document], jobs: int) -> float:
    began = monotonic()
    for _ in in_order(articles, Reader.load, jobs=jobs):
        pass
    return monotonic() - began


def memory(name: str, count: int) -> float:
    """The most memory a process of its own takes, in MB, that reads the articles as `khabar ingest` does."""
    return float(printed("-m", "benchmarks.speed", "--memory-of", name, "--articles", str(count)))


def read_and_tell_memory(name: str, count: int) -> None:
    """Reads them, holding no more than is read together, and prints the most memory that was taken, in MB."""
    for _ in Reader.load().read_all(SETS[name](count)):
        pass
    print(f"{memory_mb():.0f}")
