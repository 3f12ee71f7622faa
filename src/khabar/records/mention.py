"""One event or state as one sentence of one document reports it: the unit everything else is derived from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.records.actor import Actor, ActorName
from khabar.records.document import Document
from khabar.records.issue import Issue
from khabar.records.place import Place, PlaceName
from khabar.records.span import Span
from khabar.times.occurred import Occurred

RoleName = Literal["actor", "target", "people", "origin", "destination", "place"]
Polarity = Literal["yes", "no"]
Modality = Literal["reported", "claimed", "alleged", "denied", "planned", "threatened", "possible"]
# Said to have happened: not denied, planned, threatened or feared.
HAPPENED: tuple[Modality, ...] = ("reported", "claimed", "alleged")
Aspect = Literal["done", "ongoing", "attempted"]
VoiceKind = Literal[
    "official", "belligerent", "local official", "witness", "un/ngo", "analyst", "media", "anonymous", "person"
]
Counted = Literal["killed", "wounded", "displaced", "detained", "freed", "missing", "other"]
Resolved = Actor | Place


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what fills a role. `span` None = understood, not in the sentence (then `resolved` or `stands_for` says).

    `stands_for` holds the words elsewhere in the document that a pronoun or definite noun stands for; "" = itself.
    `relation` is how the act lies to a place: in, part, near, outskirts, between, toward, from; "in" for other roles.
    """

    span: Span | None
    resolved: Resolved | None = None
    stands_for: str = ""
    relation: str = "in"

    @property
    def text(self) -> str:
        """The words in the sentence, or what they stand for where there are none."""
        return self.span.text if self.span else (self.stands_for or (self.resolved.name if self.resolved else ""))


@dataclass(frozen=True, slots=True)
class Count:
    """A number in the text as a range. None = not stated ("at least 12": low 12, no high). `of`: "11 of 34" -> 34.

    `noun` are the counted words where `what` is `other` ("provincial capitals").
    """

    what: Counted
    text: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    of: int | None = None
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it. `kind` is the kind of voice; `span` the words; `actor` what they resolve to where known."""

    kind: VoiceKind
    span: Span
    actor: Actor | None = None
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One coded act or state, resting on one sentence.

    `occurred` None = neither the text nor a document date gives a time. `attribution` None = the outlet itself.
    `descriptive` marks a modifier that only describes ("rebel-held Aleppo"). `background` marks history. `aggregate`
    marks what its coder calls a statement about many acts; linking finds others by what they count.
    `status` is for talks: held, planned, stalled, refused; "" elsewhere. `why` are the reasons, in words.
    """

    id: str
    type: str
    codebook: str
    trigger: Span
    sentence: Span
    roles: tuple[tuple[RoleName, tuple[Argument, ...]], ...] = ()
    counts: tuple[Count, ...] = ()
    occurred: Occurred | None = None
    polarity: Polarity = "yes"
    modality: Modality = "reported"
    aspect: Aspect = "done"
    background: bool = False
    descriptive: bool = False
    aggregate: bool = False
    status: str = ""
    attribution: Attribution | None = None
    why: tuple[str, ...] = ()

    def role(self, name: RoleName) -> tuple[Argument, ...]:
        """The arguments in a role; empty where the text gives none."""
        for role, arguments in self.roles:
            if role == name:
                return arguments
        return ()

    @property
    def is_denied(self) -> bool:
        """Whether it is said not to have happened."""
        return self.polarity == "no" or self.modality == "denied"

    @property
    def places(self) -> tuple[Place, ...]:
        """The resolved places of the act, in text order."""
        return tuple(a.resolved for a in self.role("place") if isinstance(a.resolved, Place))


@dataclass(frozen=True, slots=True)
class Coded:
    """A document with all that was coded from it."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    places: tuple[PlaceName, ...] = ()
    names: tuple[ActorName, ...] = ()
    issues: tuple[Issue, ...] = ()
