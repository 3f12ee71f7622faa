"""Capitals that a text does not name: "the Afghan capital", "the capital of Mali", "Helmand's provincial capital"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from khabar.places.gazetteer import Gazetteer
from khabar.places.spelling import plain
from khabar.places.tables import rows_of
from khabar.records import Place, PlaceName, Span

_AFTER = re.compile(r"(?:['’]s?)?\s+(capital)\b(?!\s+(?:punishment|of|cit(?:y|ies)|market|control)s?\b)")
_BEFORE = re.compile(r"\b(capital) of (?:the )?$")
_PROVINCE_AFTER = re.compile(r"(?:['’]s?)?\s+provincial\s+(capital)\b")
_OF_A_PROVINCE = re.compile(r"\bprovincial\s+(capital)\s+of\s+(?:the\s+)?$")
_APPOSED = re.compile(r",\s+(?:the\s+)?(?:provincial\s+)?$")
_COMMA = re.compile(r",?\s+")
_BARE = re.compile(
    r"\b[Tt]he (capital)\b(?!['’]?s?\s+(?:of|cit(?:y|ies)|punishment|markets?|controls?|gains?|flight|[A-Z])\b)"
    r"(?!,?\s+[A-Z])"
)
_OTHER_CAPITALS = re.compile(
    r"(?i)\b(?:provincial|regional|state|district|cultural|commercial|financial)\s+capitals?\b"
)
_MAIN = 0.6  # share of the places named from which a report is about one country
_LIKELY = 0.7  # of the province's score, where only size tells which town is its capital
# "the sixth Afghan capital to fall", "another Afghan capital": not the country's.
_ONE_OF_MANY = re.compile(
    r"\b(?:an?|this|another|other|one|next|latest|last|more|each|every|first|second|third|\w+th|\d\S*)\s+$",
    re.IGNORECASE,
)
_SHORT = 24  # characters that "capital of the " and a word before it may take


def capitals_of(
    names: Sequence[PlaceName], text: str, gazetteer: Gazetteer, seats: Mapping[tuple[str, str], Place]
) -> list[PlaceName]:
    """The word "capital" beside a country's or province's name, as a name of its capital.

    `seats` are the provincial capitals a theatre knows, by country and division; elsewhere the most peopled town of the
    province is taken for it, with less trust.
    """
    found = []
    for name in names:
        if name.place is None:
            continue
        word = _province_word(name, text) if name.place.precision in ("province", "settlement") else None
        if word is not None and not _is_named(word, name, names, text):
            found += _provincial(name, name.place, word, gazetteer, seats)
        if name.place.precision != "country":
            continue
        word = _word_beside(name, text)
        capital = _capital_of(name.place.country, gazetteer) if word else None
        if word is not None and capital is not None:
            reasons = (f"the capital of {name.place.name}",)
            found.append(PlaceName(word, "place", capital, name.score, reasons=reasons))
    taken = {name.span.start for name in found}
    return found + [name for name in _bare(names, text, gazetteer) if name.span.start not in taken]


def _bare(names: Sequence[PlaceName], text: str, gazetteer: Gazetteer) -> list[PlaceName]:
    """Just "the capital": that of the country the report is about, where it speaks of no other capitals."""
    capital = _capital_of(_main_country(names), gazetteer)
    if capital is None or _OTHER_CAPITALS.search(text):
        return []
    reasons = ("the capital of the country the report is about",)
    words = (found for found in _BARE.finditer(text) if not _is_apposed(found.start(), names, text))
    return [
        PlaceName(Span.of(text, *w.span(1)), "place", capital, _LIKELY, candidates=(capital,), reasons=reasons)
        for w in words
    ]


def _main_country(names: Sequence[PlaceName]) -> str:
    """The country most of the places named lie in; "" = none."""
    countries = Counter(name.place.country for name in names if name.place is not None and name.place.country)
    country, number = countries.most_common(1)[0] if countries else ("", 0)
    return country if number >= _MAIN * countries.total() else ""


def _is_apposed(start: int, names: Sequence[PlaceName], text: str) -> bool:
    """ "Lashkargah, the capital, fell": a town just named."""
    opening = _APPOSED.search(text[:start])
    return opening is not None and any(name.span.end == opening.start() for name in names)


def _province_word(name: PlaceName, text: str) -> Span | None:
    """The word "capital" of "provincial capital of Helmand" or "Helmand's provincial capital"."""
    after = _PROVINCE_AFTER.match(text, name.span.end)
    if after is not None:
        return Span.of(text, *after.span(1))
    start = max(0, name.span.start - _SHORT - len("provincial "))
    before = _OF_A_PROVINCE.search(text[start : name.span.start])
    return Span.of(text, start + before.start(1), start + before.end(1)) if before else None


def _is_named(word: Span, province: PlaceName, names: Sequence[PlaceName], text: str) -> bool:
    """ "Pul-e-Khumri, the provincial capital of Baghlan": the report itself says which town it is."""
    opening = _APPOSED.search(text[: min(word.start, province.span.start)])
    named_before = opening is not None and any(n.span.end == opening.start() for n in names)
    closing = _COMMA.match(text, max(word.end, province.span.end))
    return named_before or (closing is not None and any(n.span.start == closing.end() for n in names))


def _provincial(
    name: PlaceName, place: Place, word: Span, gazetteer: Gazetteer, seats: Mapping[tuple[str, str], Place]
) -> list[PlaceName]:
    seat = seats.get((place.country, place.admin1))
    if seat is not None:
        return [PlaceName(word, "place", seat, name.score, reasons=(f"the capital of {place.name}",))]
    largest = _largest_towns(gazetteer, place.country).get(place.admin1)
    if largest is None:
        return []
    reasons = (f"the most peopled town of {place.name}, so likely its capital",)
    return [PlaceName(word, "place", largest, round(_LIKELY * name.score, 3), candidates=(largest,), reasons=reasons)]


@lru_cache(maxsize=64)
def _largest_towns(gazetteer: Gazetteer, country: str) -> Mapping[str, Place]:
    """The most peopled town of each first-level division of a country."""
    found: dict[str, Place] = {}
    for place in gazetteer.places_in(country):  # the most peopled first
        if place.precision == "settlement":
            found.setdefault(place.admin1, place)
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
    return {row["iso2"]: row["capital"] for row in rows_of("world/countries.csv") if row["capital"]}
