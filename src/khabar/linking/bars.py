"""What rules out that two sightings are one act, whatever else speaks for it."""

from __future__ import annotations

from khabar.linking.in_words import when, where, who
from khabar.linking.likeness import (
    are_days_apart,
    are_different_people,
    are_different_victims,
    count_fits,
    kinship_in,
    lie_of,
    of_one_sentence,
)
from khabar.linking.sighting import Sighting
from khabar.linking.voices import coders_of, row_of
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre


def ruled_out(one: Sighting, other: Sighting, *, rules: Rules, theatre: Theatre | None) -> str:
    """What rules out that two sightings are one act; "" = nothing."""
    earlier, later = (one, other) if one.key <= other.key else (other, one)
    return _bar(earlier, later, rules, theatre)


def _bar(earlier: Sighting, later: Sighting, rules: Rules, theatre: Theatre | None) -> str:
    if earlier.claim.id == later.claim.id:
        return "one claim names them side by side"
    if _are_rows_of_one_dataset(earlier, later):
        return "two events of one dataset, whose coders tell them apart"
    types = frozenset((earlier.claim.mention.type, later.claim.mention.type))
    if types in rules.weights.never_one:
        return f"never one act: {' and '.join(sorted(types))}"
    if lie_of(earlier.places, later.places, near_km=rules.weights.near_km) == "apart":
        return f"at different places: {where(earlier)} and {where(later)}"
    if are_days_apart(earlier, later, lag_days=rules.weights.report_lag_days):
        return f"on different days: {when(earlier)} and {when(later)}"
    if kinship_in("actor", earlier, later, theatre=theatre) == "opposed" and not (
        earlier.family.mutual or later.family.mutual
    ):
        return f"by different sides: {who(earlier)} and {who(later)}"
    if are_different_people(earlier.target, later.target):
        return "different persons"
    if are_different_victims(earlier, later):
        return f"the toll of different people: {earlier.victims or 'others'} and {later.victims or 'others'}"
    if _denies_ahead(earlier, later) or _denies_ahead(later, earlier):
        return "the denial is older than the act"
    return _count_bar(earlier, later, rules)


def _are_rows_of_one_dataset(one: Sighting, other: Sighting) -> bool:
    coders = coders_of(one.claim)
    return bool(coders) and coders == coders_of(other.claim) and row_of(one.claim) != row_of(other.claim)


def _count_bar(earlier: Sighting, later: Sighting, rules: Rules) -> str:
    fits = count_fits(earlier, later, rules=rules)
    if earlier.kind == "total":
        return "" if fits and all(fit == "same" for fit, _ in fits) else "different totals"
    barred = next((words for fit, words in fits if fit == "barred"), "")
    if barred:
        return f"counts too far apart: {barred}"
    told_apart = any(fit != "same" for fit, _ in fits) and of_one_sentence(earlier, later)
    return "one sentence tells them apart by their counts" if told_apart else ""


def _denies_ahead(denial: Sighting, act: Sighting) -> bool:
    """A word that nothing happened, given before the day of the act, denies nothing."""
    if not denial.denies or act.denies or not act.exact or denial.last is None or act.first is None:
        return False
    return denial.last < act.first
