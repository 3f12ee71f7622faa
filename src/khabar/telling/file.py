"""Alerts as lines of a file."""

from __future__ import annotations

import os

from khabar.telling.message import Message, Undelivered
from khabar.watching.feeds_file import LinesFile


def to_file(message: Message, file: LinesFile) -> None:
    """Appends one line, and returns once it is on disk. A half line that a crash left is closed first."""
    try:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        with file.path.open("a+b") as lines:
            if lines.tell():
                lines.seek(-1, os.SEEK_END)
                begun = lines.read(1) != b"\n"
            else:
                begun = False
            lines.write((b"\n" if begun else b"") + message.body + b"\n")
            lines.flush()
            os.fsync(lines.fileno())
    except OSError as error:
        raise Undelivered(f"Cannot write {file.path}: {error.strerror or error}.") from None
