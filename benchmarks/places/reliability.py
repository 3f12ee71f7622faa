"""Whether a name scored 0.8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Scored = tuple[float, bool]
_BINS = 10


@dataclass(frozen=True)
class Bin:
    """Names whose score lies between two tenths: how many, their mean score, the share that is right."""

    names: int
    said: float
    right: float


def bins_of(scored: Sequence[Scored]) -> tuple[Bin, ...]:
    """The names by tenths of their score, empty tenths left out."""
    rows: dict[int, list[Scored]] = {}
    for score, right in scored:
        rows.setdefault(min(_BINS - 1, int(score * _BINS)), []).append((score, right))
    return tuple(
        Bin(len(row), sum(s for s, _ in row) / len(row), sum(r for _, r in row) / len(row))
        for _, row in sorted(rows.items())
    )


def expected_error(scored: Sequence[Scored]) -> float:
    """How far on average the share right lies from the score said, 0 to 1."""
    return sum(b.names * abs(b.said - b.right) for b in bins_of(scored)) / len(scored)


def brier(scored: Sequence[Scored]) -> float:
    """The mean squared distance of a score from what came true, 0 (always sure and right) to 1."""
    return sum((score - right) ** 2 for score, right in scored) / len(scored)
