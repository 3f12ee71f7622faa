"""The reports of a shard, one by one: JSON lines, web archives, tables; packed or not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from khabar.documents.charset import SAMPLE_BYTES, encoding_of
from khabar.documents.json_rows import to_be_read
from khabar.documents.publication import Publication
from khabar.documents.streams import Rejoined, read_up_to
from khabar.packs.theatre import Theatre
from khabar.records import Document, SetAside
from khabar.shards.damage import damaged
from khabar.shards.listing import kind_of
from khabar.shards.parquet_reports import rows_to_be_read
from khabar.shards.unpacking import Unpacked
from khabar.shards.warc import pages_to_be_read
from khabar.unread import Elsewhere

# What reads one report. Taking the next from a shard is cheap and safe; calling it may be neither.
Make = Callable[[], Document | SetAside]


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms reports are taken from a shard.

    `given` is when all of them were published, by the user's word, which wins over theirs; None = as they say. `only` =
    what names no place, actor or country of that theatre is left unread.
    """

    given: Publication | None = None
    only: Theatre | None = None


USUAL_TERMS = Terms()


def reports_in(path: Path, *, name: str, terms: Terms = USUAL_TERMS) -> Iterator[Make]:
    """What reads each report of a shard, in order. Damage is set aside in its place; what comes before it is read.

    `name` is what the shard is called, and says by its ending how it is read. Raises OSError, and MissingPart.
    """
    makes = _all_in(path, name, terms.given)
    if terms.only is None:
        yield from makes
        return
    elsewhere = Elsewhere(terms.only)
    for make in makes:
        yield partial(_unless_elsewhere, make, elsewhere)


def _unless_elsewhere(make: Make, elsewhere: Elsewhere) -> Document | SetAside:
    found = make()
    return (elsewhere.set_aside(found) or found) if isinstance(found, Document) else found


def _all_in(path: Path, name: str, given: Publication | None) -> Iterator[Make]:
    with path.open("rb") as file:
        if kind_of(name) == "parquet":
            yield from rows_to_be_read(file, name=name, given=given)
            return
        unpacked = Unpacked(file) if name.lower().endswith(".gz") else None
        stream = cast(BinaryIO, io.BufferedReader(unpacked, SAMPLE_BYTES) if unpacked else file)
        yield from (pages_to_be_read if kind_of(name) == "warc" else _lines)(stream, name=name, given=given)
        if unpacked is not None and unpacked.damage:
            yield partial(damaged, name, f"{name} was read up to where {unpacked.damage}.")


def _lines(stream: BinaryIO, *, name: str, given: Publication | None) -> Iterator[Make]:
    head = read_up_to(stream, SAMPLE_BYTES)
    encoding = encoding_of(head, complete=len(head) < SAMPLE_BYTES)
    whole = io.BufferedReader(Rejoined(head, stream))
    lines = io.TextIOWrapper(whole, encoding, errors="replace", newline="\n")
    return to_be_read(lines, name=name, given=given)
