"""The event of some of its claims alone: as linking would have it if there were no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from khabar.linking.judged import by_people
from khabar.linking.link import events_of
from khabar.linking.sighting import sightings_of
from khabar.linking.told_again import with_what_was_told
from khabar.linking.weights import Rules, load_rules
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event


def part_of(
    event: Event,
    kept: Collection[str],
    *,
    reports: Iterable[Claim],
    theatre: Theatre | None,
    rules: Rules | None = None,
) -> tuple[Event, ...]:
    """The event of those of its claims whose ids are `kept`; several where only the others held them together.

    `reports` are all claims of their reports: a report is read as a whole, so that each claim keeps the place and the
    day it was lent there, and says nothing else. A claim that lists several places is meant for those of the event
    alone; empty where it lies at none of them.
    """
    rules = rules or load_rules()
    unique = {claim.id: claim for claim in (*reports, *event.claims)}.values()
    sightings = [sighting for claim in unique for sighting in sightings_of(claim, rules=rules)]
    told = [s for s in with_what_was_told(sightings, rules=rules, theatre=theatre) if s.claim.id in kept]
    listed, here = Counter(s.claim.id for s in told), {place.id for place in event.places}
    meant = [s for s in told if listed[s.claim.id] == 1 or s.place_id in here]
    return events_of(meant, people=by_people(event.merges), rules=rules, theatre=theatre)
