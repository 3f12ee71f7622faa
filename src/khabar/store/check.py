"""Is a store whole? Its pages, its references, its schema, its ledger, its claims' words, and room to go on."""

from __future__ import annotations

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from khabar.errors import StoreCorrupt, StoreError
from khabar.store import tables
from khabar.store.sqlite_file import APPLICATION_ID, NEW_PATH, check_path, engine_of, serving_errors
from khabar.store.verify import verify
from khabar.store.version import refuse_version, version_of

_SHOWN = 3
_PORTION = 200
_RESTORE = "`khabar store restore` puts a backup in its place."


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a store: is it sound, what was found, and what to do where it is not ("" where it is)."""

    part: str
    ok: bool
    found: str
    next_step: str = ""


def check_store(path: str | Path, *, alone: bool = False) -> tuple[Part, ...]:
    """Every part of the store at a path; it may be in use, and is not written. `alone` = it is not in use.

    A store of another schema version is checked for what does not depend on it. Raises StoreError and its kinds for
    what is no store.
    """
    check_path(Path(path), create=False)
    engine = engine_of(str(path), read_only=True, alone=alone)
    try:
        return (*_parts(engine, str(path)), _space(Path(path)))
    finally:
        engine.dispose()


def check_copy(path: Path) -> None:
    """Raises StoreCorrupt where a copy of a store is not whole; an older schema version is no fault of a copy."""
    for part in check_store(path, alone=True):
        if not part.ok and part.part not in ("schema", "space"):
            raise StoreCorrupt(f"{path} is not whole: {part.part}: {part.found}", next_step="Take another copy.")


def _parts(engine: Engine, path: str) -> Iterator[Part]:
    with serving_errors(path), engine.begin() as connection:
        if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first():
            raise StoreError(f"There is no store at {path} yet.", next_step="`khabar ingest` makes one.")
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
            raise StoreCorrupt(f"{path} is a database, but no Khabar store.", next_step=NEW_PATH)
    schema = _tried("schema", partial(_schema, path), engine, path)
    yield schema
    for name, look in (("pages", _pages), ("references", _references)):
        yield _tried(name, look, engine, path)
    if schema.ok:
        for name, look in (("ledger", _ledger), ("reports", _reports), ("claims", _claims)):
            yield _tried(name, look, engine, path)


def _tried(name: str, look: Callable[[Connection], str], engine: Engine, path: str) -> Part:
    """A part, looked at in a transaction of its own: what one cannot read must not keep the others from being seen."""
    try:
        with serving_errors(path), engine.begin() as connection:
            return Part(name, ok=True, found=look(connection))
    except StoreError as error:
        return Part(name, ok=False, found=error.message, next_step=error.next_step)
    except (ValueError, KeyError, TypeError) as error:
        return Part(name, ok=False, found=f"A row cannot be read: {error}.", next_step=_RESTORE)


def _schema(path: str, connection: Connection) -> str:
    refuse_version(path, version_of(connection))
    return f"version {tables.VERSION}"


def _pages(connection: Connection) -> str:
    said = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})")]
    if said != ["ok"]:
        raise StoreCorrupt(f"Damaged: {'; '.join(said)}.", next_step=_RESTORE)
    return f"{connection.exec_driver_sql('PRAGMA page_count').scalar():,} pages, all sound"


def _references(connection: Connection) -> str:
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_SHOWN)
    if lost:
        named = "; ".join(f"row {row[1]} of {row[0]} rests on {row[2]} that is gone" for row in lost)
        raise StoreCorrupt(f"{named}.", next_step=_RESTORE)
    return "every row rests on one that is there"


def _ledger(connection: Connection) -> str:
    found = verify(connection)
    if not found.sound:
        first = found.faults[0].message
        raise StoreCorrupt(f"{found.fault_count} faults; {first}", next_step="`khabar ledger verify` lists them.")
    return f"{found.entries:,} entries, the chain holds"


def _reports(connection: Connection) -> str:
    table = tables.documents
    count = 0
    for rows in _portions(connection, select(table.c.number, table.c.id, table.c.text, table.c.sha256)):
        for row in rows:
            count += 1
            if hashlib.sha256(row["text"].encode()).hexdigest() != row["sha256"]:
                raise StoreCorrupt(
                    f"The text of the report {row['id']} is not the one that was read.", next_step=_RESTORE
                )
    return f"{count:,} texts, each as it was read"


def _claims(connection: Connection) -> str:
    claims, documents = tables.claims, tables.documents
    columns = (claims.c.number, claims.c.mention_id, claims.c.position, claims.c.mention, documents.c.text)
    count = 0
    for rows in _portions(connection, select(*columns).join(documents, documents.c.number == claims.c.document)):
        found_by = _found_by(connection, [row["number"] for row in rows])
        for row in rows:
            count += 1
            if found_by.get(row["number"], set()) != _places_of(row["mention"]):
                raise StoreCorrupt(f"The claim {row['mention_id']} is not found by its places.", next_step=_RESTORE)
            if not _rests(row["mention"], row["text"]) or row["mention"]["trigger"]["start"] != row["position"]:
                words = f"The claim {row['mention_id']} does not rest on the words of its report."
                raise StoreCorrupt(words, next_step=_RESTORE)
    return f"{count:,} claims, each on the words it names"


def _found_by(connection: Connection, numbers: list[int]) -> dict[int, set[str]]:
    """The places that claims are found by."""
    table, found = tables.claim_places, defaultdict[int, set[str]](set)
    for number, place in connection.execute(select(table).where(table.c.claim.in_(numbers))):
        found[number].add(place)
    return found


def _places_of(mention: Any) -> set[str]:
    filled = (argument["resolved"] for argument in mention["roles"].get("place", ()))
    return {resolved["id"] for resolved in filled if resolved is not None and resolved["kind"] == "place"}


def _portions(connection: Connection, query: Any) -> Iterator[Any]:
    return connection.execute(query).mappings().partitions(_PORTION)


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


def _space(path: Path) -> Part:
    """Room for a copy of the store: one is made before it is brought up to a newer schema."""
    free, size = shutil.disk_usage(path.absolute().parent).free, path.stat().st_size
    found = f"{free / 1e6:,.0f} MB free, the store takes {size / 1e6:,.1f} MB"
    step = "" if free > size else "Make room: a copy of the store does not fit on its disk."
    return Part("space", ok=not step, found=found, next_step=step)
