"""An engine for measuring: what each kind of task takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.memory import memory_mb


class Timed:
    """An engine of this process that counts the time each kind of task takes, and the memory one comes to hold."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.mb = 0
        self.most = 0.0

    def run(self, tasks: Iterable[Any], work: Callable[[Any], Any]) -> Iterator[tuple[Any, Any]]:
        """See `khabar.shards.Engine`."""
        for task in tasks:
            self.most = max(self.most, memory_mb())
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the most held is counted from here
            before, start = int(memory_mb("now")), process_time()
            result = work(task)
            kind = type(task).__name__
            self.seconds[kind] = self.seconds.get(kind, 0.0) + process_time() - start
            self.mb = max(self.mb, int(memory_mb()) - before)
            yield task, result

    def close(self) -> None:
        """Nothing is held."""
