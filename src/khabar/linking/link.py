"""From the ledger of claims to events: one act, one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from khabar.linking.clusters import People
from khabar.linking.fusion import fuse
from khabar.linking.judged import by_people
from khabar.linking.neighbourhoods import neighbourhoods
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.voices import by_document, sides_of_outlets
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
    sightings = [sighting for claim in unique for sighting in sightings_of(claim, rules=rules)]
    told = with_what_was_told(sightings, rules=rules, theatre=theatre)
    return events_of(told, people=by_people(judgements), rules=rules, theatre=theatre)


def events_of(
    sightings: Sequence[Sighting],
    *,
    people: People,
    rules: Rules,
    theatre: Theatre | None,
    repeated: Iterable[Claim] = (),
) -> tuple[Event, ...]:
    """The events of sightings that have what their reports lent them, by the moment each was first known.

    `repeated` are claims of other reports that those of the sightings repeat: whose word these are hangs on them.
    """
    originals = by_document((*(sighting.claim for sighting in sightings), *repeated))
    outlets = sides_of_outlets(theatre)
    found = [
        (act.first.key, fuse(act, originals=originals, rules=rules, outlets=outlets))
        for lot in _apart(sightings, people)
        for neighbourhood in neighbourhoods(lot, people=people, rules=rules, theatre=theatre)
        for act in neighbourhood.acts
    ]
    return tuple(event for _, event in sorted(found, key=lambda pair: pair[0]))


def _apart(sightings: Iterable[Sighting], people: People) -> Iterable[list[Sighting]]:
    """Sightings that are never compared apart from each other; all in one where people judged any."""
    apart: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        apart[("", "") if people else (sighting.family.circle, sighting.kind)].append(sighting)
    return apart.values()


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
