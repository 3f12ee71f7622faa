"""Capitals that a text does not name: "the Afghan capital", "Syria's capital", "the capital of Mali"."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from khabar.places.gazetteer import Gazetteer
from khabar.places.spelling import plain
from khabar.records import Place, PlaceName, Span

_AFTER = re.compile(r"(?:['’]s?)?\s+(capital)\b(?!\s+(?:punishment|of|cit(?:y|ies)|market|control)s?\b)")
_BEFORE = re.compile(r"\b(capital) of (?:the )?$")
# "the sixth Afghan capital to fall", "another Afghan capital": not the country's.
_ONE_OF_MANY = re.compile(
    r"\b(?:an?|this|another|other|one|next|latest|last|more|each|every|first|second|third|\w+th|\d\S*)\s+$",
    re.IGNORECASE,
)
_SHORT = 24  # characters that "capital of the " and a word before it may take


def capitals_of(names: Sequence[PlaceName], text: str, gazetteer: Gazetteer) -> list[PlaceName]:
    """The word "capital" beside a country's name or adjective, as a name of the country's capital."""
    found = []
    for name in names:
        if name.place is None or name.place.precision != "country":
            continue
        word = _word_beside(name, text)
        capital = _capital_of(name.place.country, gazetteer) if word else None
        if word is not None and capital is not None:
            reasons = (f"the capital of {name.place.name}",)
            found.append(PlaceName(word, "place", capital, name.score, reasons=reasons))
    return found


def _word_beside(name: PlaceName, text: str) -> Span | None:
    after = _AFTER.match(text, name.span.end)
    before_name = text[max(0, name.span.start - _SHORT) : name.span.start]
    if after is not None and not _ONE_OF_MANY.search(before_name):
        return Span.of(text, *after.span(1))
    if name.use == "demonym":
        return None
    start = name.span.start - len(before_name)
    before = _BEFORE.search(before_name)
    return Span.of(text, start + before.start(1), start + before.end(1)) if before else None


def _capital_of(country: str, gazetteer: Gazetteer) -> Place | None:
    bearers = gazetteer.named(plain(_names().get(country, "")))
    return next((b.place for b in bearers if b.capital and b.place.country == country), None)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """The name of each country's capital, by the country's ISO 3166 code."""
    source = resources.files("khabar") / "data" / "places" / "world" / "countries.csv"
    with source.open(encoding="utf-8") as rows:
        return {row["iso2"]: row["capital"] for row in csv.DictReader(rows) if row["capital"]}
