"""Adding to the tables: a row is put in, or closed; nothing is changed, nothing taken out, and all of it is noted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, insert, select, update

from khabar.errors import Overtaken, UnreadableDocument
from khabar.records import Coded, Correction, Document, Judgement, Release
from khabar.records.document import ROW_OF_DATA
from khabar.records.wire import mention_to_json
from khabar.store import tables
from khabar.store.inserting import inserted_rows
from khabar.store.ledger import START, Noted, chained, content_of
from khabar.store.queries import held, spoken_query
from khabar.store.rows import (
    Row,
    Values,
    claim_values,
    coding_values,
    correction_values,
    document_values,
    judgement_values,
    release_values,
)
from khabar.store.search import index_places, index_words


class Recording:
    """One writing transaction, at one moment, by one hand: rows are put in or closed, and each act is noted.

    `seal` writes what was noted to the ledger; it comes last.
    """

    def __init__(self, connection: Connection, *, at: datetime, by: str) -> None:
        self.connection = connection
        self.at = at
        self.by = by
        self._noted: list[Noted] = []

    def inserted(self, table: Table, values: dict[str, Any], *, by: str | None = None) -> int:
        """Puts a row in, recorded now; its number. `by` names another hand for this row."""
        return self.inserted_all(table, [values], by=by)[0]

    def inserted_all(self, table: Table, rows: Sequence[dict[str, Any]], *, by: str | None = None) -> list[int]:
        """Puts rows of the same columns in, recorded now; their numbers."""
        hand = self.by if by is None else by
        rows = [row | {"recorded_at": self.at} for row in rows]
        numbers = inserted_rows(self.connection, table, rows)
        for number, row in zip(numbers, rows, strict=True):
            content = content_of(table, row | {"number": number})
            self._noted.append(Noted("added", table.name, number, self.at, hand, content))
        return numbers

    def close(self, table: Table, numbers: list[int], *, by: str | None = None) -> None:
        """Closes rows that held until now."""
        if not numbers:
            return
        self.connection.execute(update(table).where(table.c.number.in_(numbers)).values(superseded_at=self.at))
        hand = self.by if by is None else by
        self._noted += [Noted("closed", table.name, number, self.at, hand) for number in numbers]

    def seal(self) -> None:
        """Adds what was noted to the chain."""
        if self._noted:
            query = select(tables.ledger.c.number, tables.ledger.c.hash).order_by(tables.ledger.c.number.desc())
            number, hash = self.connection.execute(query.limit(1)).first() or (0, START)
            entries = chained(self._noted, number=number, hash=hash)
            self.connection.execute(insert(tables.ledger), [entry.values() for entry in entries])
            self._noted = []


def record_document(recording: Recording, document: Document) -> int:
    """Adds a report; its number. Raises UnreadableDocument where a server could not keep its characters."""
    values = document_values(document)
    if any("\0" in value for value in values.values() if isinstance(value, str)):
        raise UnreadableDocument(
            "It has characters of no text (NUL).",
            reason="not-text",
            source=document.source,
            next_step="Take them out, or save the file as text again.",
        )
    number = recording.inserted(tables.documents, values)
    index_words(recording.connection, number, title=document.title, text=document.text)
    return number


def close_revised(recording: Recording, document: Document) -> int | None:
    """Closes the report whose id this one has: how many claims; None where the id is new.

    Raises UnreadableDocument where that is another report and not an earlier text of this one.
    """
    connection = recording.connection
    row = held_row(connection, tables.documents, id=document.id)
    if row is None:
        return None
    if not _is_revision(document, row):
        raise UnreadableDocument(
            f"The id {document.id!r} is that of another report.",
            reason="id-taken",
            source=document.source,
            next_step="Give it another id, or none to have one made from its content.",
        )
    number = row["number"]
    claims = [claim["number"] for claim in held_claims(connection, number).values()]
    recording.close(tables.claims, claims)
    for table in (tables.codings, tables.copies):
        open_row = held_row(connection, table, document=number)
        recording.close(table, [open_row["number"]] if open_row else [])
    recording.close(tables.documents, [number])
    return len(claims)


def _is_revision(document: Document, row: Row) -> bool:
    if document.url is not None and document.url == row["url"]:
        return True
    if document.source.startswith(ROW_OF_DATA) and document.source == row["source"]:
        return True  # a row that is published anew may cite another outlet
    return (document.url, document.publisher, document.source) == (row["url"], row["publisher"], row["source"])


def refuse_twins(coded: Coded) -> None:
    """Raises ValueError where two mentions have one id: one of them would be lost."""
    ids = [mention.id for mention in coded.mentions]
    if len(set(ids)) != len(ids):
        raise ValueError(f"two mentions of {coded.document.id!r} have one id")


def record_coding(recording: Recording, number: int, coded: Coded, coder: str, *, is_first: bool) -> tuple[int, int]:
    """Adds what is new in a coding and closes what is gone; how many claims of each. `is_first` = there is none yet."""
    connection = recording.connection
    before = {} if is_first else held_claims(connection, number)
    now = {mention.id: mention for mention in coded.mentions}
    same = {id for id, claim in before.items() if id in now and claim["mention"] == mention_to_json(now[id])}
    gone = [claim["number"] for id, claim in before.items() if id not in same]
    recording.close(tables.claims, gone)
    fresh = [mention for mention in coded.mentions if mention.id not in same]
    of_report = {"document": number, "coder": coder}
    rows = [claim_values(mention, coded.document, recording.at) | of_report for mention in fresh]
    claims = recording.inserted_all(tables.claims, rows)
    index_places(connection, dict(zip(claims, fresh, strict=True)))
    values = coding_values(coded) | {"coder": coder}
    row = None if is_first else held_row(connection, tables.codings, document=number)
    if row is None or any(row[key] != value for key, value in values.items()):
        recording.close(tables.codings, [row["number"]] if row else [])
        recording.inserted(tables.codings, values | {"document": number})
    return len(fresh), len(gone)


def record_copy(recording: Recording, number: int, original: str) -> bool:
    """Notes what a report repeats; False where that is noted already."""
    row = held_row(recording.connection, tables.copies, document=number)
    if row is not None and row["original"] == original:
        return False
    recording.close(tables.copies, [row["number"]] if row else [])
    recording.inserted(tables.copies, {"document": number, "original": original})
    return True


def record_judgement(recording: Recording, judgement: Judgement) -> bool:
    """Keeps a judgement and closes the judge's own before it; False where it is the last word on its pair already."""
    return _record_word(recording, judgement_values(judgement))


