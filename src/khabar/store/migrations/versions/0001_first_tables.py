"""The first tables: reports, claims, copies, what was set aside, judgements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
FRACTION: sa.types.TypeEngine[float] = sa.REAL().with_variant(sa.DOUBLE_PRECISION(), "postgresql")
INSTANT = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
DAY = sa.Text().with_variant(sa.DATE(), "postgresql")
JSON = sa.Text().with_variant(sa.JSON(), "postgresql")


def _column(name: str, kind: sa.types.TypeEngine[Any] | None = None, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, kind if kind is not None else WORDS, nullable=null)


def _number() -> sa.Column[int]:
    return sa.Column("number", NUMBER, primary_key=True)


def _of(table: str, *, name: str) -> sa.Column[int]:
    return sa.Column(name, NUMBER, sa.ForeignKey(f"{table}.number"), nullable=False)


def _lifetime() -> Sequence[sa.schema.SchemaItem]:
    return (
        _column("recorded_at", INSTANT),
        _column("superseded_at", INSTANT, null=True),
        sa.CheckConstraint("superseded_at IS NULL OR superseded_at >= recorded_at", name="closed_after_opened"),
    )


def _table(name: str, *items: sa.schema.SchemaItem) -> None:
    op.create_table(name, *items, sqlite_strict=True)


def _one_open(name: str, table: str, *columns: str) -> None:
    now = sa.text("superseded_at IS NULL")
    op.create_index(name, table, list(columns), unique=True, sqlite_where=now, postgresql_where=now)


def upgrade() -> None:
    """Makes the tables."""
    _documents()
    _claims()
    _records()


def _documents() -> None:
    _table(
        "documents",
        _number(),
        *(_column(name) for name in ("id", "identity", "text", "sha256")),
        _column("published", DAY, null=True),
        _column("published_at", null=True),
        *(_column(name) for name in ("title", "publisher")),
        _column("url", null=True),
        *(_column(name) for name in ("language", "author", "source")),
        *(_column(name, JSON) for name in ("boilerplate", "original_offsets", "issues")),
        *_lifetime(),
    )
    _one_open("one_document_of_an_id", "documents", "id")
    _one_open("one_document_of_an_identity", "documents", "identity")
    _table(
        "codings",
        _number(),
        _of("documents", name="document"),
        _column("coder"),
        *(_column(name, JSON) for name in ("places", "names", "issues")),
        *_lifetime(),
    )
    _one_open("one_coding_of_a_document", "codings", "document")


def _claims() -> None:
    _table(
        "claims",
        _number(),
        _of("documents", name="document"),
        *(_column(name) for name in ("mention_id", "type", "codebook", "coder")),
        _column("first_day", DAY, null=True),
        _column("last_day", DAY, null=True),
        _column("known_at", INSTANT),
        _column("position", NUMBER),
        _column("mention", JSON),
        *_lifetime(),
    )
    _one_open("one_claim_of_a_mention", "claims", "document", "mention_id")
    op.create_index("claims_by_known_at", "claims", ["known_at"])
    op.create_index("claims_by_type", "claims", ["type", "known_at"])
    op.create_index("claims_by_day", "claims", ["first_day", "last_day"])
    _table(
        "claim_places",
        sa.Column("claim", NUMBER, sa.ForeignKey("claims.number"), primary_key=True),
        sa.Column("place_id", WORDS, primary_key=True),
    )
    op.create_index("claim_places_by_place", "claim_places", ["place_id"])


def _records() -> None:
    _table("copies", _number(), _of("documents", name="document"), _column("original"), *_lifetime())
    _one_open("one_original_of_a_document", "copies", "document")
    _table(
        "set_aside",
        _number(),
        *(_column(n) for n in ("identity", "id", "source", "reason", "message", "next_step", "language", "text")),
        _column("recorded_at", INSTANT),
        sa.UniqueConstraint("identity", name="set_aside_once"),
    )
    _table(
        "judgements",
        _number(),
        *(_column(name) for name in ("one", "other", "verdict")),
        _column("score", FRACTION),
        _column("reasons", JSON),
        _column("by"),
        *_lifetime(),
    )
    _one_open("one_judgement_of_a_pair", "judgements", "one", "other", "by")
    _table("meta", sa.Column("key", WORDS, primary_key=True), _column("value"))
