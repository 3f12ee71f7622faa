"""What a desk keeps: corrections by people, what came of asking sources, what somebody was alerted to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
INSTANT = sa.Text().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
JSON = sa.Text().with_variant(sa.JSON(), "postgresql")


def _table(name: str, *items: sa.schema.SchemaItem) -> None:
    recorded = sa.Column("recorded_at", INSTANT, nullable=False)
    op.create_table(name, sa.Column("number", NUMBER, primary_key=True), *items, recorded, sqlite_strict=True)


def _words(*names: str) -> list[sa.schema.SchemaItem]:
    return [sa.Column(name, WORDS, nullable=False) for name in names]


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, JSON, nullable=False)


def upgrade() -> None:
    """Makes the tables."""
    closing = (
        sa.Column("superseded_at", INSTANT),
        sa.CheckConstraint("superseded_at IS NULL OR superseded_at >= recorded_at", name="closed_after_opened"),
    )
    _table("corrections", *_words("claim", "field"), _json("value"), *_words("by", "note"), *closing)
    now = sa.text("superseded_at IS NULL")
    unique = {"unique": True, "sqlite_where": now, "postgresql_where": now}
    op.create_index("one_correction_of_a_field", "corrections", ["claim", "field"], **unique)  # type: ignore[arg-type]
    numbers = [sa.Column(name, NUMBER, nullable=False) for name in ("listed", "taken")]
    _table("heartbeats", *_words("source", "pulse"), *numbers, *_words("note"), _json("tokens"))
    op.create_index("heartbeats_by_source", "heartbeats", ["source", "recorded_at"])
    once = sa.UniqueConstraint("rule", "change", name="alerted_once")
    _table("alerts", *_words("rule", "change", "told"), _json("claim_ids"), once)
    if op.get_bind().dialect.name == "postgresql":
        _one_at_a_time()


def _one_at_a_time() -> None:
    recorded = "CASE WHEN superseded_at < recorded_at THEN 'empty' ELSE tstzrange(recorded_at, superseded_at) END"
    op.execute(f"ALTER TABLE corrections ADD COLUMN recorded tstzrange GENERATED ALWAYS AS ({recorded}) STORED")
    same = "claim WITH =, field WITH =, recorded WITH &&"
    op.execute(f"ALTER TABLE corrections ADD CONSTRAINT one_row_of_corrections_at_a_time_0 EXCLUDE USING gist ({same})")
