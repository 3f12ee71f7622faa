"""Statements about many acts: "11 of 34 capitals", "thousands killed since 2011"."""

from __future__ import annotations

import re

from khabar.linking.counting import amount
from khabar.linking.weights import Rules
from khabar.records import Claim, Count, Mention, Place

EXACT = ("site", "settlement")
_WORD = re.compile(r"[a-z]+")


def is_aggregate(claim: Claim, *, rules: Rules) -> bool:
    """Whether a claim tells of many acts at once: it is checked against our record and never counted into it."""
    mention = claim.mention
    return any(_is_tally(count, mention, rules) for count in mention.counts) or _is_total(mention, rules)


def _is_tally(count: Count, mention: Mention, rules: Rules) -> bool:
    """A bare number of places, or a part of a whole set of them. A list that names some still tells of those."""
    number = amount(count)
    if number is None or number <= 1 or count.what != "other" or _names_a_town(mention):
        return False
    return count.of is not None or any(
        _singular(word) in rules.weights.place_nouns for word in _WORD.findall(count.noun.casefold())
    )


def _names_a_town(mention: Mention) -> bool:
    """Whether the sentence itself names a town or site for the act; a place only understood from before is none."""
    return any(
        argument.span is not None and isinstance(argument.resolved, Place) and argument.resolved.precision in EXACT
        for argument in mention.role("place")
    )


def _is_total(mention: Mention, rules: Rules) -> bool:
    """A count over a longer time than one act takes, or over several places and days."""
    if not mention.counts or mention.occurred is None:
        return False
    days = mention.occurred.interval.days
    places = len({place.id for place in mention.places})
    return days > rules.weights.totals.days or (days > 1 and places >= rules.weights.totals.places)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
