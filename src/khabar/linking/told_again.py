"""What a report says once: the place and the day of an act told again without them are those given before.

"A car bomb exploded in Oakton on Tuesday. ... The bomb was hidden in a lorry": the second sentence names neither. And
in one sentence the day stands with the blow or with its dead, and is meant for both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from khabar.linking.bars import ruled_out
from khabar.linking.phrasing import is_known_before
from khabar.linking.sighting import Rank, Sighting
from khabar.linking.weights import Rules
from khabar.packs.theatre import Theatre


def with_what_was_told(sightings: Iterable[Sighting], *, rules: Rules, theatre: Theatre | None) -> tuple[Sighting, ...]:
    """The sightings in their order, each with the place and the day that its report gave the act elsewhere.

    A place is looked for among the acts of the report, backwards from the bare one: the nearest that could be the same
    act and names one place. A day is taken from a blow or toll of the same sentence, or, where the sentence names no
    place, from the nearest before it at the same place.
    """
    listed = tuple(sightings)
    by_report: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in listed:
        by_report[sighting.claim.document_id].append(sighting)
    several = (sorted(told, key=_as_told) for told in by_report.values() if len(told) > 1)
    found = {s.key: s for told in several for s in _told_once(told, rules, theatre)}
    return tuple(found.get(sighting.key, sighting) for sighting in listed)


def _as_told(sighting: Sighting) -> tuple[int, Rank]:
    return sighting.claim.mention.trigger.start, sighting.key


def _told_once(told: Sequence[Sighting], rules: Rules, theatre: Theatre | None) -> list[Sighting]:
    placed = list(_placed(_within_sentences(told, rules), rules, theatre))
    return [_dated_by(s, _day_before(s, placed[:i], rules)) for i, s in enumerate(placed)]


def _within_sentences(told: Sequence[Sighting], rules: Rules) -> list[Sighting]:
    """Blows and tolls of one sentence get the day and the place that is given there once."""
    found: list[Sighting] = []
    for _, group in groupby(told, key=lambda s: s.claim.mention.sentence.start):
        beside = list(group)
        dated = [_dated_by(s, _day_beside(s, beside, rules)) for s in beside]
        found += [_placed_by(s, _place_beside(s, dated, rules)) for s in dated]
    return found


def _place_beside(sighting: Sighting, beside: Sequence[Sighting], rules: Rules) -> Sighting | None:
    """The blow or toll of its sentence whose one place is given, and meant for this one too; None where none is."""
    if sighting.family.circle not in rules.weights.told_as_one or not _is_bare(sighting):
        return None
    given = [s for s in beside if s.places and _goes_with(s, sighting, rules)]
    return given[0] if len({s.place_id for s in given}) == 1 else None


def _goes_with(one: Sighting, other: Sighting, rules: Rules) -> bool:
    return one.kind == other.kind and one.family.circle in rules.weights.told_as_one


def _day_beside(sighting: Sighting, beside: Sequence[Sighting], rules: Rules) -> Sighting | None:
    """The one blow or toll of its sentence whose day is given; None where there is none, or several days are."""
    if not sighting.dated or sighting.family.circle not in rules.weights.told_as_one:
        return None
    given = [s for s in beside if s.exact and _goes_with(s, sighting, rules) and _meet(s, sighting)]
    return given[0] if len({s.first for s in given}) == 1 else None


def _meet(one: Sighting, other: Sighting) -> bool:
    return not one.places or not other.places or one.places == other.places


def _day_before(sighting: Sighting, told: Sequence[Sighting], rules: Rules) -> Sighting | None:
    """The nearest act told before, at the same place, whose day is given and meant for this one too."""
    if not sighting.dated or not sighting.places or _names_its_place(sighting):
        return None
    of_one_day = _of_one_day(sighting, rules)
    return next(
        (
            s
            for s in reversed(told)
            if s.exact and s.kind == sighting.kind and s.places == sighting.places and s.family.circle in of_one_day
        ),
        None,
    )


def _names_its_place(sighting: Sighting) -> bool:
    return any(a.span and a.resolved in sighting.places for a in sighting.claim.mention.role("place"))


def _of_one_day(sighting: Sighting, rules: Rules) -> frozenset[str]:
    circle = sighting.family.circle
    return rules.weights.told_as_one if circle in rules.weights.told_as_one else frozenset({circle})


def _placed(told: Sequence[Sighting], rules: Rules, theatre: Theatre | None) -> Iterator[Sighting]:
    for position, sighting in enumerate(told):
        if not _is_bare(sighting):
            yield sighting
            continue
        before = (s for s in reversed(told[:position]) if _is_antecedent(s, sighting, rules, theatre))
        act = next(before, None)
        yield _placed_by(sighting, act)


def _placed_by(sighting: Sighting, act: Sighting | None) -> Sighting:
    if act is None:
        return sighting
    return replace(sighting, places=act.places, place_names=act.place_names, borrowed=True)


def _dated_by(sighting: Sighting, act: Sighting | None) -> Sighting:
    if act is None or not (sighting.dated and act.exact):
        return sighting
    return replace(sighting, first=act.first, last=act.last, exact=True, dated=False)


def _is_bare(sighting: Sighting) -> bool:
    """Whether it names no place, nor more than "the city"."""
    if (
        sighting.places
        or sighting.place_names
        or sighting.site
        or sighting.family.placeless
        or sighting.kind == "total"
    ):
        return False
    return all(is_known_before(argument, sighting.claim) for argument in sighting.claim.mention.role("place"))


def _is_antecedent(act: Sighting, bare: Sighting, rules: Rules, theatre: Theatre | None) -> bool:
    alike = act.family == bare.family or (bare.refers and act.family.circle == bare.family.circle)
    if not alike or (act.kind, act.site, act.returns) != (bare.kind, bare.site, bare.returns):
        return False
    if not act.place_names and len(act.claim.mention.places or act.places) != 1:
        return False
    return not ruled_out(act, bare, rules=rules, theatre=theatre)
