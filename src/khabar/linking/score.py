"""The comparison of two sightings: a probability, its reasons in words, and what rules it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from khabar.linking.bars import bar_between
from khabar.linking.in_words import part, when, where, who
from khabar.linking.likeness import (
    Fit,
    Kinship,
    Lying,
    Say,
    are_one_claim,
    days_of,
    die_once,
    kinship_in,
    lying,
    of_one_sentence,
)
from khabar.linking.sighting import Sighting
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre

# Points with the words for them.
Finding = tuple[float, Say]
_TIES: dict[Kinship, str] = {
    "same": "same",
    "kin": "one part of the other",
    "side": "same side",
    "words": "named alike",
}


class Comparison(NamedTuple):
    """How likely two sightings are one act. `barred` = something rules it out.

    `tells` = enough is known of both places to say: an act whose place is not known says little of any other.
    """

    score: float
    barred: bool = False
    tells: bool = True


BARRED = Comparison(0.0, barred=True)


def compare(one: Sighting, other: Sighting, *, rules: Rules, theatre: Theatre | None) -> Comparison:
    """Whether two sightings of one family and kind speak of one act. The order of the two makes no difference."""
    if are_one_claim(one, other):
        return Comparison(1.0)
    pair = lying(one, other, rules=rules, theatre=theatre)
    if bar_between(pair, rules=rules) is not None:
        return BARRED
    place = _place_finding(pair, rules)
    told = _told(pair, place, rules, theatre)
    tells = place is not None or shared_words(one, other) >= rules.weights.wording.close
    return Comparison(_probability(told, rules), tells=tells)


def explain(one: Sighting, other: Sighting, *, rules: Rules, theatre: Theatre | None) -> tuple[float, tuple[str, ...]]:
    """How likely two sightings are one act, and what speaks for and against it, each with its points; or what bars it.

    The words are put together for whoever asks: those on every pair would fill the memory.
    """
    if are_one_claim(one, other):
        return 1.0, ("one claim, read here and told by another desk",)
    pair = lying(one, other, rules=rules, theatre=theatre)
    bar = bar_between(pair, rules=rules)
    if bar is not None:
        return 0.0, (bar(),)
    told = _told(pair, _place_finding(pair, rules), rules, theatre)
    each = ((points, say()) for points, say in told)
    return _probability(told, rules), tuple(f"{words} ({points:+.1f})" for points, words in each if words)


def _probability(told: Sequence[Finding], rules: Rules) -> float:
    return _chance(rules.weights.bias + sum([points for points, _ in told]))


# Of the many comparisons few come to a sum of their own.
@lru_cache(maxsize=1 << 14)
def _chance(log_odds: float) -> float:
    """Four digits of a probability."""
    return round(1 / (1 + exp(-log_odds)), 4)


def _told(pair: Lying, place: Finding | None, rules: Rules, theatre: Theatre | None) -> list[Finding]:
    earlier, later, points = pair.earlier, pair.later, rules.weights.points
    told: list[Finding] = [place or (points.place_unknown, lambda: "no place known for both")]
    if earlier.site != later.site:
        told.append((points.site_differs, lambda: f"different parts: {part(earlier)} and {part(later)}"))
    if earlier.returns != later.returns and not _by_the_same_hands(earlier, later, theatre):
        told.append((points.return_differs, lambda: "one undoes an earlier act, the other does not say so"))
    told += (_time_finding(earlier, later, rules), _type_finding(earlier, later, rules))
    for role, tie in (("actor", pair.actor), ("target", kinship_in("target", earlier, later, theatre=theatre))):
        if tie != "unknown":
            told.append(_party_finding(role, tie, earlier, later, rules))
    if die_once(earlier, later):
        told.append((points.dies_once, lambda: "the death of one and the same person"))
    if earlier.claim.document_id == later.claim.document_id and earlier.places == later.places:
        told.append((points.one_report, lambda: "told in one report"))
    if _refers(earlier, later):
        told.append((points.refers_back, lambda: "spoken of as an act known before"))
    told += [_count_finding(fit, words, rules) for fit, words in pair.counts]
    if (wording := _wording_finding(earlier, later, rules)) is not None:
        told.append(wording)
    return told


def _by_the_same_hands(one: Sighting, other: Sighting, theatre: Theatre | None) -> bool:
    """Whether both say who took or who lost, and say the same."""
    ties = {kinship_in(role, one, other, theatre=theatre) for role in ("actor", "target")}
    return bool(ties & {"same", "kin", "side"}) and "opposed" not in ties


def _refers(one: Sighting, other: Sighting) -> bool:
    """Whether the one known later speaks of the act as known, on the other's day or after."""
    if not (one.refers or other.refers):
        return False
    earlier, later = sorted((one, other), key=lambda s: (s.key[0], s.claim.mention.trigger.start))
    if not later.refers:
        return False
    return earlier.first is None or later.last is None or earlier.first <= later.last


