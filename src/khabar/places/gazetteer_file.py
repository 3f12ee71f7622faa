"""The gazetteer's file: plain arrays in one file, mapped into memory and searched where they lie.

Layout: `MAGIC`, the header's length (4 bytes, little-endian), the header (JSON: facts about the whole, and each
array's name, type, length and offset), then the arrays, each starting at a multiple of 16.  Names are not stored as
text: a name is a 64-bit hash of its key, and the hashes are sorted, so a look-up is a binary search.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from khabar.errors import MissingPart
from khabar.records import Precision

MAGIC = b"KHGAZ1\n\x00"
FORMAT = "khabar.gazetteer/1"
_STEP = 16

# Their order is that of the numbers in the file: new ones come last.
KINDS: tuple[Precision, ...] = ("settlement", "province", "country", "region", "water", "district", "site", "route")
HOWS = ("own", "alternate", "demonym", "metonym", "folded")
# Bits of a name's flags above its place in HOWS.
WEAK, ACRONYM, AFTER_COMMA = 8, 16, 32
# Bits of a place's marks.
CAPITAL, DISPUTED, FORMER = 1, 2, 4
NO_DEGREES = -(2**31)
# Ids from here on are ours: GeoNames has none for the place.
OWN_IDS = 4_000_000_000


def hash_of(key: str) -> int:
    """The 64-bit hash a key is stored under."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


class Column:
    """An array that grows in a file of its own, so that it need not fit into memory."""

    def __init__(self, path: Path, kind: str) -> None:
        self.path = path
        self.dtype = np.dtype(kind)
        self.nbytes = 0
        path.write_bytes(b"")
        self._digest = hashlib.blake2b(digest_size=16)

    def __len__(self) -> int:
        return self.nbytes // self.dtype.itemsize

    def append(self, values: NDArray[Any]) -> None:
        """Add values at the end."""
        data = values.astype(self.dtype, copy=False).tobytes()
        self._digest.update(data)
        self.nbytes += len(data)
        with self.path.open("ab") as out:
            out.write(data)

    @property
    def digest(self) -> str:
        """The same for the same values, however they were added."""
        return self._digest.hexdigest()

    def copy_to(self, out: BinaryIO) -> None:
        """Write all values to a file."""
        with self.path.open("rb") as values:
            shutil.copyfileobj(values, out, 1 << 20)


def write_file(path: Path, *, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any] | Column]) -> None:
    """Write one gazetteer file, whole or not at all; the same facts and arrays give the same bytes."""
    offset = 0
    table = {}
    for name, array in arrays.items():
        table[name] = {"type": array.dtype.str, "length": len(array), "offset": offset}
        offset += -(-array.nbytes // _STEP) * _STEP
    header = json.dumps({"format": FORMAT, **facts, "arrays": table}, ensure_ascii=False, sort_keys=True).encode()
    header += b" " * (-(len(MAGIC) + 4 + len(header)) % _STEP)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as out:
            out.write(MAGIC + len(header).to_bytes(4, "little") + header)
            for array in arrays.values():
                if isinstance(array, Column):
                    array.copy_to(out)
                else:
                    out.write(array.tobytes())
                out.write(b"\0" * (-array.nbytes % _STEP))
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@dataclass(frozen=True)
class GazetteerFile:
    """A file whose header was read: its facts, and where its arrays lie."""

    path: Path
    facts: Mapping[str, Any]
    arrays: Mapping[str, tuple[np.dtype[Any], int, int]]  # type, length, offset

    def read(self, name: str, first: int = 0, last: int | None = None) -> NDArray[Any]:
        """A stretch of an array, read into memory."""
        kind, length, offset = self.arrays[name]
        count = (length if last is None else last) - first
        return np.fromfile(self.path, dtype=kind, count=count, offset=offset + first * kind.itemsize)

    def mapped(self) -> dict[str, NDArray[Any]]:
        """All arrays, mapped and not read."""
        data = np.memmap(self.path, dtype=np.uint8, mode="r").view(np.ndarray)  # which is quicker to read from
        return {
            name: data[offset : offset + length * kind.itemsize].view(kind)
            for name, (kind, length, offset) in self.arrays.items()
        }


def open_file(path: Path, *, next_step: str = "Install Khabar again.") -> GazetteerFile:
    """The file at a path. Raises MissingPart where it is absent, of another make, or cut short."""
    if not path.is_file():
        raise MissingPart(f"The gazetteer {path.name} is not installed.", next_step=next_step)
    with path.open("rb") as source:
        if source.read(len(MAGIC)) != MAGIC:
            raise MissingPart(f"{path.name} is not a gazetteer of this version.", next_step=next_step)
        length = int.from_bytes(source.read(4), "little")
        text = source.read(length)
    start = len(MAGIC) + 4 + length
    try:
        facts = json.loads(text)
        rows = {name: (np.dtype(row["type"]), row) for name, row in facts.pop("arrays").items()}
    except (ValueError, KeyError, TypeError):
        raise MissingPart(f"The gazetteer {path.name} is damaged.", next_step=next_step) from None
    arrays = {name: (kind, int(row["length"]), start + int(row["offset"])) for name, (kind, row) in rows.items()}
    end = max((offset + n * kind.itemsize for kind, n, offset in arrays.values()), default=start)
    if path.stat().st_size < end:
        raise MissingPart(f"The gazetteer {path.name} is damaged.", next_step=next_step)
    return GazetteerFile(path, facts, arrays)
