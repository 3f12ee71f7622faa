"""Small coded reports for the store's tests."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from khabar.records import (
    Actor,
    ActorName,
    Argument,
    Attribution,
    Coded,
    Document,
    Issue,
    Judgement,
    Mention,
    Place,
    PlaceName,
    Release,
    SetAside,
    Span,
)
from khabar.store import open_store
from khabar.times import Occurred

AnyPlace = TypeVar("AnyPlace", str, Path)
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
    """Turns a store into one of the first schema, which kept no ledger and was not searched."""
    with closing(sqlite3.connect(path)) as connection:
        for table in ("ledger", "document_words", "place_boxes", "corrections", "heartbeats", "alerts"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX claim_places_by_place")
        connection.execute("ALTER TABLE claim_places RENAME TO newer")
        connection.execute(
            "CREATE TABLE claim_places (claim INTEGER NOT NULL REFERENCES claims(number), place_id TEXT NOT NULL,"
            " PRIMARY KEY (claim, place_id)) STRICT"
        )
        connection.execute("INSERT INTO claim_places SELECT claim, place_id FROM newer")
        connection.execute("DROP TABLE newer")
        connection.execute("CREATE INDEX claim_places_by_place ON claim_places (place_id)")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()


def filled(place: AnyPlace) -> AnyPlace:
    """A new store in which every kind of record was taken in, some of them closed, one report revised."""
    with open_store(place, theatre="example") as store:
        document = a_document()
        store.add(a_coded(document), recorded_at=at(9), coder="khabar 1")
        store.add(a_coded(a_document(id="d2", publisher="The Other")), recorded_at=at(9), coder="khabar 1")
        store.add(a_coded(a_document(id="d3", publisher="Third", published=None)), recorded_at=at(10), copy_of="d1")
        left = a_mention(document, "left", "territory.withdraw")
        store.add(a_coded(document, left), recorded_at=at(11), coder="khabar 2")
        revised = a_document(id="d2", publisher="The Other", text=TEXT.replace("Sunday", "Monday"))
        store.add(a_coded(revised), recorded_at=at(12), coder="khabar 2")
        store.set_aside(SetAside("x", "b.jsonl", "not-english", "In ru.", "Translate it."), recorded_at=at(12))
        said = Judgement("a", "b", "same", 0.1 + 0.2, ("one raid", "«…»"), "Ana")
        store.add_judgements([said], recorded_at=at(13))
        store.add_judgements([dataclasses.replace(said, verdict="different", score=0)], recorded_at=at(14))
        store.add_releases([Release("d1:7:territory.capture", TOWN.id, True, "Ana", "read twice")], recorded_at=at(15))
    return place
