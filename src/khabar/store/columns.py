"""How instants, days and nested values are kept: exact, sortable, and real types where the database has them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import DATE, TIMESTAMP, Dialect, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps text of one width, so that it sorts as time."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """timestamptz on PostgreSQL, text elsewhere."""
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Raises ValueError for a moment without a zone: it would be nobody's time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"the moment {value} has no time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """In UTC."""
        if value is None or dialect.name == "postgresql":
            return value.astimezone(UTC) if value else None
        return datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A civil day."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """date on PostgreSQL, text elsewhere."""
        return dialect.type_descriptor(DATE() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """YYYY-MM-DD."""
        return value.isoformat() if value is not None and dialect.name != "postgresql" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """The day."""
        return date.fromisoformat(value) if isinstance(value, str) and dialect.name != "postgresql" else value


class Json(TypeDecorator[Any]):
    """A nested value of objects, lists, words and numbers."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """jsonb on PostgreSQL, text elsewhere."""
        return dialect.type_descriptor(JSONB() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Compact JSON."""
        if dialect.name == "postgresql":
            return value
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value."""
        return value if dialect.name == "postgresql" else json.loads(value)
