"""Reports as the rows of a Parquet file, its columns named as the fields of JSON lines are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, BinaryIO

from khabar.documents.build import About, aside
from khabar.documents.publication import Publication
from khabar.documents.rows import document_of, fields_of, is_field
from khabar.export.parquet_out import load_pyarrow
from khabar.records import Document, SetAside
from khabar.shards.damage import damaged

_PORTION = 64


def rows_to_be_read(
    file: BinaryIO, *, name: str, given: Publication | None = None
) -> Iterator[Callable[[], Document | SetAside]]:
    """What reads each row, in order. A group of rows that is damaged is set aside, and the next is read."""
    arrow, parquet = load_pyarrow()
    try:
        table = parquet.ParquetFile(file)
    except (arrow.ArrowException, OSError) as error:
        yield partial(damaged, name, f"{name} cannot be read as Parquet: {_words(error)}.")
        return
    columns = [column for column in table.schema_arrow.names if is_field(column)]
    if "text" not in fields_of(dict.fromkeys(columns, "filled")):
        yield partial(_no_text, name, ", ".join(table.schema_arrow.names)[:200])
        return
    number = 0
    for group in range(table.metadata.num_row_groups):
        ends = number + table.metadata.row_group(group).num_rows
        try:
            for portion in table.iter_batches(batch_size=_PORTION, row_groups=[group], columns=columns):
                for row in portion.to_pylist():
                    number += 1
                    yield partial(_report, row, name, number, given)
        except (arrow.ArrowException, OSError, UnicodeDecodeError) as error:
            message = f"{name}, rows {number + 1} to {ends}, cannot be read: {_words(error)}."
            yield partial(damaged, name, message)
        number = ends


def _report(row: Mapping[str, Any], name: str, number: int, given: Publication | None) -> Document | SetAside:
    plain = {column: _plain(value) for column, value in row.items()}
    return document_of(plain, source=name, where=f"{name}, row {number}", given=given)


def _plain(value: object) -> object:
    """A value as JSON would have it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _no_text(name: str, has: str) -> SetAside:
    message = f"{name} has no column for the report's text; it has {has}."
    return aside(About(source=name), "unreadable", message, "Name one column `text`.")


def _words(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".")[:200]
