"""A file that is there whole or not at all: written beside its place, put on disk, and then moved into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from khabar.errors import BadInput


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to in the stead of `path`; what was there before stays until all is written.

    Raises BadInput where it cannot be written.
    """
    draft: Path | None = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as made:
            draft = Path(made.name)
        yield draft
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except OSError as error:
        words = error.strerror or str(error)
        raise BadInput(f"{path} cannot be written: {words}.", next_step="Give another --out.") from None
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
