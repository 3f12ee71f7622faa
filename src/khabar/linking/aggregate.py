"""Statements about many acts: "11 of 34 capitals", "thousands killed since 2011"."""

from __future__ import annotations

import re

from khabar.linking.counting import amount
from khabar.linking.weights import Rules
from khabar.records import Claim, Mention, Place

EXACT = ("site", "settlement")
_WORD = re.compile(r"[a-z]+")


def is_aggregate(claim: Claim, *, rules: Rules) -> bool:
    """Whether a claim tells of many acts at once: it is checked against our record and never counted into it."""
    mention = claim.mention
    if mention.aggregate:
        return True
    if not _names_a_town(mention) and (_names_kinds(mention, rules) or _has_tally(mention, rules)):
        return True
    return _is_total(mention, rules)


def _has_tally(mention: Mention, rules: Rules) -> bool:
    """Whether it gives a number of places, or a part of a whole set."""
    numbers = (count for count in mention.counts if count.what == "other" and (amount(count) or 0) > 1)
    return any(count.of is not None or _is_plural_of_place(count.noun, rules) for count in numbers)


def _names_kinds(mention: Mention, rules: Rules) -> bool:
    """Whether all it says of the place is a plural: "provincial capitals", "several districts"."""
    places = mention.role("place") if rules.family(mention.type).per_place else ()
    return any(not isinstance(a.resolved, Place) and _is_plural_of_place(a.text, rules) for a in places)


def _is_plural_of_place(words: str, rules: Rules) -> bool:
    found = _WORD.findall(words.casefold())
    return any(_singular(word) in rules.weights.place_nouns and _singular(word) != word for word in found)


def _names_a_town(mention: Mention) -> bool:
    """Whether the sentence itself names a town or site: a list that names some still tells of those.

    A place only understood from before is none.
    """
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
