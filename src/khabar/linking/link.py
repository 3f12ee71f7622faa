"""From the ledger of claims to events: one act, one event."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.linking.clusters import cluster
from khabar.linking.fusion import fuse
from khabar.linking.judged import by_people
from khabar.linking.sighting import sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.voices import sides_of_outlets
from khabar.linking.weights import Rules, load_rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Judgement


def link(
    claims: Sequence[Claim],
    *,
    theatre: Theatre | None,
    judgements: Sequence[Judgement] = (),
    rules: Rules | None = None,
) -> tuple[Event, ...]:
    """The events the claims speak of, by the moment each was first known.

    The order of `claims` makes no difference; a claim given twice counts once. A claim that names several places stands
    in the event of each, where its type has one act a place. Of `judgements` those of people are obeyed, the later
    before the earlier; those of rules are made anew. `theatre` None = actors are related by their own sides alone;
    `rules` None = the rules that ship with Khabar.
    """
    rules = rules or load_rules()
    unique = sorted({claim.id: claim for claim in claims}.values(), key=lambda c: (c.known_at, c.id))
    originals: dict[str, Claim] = {}
    for claim in unique:
        originals.setdefault(claim.document_id, claim)
    told = [sighting for claim in unique for sighting in sightings_of(claim, rules=rules)]
    sightings = with_what_was_told(told, rules=rules, theatre=theatre)
    found = cluster(sightings, people=by_people(judgements), rules=rules, theatre=theatre)
    outlets = sides_of_outlets(theatre)
    return tuple(fuse(one, originals=originals, rules=rules, outlets=outlets) for one in found)


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
