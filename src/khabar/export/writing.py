"""A file that is there whole or not at all: written beside its place, put on disk, and then moved into it.

Whoever is killed on the way leaves what was there before, and a hidden draft that the next writing to that place
clears away. A lock tells a draft that somebody is at work on: the system lets go of it when its holder dies.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from tempfile import mkstemp

from khabar.errors import BadInput

_DRAFT = ".unfinished"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to in the stead of `path`; what was there before stays until all is written.

    Of several who write to one place at once the last to end has it. Raises BadInput where it cannot be written.
    """
    try:
        _refuse_what_is_no_file(path)
        _clear_drafts(path)
        with _draft(path) as draft:
            yield draft
            _put_on_disk(draft)
            draft.chmod(0o666 & ~_umask())
            draft.replace(path)
            _put_on_disk(path.parent)
    except OSError as error:
        step = "Make room there, or give another --out." if error.errno in _NO_ROOM else "Give another --out."
        words = os.strerror(error.errno) if error.errno else str(error)
        raise BadInput(f"{path} cannot be written: {words}.", next_step=step) from None


def _refuse_what_is_no_file(path: Path) -> None:
    if not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}.", next_step="Make it, or give another --out.")
    if path.is_dir():
        raise BadInput(f"{path} is a folder.", next_step="Name a file in it: --out FOLDER/FILE.")
    if path.exists() and not path.is_file():
        raise BadInput(f"{path} is no file that could be replaced.", next_step="Give another --out.")


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    handle, draft = _begun(path)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)
        os.close(handle)


def _begun(path: Path) -> tuple[int, Path]:
    """A new draft, open and locked."""
    while True:
        handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_DRAFT)
        _lock(handle)
        # Before it was locked, another who cleared up may have taken it for left behind.
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)


def _lock(handle: int) -> None:
    # On a disk without locks nothing is cleared away either.
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX)


def _clear_drafts(path: Path) -> None:
    """Removes the drafts of those who were killed; what cannot be opened or locked is another's."""
    for left in path.parent.glob(f".{escape(path.name)}.????????{_DRAFT}"):
        with suppress(OSError):
            handle = os.open(left, os.O_RDWR)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
            finally:
                os.close(handle)


def _put_on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
