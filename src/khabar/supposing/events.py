"""Sentences as events that are taken as given.

What is not put plainly is read by the same coder as reports.  What is supposed counts as surely so: as if three outlets
had each reported it.  Nothing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from khabar.documents import from_text
from khabar.errors import NotUnderstood, UnreadableDocument
from khabar.linking import link
from khabar.packs.theatre import Theatre
from khabar.reader import Reader
from khabar.records import Claim, Event, Mention
from khabar.situation import packaged_rules
from khabar.situation.placing import key_of
from khabar.situation.road_words import road_spots
from khabar.supposing.plain import plain_mention

SUPPOSED = "supposed"
VOICES = 3
# What can change who holds a place or whether a road is open.
TELLING = ("territory.", "access.", "forces.surrender", "violence.clash")
_UNREAL = ("planned", "threatened", "possible")
_INTRODUCED = re.compile(r"^\s*(?:what\s+if|if|suppose(?:\s+that)?|assume(?:\s+that)?|say)\s+", re.IGNORECASE)


def supposed_events(
    sentences: Sequence[str], theatre: Theatre, *, day: date, known: datetime, reader: Reader | None = None
) -> tuple[Event, ...]:
    """What sentences say, as events of a day that are known at a moment.

    `PLACE=SIDE`, `PLACE=contested`, `PLACE=closed` and `PLACE=open` need no reader, nor do roads closed or open.
    Raises NotUnderstood for a sentence that says nothing of who holds a place of the theatre or of a road.
    """
    claims: list[Claim] = []
    for number, sentence in enumerate(sentences, 1):
        mentions = [m for m in (plain_mention(sentence, theatre, day=day),) if m]
        if not mentions:
            reader = reader or Reader.load(theatre=theatre)
            mentions = list(_read(sentence, reader, day))
        said = [
            list(_claims(m, f"{SUPPOSED} {day} {number}.{n}", sentence, day, known)) for n, m in enumerate(mentions)
        ]
        telling = [voices for voices in said if _tells(voices[0], theatre)]
        if not telling:
            raise NotUnderstood(sentence)
        claims += [claim for voices in telling for claim in voices]
    return link(claims, theatre=theatre)


def _tells(claim: Claim, theatre: Theatre) -> bool:
    """Whether a claim says something of a watched place, or of a road that can be found."""
    if claim.mention.type.startswith("access."):
        return any(road_spots(claim, theatre, packaged_rules().roads))
    return any(key_of(place, theatre) for place in claim.mention.places)


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
