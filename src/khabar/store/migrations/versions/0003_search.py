"""Reports are found by their words and claims by where they lie; a server refuses two rows that hold at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from khabar.store.columns import Json
from khabar.store.search import index_points, index_words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
FRACTION: sa.types.TypeEngine[float] = sa.REAL().with_variant(sa.DOUBLE_PRECISION(), "postgresql")
PORTION = 200

# What is one thing in each table: no two rows of it hold at one moment.
ONE = {
    "documents": (("id",), ("identity",)),
    "codings": (("document",),),
    "claims": (("document", "mention_id"),),
    "copies": (("document",),),
    "judgements": (("one", "other", "by"),),
}


def upgrade() -> None:
    """Makes the indexes and enters what is there."""
    on_a_server = op.get_bind().dialect.name == "postgresql"
    op.drop_table("claim_places")
    op.create_table(
        "claim_places",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("claim", NUMBER, sa.ForeignKey("claims.number"), nullable=False),
        sa.Column("place_id", WORDS, nullable=False),
        sa.Column("lat", FRACTION),
        sa.Column("lon", FRACTION),
        sa.UniqueConstraint("claim", "place_id", name="one_place_of_a_claim"),
        sqlite_strict=True,
    )
    op.create_index("claim_places_by_place", "claim_places", ["place_id"])
    if on_a_server:
        _on_a_server()
    else:
        op.execute("CREATE VIRTUAL TABLE document_words USING fts5(words, content='', tokenize='unicode61')")
        op.execute("CREATE VIRTUAL TABLE place_boxes USING rtree(number, south, north, west, east)")
    _enter()


def _on_a_server() -> None:
    of_a_report = "document bigint PRIMARY KEY REFERENCES documents (number)"
    op.execute(f"CREATE TABLE document_words ({of_a_report}, words tsvector NOT NULL)")
    op.execute("CREATE INDEX documents_by_words ON document_words USING gin (words)")
    op.execute(
        "ALTER TABLE claim_places ADD COLUMN point geometry(Point, 4326)"
        " GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4326)) STORED"
    )
    op.execute("CREATE INDEX claim_places_by_point ON claim_places USING gist (point)")
    op.execute("ALTER TABLE claims ADD COLUMN known tstzrange GENERATED ALWAYS AS (tstzrange(known_at, NULL)) STORED")
    for table, ones in ONE.items():
        # Where a row would close before it opened, `closed_after_opened` is what refuses it.
        recorded = "CASE WHEN superseded_at < recorded_at THEN 'empty' ELSE tstzrange(recorded_at, superseded_at) END"
        op.execute(f"ALTER TABLE {table} ADD COLUMN recorded tstzrange GENERATED ALWAYS AS ({recorded}) STORED")
        for number, one in enumerate(ones):
            same = "".join(f'"{column}" WITH =, ' for column in one)
            both = "known WITH &&, recorded WITH &&" if table == "claims" else "recorded WITH &&"
            name = f"one_row_of_{table}_at_a_time_{number}"
            op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({same}{both})")


def _enter() -> None:
    connection = op.get_bind()
    documents = sa.table("documents", *(sa.column(name) for name in ("number", "title", "text")))
    for row in _rows(connection, documents):
        index_words(connection, row["number"], title=row["title"], text=row["text"])
    claims = sa.table("claims", sa.column("number", sa.Integer()), sa.column("mention", Json()))
    places = sa.table("claim_places", *(sa.column(name) for name in ("number", "claim", "place_id", "lat", "lon")))
    number = 0
    for row in _rows(connection, claims):
        for id, (lat, lon) in sorted(_points(row["mention"]).items()):
            number += 1
            values = {"number": number, "claim": row["number"], "place_id": id, "lat": lat, "lon": lon}
            connection.execute(sa.insert(places).values(values))
            index_points(connection, {number: (lat, lon)})


def _rows(connection: sa.Connection, table: sa.TableClause) -> Iterator[Any]:
    after = 0
    while True:
        query = sa.select(table).where(table.c.number > after).order_by(table.c.number).limit(PORTION)
        rows = connection.execute(query).mappings().all()
        if not rows:
            return
        yield from rows
        after = rows[-1]["number"]


def _points(mention: Any) -> dict[str, tuple[float | None, float | None]]:
    filled = (argument["resolved"] for argument in mention["roles"].get("place", ()))
    return {r["id"]: (r.get("lat"), r.get("lon")) for r in filled if r is not None and r["kind"] == "place"}
