"""The comparison of two sightings: a probability, its reasons in words, and what rules it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import exp

from khabar.linking.counting import amount, counts_of
from khabar.linking.likeness import Fit, Kinship, are_days_apart, are_different_people, fit_of_counts, kinship, lie_of
from khabar.linking.sighting import Sighting
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre

Finding = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How likely two sightings are one act. `bar` says what rules it out; "" = nothing does."""

    score: float
    reasons: tuple[str, ...]
    bar: str = ""


def compare(one: Sighting, other: Sighting, *, rules: Rules, theatre: Theatre | None) -> Comparison:
    """Whether two sightings of one family and kind speak of one act. The order of the two makes no difference."""
    earlier, later = (one, other) if one.key <= other.key else (other, one)
    bar = _bar(earlier, later, rules, theatre)
    if bar:
        return Comparison(0.0, (bar,), bar)
    findings = [f for f in _findings(earlier, later, rules, theatre) if f[1]]
    total = rules.weights.bias + sum(points for points, _ in findings)
    reasons = tuple(f"{words} ({points:+.1f})" for points, words in findings)
    return Comparison(round(1 / (1 + exp(-total)), 4), reasons)


def _bar(earlier: Sighting, later: Sighting, rules: Rules, theatre: Theatre | None) -> str:
    if earlier.claim.id == later.claim.id:
        return "one claim names them side by side"
    if lie_of(earlier.places, later.places, near_km=rules.weights.near_km) == "apart":
        return f"at different places: {_where(earlier)} and {_where(later)}"
    if are_days_apart(earlier, later, lag_days=rules.weights.report_lag_days):
        return f"on different days: {_when(earlier)} and {_when(later)}"
    if kinship(earlier.actor, later.actor, theatre=theatre) == "opposed" and not earlier.family.mutual:
        return f"by different sides: {_who(earlier)} and {_who(later)}"
    if are_different_people(earlier.target, later.target):
        return "different persons"
    if _denies_ahead(earlier, later) or _denies_ahead(later, earlier):
        return "the denial is older than the act"
    return _count_bar(earlier, later, rules)


def _count_bar(earlier: Sighting, later: Sighting, rules: Rules) -> str:
    fits = _count_fits(earlier, later, rules)
    if earlier.kind == "total":
        return "" if fits and all(fit == "same" for fit, _ in fits) else "different totals"
    barred = next((words for fit, words in fits if fit == "barred"), "")
    if barred:
        return f"counts too far apart: {barred}"
    told_apart = any(fit != "same" for fit, _ in fits) and _one_sentence(earlier, later)
    return "one sentence tells them apart by their counts" if told_apart else ""


def _one_sentence(one: Sighting, other: Sighting) -> bool:
    a, b = one.claim, other.claim
    return (a.document_id, a.mention.sentence) == (b.document_id, b.mention.sentence)


def _denies_ahead(denial: Sighting, act: Sighting) -> bool:
    """A word that nothing happened, given before the day of the act, denies nothing."""
    if not denial.denies or act.denies or not act.exact or denial.last is None or act.first is None:
        return False
    return denial.last < act.first


def _findings(earlier: Sighting, later: Sighting, rules: Rules, theatre: Theatre | None) -> Iterator[Finding]:
    yield _place_finding(earlier, later, rules)
    if earlier.site != later.site:
        yield rules.weights.points.site_differs, f"different parts: {_part(earlier)} and {_part(later)}"
    if earlier.returns != later.returns:
        yield rules.weights.points.return_differs, "one undoes an earlier act, the other does not say so"
    yield _time_finding(earlier, later, rules)
    yield _type_finding(earlier, later, rules)
    yield _party_finding("actor", kinship(earlier.actor, later.actor, theatre=theatre), earlier, later, rules)
    yield _party_finding("target", kinship(earlier.target, later.target, theatre=theatre), earlier, later, rules)
    yield from _count_findings(earlier, later, rules)
    yield _wording_finding(earlier, later, rules)


def _place_finding(one: Sighting, other: Sighting, rules: Rules) -> Finding:
    points = rules.weights.points
    lie = lie_of(one.places, other.places, near_km=rules.weights.near_km)
    if lie == "same":
        shared = [p.name for p in one.places if p.id in {q.id for q in other.places}]
        return points.place_same, f"same place: {shared[0]}"
    if lie == "near":
        return points.place_near, f"places close together: {_where(one)} and {_where(other)}"
    if lie == "within":
        return points.place_within, f"one place inside the other: {_where(one)} and {_where(other)}"
    if one.family.placeless:
        return 0.0, ""
    if _told_again(one, other):
        return points.place_told_before, "told again in one report without its place"
    return points.place_unknown, "no place known for both"


