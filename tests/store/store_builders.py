"""Small coded reports for the store's tests."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from khabar.records import (
    Actor,
    ActorName,
    Argument,
    Attribution,
    Coded,
    Document,
    Issue,
    Mention,
    Place,
    PlaceName,
    Span,
)
from khabar.times import Occurred

TEXT = "Rebels took Exampleville on Sunday, a witness said. The army left for Sampleton.\nImage: Example"
TOWN = Place("test:exampleville", "Exampleville", "settlement", lat=1.5, lon=2.5, country="XX", population=1000)
OTHER_TOWN = Place("test:sampleton", "Sampleton", "settlement")
REBELS = Actor("rebels", "Rebels", "armed group", side="rebels")


def at(hour: int, *, day: int = 20) -> datetime:
    """A moment of May 2013 on our clock."""
    return datetime(2013, 5, day, hour, tzinfo=UTC)


def a_document(**changes: Any) -> Document:
    text = changes.get("text", TEXT)
    values: dict[str, Any] = {
        "id": "d1",
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "published": date(2013, 5, 12),
        "publisher": "The Example",
    }
    return Document(**(values | changes))


def a_mention(document: Document, word: str = "took", type: str = "territory.capture", **changes: Any) -> Mention:
    start = document.text.index(word)
    values: dict[str, Any] = {
        "id": f"{document.id}:{start}:{type}",
        "type": type,
        "codebook": "1",
        "trigger": Span.of(document.text, start, start + len(word)),
        "sentence": Span.of(document.text, 0, 51),
        "roles": (
            ("actor", (Argument(Span.of(document.text, 0, 6), REBELS),)),
            ("place", (Argument(Span.of(document.text, 12, 24), TOWN),)),
        ),
        "occurred": Occurred.on(date(2013, 5, 12), basis="relative", text="on Sunday"),
        "attribution": Attribution("witness", Span.of(document.text, 36, 45)),
        "why": ("took with a place is a capture",),
    }
    return Mention(**(values | changes))


def a_coded(document: Document | None = None, *mentions: Mention, **changes: Any) -> Coded:
    """A report with one capture in it, or with the mentions given."""
    document = document or a_document()
    values: dict[str, Any] = {
        "document": document,
        "mentions": mentions or (a_mention(document),),
        "places": (PlaceName(Span.of(document.text, 12, 24), "place", TOWN, 0.9, (TOWN, OTHER_TOWN), ("largest",)),),
        "names": (ActorName(Span.of(document.text, 0, 6), "ARMED_GROUP", REBELS),),
        "issues": (Issue("place-unresolved", "Sampleton", "kept without coordinates", 70, 79),),
    }
    return Coded(**(values | changes))


def made_older(path: Path) -> None:
    """Turns a store into one of the first schema, which kept no ledger."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE ledger")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
