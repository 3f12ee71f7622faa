"""What reports are found by: their words, and the places of their claims.

Both follow from what is recorded and are not on the ledger. Words are folded here and not by a database, so that every
database finds the same: without case and accents, whatever is no letter or digit parts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, String, and_, bindparam, column, func, insert, or_, select
from sqlalchemy import table as a_table
from sqlalchemy import text as sql

from khabar.records import Mention, Place
from khabar.store import tables
from khabar.store.box import Box
from khabar.store.columns import SERVER
from khabar.store.inserting import inserted_rows

# Kept by the databases in their own ways, so no table of the metadata; see the migration `0003`.
WORDS = a_table("document_words", column("rowid", Integer), column("document", Integer), column("words", String))
BOXES = a_table("place_boxes", *(column(name) for name in ("number", "south", "north", "west", "east")))
# As many characters of a report are found by: more is no report, and a server's index takes no more.
SEARCHED = 200_000

_PART = re.compile(r'"([^"]*)"|(\S+)')
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """The words of a text in small letters without accents, parted by single spaces."""
    plain = _NOT_ASCII.sub(_without_accent, unicodedata.normalize("NFKD", text)).casefold()
    return _NO_WORD.sub(" ", plain).strip()


def _without_accent(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found.group()) else found.group()


def phrases(words: str) -> tuple[str, ...]:
    """What is looked for: each word, or the words between two quotation marks as one phrase, folded."""
    found = (folded(quoted or plain) for quoted, plain in _PART.findall(words))
    return tuple(part for part in found if part)


def index_words(connection: Connection, number: int, *, title: str, text: str) -> None:
    """Has a report found by its words."""
    words = folded(f"{title}\n{text[:SEARCHED]}")
    if connection.dialect.name == SERVER:
        connection.execute(insert(WORDS).values({"document": number, "words": func.to_tsvector("simple", words)}))
    else:
        connection.execute(insert(WORDS), {"rowid": number, "words": words})


def index_places(connection: Connection, mentions: Mapping[int, Mention]) -> None:
    """Has claims found by the places of their acts, each once; by their numbers."""
    found: list[tuple[int, Place]] = []
    for claim, mention in mentions.items():
        each = {place.id: place for place in mention.places}
        found += [(claim, each[id]) for id in sorted(each)]
    rows = [{"claim": claim, "place_id": place.id, "lat": place.lat, "lon": place.lon} for claim, place in found]
    numbers = inserted_rows(connection, tables.claim_places, rows)
    index_points(connection, {n: (place.lat, place.lon) for n, (_, place) in zip(numbers, found, strict=True)})


def index_points(connection: Connection, points: Mapping[int, tuple[float | None, float | None]]) -> None:
    """Has claims' places, by their numbers, found by where they lie (lat, lon); a server does so by itself."""
    boxes = [
        {"number": number, "south": lat, "north": lat, "west": lon, "east": lon}
        for number, (lat, lon) in points.items()
        if lat is not None and lon is not None
    ]
    if boxes and connection.dialect.name != SERVER:
        # Where somebody took a row out past us, its number comes again.
        connection.execute(insert(BOXES).prefix_with("OR REPLACE"), boxes)


def indexed(connection: Connection) -> int:
    """How many reports are found by their words."""
    return connection.scalar(select(func.count()).select_from(WORDS)) or 0


def says(connection: Connection, words: Iterable[str]) -> ColumnElement[bool]:
    """The reports in which each of some folded words or phrases stands."""
    number = tables.documents.c.number
    if connection.dialect.name == SERVER:
        stands = (WORDS.c.words.op("@@")(func.phraseto_tsquery("simple", part)) for part in words)
        return number.in_(select(WORDS.c.document).where(*stands))
    wanted = " ".join(f'"{part}"' for part in words)
    matches = sql("document_words MATCH :wanted").bindparams(bindparam("wanted", wanted))
    return number.in_(select(WORDS.c.rowid).where(matches))


def lies_in(connection: Connection, box: Box) -> ColumnElement[bool]:
    """The claims of an act in a box."""
    if box.west > box.east:
        halves = (Box(box.south, box.west, box.north, 180), Box(box.south, -180, box.north, box.east))
        return or_(*(lies_in(connection, half) for half in halves))
    places = tables.claim_places
    # The index keeps degrees in few digits and finds some too many, so that the place itself is asked too.
    exactly = and_(places.c.lat.between(box.south, box.north), places.c.lon.between(box.west, box.east))
    near: ColumnElement[Any]
    if connection.dialect.name == SERVER:
        envelope = func.ST_MakeEnvelope(box.west, box.south, box.east, box.north, 4326)
        near = column("point").op("&&")(envelope)
    else:
        b = BOXES.c
        inside = (b.north >= box.south, b.south <= box.north, b.east >= box.west, b.west <= box.east)
        near = places.c.number.in_(select(b.number).where(*inside))
    return tables.claims.c.number.in_(select(places.c.claim).where(near, exactly))