def _place_finding(pair: Lying, rules: Rules) -> Finding | None:
    """How the places lie to each other; None where too little is known of them to say."""
    points, lie, one, other = rules.weights.points, pair.place, pair.earlier, pair.later
    if lie == "same":
        if one.borrowed or other.borrowed:
            words = "same place, where the report told of such an act before"
            return points.place_told_before, lambda: f"{words}: {_shared_place(one, other)}"
        return points.place_same, lambda: f"same place: {_shared_place(one, other)}"
    if lie == "near" and _are_neighbours(one, other):
        return points.place_neighbours, lambda: f"neighbouring places: {where(one)} and {where(other)}"
    if lie == "near":
        return points.place_near, lambda: f"places close together: {where(one)} and {where(other)}"
    if lie == "within":
        return points.place_within, lambda: f"one place inside the other: {where(one)} and {where(other)}"
    if one.family.placeless:
        return 0.0, lambda: ""
    if shared_names := one.place_names & other.place_names:
        return points.place_named_alike, lambda: f"place of the same name: {min(shared_names)}"
    if named := _named_in_title(one, other):
        return points.place_in_title, lambda: f"the headline of the one names the place of the other: {named}"
    if _are_both_bare(one, other):
        return points.place_told_before, lambda: "told in one report, without a place"
    if lie == "country":
        return (
            points.place_inside_country,
            lambda: f"of one no more is known than the country: {where(one)} and {where(other)}",
        )
    return None


def _shared_place(one: Sighting, other: Sighting) -> str:
    there = {place.id for place in other.places}
    return next(place.name for place in one.places if place.id in there)


def _named_in_title(one: Sighting, other: Sighting) -> str:
    """The town of the one that the headline over the other names, which has no place of its own; "" = there is none."""
    for bare, placed in ((one, other), (other, one)):
        if bare.titled and not bare.place_names and not bare.site:
            towns = (p.name for p in placed.places if p.precision == "settlement")
            if town := next((name for name in towns if name.casefold() in bare.titled), ""):
                return town
    return ""


def _are_both_bare(one: Sighting, other: Sighting) -> bool:
    """Whether one report tells of both and places neither."""
    placed = one.places or other.places or one.place_names or other.place_names
    return one.claim.document_id == other.claim.document_id and not placed


def _are_neighbours(one: Sighting, other: Sighting) -> bool:
    """Whether two towns of their own names are meant, each of which is taken by itself."""
    exact = all(place.precision == "settlement" for place in one.places + other.places)
    return one.family.per_place and exact


def _time_finding(one: Sighting, other: Sighting, rules: Rules) -> Finding:
    points = rules.weights.points
    one_first, one_last, other_first, other_last = days_of(one, other)
    if one_first is None or one_last is None or other_first is None or other_last is None:
        return points.time_unknown, lambda: "time not known for both"
    if one_first == one_last == other_first == other_last:
        if one.exact and other.exact:
            return points.day_same, lambda: f"same day: {when(one)}"
        return points.day_of_report_same, lambda: f"same day, by the date of the report: {when(one)}"
    if one_first <= other_last and other_first <= one_last:
        return points.time_overlaps, lambda: f"times that can be one: {when(one)} and {when(other)}"
    if one.dated != other.dated and one.claim.document_id == other.claim.document_id:
        return points.time_overlaps, lambda: f"the day given once in one report: {when(one)} and {when(other)}"
    recurs = (one.family.recurs or other.family.recurs) and not _refers(one, other)
    near = points.day_near_recurring if recurs else points.day_near
    return near, lambda: f"days close together: {when(one)} and {when(other)}"


def _type_finding(one: Sighting, other: Sighting, rules: Rules) -> Finding:
    a, b = one.claim.mention.type, other.claim.mention.type
    if a == b:
        return rules.weights.points.type_same, lambda: f"same type: {a}"
    points = rules.weights.points.type_family if one.family.other_type is None else one.family.other_type
    if one.family != other.family:
        points = rules.weights.points.type_kin
    return points, lambda: f"types that can name one act: {a} and {b}"


def _party_finding(role: str, tie: Kinship, one: Sighting, other: Sighting, rules: Rules) -> Finding:
    name = "other" if tie == "opposed" else tie
    points: float = getattr(rules.weights.points, f"{role}_{name}")
    return points, lambda: _tie_in_words(role, tie, one, other)


def _tie_in_words(role: str, tie: Kinship, one: Sighting, other: Sighting) -> str:
    party = who(one, role) if tie == "same" else f"{who(one, role)} and {who(other, role)}"
    return f"{role}: {_TIES.get(tie, 'not the same')}: {party}"


def _count_finding(fit: Fit, words: Say, rules: Rules) -> Finding:
    points = rules.weights.points
    if fit == "same":
        return points.count_same, lambda: f"same count: {words()}"
    if fit == "revised":
        return points.count_revised, lambda: f"a count revised upwards: {words()}"
    if fit == "fits":
        return points.count_fits, lambda: f"counts that can be one figure: {words()}"
    return points.count_apart, lambda: f"counts apart: {words()}"


def _wording_finding(one: Sighting, other: Sighting, rules: Rules) -> Finding | None:
    if of_one_sentence(one, other):
        return rules.weights.points.one_sentence, lambda: "told in one sentence"
    if one.print and one.print == other.print:
        return rules.weights.points.sentence_same, lambda: "the same sentence"
    share = shared_words(one, other)
    if share >= rules.weights.wording.close:
        return rules.weights.points.wording_close, lambda: f"wording nearly the same ({share:.0%} of the words)"
    if share >= rules.weights.wording.like:
        return rules.weights.points.wording_like, lambda: f"wording alike ({share:.0%} of the words)"
    return None


def shared_words(one: Sighting, other: Sighting) -> float:
    """The share of the content words of either sentence that both have."""
    both = len(one.words & other.words)
    return both / (len(one.words) + len(other.words) - both) if both else 0.0
