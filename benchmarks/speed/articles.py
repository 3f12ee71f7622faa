"""The lots of text that speed is measured on, in articles of the usual length."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.coding.measure import documents_in
from benchmarks.development_sets import BESIDE, development_set
from khabar.documents import from_text
from khabar.records import Document

WORDS_AN_ARTICLE = 400
ITEMS_AN_ARTICLE = 16


def conflict_news(count: int) -> list[Document]:
    """Reports of the development set, over again until there are enough words."""
    found = list(documents_in(development_set("coding") / "docs.jsonl"))
    return _of_usual_length([document.text for document in found], count)


def world_news(count: int) -> list[Document]:
    """Items of world news, whatever they are about, put together to articles."""
    return _of_usual_length(_items(), count)


def news_items(count: int) -> list[Document]:
    """The same items, each a report of its own: as many as articles are made of."""
    return [_as_report(text, number) for number, text in enumerate(_items()[: count * ITEMS_AN_ARTICLE])]


def _items() -> list[str]:
    """The third of the training texts that `training/skim.py` leaves out."""
    file = BESIDE / "train" / "raw" / "news_2002_2010.jsonl"
    if not file.is_file():
        sys.exit(f"Skipped: the texts are not at {file}.")
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines][::3]


def ordinary_news(count: int) -> list[Document]:
    """The news of a treebank, GUM: whole articles of all kinds, of which few tell of conflict."""
    folder = BESIDE / "train" / "syntax" / "gum"
    if not folder.is_dir():
        sys.exit(f"Skipped: the treebank is not at {folder}.")
    texts = [text for name in ("train", "dev", "test") for text in _news_in(folder / f"{name}.conllu")]
    return _of_usual_length(texts, count)


CONFLICT, WORLD, ITEMS, ORDINARY = "Reports of conflict", "World news", "World news, item by item", "Ordinary news"
SETS = {CONFLICT: conflict_news, WORLD: world_news, ITEMS: news_items, ORDINARY: ordinary_news}


def words_in(articles: Sequence[Document]) -> int:
    """The words of all of them."""
    return sum(len(article.text.split()) for article in articles)


def _news_in(treebank: Path) -> Iterator[str]:
    """The news articles of a treebank, paragraphs apart by an empty line."""
    held: list[str] = []
    with treebank.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                yield from ["".join(held)] if held else []
                held, is_news = [], "_news_" in line
            elif line.startswith("# newpar") and held:
                held.append("\n\n")
            elif line.startswith("# text = ") and is_news:
                held.append(line.removeprefix("# text = ").strip() + " ")
    yield from ["".join(held)] if held else []


def _of_usual_length(texts: Sequence[str], count: int) -> list[Document]:
    articles: list[Document] = []
    held: list[str] = []
    at = 0
    while len(articles) < count:
        held.append(texts[at % len(texts)])
        at += 1
        if sum(len(text.split()) for text in held) >= WORDS_AN_ARTICLE:
            articles.append(_as_report("\n\n".join(held), len(articles)))
            held = []
    return articles


def _as_report(text: str, number: int) -> Document:
    return from_text(text, id=f"a{number}", publisher=f"Outlet {number % 9}")
