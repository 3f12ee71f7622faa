"""What reports are found by: their words, and the places of their claims.

Both follow from what is recorded and are not on the ledger. Words are folded here and not by a database, so that every
database finds the same: without case and accents, whatever is no letter or digit parts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, String, and_, bindparam, column, func, insert, or_, select
from sqlalchemy import table as a_table
from sqlalchemy import text as sql

from khabar.records import Mention
from khabar.store import tables
from khabar.store.box import Box
from khabar.store.columns import SERVER

# Kept by the databases in their own ways, so no table of the metadata; see the migration `0003`.
WORDS = a_table("document_words", column("rowid", Integer), column("document", Integer), column("words", String))
BOXES = a_table("place_boxes", *(column(name) for name in ("number", "south", "north", "west", "east")))
# As many characters of a report are found by: more is no report, and a server's index takes no more.
SEARCHED = 200_000

_PART = re.compile(r'"([^"]*)"|(\S+)')


def folded(text: str) -> str:
    """The words of a text in small letters without accents, parted by single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def phrases(words: str) -> tuple[str, ...]:
    """What is looked for: each word, or the words between two quotation marks as one phrase, folded."""
    found = (folded(quoted or plain) for quoted, plain in _PART.findall(words))
    return tuple(part for part in found if part)


def index_words(connection: Connection, number: int, *, title: str, text: str) -> None:
    """Has a report found by its words."""
    words = folded(f"{title}\n{text[:SEARCHED]}")
    if connection.dialect.name == SERVER:
        values = {"document": number, "words": func.to_tsvector("simple", words)}
    else:
        values = {"rowid": number, "words": words}
    connection.execute(insert(WORDS).values(values))


def index_places(connection: Connection, claim: int, mention: Mention) -> None:
    """Has a claim found by the places of its act, each once."""
    each = {place.id: place for place in mention.places}
    for _, place in sorted(each.items()):
        values = {"claim": claim, "place_id": place.id, "lat": place.lat, "lon": place.lon}
        key = connection.execute(insert(tables.claim_places), values).inserted_primary_key
        index_point(connection, int(key[0]) if key else 0, place.lat, place.lon)


def index_point(connection: Connection, number: int, lat: float | None, lon: float | None) -> None:
    """Has a claim's place found by where it lies; a server does so by itself."""
    if connection.dialect.name != SERVER and lat is not None and lon is not None:
        values = {"number": number, "south": lat, "north": lat, "west": lon, "east": lon}
        # Where somebody took a row out past us, its number comes again.
        connection.execute(insert(BOXES).prefix_with("OR REPLACE").values(values))


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