def record_release(recording: Recording, release: Release) -> bool:
    """Keeps a word on what may be published, in the same way."""
    return _record_word(recording, release_values(release))


def record_correction(recording: Recording, correction: Correction) -> bool:
    """Keeps a person's word on a field of a claim and closes the word before it; False where it says the same."""
    values, table = correction_values(correction), tables.corrections
    standing = held_row(recording.connection, table, claim=correction.claim_id, field=correction.field)
    if standing is not None and all(standing[name] == value for name, value in values.items()):
        return False
    recording.close(table, [standing["number"]] if standing else [], by=correction.by)
    recording.inserted(table, values, by=correction.by)
    return True


def take_back_corrections(recording: Recording, claim: str, fields: Collection[str], *, by: str) -> int:
    """Closes the words that hold on fields of a claim, so that it is again as coded; how many."""
    standing = (held_row(recording.connection, tables.corrections, claim=claim, field=field) for field in fields)
    numbers = [row["number"] for row in standing if row is not None]
    recording.close(tables.corrections, numbers, by=by)
    return len(numbers)


def refuse_overtaken(recording: Recording, claims: Collection[str], *, seen: int, by: Collection[str]) -> None:
    """Raises Overtaken where somebody but `by` spoke of claims after the ledger's entry `seen`."""
    rows = recording.connection.execute(spoken_query(claims).where(tables.ledger.c.number > seen)).all()
    others = tuple(dict.fromkeys(row.by for row in rows if row.by not in by))
    if others:
        raise Overtaken(others)


def _record_word(recording: Recording, values: Values) -> bool:
    table = tables.judgements
    pair = (table.c.one == values["one"], table.c.other == values["other"])
    query = select(table).where(held(table), *pair).order_by(table.c.number.desc())
    standing = recording.connection.execute(query).mappings().all()
    if standing and all(standing[0][name] == value for name, value in values.items()):
        return False
    own = [row["number"] for row in standing if row["by"] == values["by"]]
    recording.close(table, own, by=values["by"])
    recording.inserted(table, values, by=values["by"])
    return True


def held_row(connection: Connection, table: Table, **values: object) -> Row | None:
    """The row with these values that holds now; None where there is none."""
    return connection.execute(_held_with(table, tuple(values)), values).mappings().first()


def held_claims(connection: Connection, document: int) -> dict[str, Row]:
    """The claims of a report that hold now by mention id, in text order."""
    table = tables.claims
    query = _held_with(table, ("document",)).order_by(table.c.position, table.c.number)
    return {row["mention_id"]: row for row in connection.execute(query, {"document": document}).mappings()}


@lru_cache(maxsize=32)
def _held_with(table: Table, columns: tuple[str, ...]) -> Select[Any]:
    """Asks for the rows that hold now by values of these columns; made once, as it is asked for every report."""
    return select(table).where(held(table), *(table.c[name] == bindparam(name) for name in columns))
