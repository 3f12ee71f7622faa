"""Documents taken together: enough for large products, few enough for the memory they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

from khabar.records.document import Document

MOST_DOCUMENTS, MOST_CHARACTERS = 64, 200_000
"""What is read in one go. Short reports take a third less time together than a few at a time."""
T = TypeVar("T", bound=Sized)
Step = TypeVar("Step")


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


def in_portions(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Reports, and what else comes between them, in order, so many together as are read in one go.

    None is waited for beyond those: each portion ends with the step that fills it.
    """
    held: list[Step] = []
    size = 0
    for step in steps:
        held.append(step)
        size += size_of(step)
        if len(held) == MOST_DOCUMENTS or size >= MOST_CHARACTERS:
            yield held
            held, size = [], 0
    if held:
        yield held


def size_of(step: object) -> int:
    """The characters of a document; what is none has no size."""
    return len(step.text) if isinstance(step, Document) else 0
