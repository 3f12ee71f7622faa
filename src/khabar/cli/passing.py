"""Documents through the reader in the order they came, with those set aside in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from khabar.documents import read
from khabar.reader import Reader
from khabar.readers import in_order
from khabar.records import Coded, SetAside


def coded_in_order(
    paths: Iterable[Path], reader: Reader, *, published: date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Coded | SetAside]:
    """Every document coded, and every one that could not be read, in the order they were given."""
    found = read([str(p) for p in paths], published=published, stdin=stdin)
    for step, coded in in_order(found, lambda: reader):
        if isinstance(coded, Coded):
            yield coded
        elif isinstance(step, SetAside):
            yield step