def _told_again(one: Sighting, other: Sighting) -> bool:
    """Whether one report tells of both, the later without any place of its own, not even one that has no point."""
    before, after = sorted((one, other), key=lambda s: s.claim.mention.trigger.start)
    if before.claim.document_id != after.claim.document_id or after.places:
        return False
    return not after.claim.mention.role("place")


def _time_finding(one: Sighting, other: Sighting, rules: Rules) -> Finding:
    points = rules.weights.points
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return points.time_unknown, "time not known for both"
    if one.first == one.last == other.first == other.last:
        if one.exact and other.exact:
            return points.day_same, f"same day: {_when(one)}"
        return points.day_of_report_same, f"same day, by the date of the report: {_when(one)}"
    if one.first <= other.last and other.first <= one.last:
        return points.time_overlaps, f"times that can be one: {_when(one)} and {_when(other)}"
    near = points.day_near_recurring if one.family.recurs else points.day_near
    return near, f"days close together: {_when(one)} and {_when(other)}"


def _type_finding(one: Sighting, other: Sighting, rules: Rules) -> Finding:
    a, b = one.claim.mention.type, other.claim.mention.type
    if a == b:
        return rules.weights.points.type_same, f"same type: {a}"
    points = rules.weights.points.type_family if one.family.other_type is None else one.family.other_type
    return points, f"types that can name one act: {a} and {b}"


def _party_finding(role: str, tie: Kinship, one: Sighting, other: Sighting, rules: Rules) -> Finding:
    if tie == "unknown":
        return 0.0, ""
    name = "other" if tie == "opposed" else tie
    points: float = getattr(rules.weights.points, f"{role}_{name}")
    said = {"same": "same", "kin": "one part of the other", "side": "same side", "words": "named alike"}
    phrase = said.get(tie, "not the same")
    party = _who(one, role) if tie == "same" else f"{_who(one, role)} and {_who(other, role)}"
    return points, f"{role}: {phrase}: {party}"


def _count_fits(earlier: Sighting, later: Sighting, rules: Rules) -> list[tuple[Fit, str]]:
    """How each thing both count agrees."""
    found: list[tuple[Fit, str]] = []
    late = counts_of(later.claim, rules=rules)
    revises = _says(later, rules.weights.revision_words)
    for thing, count in counts_of(earlier.claim, rules=rules).items():
        before, after = amount(count), amount(late[thing]) if thing in late else None
        if before is not None and after is not None:
            fit = fit_of_counts(before, after, revises=revises, rules=rules.weights.counts)
            what = count.noun or count.what
            found.append((fit, f"{what} {before:,}" if fit == "same" else f"{what} {before:,} and {after:,}"))
    return found


def _says(sighting: Sighting, phrases: tuple[str, ...]) -> bool:
    words = sighting.claim.sentence_text.casefold()
    return any(phrase in words for phrase in phrases)


def _count_findings(earlier: Sighting, later: Sighting, rules: Rules) -> Iterator[Finding]:
    points = rules.weights.points
    for fit, words in _count_fits(earlier, later, rules):
        if fit == "same":
            yield points.count_same, f"same count: {words}"
        elif fit == "revised":
            yield points.count_revised, f"a count revised upwards: {words}"
        elif fit == "fits":
            yield points.count_fits, f"counts that can be one figure: {words}"
        else:
            yield points.count_apart, f"counts apart: {words}"


def _wording_finding(one: Sighting, other: Sighting, rules: Rules) -> Finding:
    if one.print and one.print == other.print:
        return rules.weights.points.sentence_same, "the same sentence"
    either = one.words | other.words
    share = len(one.words & other.words) / len(either) if either else 0.0
    if share >= rules.weights.wording.close:
        return rules.weights.points.wording_close, f"wording nearly the same ({share:.0%} of the words)"
    if share >= rules.weights.wording.like:
        return rules.weights.points.wording_like, f"wording alike ({share:.0%} of the words)"
    return 0.0, ""


def _where(sighting: Sighting) -> str:
    return ", ".join(place.name for place in sighting.places) or "place not known"


def _part(sighting: Sighting) -> str:
    return sighting.site or "the place itself"


def _who(sighting: Sighting, role: str = "actor") -> str:
    party = sighting.target if role == "target" else sighting.actor
    return ", ".join([actor.name for actor in party.actors] or sorted(party.words)) or "not named"


def _when(sighting: Sighting) -> str:
    if sighting.first is None or sighting.last is None:
        return "time not known"
    first, last = date.fromordinal(sighting.first), date.fromordinal(sighting.last)
    return f"{first}" if first == last else f"{first} to {last}"
