"""From the ledger of claims to events: one act, one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.linking.clusters import People
from khabar.linking.fusion import fuse
from khabar.linking.judged import by_people
from khabar.linking.neighbourhoods import neighbourhoods
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.voices import by_document, sides_of_outlets
from khabar.linking.weights import Rules, load_rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Judgement


def link(
    claims: Sequence[Claim], *, theatre: Theatre | None, judgements: Sequence[Judgement] = ()
) -> tuple[Event, ...]:
    """The events the claims speak of, by the moment each was first known.

    The order of `claims` makes no difference; a claim given twice counts once. A claim that names several places stands
    in the event of each, where its type has one act a place. Of `judgements` those of people are obeyed, the later
    before the earlier; those of rules are made anew. `theatre` None = actors are related by their own sides alone.
    """
    rules, people = load_rules(), by_people(judgements)
    unique = sorted({claim.id: claim for claim in claims}.values(), key=lambda c: (c.known_at, c.id))
    originals, outlets = by_document(unique), sides_of_outlets(theatre)
    found = [
        (act.first.key, fuse(act, originals=originals, rules=rules, outlets=outlets))
        for sightings in _apart(unique, people, rules)
        for neighbourhood in neighbourhoods(sightings, people=people, rules=rules, theatre=theatre)
        for act in neighbourhood.acts
    ]
    return tuple(event for _, event in sorted(found, key=lambda pair: pair[0]))


def _apart(claims: Sequence[Claim], people: People, rules: Rules) -> Iterator[list[Sighting]]:
    """Sightings family by family, so that no more than those of one are held; all at once where people judged any."""
    by_family: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_family["" if people else rules.family(claim.mention.type).name].append(claim)
    for family in by_family.values():
        yield [sighting for claim in family for sighting in sightings_of(claim, rules=rules)]


def why_merged(event: Event) -> tuple[str, ...]:
    """Why the claims of an event were taken for one act, a line for each; empty where it rests on one claim."""
    reports = {claim.id: _report(claim) for claim in event.claims}
    return tuple(
        f"{reports[m.one]} and {reports[m.other]} ({m.score:.0%}, by {m.by}): "
        f"{'; '.join(m.reasons) or 'no reason given'}"
        for m in event.merges
    )


def _report(claim: Claim) -> str:
    outlet = claim.outlet or "an unnamed outlet"
    day = claim.published.isoformat() if claim.published else "undated"
    return f"“{claim.mention.trigger.text}” ({outlet}, {day})"
