"""Linking a record in parts, as linking it whole would have it.

Two claims can only be one act where they stand in one block: at one place, in one cell of a grid or one province in one
stretch of days, in one headline, with one sentence ... (`blocks.py`). Each block belongs to one part, by its place and
its month, so that a part sees every pair it has to judge. A pair that stands together in blocks of several parts is
judged in the first of them. What the parts find likely ties claims together across all of them; claims that nothing
ties to each other are linked apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, product

from khabar.linking.blocks import IN_STRETCHES, STRETCH_DAYS, Block, can_be_one, found_under, signature
from khabar.linking.score import compare
from khabar.linking.sighting import Sighting
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre

# So many cells of the grid to a side are one part: two degrees.
_CELLS = 8
# The blocks of a sighting, each with its part, and whether it is compared with all in it.
Standing = dict[Block, tuple[int, bool]]
# So many blocks are remembered: those of one place and month come again and again.
_HELD = 50_000


def likeness_key(sighting: Sighting) -> str:
    """The same for sightings that agree in all that a comparison looks at, on every machine: 32 hexadecimal digits."""
    return _digest(_ordered(signature(sighting)), size=16).hex()


def parts_of(sighting: Sighting, *, rules: Rules, parts: int) -> list[tuple[int, int, bool]]:
    """The blocks of a sighting: each with its part of so many, and whether it is compared with all in it."""
    standing = _standing(sighting, rules, parts).items()
    return sorted((_number(block), part, meets_all) for block, (part, meets_all) in standing)


def likely_in(
    part: int, heads: Sequence[Sighting], *, parts: int, rules: Rules, theatre: Theatre | None
) -> Iterator[tuple[int, int]]:
    """Positions of sightings that are likely one act, of the pairs that this part judges.

    `heads` are the first of their like, in order of key: at least those that stand in a block of this part.
    """
    standing = [_standing(head, rules, parts) for head in heads]
    inside: dict[Block, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for position, blocks in enumerate(standing):
        for block, (home, meets_all) in blocks.items():
            if home == part:
                inside[block][not meets_all].append(position)
    pairs = {pair for meeting, others in inside.values() for pair in _pairs(meeting, others)}
    for i, j in sorted(pairs):
        if part != min(_together(standing[i], standing[j])) or not can_be_one(heads[i], heads[j], rules=rules):
            continue
        if compare(heads[i], heads[j], rules=rules, theatre=theatre).score >= rules.weights.same_from:
            yield i, j


@lru_cache(maxsize=_HELD)
def part_of(block: Block, *, parts: int) -> int:
    """The part that a block belongs to: by its month, and by its place on a coarse grid where it is a cell of one."""
    _, _, what, *key = block
    if what == "cell":
        row, column, stretch = key
        where: Hashable = ("cell", int(row) // _CELLS, int(column) // _CELLS, _month(stretch))  # type: ignore[call-overload]
    elif what in IN_STRETCHES:
        where = (what, *key[:-1], _month(key[-1]))
    else:
        where = (what, *key)
    return int.from_bytes(_digest(where, size=8)) % parts


def _standing(sighting: Sighting, rules: Rules, parts: int) -> Standing:
    found = found_under(sighting, rules=rules)
    return {block: (part_of(block, parts=parts), (block, True) in found) for block, _ in found}


def _pairs(meeting_all: list[int], others: list[int]) -> Iterator[tuple[int, int]]:
    yield from combinations(meeting_all, 2)
    yield from ((min(pair), max(pair)) for pair in product(meeting_all, others))


def _together(one: Standing, other: Standing) -> Iterator[int]:
    """The parts of the blocks in which two sightings are compared."""
    for block, (part, meets_all) in one.items():
        if block in other and (meets_all or other[block][1]):
            yield part


def _month(stretch: object) -> str:
    """The month a stretch of days begins in; "" = no time is known."""
    days = int(stretch) * STRETCH_DAYS  # type: ignore[call-overload]
    return f"{date.fromordinal(days):%Y-%m}" if days > 0 else ""


@lru_cache(maxsize=_HELD)
def _number(block: Block) -> int:
    return int.from_bytes(_digest(block, size=8), signed=True)


def _digest(value: Hashable, *, size: int) -> bytes:
    return blake2b(repr(value).encode("utf-8", "replace"), digest_size=size).digest()


def _ordered(value: Hashable) -> Hashable:
    """A value whose words do not hang on the order that sets happen to have in this process."""
    if isinstance(value, frozenset):
        return ("set", *sorted(map(repr, map(_ordered, value))))
    return tuple(map(_ordered, value)) if isinstance(value, tuple) else value
