"""Ray as the engine: a task a shard, on all machines of a cluster. Needs the extra `ray`.

Plain tasks rather than Ray Data: a shard is read, coded and put in its place by one worker, and nothing passes between
them, while Ray Data would cut shards into blocks, write them under names of its own, and hide which was lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from khabar.shards.engine import Lost
from khabar.shards.needed import needed

T = TypeVar("T")
R = TypeVar("R")
# So many tasks are handed over before the first is done: a cluster grows by what waits for it.
_AHEAD = 1_000


class RayEngine:
    """See `Engine`. The cluster at `address`, else a small one on this machine, which ends with the engine.

    Ray's dashboard and reports of its use to its makers are off on the one begun here. Raises MissingPart.
    """

    def __init__(self, *, address: str | None = None, jobs: int | None = None) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        self._ray: Any = needed("ray", extra="ray", what="The engine ray")
        self._jobs = jobs
        self._is_ours = not self._ray.is_initialized()
        if self._is_ours:
            where = {"address": address} if address else {"num_cpus": jobs, "include_dashboard": False}
            self._ray.init(**where, log_to_driver=False, logging_level="ERROR")

    def run(self, tasks: Iterable[T], work: Callable[[T], R]) -> Iterator[tuple[T, R | Lost]]:
        """See `Engine.run`."""
        # Whether to try again is not Ray's to say: the second time a shard is read with care.
        remote = self._ray.remote(max_retries=0)(work)
        waiting = iter(tasks)
        running: dict[Any, T] = {}
        while True:
            while len(running) < (self._jobs or _AHEAD) and (task := next(waiting, None)) is not None:
                running[remote.remote(task)] = task
            if not running:
                return
            done, _ = self._ray.wait(list(running), num_returns=1)
            for answer in done:
                yield running.pop(answer), self._collected(answer)

    def close(self) -> None:
        """See `Engine.close`."""
        if self._is_ours:
            self._ray.shutdown()

    def _collected(self, answer: Any) -> Any:
        try:
            return self._ray.get(answer)
        except self._ray.exceptions.RayError as error:
            return Lost(f"{type(error).__name__}: {str(error).strip().rpartition(chr(10))[2]}")
