"""One export: the rows of a record, or what changed in them, checked, counted and written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from khabar.errors import BadInput, InvalidExport
from khabar.export.account import Account
from khabar.export.feed import Entry, changes, full
from khabar.export.formats import Format
from khabar.export.record import Record
from khabar.export.writing import replacing


def write_export(
    format: Format, record: Record, out: Path, *, account: Account, before: Record | None = None, hxl: bool = False
) -> Account:
    """Writes a record to a file; `before` = only what differs from that earlier record, as a change feed.

    Every row is checked against the format's schema as it is made. Raises InvalidExport, BadInput, MissingPart.
    """
    if hxl and not format.hxl:
        raise BadInput(f"{format.name} has no HXL tags.", next_step="Leave out --hxl.")
    rows = format.rows(record, account)
    entries = full(rows) if before is None else changes(format.rows(before, Account()), rows)
    try:
        with replacing(out) as draft:
            format.write(_counted(entries, account), format.row, draft, feed=before is not None, hxl=hxl)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InvalidExport(format.name, ".".join(map(str, first["loc"])), first["msg"]) from None
    return account


def _counted(entries: Iterator[Entry], account: Account) -> Iterator[Entry]:
    for entry in entries:
        if entry.row is not None:
            account.wrote(entry.row)
        if entry.change:
            account.changes[entry.change] += 1
        yield entry
