"""Whether what a source sends still looks as before: the length of its texts, and what it says of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, median

LATEST = 10
LEAST_BEFORE = 30
LONGEST_BEFORE = 300
ONCE_IN = 10_000


@dataclass(frozen=True, slots=True)
class TextSeen:
    """One report of a source: the characters of its text, and which of `title`, `author` and `date` it has."""

    length: int
    has: frozenset[str]


_A = {"title": "a title", "author": "an author", "date": "a date"}
FIELDS = tuple(_A)


def what_changed(texts: Sequence[TextSeen]) -> str:
    """What is different about the latest texts, in words; "" = nothing, or too few to tell.

    `texts` are in the order they came, oldest first. Lengths are compared by the Mann-Whitney test; a field that all
    the latest have, or lack, by how often that was so before. Each would be met by chance once in 10,000 times.
    """
    latest, before = texts[-LATEST:], texts[-LATEST - LONGEST_BEFORE : -LATEST]
    if len(before) < LEAST_BEFORE:
        return ""
    return _of_length(latest, before) or next(filter(None, (_of_field(f, latest, before) for f in FIELDS)), "")


def _of_length(latest: Sequence[TextSeen], before: Sequence[TextSeen]) -> str:
    now, then = [t.length for t in latest], [t.length for t in before]
    deviate = _mann_whitney(now, then)
    if abs(deviate) < NormalDist().inv_cdf(1 - 0.5 / ONCE_IN):
        return ""
    much = "shorter" if deviate < 0 else "longer"
    return (
        f"the last {len(now)} texts are {much} than before: {median(now):,.0f} characters, where {median(then):,.0f} "
        "were usual"
    )


def _mann_whitney(now: Sequence[int], then: Sequence[int]) -> float:
    """How far `now` ranks from `then`, as a normal deviate; ties count half."""
    m, n = len(now), len(then)
    above = sum((a > b) + 0.5 * (a == b) for a in now for b in then)
    ties = sum(t**3 - t for t in Counter([*now, *then]).values())
    total = m + n
    variance = m * n / 12 * (total + 1 - ties / (total * (total - 1)))
    return (above - m * n / 2) / math.sqrt(variance) if variance > 0 else 0.0


def _of_field(name: str, latest: Sequence[TextSeen], before: Sequence[TextSeen]) -> str:
    having = sum(name in text.has for text in latest)
    if 0 < having < len(latest):
        return ""
    as_now = sum((name in text.has) == (having > 0) for text in before)
    # Laplace's rule: what was never seen is not impossible.
    if ((as_now + 1) / (len(before) + 2)) ** len(latest) >= 1 / ONCE_IN:
        return ""
    return (
        f"all of the last {len(latest)} texts have {_A[name]}, where few had one"
        if having
        else f"none of the last {len(latest)} texts has {_A[name]} any more"
    )
