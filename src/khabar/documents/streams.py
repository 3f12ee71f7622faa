"""Reading a stream no further than needed, and from its beginning again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def read_up_to(stream: BinaryIO, size: int) -> bytes:
    """The next `size` bytes, or all there are; a pipe gives them in pieces."""
    pieces, missing = [], size
    while missing and (piece := stream.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


class Rejoined(io.RawIOBase):
    """A stream whose beginning was read already, from the beginning. Closing it leaves the stream itself open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fills `buffer` from what was read already, then from the rest; 0 at the end."""
        space = memoryview(buffer).cast("B")
        piece = self._head[: len(space)] if self._head else memoryview(self._rest.read(len(space)))
        self._head = self._head[len(piece) :]
        space[: len(piece)] = piece
        return len(piece)
