"""What of a packed file can be unpacked, up to where it is damaged."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Unpacked(io.RawIOBase):
    """The content of a gzip file of one or many members. It ends where the file is cut or damaged; `damage` says how.

    "" = not damaged, as far as it was read.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self._members = gzip.GzipFile(fileobj=packed)
        self.damage = ""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fills `buffer` with what comes next; 0 at the end, and from the damage on."""
        space = memoryview(buffer).cast("B")
        if self.damage or not len(space):
            return 0
        try:
            piece = self._members.read1(len(space))  # one step at a time: a longer read loses what comes before damage
        except EOFError:
            self.damage = "the file is cut short"
            return 0
        except (zlib.error, gzip.BadGzipFile) as error:
            self.damage = f"it cannot be unpacked ({error})"
            return 0
        space[: len(piece)] = piece
        return len(piece)
