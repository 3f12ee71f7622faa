"""The parts of a store that are looked at the same way in every database: ledger, reports, claims."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, select

from khabar.errors import StoreCorrupt, StoreError
from khabar.store import tables
from khabar.store.queries import in_portions
from khabar.store.search import indexed
from khabar.store.verify import verify
from khabar.store.version import refuse_version, version_of

RESTORE = "`khabar store restore` puts a backup in its place."

_Found = tuple[Any, ...]  # a place's id, latitude and longitude
Look = Callable[[Connection], str]
Serving = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a store: is it sound, what was found, and what to do where it is not ("" where it is)."""

    part: str
    ok: bool
    found: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Looking:
    """How the parts of one store are looked at: each in a transaction of its own, failures turned into words.

    What one part cannot read must not keep the others from being seen.
    """

    engine: Engine
    serving: Serving
    place: str

    def at(self, name: str, look: Look) -> Part:
        """One part: what `look` found, or why it is not sound."""
        try:
            with self.serving(), self.engine.begin() as connection:
                return Part(name, ok=True, found=look(connection))
        except StoreError as error:
            return Part(name, ok=False, found=error.message, next_step=error.next_step)
        except (ValueError, KeyError, TypeError) as error:
            return Part(name, ok=False, found=f"A row cannot be read: {error}.", next_step=RESTORE)

    def at_all(self, **own: Look) -> Iterator[Part]:
        """The schema, then the parts of one database, then what every database has where the schema allows it."""
        schema = self.at("schema", self._schema)
        yield schema
        for name, look in own.items():
            yield self.at(name, look)
        if schema.ok:
            for name, look in (("ledger", ledger), ("reports", reports), ("claims", claims)):
                yield self.at(name, look)

    def _schema(self, connection: Connection) -> str:
        refuse_version(self.place, version_of(connection))
        return f"version {tables.VERSION}"


def ledger(connection: Connection) -> str:
    """Whether all is as it was recorded."""
    found = verify(connection)
    if not found.sound:
        first = found.faults[0].message
        raise StoreCorrupt(f"{found.fault_count} faults; {first}", next_step="`khabar ledger verify` lists them.")
    return f"{found.entries:,} entries, the chain holds"


def reports(connection: Connection) -> str:
    """Whether each text is the one that was read, and is found by its words."""
    table = tables.documents
    count = 0
    query = select(table.c.number, table.c.id, table.c.text, table.c.sha256)
    for rows in in_portions(connection, query, table.c.number):
        for row in rows:
            count += 1
            if hashlib.sha256(row["text"].encode()).hexdigest() != row["sha256"]:
                raise StoreCorrupt(
                    f"The text of the report {row['id']} is not the one that was read.", next_step=RESTORE
                )
    if indexed(connection) != count:
        raise StoreCorrupt("Not every report is found by its words.", next_step=RESTORE)
    return f"{count:,} texts, each as it was read and found by its words"


def claims(connection: Connection) -> str:
    """Whether each claim rests on the words it names, and is found by its places."""
    table, documents = tables.claims, tables.documents
    columns = (table.c.number, table.c.mention_id, table.c.position, table.c.mention, documents.c.text)
    count = 0
    query = select(*columns).join(documents, documents.c.number == table.c.document)
    for rows in in_portions(connection, query, table.c.number):
        found_by = _found_by(connection, [row["number"] for row in rows])
        for row in rows:
            count += 1
            if found_by.get(row["number"], set()) != _found_in(row["mention"]):
                raise StoreCorrupt(f"The claim {row['mention_id']} is not found by its places.", next_step=RESTORE)
            if not _rests(row["mention"], row["text"]) or row["mention"]["trigger"]["start"] != row["position"]:
                words = f"The claim {row['mention_id']} does not rest on the words of its report."
                raise StoreCorrupt(words, next_step=RESTORE)
    return f"{count:,} claims, each on the words it names"


def _found_by(connection: Connection, numbers: list[int]) -> dict[int, set[_Found]]:
    """The places that claims are found by, each with its point."""
    table, found = tables.claim_places, defaultdict[int, set[_Found]](set)
    columns = (table.c.claim, table.c.place_id, table.c.lat, table.c.lon)
    for number, *place in connection.execute(select(*columns).where(table.c.claim.in_(numbers))):
        found[number].add(tuple(place))
    return found


def _found_in(mention: Any) -> set[_Found]:
    """The places of a coded act, as JSON, each with its point."""
    filled = (argument["resolved"] for argument in mention["roles"].get("place", ()))
    return {(r["id"], r["lat"], r["lon"]) for r in filled if r is not None and r["kind"] == "place"}


def _rests(value: Any, text: str) -> bool:
    """Whether every stretch of text a coded value names is there."""
    if isinstance(value, list):
        return all(_rests(part, text) for part in value)
    if not isinstance(value, dict):
        return True
    start, end = value.get("start"), value.get("end")
    if isinstance(start, int) and isinstance(end, int):
        words = value.get("text", text[start:end])
        if not 0 <= start <= end <= len(text) or text[start:end] != words:
            return False
    return all(_rests(part, text) for part in value.values())
