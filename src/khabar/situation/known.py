"""The record as it stood at a moment of knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from khabar.records import Actor, Claim, Event, Figure, Place, RoleName

T = TypeVar("T")


def known_by(events: Iterable[Event], known: datetime) -> tuple[Event, ...]:
    """The events as far as their claims were known at `known` (UTC), in a stable order.

    An event of which nothing was known is left out.  Of one that was known in part, only what the known claims say is
    kept: places, people and figures that a later report brought are not there yet.
    """
    kept = (_as_known(event, known) for event in events)
    return tuple(sorted((e for e in kept if e is not None), key=lambda e: (day_of_event(e), e.type, e.id)))


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


def _as_known(event: Event, known: datetime) -> Event | None:
    claims = tuple(c for c in event.claims if c.known_at <= known)
    if len(claims) == len(event.claims):
        return event
    if not claims:
        return None
    ids = {c.id for c in claims}
    first = claims[0].mention
    return replace(
        event,
        claims=claims,
        occurred=first.occurred,
        places=_said_by(claims, "place", Place, event.places),
        actors=_said_by(claims, "actor", Actor, event.actors),
        targets=_said_by(claims, "target", Actor, event.targets),
        actor_words=_words(claims, "actor"),
        target_words=_words(claims, "target"),
        figures=tuple(f for f in (_figure(figure, ids) for figure in event.figures) if f is not None),
        polarity=first.polarity,
        modality=first.modality,
        aspect=first.aspect,
        status=first.status,
        standing="reported" if any(c.mention.modality == "reported" for c in claims) else "claimed",
        merges=tuple(m for m in event.merges if m.one in ids and m.other in ids),
    )


def _said_by(claims: Sequence[Claim], role: RoleName, kind: type[T], order: tuple[T, ...]) -> tuple[T, ...]:
    said = {a.resolved for c in claims for a in c.mention.role(role) if isinstance(a.resolved, kind)}
    return tuple(item for item in order if item in said)


def _words(claims: Sequence[Claim], role: RoleName) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.text for c in claims for a in c.mention.role(role) if a.text))


def _figure(figure: Figure, ids: set[str]) -> Figure | None:
    versions = tuple(v for v in figure.versions if v[4] in ids)
    if not versions:
        return None
    lows = [v[0] for v in versions if v[0] is not None] + [v[1] for v in versions if v[1] is not None]
    highs = [high for v in versions for high in (v[2] if v[2] is not None else v[1],) if high is not None]
    best = next((v[1] for v in reversed(versions) if v[1] is not None), None)
    return replace(figure, low=min(lows, default=None), best=best, high=max(highs, default=None), versions=versions)
