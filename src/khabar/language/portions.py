"""Documents taken together, up to so many words: enough for large products, few enough for the memory they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

T = TypeVar("T", bound=Sized)


def portions(docs: Iterable[T], words: int) -> Iterator[list[T]]:
    """The documents in order, some together; one that is longer than `words` stands alone."""
    held: list[T] = []
    size = 0
    for doc in docs:
        if held and size + len(doc) > words:
            yield held
            held, size = [], 0
        held.append(doc)
        size += len(doc)
    if held:
        yield held
