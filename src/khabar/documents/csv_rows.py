"""Reports as a table: one row each, columns named in the first line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from khabar.documents.build import MAX_CHARACTERS, About, aside
from khabar.documents.publication import Publication
from khabar.documents.rows import document_of, fields_of
from khabar.records import Document, SetAside

_DELIMITERS = ",;\t|"
_LONGEST_HEADER = 10_000


def read_csv(lines: TextIO, *, name: str, given: Publication | None) -> Iterator[Document | SetAside]:
    """The reports of a table. A row that does not fit its header is set aside; a quote never closed ends the table."""
    first = lines.readline(_LONGEST_HEADER)
    delimiter = max(_DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    if "text" not in fields_of(dict.fromkeys(header, "filled")):
        yield _no_text_column(header, name)
        return
    rows = csv.reader(iter(lambda: lines.readline(MAX_CHARACTERS), ""), delimiter=delimiter)
    while True:
        try:
            row = _next_row(rows)
        except csv.Error as error:
            yield _broken(f"{name}, line {rows.line_num + 1}", error)
            return
        if row is None:
            return
        where = f"{name}, line {rows.line_num + 1}"
        if len(row) > len(header):
            yield _too_many(row, header, where, delimiter)
        elif any(cell.strip() for cell in row):
            filled = dict(zip(header, row + [""] * (len(header) - len(row)), strict=True))
            yield document_of(filled, source=name, where=where, given=given)


def _next_row(rows: Iterator[list[str]]) -> list[str] | None:
    # The limit on a cell belongs to the whole process and is too low for a long article: raised for this row alone.
    usual = csv.field_size_limit(MAX_CHARACTERS)
    try:
        return next(rows, None)
    finally:
        csv.field_size_limit(usual)


def _no_text_column(header: list[str], name: str) -> SetAside:
    return aside(
        About(source=name),
        "unreadable",
        "The table has no column for the report's text.",
        f"Name one column `text` in the first line. It has: {', '.join(header)[:200] or 'nothing'}.",
    )


def _too_many(row: list[str], header: list[str], where: str, delimiter: str) -> SetAside:
    return aside(
        About(source=where),
        "unreadable",
        f"The row has {len(row)} cells where the first line names {len(header)}.",
        f'Put text that holds "{delimiter}" between quotation marks.',
        text=delimiter.join(row),
    )


def _broken(where: str, error: csv.Error) -> SetAside:
    if "field limit" in str(error):
        message = f"A cell runs over more than {MAX_CHARACTERS:,} characters; the table was read up to here."
        return aside(About(source=where), "too-large", message, "Look for a quotation mark that is never closed.")
    message = f"It cannot be read as a table ({error}); the table was read up to here."
    return aside(About(source=where), "unreadable", message, "Save it as CSV again.")
