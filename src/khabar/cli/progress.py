"""Progress of long work: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
EVERY_SECONDS = 5.0


def _one(_: object) -> int:
    return 1


def shown(
    results: Iterable[T], *, noun: str = "documents", size: Callable[[T], int] = _one, quiet: bool = False
) -> Iterator[T]:
    """The results as they come, with their number shown on standard error; `size` is what one result counts for."""
    if quiet:
        yield from results
    elif sys.stderr.isatty():
        yield from _on_terminal(results, noun, size)
    else:
        yield from _in_log(results, noun, size)


def _on_terminal(results: Iterable[T], noun: str, size: Callable[[T], int]) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    done = 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_told(done, noun), total=None)
        for result in results:
            done += size(result)
            progress.update(task, description=_told(done, noun))
            yield result


def _in_log(results: Iterable[T], noun: str, size: Callable[[T], int]) -> Iterator[T]:
    last = time.monotonic()
    done = told = 0
    for result in results:
        done += size(result)
        if time.monotonic() - last >= EVERY_SECONDS:
            last, told = time.monotonic(), done
            print(_told(done, noun), file=sys.stderr, flush=True)
        yield result
    if 0 < told < done:
        print(_told(done, noun), file=sys.stderr, flush=True)


def _told(done: int, noun: str) -> str:
    return f"{done:,} {noun.removesuffix('s') if done == 1 else noun}"
