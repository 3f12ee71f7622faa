"""The gazetteer's file: plain arrays in one file, mapped into memory and searched where they lie.

Layout: `MAGIC`, the header's length (4 bytes, little-endian), the header (JSON: facts about the whole, and each
array's name, type, length and offset), then the arrays, each starting at a multiple of 16.  Names are not stored as
text: a name is a 64-bit hash of its key, and the hashes are sorted, so a look-up is a binary search.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.errors import MissingPart

MAGIC = b"KHGAZ1\n\x00"
FORMAT = "khabar.gazetteer/1"
_STEP = 16

KINDS = ("settlement", "province", "country", "region", "water", "district", "site", "route")
HOWS = ("own", "alternate", "demonym", "metonym", "folded")
# Bits of a name's flags above its place in HOWS.
WEAK, ACRONYM, AFTER_COMMA = 8, 16, 32
# Bits of a place's marks.
CAPITAL, DISPUTED, FORMER = 1, 2, 4


def hash_of(key: str) -> int:
    """The 64-bit hash a key is stored under."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def write_file(path: Path, *, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write one gazetteer file; the same facts and arrays give the same bytes."""
    offset = 0
    table = {}
    for name, array in arrays.items():
        table[name] = {"type": array.dtype.str, "length": len(array), "offset": offset}
        offset += -(-array.nbytes // _STEP) * _STEP
    header = json.dumps({"format": FORMAT, **facts, "arrays": table}, ensure_ascii=False, sort_keys=True).encode()
    header += b" " * (-(len(MAGIC) + 4 + len(header)) % _STEP)
    with path.open("wb") as out:
        out.write(MAGIC + len(header).to_bytes(4, "little") + header)
        for array in arrays.values():
            out.write(array.tobytes())
            out.write(b"\0" * (-array.nbytes % _STEP))


def read_file(path: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The facts and arrays of a file, mapped and not read. Raises MissingPart where it is absent or of another make."""
    if not path.is_file():
        raise MissingPart(f"The gazetteer {path.name} is not installed.", next_step="Install Khabar again.")
    with path.open("rb") as source:
        if source.read(len(MAGIC)) != MAGIC:
            raise MissingPart(f"{path.name} is not a gazetteer of this version.", next_step="Install Khabar again.")
        length = int.from_bytes(source.read(4), "little")
        header = json.loads(source.read(length))
    data = np.memmap(path, dtype=np.uint8, mode="r", offset=0)
    start = len(MAGIC) + 4 + length
    arrays: dict[str, NDArray[Any]] = {}
    for name, row in header.pop("arrays").items():
        kind = np.dtype(row["type"])
        first = start + row["offset"]
        arrays[name] = data[first : first + row["length"] * kind.itemsize].view(kind)
    return header, arrays
