"""One process of our own, and the pipe by which it is talked to."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from khabar.workers.orphans import end_with_parent

_PROCESSES = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Lost:
    """What comes of a task whose process, or machine, ended before it did. `why` in words.

    `is_slow` = the process was ended since it took longer than it may.
    """

    why: str
    is_slow: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """Said by a process that has loaded what it works with: from then on its time counts."""


class Worker:
    """A process that does `does(pipe, *args)`, and ends as soon as this one does, however that ends.

    `begins_others` = it may begin processes of its own; such a one has to be ended before this process can end.
    """

    def __init__(self, does: Callable[..., None], *args: Any, begins_others: bool = False) -> None:
        self.pipe, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_run, args=(does, theirs, args), daemon=not begins_others)
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int | None:
        """Its number among the machine's processes."""
        return self._process.pid

    def tell(self, word: object) -> bool:
        """Tells it something; False = it is dead, and nobody heard it."""
        try:
            self.pipe.send(word)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def hear(self, *, patience: float | None = None) -> Any:
        """What it tells next. Lost where it has ended, be it in the middle of a word, or is silent for so many seconds.

        Such a one is to be ended. `patience` None = however long it takes.
        """
        try:
            if patience is not None and not self.pipe.poll(patience):
                return too_slow(patience)
            return self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return Lost(f"its process ended with {self._process.exitcode}")

    def end(self) -> None:
        """Ends it, whatever it is at."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def too_slow(patience: float) -> Lost:
    """What comes of a task that took longer than so many seconds."""
    return Lost(f"it took longer than {patience:g} seconds", is_slow=True)


def _run(does: Callable[..., None], pipe: Connection, args: tuple[Any, ...]) -> None:
    """What the process does. Ctrl-C is for whoever began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    does(pipe, *args)
