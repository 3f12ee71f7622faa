"""The tables of a store. They are made by the migrations; a test holds the two together.

In every table with `superseded_at`, a row holds from `recorded_at` (included) to `superseded_at` (excluded); NULL =
it holds now. `documents` keeps each report as read; what was coded from it is in `claims` and `codings`. `ledger` has
every act of recording in its order, in a chain of hashes that `khabar ledger verify` follows. `claim_places` are the
places claims are found by. On a server the same tables lie in the schema `khabar`, and rows have ranges of time beside
their moments: `recorded`, and `known` in `claims`; no two rows of one thing may hold at one moment.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, MetaData, Table, UniqueConstraint, text

from khabar.store.columns import Day, Fraction, Instant, Json, Number, Words

VERSION = "0004"

metadata = MetaData()


def _words(name: str) -> Column[str]:
    return Column(name, Words, nullable=False)


def _lifetime() -> tuple[Column[object], Column[object], CheckConstraint]:
    return (
        Column("recorded_at", Instant, nullable=False),
        Column("superseded_at", Instant),
        CheckConstraint("superseded_at IS NULL OR superseded_at >= recorded_at", name="closed_after_opened"),
    )


def _one_open(name: str, *columns: str) -> Index:
    """At most one row that holds now for a combination of `columns`."""
    now = text("superseded_at IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=now, postgresql_where=now)


documents = Table(
    "documents",
    metadata,
    Column("number", Number, primary_key=True),
    _words("id"),
    _words("identity"),
    _words("text"),
    _words("sha256"),
    Column("published", Day),
    Column("published_at", Words),  # ISO 8601 with the outlet's own zone, which UTC would lose
    _words("title"),
    _words("publisher"),
    Column("url", Words),
    _words("language"),
    _words("author"),
    _words("source"),
    Column("boilerplate", Json, nullable=False),
    Column("original_offsets", Json, nullable=False),
    Column("issues", Json, nullable=False),
    *_lifetime(),
    _one_open("one_document_of_an_id", "id"),
    _one_open("one_document_of_an_identity", "identity"),
    sqlite_strict=True,
)

codings = Table(
    "codings",
    metadata,
    Column("number", Number, primary_key=True),
    Column("document", Number, ForeignKey("documents.number"), nullable=False),
    _words("coder"),
    Column("places", Json, nullable=False),
    Column("names", Json, nullable=False),
    Column("issues", Json, nullable=False),
    *_lifetime(),
    _one_open("one_coding_of_a_document", "document"),
    sqlite_strict=True,
)

claims = Table(
    "claims",
    metadata,
    Column("number", Number, primary_key=True),
    Column("document", Number, ForeignKey("documents.number"), nullable=False),
    _words("mention_id"),
    _words("type"),
    _words("codebook"),
    _words("coder"),
    Column("first_day", Day),
    Column("last_day", Day),
    Column("known_at", Instant, nullable=False),
    Column("position", Number, nullable=False),  # of the trigger in the text
    Column("mention", Json, nullable=False),
    *_lifetime(),
    _one_open("one_claim_of_a_mention", "document", "mention_id"),
    Index("claims_by_known_at", "known_at"),
    Index("claims_by_type", "type", "known_at"),
    Index("claims_by_day", "first_day", "last_day"),
    sqlite_strict=True,
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("number", Number, primary_key=True),
    Column("claim", Number, ForeignKey("claims.number"), nullable=False),
    _words("place_id"),
    Column("lat", Fraction),
    Column("lon", Fraction),
    UniqueConstraint("claim", "place_id", name="one_place_of_a_claim"),
    Index("claim_places_by_place", "place_id"),
    sqlite_strict=True,
)

copies = Table(
    "copies",
    metadata,
    Column("number", Number, primary_key=True),
    Column("document", Number, ForeignKey("documents.number"), nullable=False),
    _words("original"),
    *_lifetime(),
    _one_open("one_original_of_a_document", "document"),
    sqlite_strict=True,
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("number", Number, primary_key=True),
    _words("identity"),
    _words("id"),
    _words("source"),
    _words("reason"),
    _words("message"),
    _words("next_step"),
    _words("language"),
    _words("text"),
    Column("recorded_at", Instant, nullable=False),
    UniqueConstraint("identity", name="set_aside_once"),
    sqlite_strict=True,
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Number, primary_key=True),
    _words("one"),
    _words("other"),
    _words("verdict"),
    Column("score", Fraction, nullable=False),
    Column("reasons", Json, nullable=False),
    _words("by"),
    *_lifetime(),
    _one_open("one_judgement_of_a_pair", "one", "other", "by"),
    sqlite_strict=True,
)

corrections = Table(
    "corrections",
    metadata,
    Column("number", Number, primary_key=True),
    _words("claim"),
    _words("field"),
    Column("value", Json, nullable=False),
    _words("by"),
    _words("note"),
    *_lifetime(),
    _one_open("one_correction_of_a_field", "claim", "field"),
    sqlite_strict=True,
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("number", Number, primary_key=True),
    _words("source"),
    _words("pulse"),
    Column("listed", Number, nullable=False),
    Column("taken", Number, nullable=False),
    _words("note"),
    Column("tokens", Json, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Index("heartbeats_by_source", "source", "recorded_at"),
    sqlite_strict=True,
)

alerts = Table(
    "alerts",
    metadata,
    Column("number", Number, primary_key=True),
    _words("rule"),
    _words("change"),
    _words("told"),
    Column("claim_ids", Json, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    UniqueConstraint("rule", "change", name="alerted_once"),
    sqlite_strict=True,
)

ledger = Table(
    "ledger",
    metadata,
    Column("number", Number, primary_key=True),
    _words("act"),
    _words("kind"),
    Column("row", Number, nullable=False),
    Column("at", Instant, nullable=False),
    _words("by"),
    _words("content"),
    _words("hash"),
    Index("one_act_on_a_row", "kind", "row", "act", unique=True),
    sqlite_strict=True,
)

meta = Table(
    "meta",
    metadata,
    Column("key", Words, primary_key=True),
    _words("value"),
    sqlite_strict=True,
)
