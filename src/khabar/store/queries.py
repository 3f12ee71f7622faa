"""What the store is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, and_, not_, or_, select

from khabar.store import tables
from khabar.store.box import Box
from khabar.store.rows import RELEASED, WITHDRAWN
from khabar.store.search import lies_in, says


def held(table: Table, recorded: datetime | None = None) -> ColumnElement[bool]:
    """The rows that hold now, or held at the moment `recorded`."""
    if recorded is None:
        return table.c.superseded_at.is_(None)
    opened = table.c.recorded_at <= recorded
    return and_(opened, or_(table.c.superseded_at.is_(None), table.c.superseded_at > recorded))


def claims_query(
    *,
    known: datetime | None,
    recorded: datetime | None,
    types: Collection[str] | None,
    reports: Collection[str] | None,
) -> Select[tuple[Any, ...]]:
    """The claims with their documents, by `known_at`, document, place in the text."""
    claims, documents, copies = tables.claims, tables.documents, tables.copies
    query = (
        select(
            claims.c.mention,
            claims.c.known_at,
            claims.c.recorded_at,
            documents.c.id,
            documents.c.text,
            documents.c.publisher,
            documents.c.published,
            documents.c.title,
            documents.c.url,
            documents.c.issues,
            copies.c.original,
        )
        .join(documents, documents.c.number == claims.c.document)
        .outerjoin(copies, and_(copies.c.document == claims.c.document, held(copies, recorded)))
        .where(held(claims, recorded))
        .order_by(claims.c.known_at, documents.c.id, claims.c.position, claims.c.mention_id)
    )
    if known is not None:
        query = query.where(claims.c.known_at <= known)
    if types is not None:
        query = query.where(claims.c.type.in_(sorted(types)))
    if reports is not None:
        query = query.where(documents.c.id.in_(sorted(reports)))
    return query


def reports_since_queries(entry: int) -> Iterator[Select[tuple[Any, ...]]]:
    """The ids of the reports that entries of the ledger after one speak of: themselves, their coding, their claims."""
    ledger, documents = tables.ledger, tables.documents
    for table in (documents, tables.codings, tables.claims, tables.copies):
        number = table.c.number if table is documents else table.c.document
        of_table = and_(ledger.c.kind == table.name, ledger.c.row == table.c.number, ledger.c.number > entry)
        rows = select(number).where(of_table)
        yield select(documents.c.id).where(documents.c.number.in_(rows))


def search_query(connection: Connection, words: Collection[str], within: Box | None) -> Select[tuple[Any, ...]]:
    """The ids of reports that say the folded words and have a claim in the box, newest first, undated last."""
    claims, documents = tables.claims, tables.documents
    query = select(documents.c.id).where(held(documents))
    if words:
        query = query.where(says(connection, words))
    if within is not None:
        there = select(claims.c.document).where(held(claims), lies_in(connection, within))
        query = query.where(documents.c.number.in_(there))
    return query.order_by(documents.c.published.is_(None), documents.c.published.desc(), documents.c.id)


def heirs_query(gone: Collection[str]) -> Select[tuple[Any, ...]]:
    """Claims that were closed, with those that hold now for a trigger at the same place of the same text."""
    closed, now = tables.claims.alias(), tables.claims.alias()
    same_words = and_(now.c.document == closed.c.document, now.c.position == closed.c.position)
    return (
        select(closed.c.mention_id, now.c.mention_id)
        .join(now, same_words)
        .where(
            closed.c.mention_id.in_(sorted(gone)), closed.c.superseded_at.is_not(None), now.c.superseded_at.is_(None)
        )
    )


def words_put_right_query(claims: Collection[str]) -> Select[tuple[Any, ...]]:
    """What people ever put right in these claims, or took back again, each with its entry in the ledger.

    A word that gave way to another on the same field was not taken back.
    """
    said, ledger, later = tables.corrections, tables.ledger, tables.corrections.alias()
    entry = and_(ledger.c.kind == said.name, ledger.c.row == said.c.number)
    same = and_(later.c.claim == said.c.claim, later.c.field == said.c.field, later.c.number > said.c.number)
    replaced = select(later.c.number).where(same, later.c.recorded_at == said.c.superseded_at).exists()
    return (
        select(said.c.claim, said.c.field, said.c.note, ledger.c.number.label("entry"), ledger.c.act)
        .add_columns(ledger.c.at, ledger.c.by)
        .join(ledger, entry)
        .where(said.c.claim.in_(sorted(claims)), or_(ledger.c.act != "closed", not_(replaced)))
    )


def spoken_query(claims: Collection[str]) -> Select[tuple[Any, ...]]:
    """The ledger's entries on what people said of claims: judgements, releases and corrections."""
    ledger, judgements, corrections = tables.ledger, tables.judgements, tables.corrections
    named = sorted(claims)
    said = select(judgements.c.number).where(or_(judgements.c.one.in_(named), judgements.c.other.in_(named)))
    put_right = select(corrections.c.number).where(corrections.c.claim.in_(named))
    return select(ledger.c.number, ledger.c.by).where(
        or_(
            and_(ledger.c.kind == judgements.name, ledger.c.row.in_(said)),
            and_(ledger.c.kind == corrections.name, ledger.c.row.in_(put_right)),
        )
    )


def in_portions(
    connection: Connection, query: Select[tuple[Any, ...]], number: ColumnElement[int], *, size: int = 200
) -> Iterator[Sequence[RowMapping]]:
    """The rows of a query by `number`, which it names so; each portion is asked for alone, so that no more are held."""
    asked = query
    while rows := connection.execute(asked.order_by(number).limit(size)).mappings().all():
        yield rows
        asked = query.where(number > rows[-1]["number"])


def head_query(*, of_events: bool) -> Select[tuple[int]]:
    """The number of the ledger's last entry; `of_events` = of the last that bears on what events there are.

    Words on what may be published do not, nor what came of asking sources, nor alerts.
    """
    ledger, said = tables.ledger, tables.judgements
    query = select(ledger.c.number).order_by(ledger.c.number.desc()).limit(1)
    if of_events:
        published = select(said.c.number).where(
            said.c.number == ledger.c.row, said.c.verdict.in_((RELEASED, WITHDRAWN))
        )
        query = query.where(
            not_(and_(ledger.c.kind == said.name, published.exists())),
            ledger.c.kind.not_in((tables.heartbeats.name, tables.alerts.name)),
        )
    return query


def words_query(claims: Collection[str]) -> Select[tuple[Any, ...]]:
    """What people ever said of these claims, each with its entry in the ledger, in order of arrival."""
    said, ledger = tables.judgements, tables.ledger
    entry = and_(ledger.c.kind == said.name, ledger.c.row == said.c.number, ledger.c.act != "closed")
    named = sorted(claims)
    # The other of a release is a place, whose id is no claim's.
    touched = or_(said.c.one.in_(named), said.c.other.in_(named))
    person = said.c.by.not_like("rule:%")
    return (
        select(said, ledger.c.number.label("entry")).join(ledger, entry).where(touched, person).order_by(said.c.number)
    )
