"""Reports found by their words and by where their acts lie, each with the words it was found by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from khabar.errors import BadInput
from khabar.plain_text import trimmed
from khabar.records import Document, Span
from khabar.records.wire import span_to_json
from khabar.store import Box, Store

_WORD = re.compile(r"\w+")
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Found:
    """A report, and the stretch of its text to show: around the first of the words, else its beginning."""

    document: Document
    excerpt: Span

    def as_json(self) -> dict[str, Any]:
        """The report in short, with that stretch."""
        return {**report_json(self.document), "excerpt": span_to_json(self.excerpt)}


def search(store: Store, words: str = "", *, within: Box | None = None) -> Iterator[Found]:
    """The reports that say all of the words (or phrases in quotation marks) and have an act in the box, newest first.

    Case and accents do not matter. Raises BadInput for words without a letter or digit.
    """
    from khabar.store.search import folded, phrases

    first = {part.split()[0] for part in phrases(words)}
    for id in store.search(words, within=within):
        document = store.document(id)
        if document is not None:
            at = next((m.start() for m in _WORD.finditer(document.text) if folded(m.group()) in first), 0)
            yield Found(document, _around(document.text, at))


def report_json(report: Document) -> dict[str, Any]:
    """What is told of a report wherever one is named."""
    return {
        "id": report.id,
        "published": report.published.isoformat() if report.published else None,
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
    }


def box_given(text: str) -> Box:
    """The stretch of the map that four degrees mean: south,west,north,east. Raises BadInput."""
    try:
        south, west, north, east = map(float, text.split(","))
        return Box(south, west, north, east)
    except ValueError:
        raise BadInput(
            f"{text!r} is no stretch of the map.",
            next_step="Give south,west,north,east in degrees, as in --within 34,61,36,63; for one that begins with a "
            "minus --within=-36,16,-34,19.",
        ) from None


def _around(text: str, at: int) -> Span:
    """Some of a text around a character, by whole words."""
    start = text.rfind(" ", 0, max(0, at - _AROUND)) + 1 if at > _AROUND else 0
    end = text.find(" ", at + _AROUND)
    return Span.of(text, *trimmed(text, start, len(text) if end < 0 else end))
