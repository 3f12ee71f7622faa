"""Reading with several processes at once: the same results in the same order, and one report that kills its reader, or
keeps it for ever, costs that report alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Protocol, TypeVar

from khabar.language.portions import MOST_CHARACTERS, MOST_DOCUMENTS, in_portions, size_of
from khabar.records import Coded, Document
from khabar.unread import Unread
from khabar.workers import Lost, Pool

# The seconds that one report may take, read alone: some thousand times what the longest takes.
PATIENCE = 120.0
Other = TypeVar("Other")


class Reads(Protocol):
    """What codes documents, in order."""

    def read(self, document: Document) -> Coded:
        """One document, coded."""
        ...

    def read_all(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Documents, coded in order."""
        ...


Load = Callable[[], Reads]
Step = tuple[Document | Other, Coded | Unread | None]


def in_order(
    steps: Iterable[Document | Other], load: Load, *, jobs: int = 1, patience: float = PATIENCE
) -> Iterator[Step[Other]]:
    """Each step in its order: a document with its coding, or why it was not read.

    It is `crashed` where it ended the process that read it twice, and `too-slow` where it alone took longer than
    `patience` seconds; neither can be told with one job, which this process does itself. What is no document comes
    through as it is, with None. `load` gives a reader, and is called when the first is needed, in each process once;
    with several processes it must be picklable, as a function of a module is.
    """
    if jobs > 1:
        with Pool(partial(_reading, load), jobs, patience=patience) as pool:
            yield from _Row(pool, jobs).through(steps)
        return
    reader: Reads | None = None
    for portion in in_portions(steps):
        if reader is None and any(isinstance(step, Document) for step in portion):
            reader = load()
        yield from together(portion, reader) if reader else ((step, None) for step in portion)


def together(portion: Sequence[Document | Other], reader: Reads) -> Iterator[tuple[Document | Other, Coded | None]]:
    """Each step of a portion in its order, the documents read together: with their codings, what is none with None."""
    coded = reader.read_all([step for step in portion if isinstance(step, Document)])
    return ((step, next(coded) if isinstance(step, Document) else None) for step in portion)


@dataclass(slots=True, eq=False)
class _Slot:
    """A step in its place, until its turn comes. `alone` = it may have ended a reader, and is read by itself."""

    step: object
    done: bool
    result: Coded | Unread | None = None
    alone: bool = False


class _Row:
    """Steps in a row: read by whoever is free, several at a time, and told in their order."""

    def __init__(self, pool: Pool[list[_Slot], list[Coded]], jobs: int) -> None:
        self._pool = pool
        self._jobs = jobs
        self._most = 4 * jobs * MOST_DOCUMENTS
        self._unread: deque[_Slot] = deque()

    def through(self, steps: Iterable[Document | Other]) -> Iterator[Step[Other]]:
        coming, waiting = iter(steps), deque[_Slot]()
        while True:
            # No more is taken than the processes will soon ask for: a long row of reports does not fill the memory.
            while len(waiting) < self._most and (slot := self._next(coming)):
                waiting.append(slot)
            if not waiting:
                return
            while self._unread and self._pool.has_room:
                self._pool.give(self._portion())
            if waiting[0].done:
                ready = waiting.popleft()
                yield ready.step, ready.result  # type: ignore[misc]
                continue
            for portion, outcome in self._pool.collect():
                self._settle(portion, outcome)

    def _next(self, coming: Iterator[Document | Other]) -> _Slot | None:
        for step in coming:
            slot = _Slot(step, done=not isinstance(step, Document))
            if not slot.done:
                self._unread.append(slot)
            return slot
        return None

    def _portion(self) -> list[_Slot]:
        """What the next process is given: no more than its share, or the last would keep one process busy alone."""
        share = min(MOST_DOCUMENTS, ceil(len(self._unread) / self._jobs))
        portion = [self._unread.popleft()]
        size = size_of(portion[0].step)
        while len(portion) < share and size < MOST_CHARACTERS and not (portion[0].alone or self._unread[0].alone):
            portion.append(self._unread.popleft())
            size += size_of(portion[-1].step)
        return portion

    def _settle(self, portion: list[_Slot], outcome: list[Coded] | Lost) -> None:
        """What was lost with its process is read again, one by one; what was alone with it is the culprit."""
        if not isinstance(outcome, Lost):
            for slot, coded in zip(portion, outcome, strict=True):
                slot.done, slot.result = True, coded
        elif portion[0].alone:
            portion[0].done, portion[0].result = True, "too-slow" if outcome.is_slow else "crashed"
        else:
            for slot in reversed(portion):
                slot.alone = True
                self._unread.appendleft(slot)


def _reading(load: Load) -> Callable[[list[_Slot]], list[Coded]]:
    """What a process does with portions; its reader is loaded at once."""
    reader = load()

    def read(portion: list[_Slot]) -> list[Coded]:
        return list(reader.read_all(slot.step for slot in portion if isinstance(slot.step, Document)))

    return read
