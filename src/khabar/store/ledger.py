"""The ledger: every act of recording in its order, each entry's hash over its content and over the hash before it.

An entry says what was done (a row put in, or closed), to which row, when, and by whom. A row's content is taken
together as a digest that is the same in every database: names and values of its columns without those that hold
nothing, so that a later version may add columns, and without `superseded_at`, which an entry of its own tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlalchemy import REAL, ColumnElement, FromClause, RowMapping

# `chained`: the row was there before the store kept a ledger; what became of it until then nobody vouches for.
Act = Literal["added", "closed", "chained"]
# What the ledger covers, in the order in which rows rest on each other. `claim_places` follows from the claims.
KINDS = (
    *("documents", "codings", "claims", "copies", "set_aside", "judgements"),
    *("corrections", "heartbeats", "alerts"),
)
START = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """One act before it has its place in the chain. `by` "" = not known. `content` is "" for a closing."""

    act: Act
    kind: str
    row: int
    at: datetime
    by: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in its place: `number` counts from 1, `hash` covers the act and the hash before it."""

    number: int
    noted: Noted
    hash: str

    def values(self) -> dict[str, Any]:
        """The entry as a row of `ledger`."""
        n = self.noted
        told = {"act": n.act, "kind": n.kind, "row": n.row, "at": n.at, "by": n.by, "content": n.content}
        return {"number": self.number, **told, "hash": self.hash}


def chained(acts: Iterable[Noted], *, number: int = 0, hash: str = START) -> Iterator[Entry]:
    """The acts as entries that follow the one of `number` and `hash`; by default they begin a chain."""
    for noted in acts:
        number += 1
        hash = hash_of(noted, number=number, before=hash)
        yield Entry(number, noted, hash)


def hash_of(noted: Noted, *, number: int, before: str) -> str:
    """The hash of an entry: over the hash before it, its number, and all that it says."""
    return _digest([before, number, noted.act, noted.kind, noted.row, _instant(noted.at), noted.by, noted.content])


def content_of(table: FromClause, values: RowMapping | Mapping[str, Any]) -> str:
    """The digest of a row of `table`; what `values` leaves out holds nothing."""
    given = {key: values[key] for key in map(str, values)}
    held = {c.key: _plain(c, given.get(c.key)) for c in table.columns if c.key != "superseded_at"}
    return _digest([table.description, {name: value for name, value in held.items() if value is not None}])


def _plain(column: ColumnElement[Any], value: Any) -> Any:
    """A value as every database gives it back."""
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(column.type, REAL) else value


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
