"""Two naive ways to find and place names, to see what the rest is worth.

`longest match`: the longest name of the gazetteer wherever capitals stand, put at its most peopled bearer.
`flashgeotext`: the cities and countries that package finds, put at the most peopled bearer of that name in the same
gazetteer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from khabar.places.gazetteer import Bearer, Gazetteer
from khabar.places.matches import find_matches
from khabar.places.spelling import plain
from khabar.places.wording import words_of
from khabar.places.words import PlaceWords
from khabar.records import Document, Place, Span

Row = dict[str, Any]
Finder = Callable[[str], list[Row]]


def longest_match() -> Finder:
    """The gazetteer's own names, the longest first, at their most peopled bearer; adjectives ("Syrian") left out."""
    gazetteer, lexicon = Gazetteer.load(), PlaceWords.load()

    def find(text: str) -> list[Row]:
        words = words_of(Document("", text, ""), None)
        found = []
        for match in find_matches(words, gazetteer, own={}, lexicon=lexicon):
            bearer = _most_peopled(b for b in match.bearers if b.how != "demonym")
            if bearer is not None:
                found.append(row_of(bearer.place, Span.of(text, words[match.first].start, words[match.last].end)))
        return found

    return find


def flashgeotext() -> Finder | None:
    """None where the package is not installed (`uv sync --group baselines`)."""
    try:
        from flashgeotext.geotext import GeoText  # type: ignore[import-not-found]
    except ImportError:
        return None
    geotext, gazetteer = GeoText(), Gazetteer.load()

    def find(text: str) -> list[Row]:
        found = []
        for names in geotext.extract(text).values():
            for name, facts in names.items():
                bearer = _most_peopled(gazetteer.named(plain(name)))
                place = bearer.place if bearer else None
                found += [row_of(place, Span.of(text, start, end)) for start, end in facts["span_info"]]
        return sorted(found, key=lambda row: row["start"])

    return find


def row_of(place: Place | None, name: Span) -> Row:
    """A name and what it stands for in the scorer's form."""
    return {
        "start": name.start, "end": name.end, "text": name.text,
        "lat": place.lat if place else None, "lon": place.lon if place else None,
        "geonameid": place.geonameid if place else None,
    }  # fmt: skip


def _most_peopled(bearers: Iterable[Bearer]) -> Bearer | None:
    return max(bearers, key=lambda b: (b.place.population, b.place.id), default=None)
