"""Borders named by a country: "the border with Tajikistan", "the Turkish border", "the border between Chad and Sudan".

No border is drawn: its point is the middle between the towns that face each other across it, in doubt as far as the
farthest of them lies.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from khabar.places.distance import KM_PER_DEGREE, distance_km
from khabar.places.gazetteer import Gazetteer
from khabar.records import Place, PlaceName, Span

# Not "Turkish border guards", nor "the Turkish border town of Akcakale", which is told apart by its own name.
_AFTER = re.compile(
    r"(?:['’]s?)?\s+(border)\b(?!\s+(?:guard|police|patrol|forc|troop|official|agen|town|cit|village|post|cross))"
)
_BEFORE = re.compile(r"\b(border) with (?:the )?$")
_BETWEEN = re.compile(r"\b(border) between (?:the )?$")
_AND = re.compile(r"\s+and (?:the )?")
_FACING_KM = 60.0  # towns of two countries no farther apart than this face each other
_MOST_TOWNS = 4_000
_REACH = 24
_TRUST = 0.8  # of the country's score
Point = tuple[float, float]


def borders_of(names: Sequence[PlaceName], text: str, gazetteer: Gazetteer) -> list[PlaceName]:
    """The word "border" beside countries' names, as a name of that border; none where only one country is known."""
    found = []
    for word, name, other in _named(names, text):
        one = name.place
        neighbour = other.place if other is not None else _other_country(names, apart_from=name)
        line = _line(one, neighbour, gazetteer) if one is not None and neighbour is not None else None
        if line is not None:
            reasons = (f"between the towns that face each other; {line.name}",)
            found.append(PlaceName(word, "place", line, round(_TRUST * name.score, 3), reasons=reasons))
    return found


def _named(names: Sequence[PlaceName], text: str) -> Iterator[tuple[Span, PlaceName, PlaceName | None]]:
    """Each word "border" with the country beside it, and the second country where the words name it."""
    for i, name in enumerate(names):
        if name.place is None or name.place.precision != "country":
            continue
        start = max(0, name.span.start - _REACH)
        lead = text[start : name.span.start]
        following = names[i + 1] if i + 1 < len(names) else None
        if after := _AFTER.match(text, name.span.end):
            yield Span.of(text, *after.span(1)), name, _hyphened(names, i, text)
        elif before := _BEFORE.search(lead):
            yield Span.of(text, start + before.start(1), start + before.end(1)), name, None
        elif (between := _BETWEEN.search(lead)) and following is not None and following.place is not None:
            joint = _AND.match(text, name.span.end)
            if joint is not None and joint.end() == following.span.start and following.place.precision == "country":
                yield Span.of(text, start + between.start(1), start + between.end(1)), name, following


def _hyphened(names: Sequence[PlaceName], i: int, text: str) -> PlaceName | None:
    """The first country of "the Afghan-Tajik border"."""
    before = names[i - 1] if i else None
    joined = before is not None and text[before.span.end : names[i].span.start] in ("-", "–")
    return before if joined and before is not None and before.place and before.place.precision == "country" else None


def _other_country(names: Sequence[PlaceName], *, apart_from: PlaceName) -> Place | None:
    """The country the report is about, beside the one named: the most named, itself or by its places."""
    own = apart_from.place.country if apart_from.place else ""
    counted = Counter(n.place.country for n in names if n.place and n.place.country and n.place.country != own)
    if not counted:
        return None
    most = max(sorted(counted), key=lambda country: counted[country])
    known = (n.place for n in names if n.place and n.place.country == most and n.place.precision == "country")
    return next(known, None) or Place(id=f"country:{most}", name=most, precision="country", country=most)


def _line(one: Place, other: Place, gazetteer: Gazetteer) -> Place | None:
    """The border of two countries as a place; None where no towns face each other."""
    (first, one_name), (second, other_name) = sorted(((one.country, one.name), (other.country, other.name)))
    facing = _facing(gazetteer, first, second) if first != second else ()
    if not facing:
        return None
    lat, lon = (sum(values) / len(facing) for values in zip(*facing, strict=True))
    reach = max(distance_km(lat=lat, lon=lon, other_lat=a, other_lon=b) for a, b in facing)
    return Place(
        id=f"border:{first}-{second}",
        name=f"border of {one_name} and {other_name}",
        precision="region",
        lat=round(lat, 3),
        lon=round(lon, 3),
        uncertainty_km=math.ceil(max(reach, _FACING_KM)),
    )


@lru_cache(maxsize=64)
def _facing(gazetteer: Gazetteer, one: str, other: str) -> tuple[Point, ...]:
    """The middles between towns of two countries that face each other."""
    ours, theirs = _towns(gazetteer, one), _towns(gazetteer, other)
    if not len(ours) or not len(theirs):
        return ()
    found = []
    for lat, lon in ours:
        north = (theirs[:, 0] - lat) * KM_PER_DEGREE
        east = (theirs[:, 1] - lon) * KM_PER_DEGREE * math.cos(math.radians(lat))
        far = np.hypot(north, east)
        nearest = int(far.argmin())
        if far[nearest] <= _FACING_KM:
            found.append(((lat + theirs[nearest, 0]) / 2, (lon + theirs[nearest, 1]) / 2))
    return tuple((float(lat), float(lon)) for lat, lon in found)


@lru_cache(maxsize=64)
def _towns(gazetteer: Gazetteer, country: str) -> NDArray[np.float64]:
    towns = [p for p in gazetteer.places_in(country) if p.precision == "settlement" and p.lat is not None]
    return np.array([(p.lat, p.lon) for p in towns[:_MOST_TOWNS]], dtype=float).reshape(-1, 2)
