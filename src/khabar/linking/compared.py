"""How alike claims are, pair by pair, for whoever asks why they are one act or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from khabar.linking.judged import by_people
from khabar.linking.score import compare, explain
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.told_again import with_what_was_told
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


def compared(
    claims: Sequence[Claim], others: Sequence[Claim], *, theatre: Theatre | None, told: Iterable[Claim] = ()
) -> tuple[Compared, ...]:
    """Each claim beside each of the others, a pair once, the likeliest first; at the places where they are most alike.

    Give the same claims twice to have them compared among themselves. `told` are all claims of their reports, which say
    where an act took place that is told again without its place.
    """
    rules = load_rules()
    seen = _seen({claim.id: claim for claim in (*told, *claims, *others)}.values(), rules, theatre)
    found: dict[frozenset[str], Compared] = {}
    for one, other in product(claims, others):
        pair = frozenset((one.id, other.id))
        if len(pair) == 2 and pair not in found:
            each = (_likeness(first, second, rules, theatre) for first, second in product(seen[one.id], seen[other.id]))
            found[pair] = max(each, key=lambda c: (not c.barred, c.score))
    return tuple(sorted(found.values(), key=lambda c: -c.score))


def _seen(claims: Iterable[Claim], rules: Rules, theatre: Theatre | None) -> dict[str, list[Sighting]]:
    """The sightings of each claim."""
    found: dict[str, list[Sighting]] = defaultdict(list)
    told = (sighting for claim in claims for sighting in sightings_of(claim, rules=rules))
    for sighting in with_what_was_told(told, rules=rules, theatre=theatre):
        found[sighting.claim.id].append(sighting)
    return found


def _likeness(one: Sighting, other: Sighting, rules: Rules, theatre: Theatre | None) -> Compared:
    bar = _of_two_kinds(one, other)
    if bar:
        return Compared(one.claim.id, other.claim.id, 0.0, (bar,), barred=True)
    score, reasons = explain(one, other, rules=rules, theatre=theatre)
    barred = compare(one, other, rules=rules, theatre=theatre).barred
    return Compared(one.claim.id, other.claim.id, score, reasons, barred)


def _of_two_kinds(one: Sighting, other: Sighting) -> str:
    """What keeps two sightings from being compared at all; "" = nothing."""
    if one.family.circle != other.family.circle:
        return f"types that cannot name one act: {one.claim.mention.type} and {other.claim.mention.type}"
    return f"one is told as {one.kind}, the other as {other.kind}" if one.kind != other.kind else ""
