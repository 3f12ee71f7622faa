"""A name found in a text before overlaps are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from khabar.records import Actor, ActorName, Span

_LABELS = {
    "armed group": "ARMED_GROUP",
    "militia": "ARMED_GROUP",
    "state force": "FORCE",
    "foreign force": "FORCE",
    "intelligence": "FORCE",
    "police": "POLICE",
    "government": "GOVERNMENT",
    "country": "GOVERNMENT",
    "person": "PERSON",
    "official": "OFFICIAL",
    "leader": "OFFICIAL",
    "media": "MEDIA",
    "un/ngo": "NGO",
}


@dataclass(frozen=True, slots=True)
class Found:
    """An actor at a span. Of overlapping finds the longer stays; of equal ones that with the higher `trust`."""

    span: Span
    actor: Actor
    trust: int

    def named(self) -> ActorName:
        """As handed to the next room, with the coarse label of the actor's kind."""
        return ActorName(self.span, _LABELS.get(self.actor.kind, "ORG"), self.actor)


def settle(found: Iterable[Found]) -> tuple[Found, ...]:
    """The finds that stay, none overlapping another, in text order."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-(f.span.end - f.span.start), -f.trust, f.span.start)):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda f: f.span.start))
