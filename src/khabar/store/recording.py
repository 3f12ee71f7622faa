"""Adding to the tables: a row is put in, or closed; nothing is changed and nothing taken out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from khabar.errors import UnreadableDocument
from khabar.records import Coded, Document, Judgement, Release
from khabar.records.wire import mention_to_json
from khabar.store import tables
from khabar.store.queries import held
from khabar.store.rows import Row, Values, claim_values, coding_values, judgement_values, place_ids, release_values


def close_revised(connection: Connection, document: Document, recorded_at: datetime) -> int | None:
    """Closes the report whose id this one has: how many claims; None where the id is new.

    Raises UnreadableDocument where that is another report and not an earlier text of this one.
    """
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
    close(connection, tables.claims, claims, recorded_at)
    for table in (tables.codings, tables.copies):
        open_row = held_row(connection, table, document=number)
        close(connection, table, [open_row["number"]] if open_row else [], recorded_at)
    close(connection, tables.documents, [number], recorded_at)
    return len(claims)


def _is_revision(document: Document, row: Row) -> bool:
    if document.url is not None and document.url == row["url"]:
        return True
    return (document.url, document.publisher, document.source) == (row["url"], row["publisher"], row["source"])


def refuse_twins(coded: Coded) -> None:
    """Raises ValueError where two mentions have one id: one of them would be lost."""
    ids = [mention.id for mention in coded.mentions]
    if len(set(ids)) != len(ids):
        raise ValueError(f"two mentions of {coded.document.id!r} have one id")


def record_coding(
    connection: Connection, number: int, coded: Coded, recorded_at: datetime, coder: str
) -> tuple[int, int]:
    """Adds what is new in a coding and closes what is gone; how many claims of each."""
    before = held_claims(connection, number)
    now = {mention.id: mention for mention in coded.mentions}
    same = {id for id, claim in before.items() if id in now and claim["mention"] == mention_to_json(now[id])}
    gone = [claim["number"] for id, claim in before.items() if id not in same]
    close(connection, tables.claims, gone, recorded_at)
    fresh = [mention for mention in coded.mentions if mention.id not in same]
    for mention in fresh:
        values = claim_values(mention, coded.document, recorded_at)
        values |= {"document": number, "coder": coder, "recorded_at": recorded_at}
        claim = inserted(connection, tables.claims, values)
        places = [{"claim": claim, "place_id": place_id} for place_id in place_ids(mention)]
        if places:
            connection.execute(insert(tables.claim_places), places)
    values = coding_values(coded) | {"coder": coder}
    row = held_row(connection, tables.codings, document=number)
    if row is None or any(row[key] != value for key, value in values.items()):
        close(connection, tables.codings, [row["number"]] if row else [], recorded_at)
        values |= {"document": number, "recorded_at": recorded_at}
        inserted(connection, tables.codings, values)
    return len(fresh), len(gone)


def record_copy(connection: Connection, number: int, original: str, recorded_at: datetime) -> bool:
    """Notes what a report repeats; False where that is noted already."""
    row = held_row(connection, tables.copies, document=number)
    if row is not None and row["original"] == original:
        return False
    close(connection, tables.copies, [row["number"]] if row else [], recorded_at)
    inserted(connection, tables.copies, {"document": number, "original": original, "recorded_at": recorded_at})
    return True


def record_judgement(connection: Connection, judgement: Judgement, recorded_at: datetime) -> bool:
    """Keeps a judgement and closes the judge's own before it; False where it is the last word on its pair already."""
    return _record_word(connection, judgement_values(judgement), recorded_at)


def record_release(connection: Connection, release: Release, recorded_at: datetime) -> bool:
    """Keeps a word on what may be published, in the same way."""
    return _record_word(connection, release_values(release), recorded_at)


def _record_word(connection: Connection, values: Values, recorded_at: datetime) -> bool:
    table = tables.judgements
    pair = (table.c.one == values["one"], table.c.other == values["other"])
    query = select(table).where(held(table), *pair).order_by(table.c.number.desc())
    standing = connection.execute(query).mappings().all()
    if standing and all(standing[0][name] == value for name, value in values.items()):
        return False
    own = [row["number"] for row in standing if row["by"] == values["by"]]
    close(connection, table, own, recorded_at)
    inserted(connection, table, values | {"recorded_at": recorded_at})
    return True


def held_row(connection: Connection, table: Table, **values: object) -> Row | None:
    """The row with these values that holds now; None where there is none."""
    conditions = [table.c[name] == value for name, value in values.items()]
    return connection.execute(select(table).where(held(table), *conditions)).mappings().first()


def held_claims(connection: Connection, document: int) -> dict[str, Row]:
    """The claims of a report that hold now by mention id, in text order."""
    table = tables.claims
    query = select(table).where(held(table), table.c.document == document).order_by(table.c.position, table.c.number)
    return {row["mention_id"]: row for row in connection.execute(query).mappings()}


def inserted(connection: Connection, table: Table, values: dict[str, Any]) -> int:
    """Puts a row in; its number."""
    key = connection.execute(insert(table), values).inserted_primary_key
    return int(key[0]) if key else 0


def close(connection: Connection, table: Table, numbers: list[int], moment: datetime) -> None:
    """Closes rows that held until `moment`."""
    if numbers:
        connection.execute(update(table).where(table.c.number.in_(numbers)).values(superseded_at=moment))
