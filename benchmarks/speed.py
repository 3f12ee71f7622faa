"""Where the time goes from a report's text to its claims in a store, stage by stage, on one core.

    uv run python -m benchmarks.speed [--articles 150] [--write]

Two lots of text: reports of conflict (the development set), and items of world news of all kinds, put together to
articles of the usual length (the training texts). Each stage is timed by its use of the processor, and stands against
two baselines of the same run: the pipeline alone on the same text, as spaCy runs it, and a search for some dozens of
words by one regular expression, the least a coder could do. --write keeps the figures in docs/evaluation/speed.md.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import TypeVar

from benchmarks.coding.measure import documents_in
from benchmarks.development_sets import BESIDE, development_set
from khabar.actors import ground_of
from khabar.documents import from_text
from khabar.linking import link
from khabar.reader import Reader
from khabar.records import Coded, Document
from khabar.store import open_store

PAGE = Path(__file__).resolve().parents[1] / "docs" / "evaluation" / "speed.md"
WORDS_AN_ARTICLE = 400
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_ACTS = re.compile(
    r"\b(?:captur|seiz|attack|kill|wound|bomb|shell|raid|clash|fight|besieg|surrender|withdr|retreat|deploy|arrest|detain|"
    r"free|releas|displac|flee|fled|protest|agree|reject|talk|ceasefire|strike|fire|ambush|assassinat|execut|abduct)\w*",
    re.IGNORECASE,
)

Stages = dict[str, float]
T = TypeVar("T")


def conflict_news(count: int) -> list[Document]:
    """Reports of the development set, over again until there are enough words."""
    found = list(documents_in(development_set("coding") / "docs.jsonl"))
    return _of_usual_length([document.text for document in found], count)


def world_news(count: int) -> list[Document]:
    """Items of world news, whatever they are about."""
    file = BESIDE / "train" / "raw" / "news_2002_2010.jsonl"
    if not file.is_file():
        sys.exit(f"Skipped: the texts are not at {file}.")
    with file.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return _of_usual_length(texts[::3], count)


def _of_usual_length(texts: Sequence[str], count: int) -> list[Document]:
    articles: list[Document] = []
    held: list[str] = []
    at = 0
    while len(articles) < count:
        held.append(texts[at % len(texts)])
        at += 1
        if sum(len(text.split()) for text in held) >= WORDS_AN_ARTICLE:
            number = len(articles)
            articles.append(from_text("\n\n".join(held), id=f"a{number}", publisher=f"Outlet {number % 9}"))
            held = []
    return articles


def stages(reader: Reader, articles: Sequence[Document]) -> tuple[Stages, list[Coded]]:
    """Seconds of processor time of each stage, and what was coded."""
    found: Stages = {}
    texts = [article.text for article in articles]
    again = found_in("documents", found, lambda: [from_text(text, id=str(n)) for n, text in enumerate(texts)])
    assert len(again) == len(articles)
    parses = found_in("language", found, lambda: list(reader.parser.pipe(articles)))
    pairs = list(zip(articles, parses, strict=True))
    places = found_in("places", found, lambda: [reader.geoparser.find(d, p) for d, p in pairs])
    actors = found_in(
        "actors", found, lambda: [reader.actors.find(d, p, at) for (d, p), at in zip(pairs, places, strict=True)]
    )
    read = list(zip(pairs, places, actors, strict=True))
    coded = found_in(
        "coding",
        found,
        lambda: [reader.coder.code(d, p, places=ground_of(at, who), actors=who) for (d, p), at, who in read],
    )
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "speed.db") as store:
        found_in("store", found, lambda: store.add_all(coded, recorded_at=NOON, coder="benchmark"))
        claims = store.claims()
    found_in("linking", found, lambda: link(claims, theatre=None))
    return found, coded


def found_in(stage: str, found: Stages, work: Callable[[], T]) -> T:
    """What work gives, with its seconds noted."""
    began = process_time()
    result = work()
    found[stage] = process_time() - began
    return result


def baselines(reader: Reader, articles: Sequence[Document]) -> Stages:
    """Seconds of the pipeline alone, and of a search for words."""
    found: Stages = {}
    texts = [article.text for article in articles]
    nlp = reader.parser._nlp
    found_in("the pipeline alone", found, lambda: sum(1 for _ in nlp.pipe(texts, batch_size=32)))
    found_in("a search for words", found, lambda: [_ACTS.findall(text) for text in texts])
    return found


def lines(count: int) -> Iterator[str]:
    """The tables."""
    reader = Reader.load()
    for name, articles in (("Reports of conflict", conflict_news(count)), ("World news", world_news(count))):
        list(reader.read_all(articles[:5]))  # what is loaded with the first report is no cost of the others
        words = sum(len(article.text.split()) for article in articles)
        plain = baselines(reader, articles)
        found, coded = stages(reader, articles)
        whole = sum(found.values())
        mentions = sum(len(one.mentions) for one in coded)
        rate, length = len(articles) / whole, words / len(articles)
        yield f"## {name}\n"
        yield (
            f"{len(articles)} articles, {words:,} words, {mentions:,} mentions: {rate:.1f} articles of {length:.0f} "
            f"words a second, {whole / plain['the pipeline alone']:.2f} times the time of the pipeline alone.\n"
        )
        yield "| stage | words a second | share | times the pipeline alone |"
        yield "|---|---|---|---|"
        for stage, seconds in found.items():
            against = seconds / plain["the pipeline alone"]
            yield f"| {stage} | {words / seconds:,.0f} | {seconds / whole:.1%} | {against:.2f} |"
        for stage, seconds in plain.items():
            yield f"| *{stage}* | {words / max(seconds, 1e-6):,.0f} | | {seconds / plain['the pipeline alone']:.3f} |"
        yield ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"Memory at most: {peak:,.0f} MB."


def main() -> None:
    """Prints the tables, and keeps them where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    table = "\n".join(lines(given.articles))
    print(table)
    if given.write:
        PAGE.write_text(_FRAME.format(python=platform.python_version(), table=table), encoding="utf-8")


_FRAME = """# Where the time goes

Printed by `uv run python -m benchmarks.speed --write`: from a report's text to its claims in a store, on one core, by
use of the processor. Python {python}; the machine was shared, so compare the ratios and not the seconds. *The pipeline
alone* is the embedded spaCy pipeline on the same texts in the same run; *a search for words* one regular expression.

{table}
"""


if __name__ == "__main__":
    main()
