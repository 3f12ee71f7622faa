"""Reading with several processes at once: the same results in the same order, and one report that kills its reader
costs that report alone.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Literal, Protocol, TypeVar

from khabar.records import Coded, Document

# So many reports go to a process at a time: parsed together they take less time than one by one.
PORTION = 8
_PROCESSES = multiprocessing.get_context("spawn")

Other = TypeVar("Other")
Crashed = Literal["crashed"]


class Reads(Protocol):
    """What codes documents, in order."""

    def read(self, document: Document) -> Coded:
        """One document, coded."""
        ...

    def read_all(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Documents, coded in order."""
        ...


Load = Callable[[], Reads]
Step = tuple[Document | Other, Coded | Crashed | None]


def in_order(steps: Iterable[Document | Other], load: Load, *, jobs: int = 1) -> Iterator[Step[Other]]:
    """Each step in its order: a document with its coding, or `crashed` where it ended the process that read it twice.

    What is no document comes through as it is, with None. `load` gives a reader, and is called when the first is
    needed, in each process once; with several processes it must be picklable, as a function of a module is.
    """
    if jobs > 1:
        with _Pool(load, jobs) as pool:
            yield from pool.through(steps)
        return
    reader: Reads | None = None
    for step in steps:
        if isinstance(step, Document):
            reader = reader or load()
            yield step, reader.read(step)
        else:
            yield step, None


@dataclass(slots=True, eq=False)
class _Slot:
    """A step in its place, until its turn comes. `alone` = it may have crashed a reader, and is read by itself."""

    step: object
    done: bool
    result: Coded | Crashed | None = None
    alone: bool = False


@dataclass(slots=True, eq=False)
class _Worker:
    """A process that reads, its end of the pipe, and what it is reading."""

    process: SpawnProcess
    pipe: Connection
    reading: list[_Slot] = field(default_factory=list)


class _Pool:
    """Processes that read, begun when there is something for them."""

    def __init__(self, load: Load, jobs: int) -> None:
        self._load = load
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._unread: deque[_Slot] = deque()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()

    def through(self, steps: Iterable[Document | Other]) -> Iterator[Step[Other]]:
        coming, waiting = iter(steps), deque[_Slot]()
        while True:
            # No more is taken than the processes will soon ask for: a long row of reports does not fill the memory.
            while len(waiting) < 4 * self._jobs * PORTION and (slot := self._next(coming)):
                waiting.append(slot)
            if not waiting:
                return
            self._hand_out()
            if waiting[0].done:
                ready = waiting.popleft()
                yield ready.step, ready.result  # type: ignore[misc]
            else:
                self._collect()

    def _next(self, coming: Iterator[Document | Other]) -> _Slot | None:
        for step in coming:
            slot = _Slot(step, done=not isinstance(step, Document))
            if not slot.done:
                self._unread.append(slot)
            return slot
        return None

    def _hand_out(self) -> None:
        while self._unread and (worker := self._idle()):
            portion = [self._unread.popleft()]
            while self._unread and len(portion) < PORTION and not (portion[0].alone or self._unread[0].alone):
                portion.append(self._unread.popleft())
            try:
                worker.pipe.send([slot.step for slot in portion])
            except (BrokenPipeError, ConnectionResetError):  # it died while it had nothing to read: no report's fault
                self._unread.extendleft(reversed(portion))
                self._part_with(worker)
            else:
                worker.reading = portion

    def _idle(self) -> _Worker | None:
        idle = next((worker for worker in self._workers if not worker.reading), None)
        if idle is None and len(self._workers) < self._jobs:
            idle = self._begun()
            self._workers.append(idle)
        return idle

    def _begun(self) -> _Worker:
        ours, theirs = _PROCESSES.Pipe()
        process = _PROCESSES.Process(target=_read, args=(self._load, theirs), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _collect(self) -> None:
        """Waits until some process has read its portion, or is dead."""
        busy = {worker.pipe: worker for worker in self._workers if worker.reading}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]
            try:
                result = worker.pipe.recv()
            except (EOFError, OSError):  # the latter where it was killed in the middle of its answer
                self._bury(worker)
                continue
            if isinstance(result, BaseException):
                raise result
            for slot, coded in zip(worker.reading, result, strict=True):
                slot.done, slot.result = True, coded
            worker.reading = []

    def _bury(self, worker: _Worker) -> None:
        """Has what a dead process was reading read again, one by one; what was alone with it is the culprit."""
        self._part_with(worker)
        if len(worker.reading) == 1 and worker.reading[0].alone:
            worker.reading[0].done, worker.reading[0].result = True, "crashed"
            return
        for slot in reversed(worker.reading):
            slot.alone = True
            self._unread.appendleft(slot)

    def _part_with(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.join()
        worker.pipe.close()


def _read(load: Load, pipe: Connection) -> None:
    """What a process does: reads portions until the other end is closed. Ctrl-C is for whoever began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reader: Reads | None = None
    while True:
        try:
            documents: Sequence[Document] = pipe.recv()
        except EOFError:
            return
        try:
            reader = reader or load()
            result: list[Coded] | Exception = list(reader.read_all(documents))
        except Exception as error:  # noqa: BLE001  it is raised where it was asked for
            result = error
        pipe.send(result)
