"""An export read event by event: each with its reports, taken back, or set aside with its row and the reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from khabar.received.files import Raw, change_of, id_of, rows_of_export
from khabar.received.reports import Reports, row_of_event
from khabar.received.told import BadRow, Read
from khabar.records import Coded, SetAside

_NEXT_STEP = "Look at the row in the file; the others were read."
_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Received:
    """One event of an export.

    `id` is its id at the desk that exported it, `claims` those of the claims it rests on there, `where` its row in the
    file. `reports` are made of it, the oldest first; empty = a change feed takes it back.
    """

    id: str
    where: str
    claims: tuple[str, ...] = ()
    reports: tuple[Coded, ...] = ()

    @property
    def row(self) -> str:
        """What its row is called here."""
        return row_of_event(self.id)


class EventReader:
    """Reads the events of an export, whatever its format."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports

    def read(self, lines: TextIO, *, name: str) -> Iterator[Received | SetAside]:
        """The events of a file, in its order. Raises BadInput where none can be read, and MissingPart."""
        told_by, rows = rows_of_export(lines, name=name)
        for row in rows:
            try:
                yield self._received(row, told_by)
            except BadRow as fault:
                yield _aside(row, str(fault))

    def _received(self, row: Raw, told_by: Read) -> Received:
        change, values = change_of(row)
        id = id_of(values)
        if change == "withdrawn":
            return Received(id, row.where)
        try:
            told = told_by(values)
            return Received(id, row.where, told.claims, self._reports.of(told))
        except OverflowError:
            raise BadRow("a day or moment lies outside the calendar") from None


def _aside(row: Raw, fault: str) -> SetAside:
    text, message = _text(row.values), f"The row tells of no event: {fault}."
    made = hashlib.sha256("\x1f".join((row.where, message, text)).encode("utf-8", "replace")).hexdigest()[:16]
    return SetAside(made, row.where, "bad-row", message, _NEXT_STEP, text=text)


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=str)[:_MOST_KEPT] if values else ""
