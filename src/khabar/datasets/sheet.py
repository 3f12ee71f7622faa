"""A row as a text: every cell stands in it, so that a claim can rest on the characters it was read from."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.datasets.scheme import Scheme
from khabar.records import Document, Span
from khabar.records.document import ROW_OF_DATA


def is_row_of_data(document: Document) -> bool:
    """Whether a report is a row of a dataset: rows are alike by their form, and none is a copy of another."""
    return document.source.startswith(ROW_OF_DATA)


def source_of_row(dataset: str, id: str) -> str:
    """What a row's document names as its source: it stays the same when the row is published anew."""
    return f"{ROW_OF_DATA}{dataset}/{id}"


class Sheet:
    """A row's text under way: each part is put at its end and remembered by its name."""

    def __init__(self) -> None:
        self._text = ""
        self._spans: dict[str, tuple[int, int]] = {}

    def put(self, words: str, name: str = "") -> None:
        """Puts words at the end; with a name they can be asked for."""
        start = len(self._text)
        self._text += words
        if name:
            self._spans[name] = (start, len(self._text))

    def mark(self, name: str) -> None:
        """Remembers all the text so far by a name."""
        self._spans[name] = (0, len(self._text))

    def span(self, name: str) -> Span | None:
        """The words put under a name; None where none were."""
        return Span.of(self._text, *self._spans[name]) if name in self._spans else None

    def whole(self) -> str:
        """The text so far."""
        return self._text


def sheet_of(cells: Mapping[str, str], scheme: Scheme, *, act_words: str, outlet: str) -> Sheet:
    """The text of a row: one sentence that tells it, with its notes, then every other cell with its column's name."""
    fields, sheet = scheme.fields, Sheet()
    sheet.put(act_words, "act")
    _joined(
        sheet, ": ", " – ", [(cells.get(c, ""), n) for c, n in ((fields.actor, "actor"), (fields.target, "target"))]
    )
    where = [(cells.get(fields.place, ""), "place")]
    where += [(cells.get(column, ""), column) for column in (*fields.areas, fields.country)]
    _joined(sheet, "; ", ", ", where)
    when = [(cells.get(fields.first_day, ""), "first day"), (cells.get(fields.last_day, ""), "last day")]
    _joined(sheet, "; ", " to ", when if when[0][0] != when[1][0] else when[:1])
    if best := cells.get(fields.best, ""):
        sheet.put("; ")
        sheet.put("killed", "killed")
        sheet.put(": ")
        sheet.put(best, "best")
    sheet.put(". Coded by ")
    sheet.put(scheme.name, "coders")
    sheet.put(f" as {cells[fields.id]}")  # rows that say the same stay two
    if outlet:
        sheet.put(" from ")
        sheet.put(outlet, "outlets")
    sheet.put(".")
    if notes := cells.get(fields.notes, ""):
        sheet.put(" ")
        sheet.put(notes, "notes")
    sheet.mark("sentence")
    sheet.put("\n")
    for column, value in cells.items():
        if column not in (fields.notes, fields.stamped):
            sheet.put(f"\n{column}: {value}")
    return sheet


def _joined(sheet: Sheet, opening: str, between: str, parts: list[tuple[str, str]]) -> None:
    mark = opening
    for words, name in parts:
        if words:
            sheet.put(mark)
            sheet.put(words, name)
            mark = between
