"""The reports of a shard, one by one: JSON lines, web archives, tables; packed or not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from khabar.documents.charset import SAMPLE_BYTES, encoding_of
from khabar.documents.json_rows import to_be_read
from khabar.documents.streams import Rejoined, read_up_to
from khabar.records import Document, SetAside
from khabar.shards.damage import damaged
from khabar.shards.listing import kind_of
from khabar.shards.parquet_reports import rows_to_be_read
from khabar.shards.unpacking import Unpacked
from khabar.shards.warc import pages_to_be_read

# What reads one report. Taking the next from a shard is cheap and safe; calling it may be neither.
Make = Callable[[], Document | SetAside]


def reports_in(path: Path, *, name: str) -> Iterator[Make]:
    """What reads each report of a shard, in order. Damage is set aside in its place; what comes before it is read.

    `name` is what the shard is called, and says by its ending how it is read. Raises OSError, and MissingPart.
    """
    with path.open("rb") as file:
        if kind_of(name) == "parquet":
            yield from rows_to_be_read(file, name=name)
            return
        unpacked = Unpacked(file) if name.lower().endswith(".gz") else None
        stream = cast(BinaryIO, io.BufferedReader(unpacked, SAMPLE_BYTES) if unpacked else file)
        yield from (pages_to_be_read if kind_of(name) == "warc" else _lines)(stream, name=name)
        if unpacked is not None and unpacked.damage:
            yield partial(damaged, name, f"{name} was read up to where {unpacked.damage}.")


def _lines(stream: BinaryIO, *, name: str) -> Iterator[Make]:
    head = read_up_to(stream, SAMPLE_BYTES)
    encoding = encoding_of(head, complete=len(head) < SAMPLE_BYTES)
    whole = io.BufferedReader(Rejoined(head, stream))
    lines = io.TextIOWrapper(whole, encoding, errors="replace", newline="\n")
    return to_be_read(lines, name=name)
