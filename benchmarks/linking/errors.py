"""Pairs of mentions wrongly taken for one act, or wrongly kept apart, each with the reason of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.linking.gold import Key
from benchmarks.linking.reading import Linked
from benchmarks.linking.score import pairs_of
from khabar.linking.compared import Compared, compared
from khabar.linking.sighting import sightings_of
from khabar.linking.weights import load_rules
from khabar.records import Claim

_SHOWN = 150
_POINTS = re.compile(r"(.*) \(([+-][\d.]+)\)$")


@dataclass(frozen=True)
class Wrong:
    """One wrong pair. `kind` is its class, `reasons` what was weighed."""

    kind: str
    one: Claim
    other: Claim
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        told = [f"   {_told(claim)}" for claim in (self.one, self.other)]
        return "\n".join((*told, f"     {'; '.join(self.reasons) or '-'}"))


def wrongly_merged(gold: Mapping[Key, frozenset[str]], linked: Linked) -> list[Wrong]:
    """The pairs of one event that tell of different acts."""
    found = {key: linked.groups[key] for key in gold}
    return [_merge(one, other, linked) for one, other in _claims(pairs_of(found) - pairs_of(gold), linked)]


def wrongly_split(gold: Mapping[Key, frozenset[str]], linked: Linked) -> list[Wrong]:
    """The pairs that tell of one act and share no event."""
    found = {key: linked.groups[key] for key in gold}
    return [_split(one, other, linked) for one, other in _claims(pairs_of(gold) - pairs_of(found), linked)]


def _claims(pairs: Iterable[frozenset[Key]], linked: Linked) -> Iterator[tuple[Claim, Claim]]:
    for one, other in sorted(sorted(pair) for pair in pairs):
        yield linked.claims[one], linked.claims[other]


def _merge(one: Claim, other: Claim, linked: Linked) -> Wrong:
    found = _closest(one, other, linked)
    if found.score < load_rules().weights.same_from:
        return Wrong("brought together by others", one, other, found.reasons)
    if one.document_id != other.document_id:
        return Wrong("of two reports", one, other, found.reasons)
    same_sentence = one.mention.sentence == other.mention.sentence
    return Wrong("of one sentence" if same_sentence else "of one report", one, other, found.reasons)


def _split(one: Claim, other: Claim, linked: Linked) -> Wrong:
    first, second = (sightings_of(claim, rules=load_rules())[0] for claim in (one, other))
    if first.family.circle != second.family.circle:
        types = " and ".join(sorted((one.mention.type, other.mention.type)))
        return Wrong(f"types never compared: {types}", one, other, ())
    if first.kind != second.kind:
        return Wrong(f"kinds never compared: {' and '.join(sorted((first.kind, second.kind)))}", one, other, ())
    found = _closest(one, other, linked)
    if found.barred:
        return Wrong(f"ruled out, {found.reasons[0].split(':')[0]}", one, other, found.reasons)
    likely = found.score >= load_rules().weights.same_from
    kind = "likely, but not with the rest" if likely else f"not likely enough, above all: {_hardest(found)}"
    return Wrong(kind, one, other, found.reasons)


def _hardest(found: Compared) -> str:
    """What speaks most against one act, without its particulars."""
    against = [
        (float(match[2]), match[1]) for r in found.reasons if (match := _POINTS.match(r)) and float(match[2]) < 0
    ]
    return min(against)[1].split(":")[0] if against else "little speaks for it"


def _closest(one: Claim, other: Claim, linked: Linked) -> Compared:
    """The likeliest of the comparisons of two claims' sightings."""
    reports = {one.document_id, other.document_id}
    told = [claim for claim in linked.claims.values() if claim.document_id in reports]
    return compared([one], [other], theatre=linked.theatre, told=told)[0]


def _told(claim: Claim) -> str:
    words = " ".join(claim.sentence_text.split())
    shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    return f"{claim.published} {claim.mention.type} “{claim.mention.trigger.text}” {claim.document_id}: {shown}"
