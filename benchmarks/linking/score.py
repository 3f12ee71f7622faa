"""How well one grouping of mentions agrees with another, where a mention can stand in several groups.

Two mentions belong together where they share a group. Pairwise figures count the pairs that belong together. B-cubed
(Bagga and Baldwin 1998) asks for each mention which share of those grouped with it belong there, itself included, and
takes the mean over the mentions, so that a large act weighs no more than its mentions.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)
Groups = Mapping[Item, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares right of those found, and found of those there are, 0 to 1; `of` is how many the second rests on."""

    precision: float
    recall: float
    of: int

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where nothing is right."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pairwise(gold: Groups[Item], found: Groups[Item]) -> Agreement:
    """The pairs that belong together. With no pair to find, or none found, nothing can be wrong: 1."""
    true, said = pairs_of(gold), pairs_of(found)
    both = len(true & said)
    return Agreement(both / len(said) if said else 1.0, both / len(true) if true else 1.0, len(true))


def b_cubed(gold: Groups[Item], found: Groups[Item]) -> Agreement:
    """For each mention, how much of its company is right, and how much of the right company it has."""
    true, said = _company(gold), _company(found)
    precision = sum(len(true[item] & said[item]) / len(said[item]) for item in gold)
    recall = sum(len(true[item] & said[item]) / len(true[item]) for item in gold)
    return Agreement(precision / len(gold), recall / len(gold), len(gold))


def number_of(groups: Groups[Item]) -> int:
    """How many groups there are."""
    return len({group for names in groups.values() for group in names})


def pairs_of(groups: Groups[Item]) -> frozenset[frozenset[Item]]:
    """The pairs that share a group."""
    return frozenset(
        frozenset(pair) for members in _members(groups).values() for pair in combinations(members, 2)
    )  # fmt: skip


def _members(groups: Groups[Item]) -> dict[str, list[Item]]:
    members: dict[str, list[Item]] = {}
    for item, names in groups.items():
        for name in names:
            members.setdefault(name, []).append(item)
    return members


def _company(groups: Groups[Item]) -> dict[Item, frozenset[Item]]:
    """Each item with all that share a group with it, itself included."""
    members = _members(groups)
    return {item: frozenset({item}.union(*(members[name] for name in names))) for item, names in groups.items()}
