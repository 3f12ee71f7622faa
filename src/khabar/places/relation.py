"""How an act lies to a place: in it, near it, on its outskirts, on the way to it, between two, or so far from it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from khabar.places.distance import KM_PER_DEGREE
from khabar.places.words import PlaceWords
from khabar.records import Place, Sentence, Token

_KM_PER_MILE = 1.609344
_GLUED = re.compile(r"^(\d{1,4}(?:\.\d+)?)-?(km|kms|kilometers?|kilometres?|miles?)$")
_NUMBER = re.compile(r"^\d{1,4}(?:[.,]\d+)?$")
_UNITS = {"km": 1.0, "kms": 1.0, "kilometer": 1.0, "kilometre": 1.0, "mile": _KM_PER_MILE, "mi": _KM_PER_MILE}
_NUMERALS = {
    "a": 1, "two": 2, "three": 3, "few": 3, "four": 4, "five": 5, "several": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "dozen": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_WINDOW = 7  # tokens before a name in which its distance and direction stand
_NEAR_KM = 15.0


@dataclass(frozen=True, slots=True)
class Offset:
    """So far from a place, in km; `bearing` in degrees clockwise from north, None = not said."""

    km: float
    bearing: float | None


@cache
def _words() -> PlaceWords:
    return PlaceWords.load()


def relation_of(sentence: Sentence, token: Token) -> str:
    """The relation of what is said to the place named at `token`: in, near, outskirts, between, toward or from.

    Read from the nouns the name depends on ("the outskirts of X"), its prepositions, and a distance ("20 km south of
    X" is near). "in" where nothing else is said.
    """
    relations = _words().lists.relations
    for head in sentence.ancestors(token):
        if head.pos not in ("NOUN", "PROPN", "ADV"):
            break
        if head.lemma.lower() in relations["outskirts"] or head.text.lower() in relations["outskirts"]:
            return "outskirts"
        of_the_name = head.lemma.lower() in _words().unit  # "the outskirts of Kunduz city"
        if head.relation in ("obl", "nmod", "obj", "nsubj", "root") and head.pos == "NOUN" and not of_the_name:
            break
    if offset_of(sentence, token) is not None or _is_beside(sentence, token):
        return "near"
    for case in _cases(sentence, token):
        for relation, listed in relations.items():
            if case in listed and relation not in ("outskirts", "part"):
                return relation
    return "in"


def names_a_part(sentence: Sentence, token: Token, *, sites: Callable[[Token], bool]) -> bool:
    """Whether only a part of the place named at `token` is meant: "parts of Daran", "a hotel in Daran".

    `sites` says of a noun whether it is a building or other site. "The base of Daran" is Daran itself.
    """
    words = _words()
    below = token
    for head in sentence.ancestors(token):
        if head.pos != "NOUN":
            return False
        if head.lemma.lower() in words.lists.relations["part"] or head.text.lower() in words.lists.relations["part"]:
            return True
        if head.lemma.lower() not in words.unit:
            return sites(head) and "of" not in _cases(sentence, below)
        below = head
    return False


def _is_beside(sentence: Sentence, token: Token) -> bool:
    """ "northwest of Kirkuk", with no distance."""
    before = [t.text.lower() for t in sentence.tokens[: _first(sentence, token)][-2:]]
    return len(before) == 2 and before[1] == "of" and before[0] in _words().lists.bearings


def _first(sentence: Sentence, token: Token) -> int:
    """Where the name that `token` belongs to begins."""
    parts = [token, *sentence.children(token, "compound", "flat", "amod")]
    return min(t.i for t in parts)


def offset_of(sentence: Sentence, token: Token) -> Offset | None:
    """The distance and direction of "20 km south of X" or "a few miles outside X"; None where no distance is given."""
    before = sentence.tokens[max(0, token.i - _WINDOW) : token.i]
    bearings = _words().lists.bearings
    bearing: float | None = None
    for i, word in reversed(list(enumerate(before))):
        text = word.text.lower()
        if word.pos in ("VERB", "AUX") or text in (".", ";", ":"):
            return None
        if text in bearings:
            bearing = float(bearings[text])
        elif text.rstrip("s") in _UNITS or text in _UNITS:
            number = _number(before[i - 1].text) if i else None
            if number is not None:
                return Offset(round(number * _UNITS.get(text, _UNITS.get(text.rstrip("s"), 1.0)), 1), bearing)
        elif text[0].isdigit() and (glued := _GLUED.match(text)) is not None:
            return Offset(round(float(glued[1]) * _UNITS.get(glued[2].rstrip("s"), 1.0), 1), bearing)
    return None


def displaced(place: Place, offset: Offset) -> Place:
    """A place so far from another: the point moved along the bearing, or the same point in doubt by the distance."""
    if place.lat is None or place.lon is None:
        return place
    if offset.bearing is None:
        return replace(place, uncertainty_km=max(offset.km, place.uncertainty_km or 0.0))
    turn = math.radians(offset.bearing)
    lat = place.lat + offset.km * math.cos(turn) / KM_PER_DEGREE
    lon = place.lon + offset.km * math.sin(turn) / (KM_PER_DEGREE * max(0.05, math.cos(math.radians(place.lat))))
    # A direction is said to the nearest eighth, a distance to about a fifth.
    return replace(place, lat=lat, lon=lon, uncertainty_km=round(max(2.0, 0.4 * offset.km), 1))


def surroundings(place: Place, relation: str) -> Place:
    """A place with the doubt that "near" and "outskirts" add."""
    if relation in ("near", "outskirts"):
        return replace(place, uncertainty_km=max(_NEAR_KM, place.uncertainty_km or 0.0))
    return place


def _cases(sentence: Sentence, token: Token) -> list[str]:
    """The prepositions of a name, its own first, then those of the names it is listed with or belongs to."""
    found: list[str] = []
    at = token
    while True:
        found += [kid.text.lower() for kid in sentence.children(at, "case")]
        if found or at.relation not in ("conj", "flat", "appos", "compound", "nmod") or at.head == at.i:
            break
        at = sentence.head(at)
    if not found and token.i > 0:
        found.append(sentence.tokens[token.i - 1].text.lower())
    return found


def _number(text: str) -> float | None:
    if _NUMBER.match(text):
        return float(text.replace(",", "."))
    return float(_NUMERALS[text.lower()]) if text.lower() in _NUMERALS else None
