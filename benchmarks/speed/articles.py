"""The two lots of text that speed is measured on, in articles of the usual length."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from benchmarks.coding.measure import documents_in
from benchmarks.development_sets import BESIDE, development_set
from khabar.documents import from_text
from khabar.records import Document

WORDS_AN_ARTICLE = 400


def conflict_news(count: int) -> list[Document]:
    """Reports of the development set, over again until there are enough words."""
    found = list(documents_in(development_set("coding") / "docs.jsonl"))
    return _of_usual_length([document.text for document in found], count)


def world_news(count: int) -> list[Document]:
    """Items of world news, whatever they are about: the third that `training/skim.py` leaves out."""
    file = BESIDE / "train" / "raw" / "news_2002_2010.jsonl"
    if not file.is_file():
        sys.exit(f"Skipped: the texts are not at {file}.")
    with file.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return _of_usual_length(texts[::3], count)


SETS = {"Reports of conflict": conflict_news, "World news": world_news}


def words_in(articles: Sequence[Document]) -> int:
    """The words of all of them."""
    return sum(len(article.text.split()) for article in articles)


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
