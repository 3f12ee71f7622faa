"""How instants, days and nested values are kept: exact, sortable, and real types where the database has them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import DATE, DOUBLE_PRECISION, JSON, REAL, TIMESTAMP, BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

SERVER = "postgresql"

# Numbers of rows: 64 bits everywhere.
Number = Integer().with_variant(BigInteger(), SERVER)
# Words sort by their characters' codes everywhere, whatever language a server was set up for.
Words = Text().with_variant(Text(collation="C"), SERVER)
# A fraction, exact to the last bit: what SQLite calls REAL.
Fraction: TypeEngine[float] = REAL().with_variant(DOUBLE_PRECISION(), SERVER)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps text of one width, so that it sorts as time."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """timestamptz on PostgreSQL, text elsewhere."""
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if dialect.name == SERVER else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Raises ValueError for a moment without a zone: it would be nobody's time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the moment {value} has no time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == SERVER else moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """In UTC."""
        if value is None or dialect.name == SERVER:
            return value.astimezone(UTC) if value else None
        return datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A civil day."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """date on PostgreSQL, text elsewhere."""
        return dialect.type_descriptor(DATE() if dialect.name == SERVER else Text())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """YYYY-MM-DD."""
        return value.isoformat() if value is not None and dialect.name != SERVER else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """The day."""
        return date.fromisoformat(value) if isinstance(value, str) and dialect.name != SERVER else value


class Json(TypeDecorator[Any]):
    """A nested value of objects, lists, words and numbers; the order of keys is kept, as `jsonb` would not."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """json on PostgreSQL, text elsewhere."""
        return dialect.type_descriptor(JSON() if dialect.name == SERVER else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Compact JSON."""
        return value if dialect.name == SERVER else compact(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value."""
        return value if dialect.name == SERVER else json.loads(value)


def compact(value: Any) -> str:
    """A value as JSON in as few characters as it takes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
