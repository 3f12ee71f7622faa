"""Linking a record in parts, as linking it whole would have it.

Two claims can only be one act where they stand in one block: at one place, in one cell of a grid or one province in one
stretch of days, in one headline, with one sentence ... (`blocks.py`). Which do is a matter of sorting, of which nobody
has to hold everything; the pairs are then judged some here and some there. Those found likely tie claims together, and
what nothing ties to anything else is made into events apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from khabar.linking.blocks import Block, can_be_one, found_under, signature
from khabar.linking.clusters import Known
from khabar.linking.fusion import fuse
from khabar.linking.neighbourhoods import gathered
from khabar.linking.score import Comparison, compare
from khabar.linking.sighting import Sighting
from khabar.linking.voices import by_document, sides_of_outlets
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event

# So many blocks and likenesses are remembered: those of one place and month come again and again.
_HELD, _HELD_LIKENESSES = 50_000, 5_000


def likeness_key(sighting: Sighting) -> str:
    """The same for sightings that agree in all that a comparison looks at, on every machine: 32 hexadecimal digits."""
    return _key(signature(sighting))


def blocks_of(sighting: Sighting, *, rules: Rules) -> list[tuple[int, bool]]:
    """The blocks of a sighting as numbers, the same on every machine, and whether it is compared with all in each."""
    found = found_under(sighting, rules=rules)
    return [(_number(block), (block, True) in found) for block in {block for block, _ in found}]


def compared(
    pairs: Iterable[tuple[Sighting, Sighting]], *, rules: Rules, theatre: Theatre | None
) -> Iterator[Comparison | None]:
    """For each pair that stands in one block its comparison where they are likely one act, else None."""
    for one, other in pairs:
        likely = None
        if (one.family.circle, one.kind) == (other.family.circle, other.kind) and can_be_one(one, other, rules=rules):
            found = compare(one, other, rules=rules, theatre=theatre)
            likely = found if found.score >= rules.weights.same_from else None
        yield likely


def events_tied(
    groups: Sequence[list[Sighting]],
    *,
    likely: Known,
    rules: Rules,
    theatre: Theatre | None,
    repeated: Iterable[Claim] = (),
) -> tuple[Event, ...]:
    """The events of sightings that nothing ties to any others, by the moment each was first known.

    `groups` are of one likeness each, in order of their first; `likely` are the likely pairs of them all, by position,
    the lower first. `repeated` are claims of other reports that those of the sightings repeat.
    """
    originals = by_document((*(sighting.claim for group in groups for sighting in group), *repeated))
    outlets = sides_of_outlets(theatre)
    found = [
        (act.first.key, fuse(act, originals=originals, rules=rules, outlets=outlets))
        for neighbourhood in gathered(
            groups, known=likely, likely=list(likely), people={}, rules=rules, theatre=theatre
        )
        for act in neighbourhood.acts
    ]
    return tuple(event for _, event in sorted(found, key=lambda pair: pair[0]))


@lru_cache(maxsize=_HELD_LIKENESSES)
def _key(likeness: Hashable) -> str:
    return _digest(_ordered(likeness), size=16).hex()


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
