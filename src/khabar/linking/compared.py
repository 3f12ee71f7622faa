"""How alike claims are, pair by pair, for whoever asks why they are one act or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from khabar.linking.judged import by_people
from khabar.linking.score import Comparison, compare
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.weights import Rules, load_rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Judgement


@dataclass(frozen=True, slots=True)
class Compared:
    """What the rules find of two claims. `score` 0 to 1; `barred` = one of the reasons rules out that they are one."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    barred: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """Why claims are one event, or two.

    `pairs` is what the rules find of each pair, of a claim of the one and a claim of the other where there are two
    events. `said` is every word of people on the claims, oldest first.
    """

    events: tuple[Event, ...]
    pairs: tuple[Compared, ...]
    said: tuple[Judgement, ...]

    def holds(self, judgement: Judgement) -> bool:
        """Whether a word is the last on its pair and takes nothing back."""
        return any(judgement is standing for standing in by_people(self.said).values())


def compared(claims: Sequence[Claim], others: Sequence[Claim], *, theatre: Theatre | None) -> tuple[Compared, ...]:
    """Each claim beside each of the others, a pair once, the likeliest first; at the places where they are most alike.

    Give the same claims twice to have them compared among themselves.
    """
    rules = load_rules()
    seen = {claim.id: sightings_of(claim, rules=rules) for claim in (*claims, *others)}
    found: dict[frozenset[str], Compared] = {}
    for one, other in product(claims, others):
        pair = frozenset((one.id, other.id))
        if len(pair) == 2 and pair not in found:
            each = (_likeness(first, second, rules, theatre) for first, second in product(seen[one.id], seen[other.id]))
            likeness = max(each, key=lambda c: (not c.bar, c.score))
            found[pair] = Compared(one.id, other.id, likeness.score, likeness.reasons, bool(likeness.bar))
    return tuple(sorted(found.values(), key=lambda c: -c.score))


def _likeness(one: Sighting, other: Sighting, rules: Rules, theatre: Theatre | None) -> Comparison:
    bar = _of_two_kinds(one, other)
    return Comparison(0.0, (bar,), bar) if bar else compare(one, other, rules=rules, theatre=theatre)


def _of_two_kinds(one: Sighting, other: Sighting) -> str:
    """What keeps two sightings from being compared at all; "" = nothing."""
    if one.family != other.family:
        return f"types that cannot name one act: {one.claim.mention.type} and {other.claim.mention.type}"
    return f"one is told as {one.kind}, the other as {other.kind}" if one.kind != other.kind else ""
