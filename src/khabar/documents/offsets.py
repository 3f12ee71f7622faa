"""Taking characters out of a text while keeping the way back to where each one stood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from khabar.records import Document

OffsetMap = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters `start` to `end` of the source, and what stands for them in the text ("" = nothing)."""

    start: int
    end: int
    text: str = ""


def edited(source: str, edits: Iterable[Edit], *, start: int = 0) -> tuple[str, OffsetMap]:
    """`source` from `start` on with `edits` made, and the map from its offsets to those of `source`.

    Where edits overlap, the one that begins first is made. The map is empty where nothing moved.
    """
    parts: list[str] = []
    pairs: list[tuple[int, int]] = []
    at, length = start, 0

    def keep(part: str, origin: int) -> None:
        nonlocal length
        if part:
            if not pairs or pairs[-1][1] - pairs[-1][0] != origin - length:
                pairs.append((length, origin))
            parts.append(part)
            length += len(part)

    for edit in sorted(edits):
        if edit.start < at:
            continue
        keep(source[at : edit.start], at)
        keep(edit.text, edit.start)
        at = edit.end
    keep(source[at:], at)
    return "".join(parts), () if all(one == other for one, other in pairs) else tuple(pairs)


def source_offset(document: Document, offset: int) -> int:
    """Where a character of `document.text` stands in the source it was read from; never runs backwards."""
    pairs = document.original_offsets
    i = bisect_right(pairs, (offset, float("inf"))) - 1
    if i < 0:
        return offset if not pairs else min(offset, pairs[0][1])
    found = offset + pairs[i][1] - pairs[i][0]
    # Words that could not be aligned hold the map of those before; they cannot lie beyond the next that could.
    return min(found, pairs[i + 1][1]) if i + 1 < len(pairs) else found
