"""Who acts, and their names in a text."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.records.span import Span

ACTOR_KINDS = (
    "state force",
    "police",
    "intelligence",
    "armed group",
    "militia",
    "foreign force",
    "government",
    "official",
    "leader",
    "person",
    "civilians",
    "detainees",
    "media",
    "un/ngo",
    "company",
    "political party",
    "country",
    "organisation",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or some body that can act. `id` is stable: `taliban` in a theatre, `country:SY`, or `name:...`.

    `kind` is one of ACTOR_KINDS. `side` is the theatre's side id, "" = none or unknown. `country` ISO alpha-2 or "".
    """

    id: str
    name: str
    kind: str
    side: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name of an actor in a text. `label` is a coarse type such as ARMED_GROUP, FORCE, GOVERNMENT, PERSON, ORG."""

    span: Span
    label: str
    actor: Actor
