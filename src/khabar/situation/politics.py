"""Talks, offers, agreements, demands and refusals, with how far each can be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from khabar.records import Actor, Event, Modality, Standing
from khabar.situation.known import day_of_event

KINDS = ("agreement", "talks", "offer", "demand", "reject", "threat", "leadership")


@dataclass(frozen=True, slots=True)
class PoliticalAct:
    """One political act or state.

    `kind` is one of KINDS.  `status` is for talks: held, planned, stalled, refused; "" elsewhere.  `parties` are all
    who take part, by name, or in the report's words where they are nobody known; `toward` those it is directed at.
    """

    kind: str
    status: str
    parties: tuple[str, ...]
    toward: tuple[str, ...]
    places: tuple[str, ...]
    day: date
    standing: Standing
    modality: Modality
    denied: bool
    event_id: str
    claim_ids: tuple[str, ...]


def politics(events: Iterable[Event], *, on: date) -> tuple[PoliticalAct, ...]:
    """The political acts up to a day, by kind, the newest first.  History and mere description are left out."""
    found = [_act(event) for event in events if is_political(event) and day_of_event(event) <= on]
    return tuple(sorted(found, key=lambda a: (KINDS.index(a.kind), -a.day.toordinal(), a.event_id)))


def is_political(event: Event) -> bool:
    """Whether it is a political act or state, and neither history nor mere description."""
    return _kind(event) in KINDS and not (event.background or event.descriptive)


def participants(actors: Iterable[Actor], words: Iterable[str]) -> tuple[str, ...]:
    """Those in a role, each once: known actors by name, then others in the report's words."""
    return tuple(dict.fromkeys((*(actor.name for actor in actors), *words)))


def _kind(event: Event) -> str:
    room, _, kind = event.type.partition(".")
    return kind if room == "politics" else ""


def _act(event: Event) -> PoliticalAct:
    return PoliticalAct(
        kind=_kind(event),
        status=event.status,
        parties=participants(event.actors, event.actor_words),
        toward=participants(event.targets, event.target_words),
        places=tuple(p.name for p in event.places),
        day=day_of_event(event),
        standing=event.standing,
        modality=event.modality,
        denied=event.polarity == "no",
        event_id=event.id,
        claim_ids=tuple(c.id for c in event.claims),
    )
