"""The body of an answer, read and unpacked no further than its bounds."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

from khabar.errors import Unreachable

_GZIP_OR_ZLIB = 47


def unpacked(pieces: Iterable[bytes], *, encoding: str, most: int, check: Callable[[], None]) -> bytes:
    """The whole body. `encoding` is what the server names; `check` is asked before each piece and may raise.

    Raises Unreachable for more than `most` bytes, packed or unpacked, for a broken packing, and for one not asked for.
    """
    packed = encoding.strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Unreachable(f"It is packed in a way not asked for ({packed[:40]}).", lasting=True)
    unpack = zlib.decompressobj(_GZIP_OR_ZLIB) if packed not in ("", "identity") else None
    body, received = bytearray(), 0
    for piece in pieces:
        check()
        received += len(piece)
        try:
            # One byte more than is taken shows that there is more, and no bomb unpacks further than that.
            body += piece if unpack is None else unpack.decompress(piece, most + 1 - len(body))
        except zlib.error as error:
            raise Unreachable(f"It cannot be unpacked: {error}.") from None
        if received > most or len(body) > most:
            raise Unreachable(f"It is larger than {most:,} bytes.", lasting=True)
    if unpack is not None and received and not unpack.eof:
        raise Unreachable("It broke off before its end.")
    return bytes(body)
