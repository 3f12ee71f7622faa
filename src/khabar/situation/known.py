"""The record as it stood at a moment of knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from khabar.linking import link
from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event


def known_by(events: Iterable[Event], known: datetime, *, theatre: Theatre | None = None) -> tuple[Event, ...]:
    """The events as they stood at `known` (UTC), in a stable order.

    Where later claims have since joined an event, the claims that were known are linked anew, so that no place, figure
    or standing of a later report shows through.
    """
    everything = tuple(events)
    kept = [e for e in everything if all(c.known_at <= known for c in e.claims)]
    partly = (e for e in everything if any(c.known_at > known for c in e.claims))
    if any(c.known_at <= known for e in partly for c in e.claims):
        claims = [c for c in claims_of(everything) if c.known_at <= known]
        judgements = [merge for e in everything for merge in e.merges]
        kept = list(link(claims, theatre=theatre, judgements=judgements))
    return tuple(sorted(kept, key=lambda e: (day_of_event(e), e.type, e.id)))


def claims_of(events: Iterable[Event]) -> tuple[Claim, ...]:
    """Every claim once, in the order they could be known."""
    found = {claim.id: claim for event in events for claim in event.claims}
    return tuple(sorted(found.values(), key=lambda c: (c.known_at, c.id)))


def day_of_claim(claim: Claim) -> date:
    """The civil day a claim speaks of: the last day of its own time, never later than the report itself."""
    reported = claim.published or claim.known_at.date()
    occurred = claim.mention.occurred
    return min(occurred.last_day, reported) if occurred else reported


def day_of_event(event: Event) -> date:
    """The last day an event can lie on; where it has no time, the first day it was reported."""
    return event.occurred.last_day if event.occurred else min(map(day_of_claim, event.claims), default=date.min)
