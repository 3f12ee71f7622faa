"""Plain sentences as events that are taken as given: "Ghazni falls", "the road from A to B is cut", "Ghazni=taliban".

A sentence is read by the same coder as reports.  What is supposed counts as surely so: as if three outlets had each
reported it.  Nothing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from khabar.documents import from_text
from khabar.errors import NotUnderstood, UnknownPlace, UnreadableDocument
from khabar.linking import link
from khabar.packs.theatre import Side, Theatre
from khabar.reader import Reader
from khabar.records import Argument, Claim, Event, Mention, RoleName, Span
from khabar.times import Occurred

SUPPOSED = "supposed"
VOICES = 3
# What can change who holds a place or whether a road is open.
TELLING = ("territory.", "access.", "forces.surrender", "violence.clash")
_UNREAL = ("planned", "threatened", "possible")
_INTRODUCED = re.compile(r"^\s*(?:what\s+if|if|suppose(?:\s+that)?|assume(?:\s+that)?|say)\s+", re.IGNORECASE)
_PLAIN = re.compile(r"^\s*(?P<where>.+?)\s*(?:=|:|->)\s*(?P<what>[^=:]+?)\s*[.?!]?\s*$")
_ROAD_WORDS = {
    "closed": "access.block",
    "cut": "access.block",
    "blocked": "access.block",
    "open": "access.open",
    "reopened": "access.open",
}


def supposed_events(
    sentences: Sequence[str], theatre: Theatre, *, day: date, known: datetime, reader: Reader | None = None
) -> tuple[Event, ...]:
    """What sentences say, as events of a day that are known at a moment.

    `PLACE=SIDE`, `PLACE=contested`, `PLACE=closed` and `PLACE=open` need no reader.  Raises NotUnderstood for a
    sentence that says nothing of who holds a place of the theatre or of a road.
    """
    claims: list[Claim] = []
    for number, sentence in enumerate(sentences, 1):
        mentions = [m for m in (_plain(sentence, theatre, day),) if m]
        if not mentions:
            reader = reader or Reader.load(theatre=theatre)
            mentions = list(_read(sentence, reader, day))
        if not mentions:
            raise NotUnderstood(sentence)
        for n, mention in enumerate(mentions):
            claims += _claims(mention, f"{SUPPOSED} {day} {number}.{n}", sentence, day, known)
    return link(claims, theatre=theatre)


def side_called(name: str, theatre: Theatre) -> Side | None:
    """The side that a word names: its id, name, adjective, or a name of one of its actors; None = none does."""
    wanted = name.casefold().removeprefix("the ")
    for side in theatre.sides:
        if wanted in {side.id.casefold(), side.name.casefold(), side.adjective.casefold()} - {""}:
            return side
    bearers = {a.actor.side for a in theatre.actors if wanted in {n.casefold() for n in (*a.aliases, *a.weak_aliases)}}
    return theatre.side_by_id.get(bearers.pop()) if len(bearers) == 1 else None


def _read(sentence: str, reader: Reader, day: date) -> Iterator[Mention]:
    text = _INTRODUCED.sub("", sentence).strip()
    text = text[:1].upper() + text[1:].rstrip("?")
    try:
        document = from_text(text if text.endswith((".", "!")) else f"{text}.", published=day)
    except UnreadableDocument:
        raise NotUnderstood(sentence) from None
    for mention in reader.read(document).mentions:
        if mention.type.startswith(TELLING) and mention.polarity == "yes" and mention.role("place"):
            yield replace(mention, modality="reported" if mention.modality in _UNREAL else mention.modality)


def _plain(sentence: str, theatre: Theatre, day: date) -> Mention | None:
    """What `PLACE=SIDE` and its like say, or a place and a side side by side; None where it is not put so."""
    match = _PLAIN.match(sentence)
    words = sentence.split()
    splits = [(match["where"], match["what"])] if match else []
    splits += [(" ".join(words[:n]), " ".join(words[n:])) for n in range(len(words) - 1, 0, -1)] if not match else []
    for where, what in splits:
        try:
            place = theatre.place_named(where)
        except UnknownPlace:
            continue
        if (said := _said(what, theatre)) is None:
            continue
        kind, trigger, actors = said
        text = f"{where} {trigger}"
        roles: list[tuple[RoleName, tuple[Argument, ...]]] = [("actor", actors)] if actors else []
        roles.append(("place", (Argument(Span.of(text, 0, len(where)), place.place),)))
        return Mention(
            id=SUPPOSED,
            type=kind,
            codebook="1",
            trigger=Span.of(text, len(where) + 1, len(text)),
            sentence=Span.of(text, 0, len(text)),
            roles=tuple(roles),
            occurred=Occurred.on(day, basis="document"),
        )
    return None


def _said(what: str, theatre: Theatre) -> tuple[str, str, tuple[Argument, ...]] | None:
    """The type, trigger and actor that the second half of a plain supposition stands for."""
    word = what.casefold()
    if word in _ROAD_WORDS:
        return _ROAD_WORDS[word], f"road {word}", ()
    if word == "contested":
        return "territory.control", word, ()
    side = side_called(what, theatre)
    bearer = next((a.actor for a in theatre.actors if side and a.actor.side == side.id), None)
    return ("territory.capture", "taken", (Argument(None, bearer),)) if bearer else None


def _claims(mention: Mention, name: str, sentence: str, day: date, known: datetime) -> Iterator[Claim]:
    for voice in range(VOICES):
        yield Claim(
            mention=replace(mention, id=f"{name}/{voice}"),
            document_id=f"{name.rpartition('.')[0]}/{voice}",
            outlet="",
            published=day,
            known_at=known,
            recorded_at=known,
            sentence_text=sentence,
        )
