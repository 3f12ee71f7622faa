"""A bound to how long something may take, also where it never comes back from a library's own code."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Ends this process where what is done inside takes longer. For processes that do one task at a time.

    Whoever began the process is told that its task was lost, as by a crash. The bound holds for the process as a whole.
    """
    # This watch runs beside Python itself: a thread of ours would wait for the very code that does not come back.
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
