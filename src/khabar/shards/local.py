"""The engine of one machine: so many processes, each at one task at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from khabar.shards.engine import Lost
from khabar.workers import Pool

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Fault:
    """What a task raised, in words. Its process is sound."""

    words: str


class LocalEngine:
    """See `Engine`. A process that ends costs the task it was at; another takes its place."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs
        self._pool: Pool[Any, Any] | None = None

    def run(self, tasks: Iterable[T], work: Callable[[T], R]) -> Iterator[tuple[T, R | Lost]]:
        """See `Engine.run`."""
        waiting = iter(tasks)
        # They may begin others: a shard that is read with care is read by a process of the worker's own.
        with Pool(partial(_bearing_faults, work), self._jobs, begins_others=True) as pool:
            self._pool = pool
            while True:
                while pool.has_room and (task := list(islice(waiting, 1))):
                    pool.give(task[0])
                if pool.is_idle:
                    return
                for done, result in pool.collect():
                    yield done, Lost(result.words) if isinstance(result, _Fault) else result

    def close(self) -> None:
        """See `Engine.close`."""
        if self._pool is not None:
            self._pool.close()


def _bearing_faults(work: Callable[[T], R]) -> Callable[[T], R | _Fault]:
    return partial(_done, work)


def _done(work: Callable[[T], R], task: T) -> R | _Fault:
    try:
        return work(task)
    except Exception as error:  # noqa: BLE001  told to whoever asked, as another engine would
        return _Fault(f"{type(error).__name__}: {error}")
