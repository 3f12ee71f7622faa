"""Following the ledger: what was changed, taken out, put in or moved since it was recorded.

It reads the ledger once, in portions, and each row it tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, Select, Table, Text, and_, exists, select, type_coerce

from khabar.errors import BadInput
from khabar.store import tables
from khabar.store.ledger import KINDS, START, Entry, Noted, content_of, hash_of
from khabar.store.queries import in_portions
from khabar.store.rows import Row

FaultCode = Literal["changed", "missing", "unlisted", "entry-changed", "entry-missing", "head"]
TOLD = 100
_PORTION = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was recorded.

    `changed`, `missing` and `unlisted` are of the row `row` of the table `kind`; the others of the ledger itself.
    `entry` is the ledger's number where it shows, None for a row that no entry tells of; `at` the entry's moment.
    """

    code: FaultCode
    message: str
    kind: str = "ledger"
    row: int | None = None
    entry: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What following the ledger showed.

    `faults` are the first of `fault_count`. `head` is the last entry as `number:hash`, "" = none; noted elsewhere, it
    shows later that nothing was cut off. `since` and `last` are the first and the last moment the chain vouches for,
    `since` None = nothing was recorded since it was begun; `chained_later` counts the rows that were there before.
    `unsigned` counts acts of which it is not known whose they were. `sound_until` is the last entry before the first
    fault, `sound_again` the first after the last, None = there is none.
    """

    entries: int = 0
    head: str = ""
    since: datetime | None = None
    last: datetime | None = None
    chained_later: int = 0
    unsigned: int = 0
    fault_count: int = 0
    faults: tuple[Fault, ...] = ()
    sound_until: int | None = None
    sound_again: int | None = None

    @property
    def sound(self) -> bool:
        """Whether all is as it was recorded."""
        return not self.fault_count


def verify(connection: Connection, *, head: str = "") -> Verified:
    """Follows the ledger; `head` is what an earlier run gave as its head, and must still lie on it.

    Raises BadInput for a head that is none.
    """
    known = _parsed(head) if head else None
    course = _Course(noted_head=known)
    for portion in _portions(connection):
        rows = _rows_of(connection, portion)
        for entry in portion:
            course.follow(entry, rows.get((entry.noted.kind, entry.noted.row)))
    if known is not None and known[0] > course.found.entries:
        cut = f"The ledger ends at entry {course.found.entries}; the head given is entry {known[0]}: it was cut off."
        course.tell(Fault("head", cut, entry=course.found.entries))
    for kind in KINDS:
        for fault in _unlisted(connection, tables.metadata.tables[kind]):
            course.tell(fault)
    return course.result()


@dataclass(slots=True)
class _Course:
    """The way along the chain: what was found so far, and the entry before the next."""

    noted_head: tuple[int, str] | None
    found: Verified = field(default_factory=Verified)
    number: int = 0
    hash: str = START
    first_fault: int | None = None
    last_fault: int | None = None
    faults: list[Fault] = field(default_factory=list)

    def follow(self, entry: Entry, row: Row | None) -> None:
        noted = entry.noted
        for fault in (*self._of_the_chain(entry), *_of_the_row(entry, row)):
            self.tell(fault)
        self.number, self.hash = entry.number, entry.hash
        was, later = self.found, noted.act == "chained"
        self.found = replace(
            was,
            entries=entry.number,
            since=noted.at if was.since is None and noted.act == "added" else was.since,
            last=noted.at,
            chained_later=was.chained_later + later,
            unsigned=was.unsigned + (not noted.by),
        )

    def _of_the_chain(self, entry: Entry) -> Iterator[Fault]:
        about = {"entry": entry.number, "at": entry.noted.at}
        if entry.number != self.number + 1:
            gone = f"entries {self.number + 1} to {entry.number - 1} of the ledger are"
            if entry.number == self.number + 2:
                gone = f"entry {self.number + 1} of the ledger is"
            yield Fault("entry-missing", f"{gone[0].upper()}{gone[1:]} gone.", **about)  # type: ignore[arg-type]
        elif entry.hash != hash_of(entry.noted, number=entry.number, before=self.hash):
            words = (
                f"Entry {entry.number} of the ledger does not follow from the one before it: changed, moved or put in."
            )
            yield Fault("entry-changed", words, **about)  # type: ignore[arg-type]
        if self.noted_head is not None and self.noted_head[0] == entry.number and self.noted_head[1] != entry.hash:
            words = f"Entry {entry.number} is not the one that was noted as the head: the ledger was written anew."
            yield Fault("head", words, **about)  # type: ignore[arg-type]

    def tell(self, fault: Fault) -> None:
        at = fault.entry
        if at is not None:
            self.first_fault = at if self.first_fault is None else min(at, self.first_fault)
            self.last_fault = at if self.last_fault is None else max(at, self.last_fault)
        if len(self.faults) < TOLD:
            self.faults.append(fault)
        self.found = replace(self.found, fault_count=self.found.fault_count + 1)

    def result(self) -> Verified:
        last, first = self.last_fault, self.first_fault
        return replace(
            self.found,
            head=f"{self.number}:{self.hash}" if self.number else "",
            faults=tuple(self.faults),
            sound_until=self.number if first is None else (first - 1 or None),
            sound_again=last + 1 if last is not None and last < self.number else None,
        )


def _of_the_row(entry: Entry, row: Row | None) -> Iterator[Fault]:
    noted = entry.noted
    where = {"kind": noted.kind, "row": noted.row, "entry": entry.number, "at": noted.at}
    name = f"Row {noted.row} of {noted.kind}"
    if noted.kind not in KINDS:
        return  # the entry itself was changed, and is told of as such
    if row is None:
        if noted.act != "closed":
            yield Fault("missing", f"{name}, recorded {noted.at}, is gone.", **where)  # type: ignore[arg-type]
    elif noted.act == "closed":
        if row["superseded_at"] != noted.at:
            now = f"says {row['superseded_at']}" if row["superseded_at"] else "says that it still holds"
            words = f"{name} was closed {noted.at} and {now}."
            yield Fault("changed", words, **where)  # type: ignore[arg-type]
    elif content_of(tables.metadata.tables[noted.kind], dict(row)) != noted.content:  # type: ignore[call-overload]
        yield Fault("changed", f"{name} is not as it was recorded {noted.at}.", **where)  # type: ignore[arg-type]


def _portions(connection: Connection) -> Iterator[list[Entry]]:
    ledger = tables.ledger
    columns = (c if c.name != "at" else type_coerce(c, Text).label("at") for c in ledger.c)
    for rows in in_portions(connection, select(*columns), ledger.c.number, size=_PORTION):
        yield [_entry(row) for row in rows]


def _entry(row: Row) -> Entry:
    fields = ("act", "kind", "row", "by", "content")
    return Entry(row["number"], Noted(**{name: row[name] for name in fields}, at=_moment(row["at"])), row["hash"])


def _moment(given: str | datetime) -> datetime:
    """The moment of an entry; what somebody made unreadable becomes one that its hash does not fit."""
    try:
        return (datetime.fromisoformat(given) if isinstance(given, str) else given).astimezone(UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _rows_of(connection: Connection, portion: Sequence[Entry]) -> dict[tuple[str, int], Row]:
    found: dict[tuple[str, int], Row] = {}
    for kind in KINDS:
        table = tables.metadata.tables[kind]
        numbers = sorted({entry.noted.row for entry in portion if entry.noted.kind == kind})
        for row in _readable(connection, select(table), table, numbers):
            found[kind, row["number"]] = row
    return found


def _readable(connection: Connection, query: Select[tuple[object, ...]], table: Table, numbers: list[int]) -> list[Row]:
    """The rows of these numbers; one with values that cannot be read any more comes with its number alone."""
    if not numbers:
        return []
    try:
        return list(connection.execute(query.where(table.c.number.in_(numbers))).mappings())
    except ValueError:
        if len(numbers) == 1:
            there = connection.scalar(select(table.c.number).where(table.c.number.in_(numbers)))
            return [] if there is None else [{"number": there, "superseded_at": None}]
    middle = len(numbers) // 2
    parts = (numbers[:middle], numbers[middle:])
    return [row for part in parts for row in _readable(connection, query, table, part)]


def _unlisted(connection: Connection, table: Table) -> Iterator[Fault]:
    """Rows that no entry put in, and closings that no entry tells of."""
    ledger = tables.ledger
    own = and_(ledger.c.kind == table.name, ledger.c.row == table.c.number)
    put_in = exists().where(own, ledger.c.act != "closed")
    for (number,) in connection.execute(select(table.c.number).where(~put_in).order_by(table.c.number)):
        words = f"Row {number} of {table.name} is not on the ledger: it was put in past it."
        yield Fault("unlisted", words, kind=table.name, row=number)
    if "superseded_at" in table.c:
        closed = exists().where(own, ledger.c.act == "closed")
        query = select(table.c.number).where(table.c.superseded_at.is_not(None), ~closed).order_by(table.c.number)
        for (number,) in connection.execute(query):
            words = f"Row {number} of {table.name} was closed, and the ledger does not say so."
            yield Fault("changed", words, kind=table.name, row=number)


def _parsed(head: str) -> tuple[int, str]:
    number, _, hash = head.strip().partition(":")
    if not (number.isdecimal() and int(number) > 0 and len(hash) == 64):
        raise BadInput(f"{head!r} is no head of a ledger.", next_step="Give it as `khabar ledger verify` printed it.")
    return int(number), hash
