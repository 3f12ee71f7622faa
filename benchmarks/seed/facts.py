"""What a careful reader writes down for the seed article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.development_sets import BESIDE

FOLDER = BESIDE / "seed"
_ROLES = ("actor", "target", "people", "origin", "destination", "place", "participants")
_EMPTY = frozenset(["a", "all", "an", "and", "his", "in", "its", "major", "more", "of", "s", "that", "the", "with"])


@dataclass(frozen=True)
class Expected:
    """One mention as expected. `start`..`end` are its trigger's characters in the article.

    `roles` are the words of each role's fillers; a filler that stands for another has the words of both.
    """

    id: str
    types: frozenset[str]
    start: int
    end: int
    roles: tuple[tuple[str, tuple[frozenset[str], ...]], ...]
    modality: str
    speaker: frozenset[str]
    speaker_kind: str
    optional: bool


def content_words(text: str) -> frozenset[str]:
    """The words that tell one phrase from another, in lower case and without plural endings."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(w.removesuffix("s") for w in words if w not in _EMPTY)


def read_article() -> str:
    """The article's text."""
    return (FOLDER / "article.txt").read_text(encoding="utf-8")


def expected_mentions(article: str) -> tuple[Expected, ...]:
    """The expected mentions, in text order. Raises ValueError for a trigger the article does not have."""
    rows = yaml.safe_load((FOLDER / "facts.yaml").read_text(encoding="utf-8"))["mentions"]
    return tuple(_in_order(rows, article))


def _in_order(rows: list[dict[str, Any]], article: str) -> Iterator[Expected]:
    after = 0
    for row in rows:
        start = article.index(row["trigger"], after)
        after = start + len(row["trigger"])
        yield Expected(
            id=row["id"],
            types=frozenset({row["type"], row.get("alt_type", row["type"])}),
            start=start,
            end=after,
            roles=tuple((role, tuple(map(content_words, row[role]))) for role in _ROLES if role in row),
            modality=row["modality"],
            speaker=content_words(row.get("speaker", "")),
            speaker_kind=row.get("speaker_kind", ""),
            optional=row.get("optional", False),
        )


def is_present(folder: Path = FOLDER) -> bool:
    """Whether the article and its facts lie beside this repository."""
    return (folder / "article.txt").is_file() and (folder / "facts.yaml").is_file()
