"""What one claim counts: one number for each thing, though the sentence gives it in parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from khabar.linking.weights import Rules
from khabar.records import Claim, Count
from khabar.records.mention import Counted

Thing = tuple[Counted, str]


def counts_of(claim: Claim, *, rules: Rules) -> dict[Thing, Count]:
    """Each thing a claim counts, with its number.

    "52 prisoners and eight soldiers" killed are 60; of "13 people, including three children" the children are among
    the 13.  Counts of what is `other` are told apart by their noun, lower case.
    """
    if not claim.mention.counts:
        return {}
    found: dict[Thing, list[Count]] = defaultdict(list)
    for count in claim.mention.counts:
        found[(count.what, count.noun.casefold() if count.what == "other" else "")].append(count)
    if len(found) == len(claim.mention.counts):
        return {thing: count for thing, (count,) in found.items()}
    words = claim.sentence_text.casefold()
    in_parts = any(part in words for part in rules.weights.part_words)
    return {thing: _largest(counts) if in_parts else _sum(counts) for thing, counts in found.items()}


def amount(count: Count) -> int | None:
    """The one number that stands for a count: its best, else its floor, else its ceiling."""
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def _largest(counts: Sequence[Count]) -> Count:
    return max(counts, key=lambda count: amount(count) or 0)


def _sum(counts: Sequence[Count]) -> Count:
    """The counts added up; what one of them does not state the sum does not either, but for a floor."""
    if len(counts) == 1:
        return counts[0]
    bests = [count.best for count in counts if count.best is not None]
    floors = [floor for count in counts if (floor := count.low if count.low is not None else count.best) is not None]
    highs = [count.high for count in counts if count.high is not None]
    return Count(
        what=counts[0].what,
        text=" + ".join(count.text for count in counts),
        low=sum(floors) if floors else None,
        best=sum(bests) if len(bests) == len(counts) else None,
        high=sum(highs) if len(highs) == len(counts) else None,
        of=counts[0].of,
        noun=counts[0].noun,
    )
