"""What rules out that two sightings are one act, whatever else speaks for it."""

from __future__ import annotations

from khabar.linking.in_words import when, where, who
from khabar.linking.likeness import (
    Lying,
    Say,
    are_days_apart,
    are_different_people,
    are_different_victims,
    lying,
    of_one_sentence,
)
from khabar.linking.sighting import Sighting
from khabar.linking.voices import coders_of, row_of
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre


def ruled_out(one: Sighting, other: Sighting, *, rules: Rules, theatre: Theatre | None) -> Say | None:
    """What rules out that two sightings are one act; None = nothing does."""
    return bar_between(lying(one, other, rules=rules, theatre=theatre), rules=rules)


def bar_between(pair: Lying, *, rules: Rules) -> Say | None:
    """As `ruled_out`, where it is known how the two lie to each other."""
    earlier, later = pair.earlier, pair.later
    if earlier.key[1] == later.key[1]:
        return lambda: "one claim names them side by side"
    if _are_rows_of_one_dataset(earlier, later):
        return lambda: "two events of one dataset, whose coders tell them apart"
    types = (earlier.claim.mention.type, later.claim.mention.type)
    if types[0] != types[1] and frozenset(types) in rules.weights.never_one:
        return lambda: f"never one act: {' and '.join(sorted(set(types)))}"
    if pair.place == "apart":
        return lambda: f"at different places: {where(earlier)} and {where(later)}"
    if are_days_apart(earlier, later, lag_days=rules.weights.report_lag_days):
        return lambda: f"on different days: {when(earlier)} and {when(later)}"
    if pair.actor == "opposed" and not (earlier.family.mutual or later.family.mutual):
        return lambda: f"by different sides: {who(earlier)} and {who(later)}"
    if are_different_people(earlier.target, later.target):
        return lambda: "different persons"
    if are_different_victims(earlier, later):
        return lambda: f"the toll of different people: {earlier.victims or 'others'} and {later.victims or 'others'}"
    if earlier.denies != later.denies and (_denies_ahead(earlier, later) or _denies_ahead(later, earlier)):
        return lambda: "the denial is older than the act"
    return _count_bar(pair)


def _are_rows_of_one_dataset(one: Sighting, other: Sighting) -> bool:
    coders = coders_of(one.claim)
    return bool(coders) and coders == coders_of(other.claim) and row_of(one.claim) != row_of(other.claim)


def _count_bar(pair: Lying) -> Say | None:
    fits = pair.counts
    if pair.earlier.kind == "total":
        return None if fits and all(fit == "same" for fit, _ in fits) else lambda: "different totals"
    if not fits:
        return None
    barred = next((words for fit, words in fits if fit == "barred"), None)
    if barred:
        return lambda: f"counts too far apart: {barred()}"
    told_apart = any(fit != "same" for fit, _ in fits) and of_one_sentence(pair.earlier, pair.later)
    return (lambda: "one sentence tells them apart by their counts") if told_apart else None


def _denies_ahead(denial: Sighting, act: Sighting) -> bool:
    """A word that nothing happened, given before the day of the act, denies nothing."""
    if not denial.denies or act.denies or not act.exact or denial.last is None or act.first is None:
        return False
    return denial.last < act.first
