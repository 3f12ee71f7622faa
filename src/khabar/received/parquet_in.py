"""Rows of a Parquet file, some at a time; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from khabar.errors import BadInput
from khabar.export.parquet_out import load_pyarrow

# How a Parquet file begins.
PARQUET = b"PAR1"
PORTION = 200
# A group of rows that unpacks to more bytes than this is not read: a small file can claim to hold anything.
MOST_BYTES = 1 << 30


def parquet_rows(file: BinaryIO, columns: tuple[str, ...], *, name: str) -> Iterator[dict[str, Any]]:
    """The rows with those of the columns that the file has.

    Raises MissingPart where pyarrow is not installed, BadInput where the file is damaged, or lacks the first column.
    """
    arrow, parquet = load_pyarrow()
    try:
        table = parquet.ParquetFile(file)
        found = [column for column in columns if column in table.schema_arrow.names]
        if columns[0] not in found:
            raise BadInput(f"{name} has no column {columns[0]}.", next_step="Give a file that Khabar exported.")
        groups = (table.metadata.row_group(i).total_byte_size for i in range(table.metadata.num_row_groups))
        if max(groups, default=0) > MOST_BYTES:
            raise BadInput(f"{name} unpacks to too much at once.", next_step="Write it in smaller groups of rows.")
        for portion in table.iter_batches(batch_size=PORTION, columns=found):
            yield from portion.to_pylist()
    except arrow.ArrowException as error:
        raise BadInput(f"{name} cannot be read as Parquet: {error}.", next_step="Export it again.") from None
