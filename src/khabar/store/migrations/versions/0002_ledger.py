"""The ledger, and in it everything the store holds, in the order in which it was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa
from alembic import op

from khabar.store.columns import Day, Instant, Json
from khabar.store.ledger import Noted, chained, content_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
INSTANT = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
PORTION = 500


def _table(name: str, words: str, *columns: sa.ColumnClause[Any]) -> sa.TableClause:
    """A table as it was at the schema before this one."""
    common = (sa.column("number", sa.Integer()), sa.column("recorded_at", Instant()))
    return sa.table(name, *common, *(sa.column(word, sa.Text()) for word in words.split()), *columns)


def _lasting(name: str, words: str, *columns: sa.ColumnClause[Any]) -> sa.TableClause:
    """A table whose rows are closed when they hold no more."""
    return _table(name, words, *columns, sa.column("superseded_at", Instant()))


def _of_a_document() -> sa.ColumnClause[int]:
    return sa.column("document", sa.Integer())


def _json(*names: str) -> Iterator[sa.ColumnClause[Any]]:
    return (sa.column(name, Json()) for name in names)


TABLES = {
    table.name: table
    for table in (
        _lasting(
            "documents",
            "id identity text sha256 published_at title publisher url language author source",
            sa.column("published", Day()),
            *_json("boilerplate", "original_offsets", "issues"),
        ),
        _lasting("codings", "coder", _of_a_document(), *_json("places", "names", "issues")),
        _lasting(
            "claims",
            "mention_id type codebook coder",
            _of_a_document(),
            sa.column("first_day", Day()),
            sa.column("last_day", Day()),
            sa.column("known_at", Instant()),
            sa.column("position", sa.Integer()),
            *_json("mention"),
        ),
        _lasting("copies", "original", _of_a_document()),
        _table("set_aside", "identity id source reason message next_step language text"),
        _lasting("judgements", "one other verdict by", sa.column("score", sa.REAL()), *_json("reasons")),
    )
}


def upgrade() -> None:
    """Makes the ledger and enters what is there."""
    words = ("act", "kind", "by", "content", "hash")
    ledger = op.create_table(
        "ledger",
        sa.Column("number", NUMBER, primary_key=True),
        *(sa.Column(name, WORDS, nullable=False) for name in words[:2]),
        sa.Column("row", NUMBER, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        *(sa.Column(name, WORDS, nullable=False) for name in words[2:]),
        sqlite_strict=True,
    )
    op.create_index("one_act_on_a_row", "ledger", ["kind", "row", "act"], unique=True)
    kept = sa.table("ledger", *(sa.column(c.name, Instant() if c.name == "at" else c.type) for c in ledger.columns))
    connection = op.get_bind()
    entries = chained(_acts(connection))
    while portion := [entry.values() for entry in islice(entries, PORTION)]:
        connection.execute(sa.insert(kept), portion)


def _acts(connection: sa.Connection) -> Iterator[Noted]:
    """What was done so far, as far as the rows tell, in its order."""
    for portion in connection.execute(_in_order()).partitions(PORTION):
        contents = dict(_contents(connection, portion))
        for at, closing, rank, row, by in portion:
            kind = tuple(TABLES)[rank]
            yield Noted("closed" if closing else "chained", kind, row, at, by, contents.get((closing, kind, row), ""))


def _in_order() -> sa.CompoundSelect[tuple[Any, ...]]:
    """Moment, whether it closes, the table's rank, row, who; what opens and closes at one moment opens first."""
    parts = []
    for rank, table in enumerate(TABLES.values()):
        row = (sa.literal(rank).label("rank"), table.c.number)
        opened = sa.select(table.c.recorded_at.label("at"), sa.literal(0).label("closing"), *row, _hand(table))
        parts.append(opened.select_from(_with_first_coding(table)) if table.name == "documents" else opened)
        if "superseded_at" in table.c:
            closed = (table.c.superseded_at.label("at"), sa.literal(1).label("closing"))
            parts.append(sa.select(*closed, *row, sa.literal("").label("by")).where(table.c.superseded_at.is_not(None)))
    return sa.union_all(*parts).order_by(sa.text("at, closing, rank, number"))


def _hand(table: sa.TableClause) -> sa.ColumnElement[str]:
    """Who put a row in, where it says so; a report was taken in by what coded it first."""
    if table.name == "documents":
        return sa.func.coalesce(TABLES["codings"].c.coder, "").label("by")
    own = next((name for name in ("by", "coder") if name in table.c), None)
    return table.c[own].label("by") if own else sa.literal("").label("by")


def _with_first_coding(documents: sa.TableClause) -> sa.Join:
    codings = TABLES["codings"]
    by_document = sa.select(codings.c.document, sa.func.min(codings.c.number).label("first"))
    first = by_document.group_by(codings.c.document).subquery()
    joined = documents.outerjoin(first, first.c.document == documents.c.number)
    return joined.outerjoin(codings, codings.c.number == first.c.first)


def _contents(connection: sa.Connection, portion: Sequence[Any]) -> Iterator[tuple[tuple[int, str, int], str]]:
    for rank, table in enumerate(TABLES.values()):
        rows = [row for _, closing, ranked, row, _ in portion if not closing and ranked == rank]
        query = sa.select(table).where(table.c.number.in_(rows))
        for row in connection.execute(query).mappings() if rows else ():
            yield (0, table.name, row["number"]), content_of(table, row)
