"""Under what a text is found by those it may be a copy of, and they by it: a few keys, so that few are held against it.

Texts of nearly the same words share a band of their sketches (MinHash, locality-sensitive hashing); a text cut, edited
or corrected shares a long quotation, or the day with the agency or the outlet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from khabar.documents.fingerprint import WINDOW_DAYS, Fingerprint, are_near, are_one_retold, are_same_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PERMUTATIONS, BANDS, _SEED = 128, 32, 20210815
_ROWS = PERMUTATIONS // BANDS


def marks(known: Fingerprint) -> Iterator[object]:
    """What a text cut, edited or corrected is looked up by: quotations, and its day with its agency and its outlet."""
    yield from known.quotations
    yield ("agency", known.agency, known.published)
    yield ("outlet", known.corrects, known.publisher, known.published)


def marks_near(known: Fingerprint) -> Iterator[object]:
    """The marks of every text it can be a cut of, or that can be a cut of it."""
    yield from known.quotations
    if known.published is None:
        return
    days = [_days_on(known.published, n) for n in range(-WINDOW_DAYS, WINDOW_DAYS + 1)]
    if known.agency:
        yield from (("agency", known.agency, day) for day in days)
    if known.publisher:
        kinds = (True, False) if known.corrects else (True,)
        yield from (("outlet", corrects, known.publisher, day) for corrects in kinds for day in days)


def _days_on(day: date, number: int) -> date | None:
    """That many days later; None where the calendar ends."""
    ordinal = day.toordinal() + number
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def minhash(runs: NDArray[np.uint32]) -> Any:
    """The sketch of a text by its runs of words."""
    from rensa import RMinHash

    sketch = RMinHash(PERMUTATIONS, _SEED)
    sketch.update([run.tobytes() for run in runs])
    return sketch


def keys_of(known: Fingerprint) -> tuple[list[int], list[int]]:
    """The keys a text is found under, and those it looks under; numbers of 64 bits, the same on every machine.

    Two can be one text only where one looks under a key that the other is found under.
    """
    same: list[Hashable] = [("words", known.words)]
    if len(known.runs):
        digest = minhash(known.runs).digest()
        same += [("band", band, *digest[band * _ROWS : (band + 1) * _ROWS]) for band in range(BANDS)]
    return [_number(k) for k in (*same, *marks(known))], [_number(k) for k in (*same, *marks_near(known))]


def are_one_text(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts of which one looks for the other are one: the same, nearly the same, or one cut or edited."""
    if one.words == other.words and are_same_words(one, other):
        return True
    if len(one.runs) and len(other.runs) and are_near(one, other):
        return True
    return are_one_retold(one, other)


def _number(key: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(key).encode(), digest_size=8).digest(), signed=True)
