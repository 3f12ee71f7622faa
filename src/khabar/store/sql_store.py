"""The store in SQL, the same for every database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Table, and_, func, insert, select, update

from khabar.errors import UnreadableDocument
from khabar.records import Claim, Coded, Document, Issue, Judgement, SetAside
from khabar.records.wire import issue_from_json, mention_to_json
from khabar.store import tables
from khabar.store.contract import Added, Counts
from khabar.store.queries import claims_query, held
from khabar.store.rows import (
    Row,
    claim_from,
    claim_values,
    coded_from,
    coding_values,
    document_from,
    document_values,
    identity_of,
    judgement_from,
    judgement_values,
    place_ids,
    set_aside_from,
    set_aside_values,
)

_PORTION = 200

Serving = Callable[[], AbstractContextManager[None]]


class SqlStore:
    """A store over a database connection pool.

    `serving` turns the database's failures into StoreError; `engine` begins a writing transaction as one where the
    execution option `writing` is set.
    """

    def __init__(self, engine: Engine, serving: Serving, *, place: str, theatre: str = "") -> None:
        self._engine = engine
        self._serving = serving
        self.place = place
        self.theatre = theatre

    def __enter__(self) -> SqlStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    # Taking in

    def add(self, coded: Coded, *, recorded_at: datetime, copy_of: str | None = None, coder: str = "") -> Added:
        """Takes in a coded document, all of it or nothing; see `Store.add`."""
        _refuse_twins(coded)
        document = coded.document
        with self._writing(recorded_at) as connection:
            row = _held_row(connection, tables.documents, identity=identity_of(document))
            if row is not None and row["id"] != document.id:
                return Added(row["id"], "already")
            state: Literal["new", "already", "recoded", "revised"] = "already"
            closed = 0
            if row is None:
                closed = self._close_revised(connection, document, recorded_at)
                state = "revised" if closed >= 0 else "new"
                values = document_values(document) | {"recorded_at": recorded_at}
                number = _inserted(connection, tables.documents, values)
            else:
                number = row["number"]
            added, dropped = _record_coding(connection, number, coded, recorded_at, coder)
            if copy_of is not None:
                _record_copy(connection, number, copy_of, recorded_at)
            if state == "already" and (added or dropped):
                state = "recoded"
            return Added(document.id, state, added, max(0, closed) + dropped)

    def mark_copy(self, document_id: str, *, original: str, recorded_at: datetime) -> bool:
        """Notes that a report repeats another; see `Store.mark_copy`. Raises KeyError for an unknown report."""
        with self._writing(recorded_at) as connection:
            row = _held_row(connection, tables.documents, id=document_id)
            if row is None:
                raise KeyError(document_id)
            return _record_copy(connection, row["number"], original, recorded_at)

    def set_aside(self, record: SetAside, *, recorded_at: datetime) -> bool:
        """Keeps a document that could not be read; False where it is kept already."""
        values = set_aside_values(record) | {"recorded_at": recorded_at}
        kept = select(tables.set_aside.c.number).where(tables.set_aside.c.identity == values["identity"])
        with self._writing(recorded_at) as connection:
            if connection.execute(kept).first() is not None:
                return False
            connection.execute(insert(tables.set_aside), values)
            return True

    def add_judgement(self, judgement: Judgement, *, recorded_at: datetime) -> bool:
        """Keeps a judgement; see `Store.add_judgement`."""
        with self._writing(recorded_at) as connection:
            pair = {"one": judgement.one, "other": judgement.other, "by": judgement.by}
            row = _held_row(connection, tables.judgements, **pair)
            if row is not None and judgement_from(row) == judgement:
                return False
            _close(connection, tables.judgements, [row["number"]] if row else [], recorded_at)
            _inserted(connection, tables.judgements, judgement_values(judgement) | {"recorded_at": recorded_at})
            return True

    # Giving out

    def claims(
        self,
        *,
        known: datetime | None = None,
        recorded: datetime | None = None,
        types: Collection[str] | None = None,
    ) -> tuple[Claim, ...]:
        """The claims in a stable order; see `Store.claims`."""
        with self._reading() as connection:
            rows = connection.execute(claims_query(known=known, recorded=recorded, types=types)).mappings()
            return tuple(claim_from(row) for row in rows)

    def document(self, document_id: str) -> Document | None:
        """A report as read; None where there is none of that id."""
        with self._reading() as connection:
            row = _held_row(connection, tables.documents, id=document_id)
            return document_from(row) if row else None

    def coded(self, document_id: str) -> Coded | None:
        """A report with its present coding; None where there is none of that id."""
        with self._reading() as connection:
            row = _held_row(connection, tables.documents, id=document_id)
            if row is None:
                return None
            coding = _held_row(connection, tables.codings, document=row["number"])
            mentions = (claim["mention"] for claim in _held_claims(connection, row["number"]).values())
            return coded_from(document_from(row), coding or {"places": (), "names": (), "issues": ()}, mentions)

    def documents(self) -> Iterator[Document]:
        """The reports, by day of publication (undated last), then id."""
        table = tables.documents
        order = (table.c.published.is_(None), table.c.published, table.c.id)
        with self._reading() as connection:
            numbers = connection.scalars(select(table.c.number).where(held(table)).order_by(*order)).all()
        # In portions, so that whoever walks through them may write to the store between two reports.
        for start in range(0, len(numbers), _PORTION):
            query = select(table).where(table.c.number.in_(numbers[start : start + _PORTION])).order_by(*order)
            with self._reading() as connection:
                rows = connection.execute(query).mappings().all()
            yield from map(document_from, rows)

    def coded_by(self, coder: str) -> frozenset[tuple[str, str]]:
        """The id and sha256 of each report whose present coding `coder` made."""
        documents, codings = tables.documents, tables.codings
        query = (
            select(documents.c.id, documents.c.sha256)
            .join(codings, codings.c.document == documents.c.number)
            .where(held(documents), held(codings), codings.c.coder == coder)
        )
        with self._reading() as connection:
            return frozenset((id, sha256) for id, sha256 in connection.execute(query))

    def set_asides(self) -> tuple[SetAside, ...]:
        """What could not be read, in order of arrival."""
        query = select(tables.set_aside).order_by(tables.set_aside.c.number)
        with self._reading() as connection:
            return tuple(set_aside_from(row) for row in connection.execute(query).mappings())

    def issues(self) -> tuple[tuple[str, Issue], ...]:
        """What was unclear, each with its document's id, documents by id."""
        documents, codings = tables.documents, tables.codings
        query = (
            select(documents.c.id, documents.c.issues, codings.c.issues.label("coded"))
            .outerjoin(codings, and_(codings.c.document == documents.c.number, held(codings)))
            .where(held(documents))
            .order_by(documents.c.id)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return tuple((id, issue_from_json(issue)) for id, read, coded in rows for issue in (*read, *(coded or ())))

    def judgements(self, *, recorded: datetime | None = None) -> tuple[Judgement, ...]:
        """The judgements that hold, or held at a moment, in order of arrival."""
        table = tables.judgements
        query = select(table).where(held(table, recorded)).order_by(table.c.number)
        with self._reading() as connection:
            return tuple(judgement_from(row) for row in connection.execute(query).mappings())

    def counts(self) -> Counts:
        """How much the store holds now."""
        with self._reading() as connection:
            sizes = {
                table.name: connection.scalar(select(func.count()).select_from(table).where(held(table))) or 0
                for table in (tables.documents, tables.copies, tables.claims, tables.judgements)
            }
            aside = connection.scalar(select(func.count()).select_from(tables.set_aside)) or 0
        return Counts(**sizes, set_aside=aside, issues=len(self.issues()))

    # Inside

    @contextmanager
    def _writing(self, recorded_at: datetime) -> Iterator[Connection]:
        if recorded_at.tzinfo is None:
            raise ValueError(f"the moment {recorded_at} has no time zone")
        with self._serving(), self._engine.execution_options(writing=True).begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._serving(), self._engine.begin() as connection:
            yield connection

    def _close_revised(self, connection: Connection, document: Document, recorded_at: datetime) -> int:
        """Closes what a revision takes the place of; how many claims, or -1 where the id is new."""
        row = _held_row(connection, tables.documents, id=document.id)
        if row is None:
            return -1
        if not _is_revision(document, row):
            raise UnreadableDocument(
                f"The id {document.id!r} is that of another report.",
                reason="id-taken",
                source=document.source,
                next_step="Give it another id, or none to have one made from its content.",
            )
        number = row["number"]
        claims = [claim["number"] for claim in _held_claims(connection, number).values()]
        _close(connection, tables.claims, claims, recorded_at)
        for table in (tables.codings, tables.copies):
            open_row = _held_row(connection, table, document=number)
            _close(connection, table, [open_row["number"]] if open_row else [], recorded_at)
        _close(connection, tables.documents, [number], recorded_at)
        return len(claims)


def _is_revision(document: Document, row: Row) -> bool:
    if document.url is not None and document.url == row["url"]:
        return True
    return (document.url, document.publisher, document.source) == (row["url"], row["publisher"], row["source"])


def _refuse_twins(coded: Coded) -> None:
    ids = [mention.id for mention in coded.mentions]
    if len(set(ids)) != len(ids):
        raise ValueError(f"two mentions of {coded.document.id!r} have one id")


def _record_coding(
    connection: Connection, number: int, coded: Coded, recorded_at: datetime, coder: str
) -> tuple[int, int]:
    """Adds what is new in a coding and closes what is gone; how many claims of each."""
    before = _held_claims(connection, number)
    now = {mention.id: mention for mention in coded.mentions}
    same = {id for id, claim in before.items() if id in now and claim["mention"] == mention_to_json(now[id])}
    gone = [claim["number"] for id, claim in before.items() if id not in same]
    _close(connection, tables.claims, gone, recorded_at)
    fresh = [mention for mention in coded.mentions if mention.id not in same]
    for mention in fresh:
        values = claim_values(mention, coded.document, recorded_at)
        values |= {"document": number, "coder": coder, "recorded_at": recorded_at}
        claim = _inserted(connection, tables.claims, values)
        places = [{"claim": claim, "place_id": place_id} for place_id in place_ids(mention)]
        if places:
            connection.execute(insert(tables.claim_places), places)
    values = coding_values(coded) | {"coder": coder}
    row = _held_row(connection, tables.codings, document=number)
    if row is None or any(row[key] != value for key, value in values.items()):
        _close(connection, tables.codings, [row["number"]] if row else [], recorded_at)
        values |= {"document": number, "recorded_at": recorded_at}
        _inserted(connection, tables.codings, values)
    return len(fresh), len(gone)


def _record_copy(connection: Connection, number: int, original: str, recorded_at: datetime) -> bool:
    row = _held_row(connection, tables.copies, document=number)
    if row is not None and row["original"] == original:
        return False
    _close(connection, tables.copies, [row["number"]] if row else [], recorded_at)
    _inserted(connection, tables.copies, {"document": number, "original": original, "recorded_at": recorded_at})
    return True


def _held_row(connection: Connection, table: Table, **values: object) -> Row | None:
    conditions = [table.c[name] == value for name, value in values.items()]
    return connection.execute(select(table).where(held(table), *conditions)).mappings().first()


def _held_claims(connection: Connection, document: int) -> dict[str, Row]:
    table = tables.claims
    query = select(table).where(held(table), table.c.document == document).order_by(table.c.position, table.c.number)
    return {row["mention_id"]: row for row in connection.execute(query).mappings()}


def _inserted(connection: Connection, table: Table, values: dict[str, Any]) -> int:
    key = connection.execute(insert(table), values).inserted_primary_key
    return int(key[0]) if key else 0


def _close(connection: Connection, table: Table, numbers: list[int], moment: datetime) -> None:
    if numbers:
        connection.execute(update(table).where(table.c.number.in_(numbers)).values(superseded_at=moment))
