"""The seam to whatever runs the work: two functions, so that any engine can serve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, Protocol, TypeVar

from khabar.workers import Lost

__all__ = ["Engine", "EngineName", "Lost", "engine_named"]

T = TypeVar("T")
R = TypeVar("R")
EngineName = Literal["local", "ray"]


class Engine(Protocol):
    """Runs independent tasks, in any order, in processes of their own, here or on other machines.

    It tries each once and tells which were lost; whoever asks decides whether to try again. Tasks, `work` and results
    can be pickled; `work` puts its output in place itself and may be run twice.
    """

    def run(self, tasks: Iterable[T], work: Callable[[T], R]) -> Iterator[tuple[T, R | Lost]]:
        """Each task with what `work` gave for it, as they are done."""
        ...

    def close(self) -> None:
        """Ends what still runs, and lets go of the machines."""
        ...


def engine_named(name: EngineName, *, jobs: int | None = None, address: str | None = None) -> Engine:
    """The engine of a name, with at most `jobs` tasks at a time (None: one here, on a cluster as many as it has cores).

    `address` is that of a Ray cluster; None = one is begun on this machine. Raises MissingPart.
    """
    if name == "local":
        from khabar.shards.local import LocalEngine

        return LocalEngine(jobs or 1)
    from khabar.shards.on_ray import RayEngine

    return RayEngine(address=address, jobs=jobs)
