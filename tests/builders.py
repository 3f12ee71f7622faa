"""Small builders with defaults: a claim, an event, a country with a road, in one line each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from khabar.packs.theatre import Road, Side, Theatre, TheatreActor, TheatrePlace
from khabar.records import (
    Actor,
    Argument,
    Attribution,
    Claim,
    Count,
    Event,
    Figure,
    Mention,
    Place,
    RoleName,
    Span,
    VoiceKind,
)
from khabar.times import Occurred
from khabar.times.moments import end_of_day

DAY = date(2030, 6, 10)


def a_place(name: str, *, precision: str = "settlement", **more: Any) -> Place:
    """A place whose id is made from its name."""
    return Place(id=f"t:{name.casefold()}", name=name, precision=precision, **more)  # type: ignore[arg-type]


def an_actor(name: str, side: str = "", *, kind: str = "armed group") -> Actor:
    """An actor whose id is made from its name."""
    return Actor(id=name.casefold(), name=name, kind=kind, side=side)


REBELS = an_actor("Rebels", "rebels")
ARMY = an_actor("Army", "state", kind="state force")
GOVERNMENT = an_actor("Government", "state", kind="government")


def a_voice(kind: VoiceKind, actor: Actor | None = None, *, words: str = "") -> Attribution:
    """A named speaker."""
    text = words or (actor.name if actor else f"a {kind}")
    return Attribution(kind, Span(0, len(text), text), actor)


def an_argument(filler: Actor | Place | str, *, relation: str = "in", at: int = 0) -> Argument:
    """A filler of a role: resolved, or bare words; `at` is where it stands in the text."""
    text = filler if isinstance(filler, str) else filler.name
    span = Span(at, at + len(text), text)
    return Argument(span, None if isinstance(filler, str) else filler, relation=relation)


def a_claim(
    type: str = "territory.capture",  # the codebook's own word
    *,
    actor: Sequence[Actor | str] = (REBELS,),
    target: Sequence[Actor | str] = (),
    place: Sequence[Place | str] = (),
    relation: str = "in",
    day: date = DAY,
    occurred: Occurred | None = None,
    outlet: str = "The Herald",
    document: str = "",
    says: str = "",
    trigger: str = "took",
    said_by: Attribution | None = None,
    copy_of: str | None = None,
    counts: tuple[Count, ...] = (),
    **mention: Any,
) -> Claim:
    """A claim published on `day`; its id and document follow from what it says, where, and when."""
    sentence = says or f"{' '.join(map(_name, actor))} {trigger} {' '.join(map(_name, place))}."
    document = document or f"{outlet} {day}"
    key = repr((document, type, sentence, relation, said_by, mention, counts))
    roles: list[tuple[RoleName, tuple[Argument, ...]]] = []
    for role, fillers in (("actor", actor), ("target", target)):
        if fillers:
            roles.append((role, tuple(map(an_argument, fillers))))  # type: ignore[arg-type]
    if place:
        roles.append(("place", tuple(an_argument(p, relation=relation, at=50 * n) for n, p in enumerate(place))))
    return Claim(
        mention=Mention(
            id=hashlib.sha256(key.encode()).hexdigest()[:12],
            type=type,
            codebook="1",
            trigger=Span(0, len(trigger), trigger),
            sentence=Span(0, len(sentence), sentence),
            roles=tuple(roles),
            counts=counts,
            occurred=occurred or Occurred.on(day, basis="document"),
            attribution=said_by,
            **mention,
        ),
        document_id=document,
        outlet=outlet,
        published=day,
        known_at=end_of_day(day),
        recorded_at=end_of_day(day),
        sentence_text=sentence,
        copy_of=copy_of,
    )


def an_event(*claims: Claim, figures: tuple[Figure, ...] = (), **more: Any) -> Event:
    """The event of some claims, with the fields the first one gives."""
    first = claims[0].mention
    places = tuple(dict.fromkeys(p for c in claims for p in c.mention.places))
    given: dict[str, Any] = {
        "standing": "reported" if any(c.mention.modality == "reported" for c in claims) else "claimed",
        "occurred": first.occurred,
        "places": places,
        "actors": _actors(claims, "actor"),
        "targets": _actors(claims, "target"),
        "polarity": first.polarity,
        "modality": first.modality,
        "aspect": first.aspect,
        "status": first.status,
        "target_words": _words(claims, "target"),
        "actor_words": _words(claims, "actor"),
    }
    ids = "".join(sorted(c.id for c in claims))
    return Event(
        id=hashlib.sha256(ids.encode()).hexdigest()[:12],
        type=first.type,
        claims=tuple(sorted(claims, key=lambda c: (c.known_at, c.id))),
        figures=figures,
        **{**given, **more},
    )


def a_theatre(
    places: Sequence[TheatrePlace],
    roads: Sequence[Road] = (),
    *,
    sides: Sequence[Side] = (
        Side("state", "Government", "government", base="alpha"),
        Side("rebels", "Rebels", "rebel"),
    ),
    start: date = date(2030, 6, 1),
    **more: Any,
) -> Theatre:
    """A conflict between a government and rebels."""
    actors = tuple(TheatreActor(a, (a.name,)) for a in (REBELS, ARMY, GOVERNMENT))
    return Theatre(
        id="testland",
        name="Testland",
        countries=("TL",),
        zone="UTC",
        start=start,
        sides=tuple(sides),
        places=tuple(places),
        actors=actors,
        roads=tuple(roads),
        **more,
    )


def a_town(name: str, *, holder: str = "state", sets: tuple[str, ...] = (), **more: Any) -> TheatrePlace:
    """A watched town; its key is its name in lower case."""
    return TheatrePlace(name.casefold(), a_place(name), (name,), holder=holder, sets=sets, **more)


def a_road(one: str, other: str, *, km: float, name: str = "", grade: int = 1) -> Road:
    """A road between two towns named by their keys."""
    return Road(f"{one}-{other}", one, other, name or f"{one}-{other} road", km, grade)


def _name(filler: Actor | Place | str) -> str:
    return filler if isinstance(filler, str) else filler.name


def _actors(claims: Sequence[Claim], role: RoleName) -> tuple[Actor, ...]:
    resolved = (a.resolved for c in claims for a in c.mention.role(role))
    return tuple(dict.fromkeys(a for a in resolved if isinstance(a, Actor)))


def _words(claims: Sequence[Claim], role: RoleName) -> tuple[str, ...]:
    """The words of those in a role who are nobody known."""
    return tuple(dict.fromkeys(a.text for c in claims for a in c.mention.role(role) if a.resolved is None))
