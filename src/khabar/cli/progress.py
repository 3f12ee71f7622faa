"""Progress of long work: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
EVERY_SECONDS = 5.0


def shown(results: Iterable[T], *, quiet: bool = False) -> Iterator[T]:
    """The results as they come, with their number shown on standard error."""
    if quiet:
        yield from results
    elif sys.stderr.isatty():
        yield from _on_terminal(results)
    else:
        yield from _in_log(results)


def _on_terminal(results: Iterable[T]) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for result in results:
            progress.advance(task)
            yield result


def _in_log(results: Iterable[T]) -> Iterator[T]:
    last = time.monotonic()
    done = told = 0
    for result in results:
        done += 1
        if time.monotonic() - last >= EVERY_SECONDS:
            last, told = time.monotonic(), done
            print(f"{done} documents", file=sys.stderr, flush=True)
        yield result
    if 0 < told < done:
        print(f"{done} documents", file=sys.stderr, flush=True)
