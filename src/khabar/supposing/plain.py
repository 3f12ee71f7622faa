"""Suppositions put so plainly that no grammar is needed: a place or a road, and what becomes of it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from khabar.errors import UnknownPlace
from khabar.packs.theatre import Side, Theatre
from khabar.records import Argument, Mention, RoleName, Span
from khabar.situation import packaged_rules
from khabar.situation.network import TRACK_GRADE
from khabar.situation.road_words import is_about_road, places_named_in
from khabar.situation.roads import named_roads
from khabar.situation.sides import bearer_of
from khabar.times import Occurred

_PARTED = re.compile(r"^\s*(?P<where>.+?)\s*(?:=|:|->)\s*(?P<what>[^=:]+?)\s*[.?!]?\s*$")
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_AUXILIARY = re.compile(r"^(?:is|are|was|gets|has been|becomes)\s+", re.IGNORECASE)
_FALLS = re.compile(r"^falls?(?:\s+to\s+(?P<side>.+))?$", re.IGNORECASE)
_CLOSED, _OPENED = ("closed", "closes", "cut", "blocked"), ("open", "opens", "opened", "reopened", "reopens")


class _Said(NamedTuple):
    """The type, trigger and actor that the second half of a plain supposition stands for."""

    type: str
    trigger: str
    actors: tuple[Argument, ...] = ()


def plain_mention(sentence: str, theatre: Theatre, *, day: date) -> Mention | None:
    """What `PLACE=SIDE` and its like say, or places and what becomes of them side by side; None for other sentences."""
    match = _PARTED.match(sentence)
    words = sentence.rstrip(" .!?").split()
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(len(words) - 1, 0, -1)]
    for where, what in [(match["where"], match["what"])] if match else splits:
        said = _said(_AUXILIARY.sub("", what), theatre)
        if said is not None and (grounds := _grounds(where, said, theatre)):
            return _mention(grounds, said, day)
    return None


def side_called(name: str, theatre: Theatre) -> Side | None:
    """The side that a word names: its id, name, adjective, or a name of one of its actors; None = none does."""
    wanted = _ARTICLE.sub("", name).casefold()
    for side in theatre.sides:
        if wanted in {side.id.casefold(), side.name.casefold(), side.adjective.casefold()} - {""}:
            return side
    bearers = {a.actor.side for a in theatre.actors if wanted in {n.casefold() for n in (*a.aliases, *a.weak_aliases)}}
    return theatre.side_by_id.get(bearers.pop()) if len(bearers) == 1 else None


def _said(what: str, theatre: Theatre) -> _Said | None:
    word = what.casefold()
    if word in _CLOSED or word in _OPENED:
        return _Said("access.block" if word in _CLOSED else "access.open", f"road {word}")
    if word == "contested":
        return _Said("territory.control", word)
    falls = _FALLS.match(what)
    if falls and not falls["side"]:
        return _Said("territory.capture", "falls")
    side = side_called(falls["side"] if falls else what, theatre)
    bearer = bearer_of(side.id, theatre) if side else None
    return _Said("territory.capture", "taken", (Argument(None, bearer),)) if bearer else None


def _grounds(words: str, said: _Said, theatre: Theatre) -> tuple[Argument, ...]:
    """The places a supposition is about, or the one road; () where the words are neither."""
    for names in ([words], _LISTED.split(words)):
        try:
            return tuple(_place(name, theatre) for name in names)
        except UnknownPlace:
            continue
    return _road(_ARTICLE.sub("", words), theatre) if said.type.startswith("access.") else ()


def _place(name: str, theatre: Theatre) -> Argument:
    name = _ARTICLE.sub("", name)
    return Argument(Span.of(name, 0, len(name)), theatre.place_named(name).place)


def _road(words: str, theatre: Theatre) -> tuple[Argument, ...]:
    """A road by its own name, or by the two places it runs between."""
    lines = named_roads(theatre.roads, grade=TRACK_GRADE)
    line = next((way for name, way in lines.items() if name.casefold() == words.casefold()), None)
    if line is not None:
        one, other = (theatre.place_by_key[key].names[0] for key in (line.places[0], line.places[-1]))
        words = f"{words} between {one} and {other}"
    elif len(places_named_in(words, theatre)) != 2 or not is_about_road(words, packaged_rules().roads):
        return ()
    return (Argument(Span.of(words, 0, len(words))),)


def _mention(grounds: tuple[Argument, ...], said: _Said, day: date) -> Mention:
    where = " and ".join(argument.text for argument in grounds)
    text = f"{where} {said.trigger}"
    actor: list[tuple[RoleName, tuple[Argument, ...]]] = [("actor", said.actors)] if said.actors else []
    return Mention(
        id="",
        type=said.type,
        codebook="1",
        trigger=Span.of(text, len(where) + 1, len(text)),
        sentence=Span.of(text, 0, len(text)),
        roles=(*actor, ("place", grounds)),
        occurred=Occurred.on(day, basis="document"),
    )
