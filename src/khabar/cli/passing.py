"""Documents through the reader in the order they came, with those set aside in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from khabar.documents import read
from khabar.reader import Reader
from khabar.records import Coded, Document, SetAside

BATCH = 16


def coded_in_order(
    paths: Iterable[Path], reader: Reader, *, published: date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Coded | SetAside]:
    """Every document coded, and every one that could not be read, in the order they were given."""
    held: list[Document | SetAside] = []
    for found in read([str(p) for p in paths], published=published, stdin=stdin):
        held.append(found)
        if len(held) == BATCH:
            yield from _passed(held, reader)
            held = []
    yield from _passed(held, reader)


def _passed(held: list[Document | SetAside], reader: Reader) -> Iterator[Coded | SetAside]:
    coded = reader.read_all([d for d in held if isinstance(d, Document)])
    for found in held:
        yield found if isinstance(found, SetAside) else next(coded)
