"""The engine of one machine: so many processes, each at one task at a time."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

from khabar.shards.engine import Lost
from khabar.shards.orphans import end_with_parent

T = TypeVar("T")
R = TypeVar("R")
_PROCESSES = multiprocessing.get_context("spawn")


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, our end of its pipe, and the task it is at, in a list of one; empty = none."""

    process: SpawnProcess
    pipe: Connection
    task: list[Any] = field(default_factory=list)


class LocalEngine:
    """See `Engine`. A process that ends costs the task it was at; another takes its place."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs
        self._workers: list[_Worker] = []

    def run(self, tasks: Iterable[T], work: Callable[[T], R]) -> Iterator[tuple[T, R | Lost]]:
        """See `Engine.run`."""
        waiting = iter(tasks)
        try:
            while True:
                while self._has_room and (task := list(islice(waiting, 1))):
                    self._give(self._idle(work), task)
                busy = {worker.pipe: worker for worker in self._workers if worker.task}
                if not busy:
                    return
                for pipe in wait(list(busy)):
                    yield self._collected(busy[pipe])  # type: ignore[index]
        finally:
            self.close()

    def close(self) -> None:
        """See `Engine.close`."""
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
        self._workers = []

    @property
    def _has_room(self) -> bool:
        return sum(bool(worker.task) for worker in self._workers) < self._jobs

    def _idle(self, work: Callable[[T], R]) -> _Worker:
        """A process with nothing to do, begun where there is none."""
        idle = next((worker for worker in self._workers if not worker.task), None)
        if idle is None:
            ours, theirs = _PROCESSES.Pipe()
            # Not daemonic: a shard that is read with care is read by a process of the worker's own.
            process = _PROCESSES.Process(target=_serve, args=(work, theirs), daemon=False)
            process.start()
            theirs.close()
            idle = _Worker(process, ours)
            self._workers.append(idle)
        return idle

    def _give(self, worker: _Worker, task: list[Any]) -> None:
        worker.task = task
        with suppress(BrokenPipeError, ConnectionResetError):  # a dead one is found when its answer is waited for
            worker.pipe.send(task[0])

    def _collected(self, worker: _Worker) -> tuple[Any, Any]:
        (task,), worker.task = worker.task, []
        try:
            return task, worker.pipe.recv()
        except (EOFError, OSError):  # the latter where it was killed in the middle of its answer
            self._workers.remove(worker)
            worker.process.join()
            worker.pipe.close()
            return task, Lost(f"its process ended with {worker.process.exitcode}")


def _serve(work: Callable[[Any], Any], pipe: Connection) -> None:
    """What a process does, until the other end is closed. Ctrl-C is for whoever began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            result = work(task)
        except Exception as error:  # noqa: BLE001  told to whoever asked, as another engine would
            result = Lost(f"{type(error).__name__}: {error}")
        pipe.send(result)
