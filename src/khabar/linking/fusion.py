"""One event from the sightings of one act: what its claims support, field by field."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

from khabar.linking.clusters import Cluster
from khabar.linking.corrected import still_said
from khabar.linking.figures import figures_of
from khabar.linking.phrasing import wording
from khabar.linking.sighting import FINENESS, Sighting
from khabar.linking.standing import Originals, standing_of
from khabar.linking.voices import Outlets, is_party, source_of
from khabar.linking.weights import Rules
from khabar.records import Actor, Argument, Aspect, Claim, Event, Modality, Place, RoleName
from khabar.records.event import EVENT_ID
from khabar.times import Occurred

T = TypeVar("T", bound=Hashable)
_ROLES: dict[str, tuple[RoleName, ...]] = {"actor": ("actor",), "target": ("target", "people")}
_ASPECTS: tuple[Aspect, ...] = ("done", "ongoing", "attempted")


def fuse(cluster: Cluster, *, originals: Originals, rules: Rules, outlets: Outlets) -> Event:
    """The event of a cluster. Votes are of independent sources, so that forty copies of one text are one vote."""
    sightings = cluster.sightings
    said = still_said(sightings)
    stated = [s for s in said if not s.denies] or said
    voting = _one_a_source(stated, originals)
    claims = tuple({s.claim.id: s.claim for s in sightings}.values())
    acting, aimed_at = ([_arguments(s.claim, role) for s in stated] for role in ("actor", "target"))
    return Event(
        id=_event_id(sightings[0]),
        type=_type(voting),
        claims=claims,
        standing=standing_of(said, originals=originals, rules=rules, outlets=outlets),
        occurred=_occurred(voting),
        places=_places(stated),
        actors=_actors(acting),
        targets=_actors(aimed_at),
        actor_words=_words(acting),
        target_words=_words(aimed_at),
        figures=figures_of(said, rules=rules, outlets=outlets),
        polarity="no" if stated[0].denies else "yes",
        modality=_modality(stated, outlets),
        aspect=next(a for a in _ASPECTS if any(s.claim.mention.aspect == a for s in stated)),
        status=next((s.claim.mention.status for s in reversed(stated) if s.claim.mention.status), ""),
        descriptive=sightings[0].kind == "description",
        background=sightings[0].kind == "history",
        aggregate=sightings[0].kind == "total",
        merges=tuple(cluster.merges),
    )


def _event_id(first: Sighting) -> str:
    """From the first claim known and its place: later reports of the act do not change it."""
    text = f"{first.claim.id}\n{first.place_id}"
    return f"{EVENT_ID}{sha256(text.encode()).hexdigest()[:16]}"


def _one_a_source(sightings: Sequence[Sighting], originals: Originals) -> list[Sighting]:
    """Each source's last word, with its most exact time: a correction replaces what it corrects."""
    last: dict[tuple[str, str], Sighting] = {}
    for sighting in sightings:
        said = sighting.claim.mention.attribution
        voice = sighting.claim.voice.casefold() if said else ""
        source = (source_of(sighting.claim, originals), voice)
        before = last.get(source)
        if before is None or not (before.gives_day and not sighting.gives_day):
            last[source] = sighting
    return sorted(last.values(), key=lambda s: s.key)


def _most_voted(values: Iterable[T]) -> T | None:
    """The commonest value, the first given of those even; None where there is none."""
    votes: dict[T, int] = {}
    for value in values:
        votes[value] = votes.get(value, 0) + 1
    return max(votes, key=lambda value: votes[value], default=None)


def _type(voting: Sequence[Sighting]) -> str:
    """The type most sources give; a mere state yields to the act behind it, an even split to the family's order."""
    family = voting[0].family
    types = [s.claim.mention.type for s in voting]
    acts = [t for t in types if t not in family.state] or types
    counted = {t: acts.count(t) for t in acts}
    order = {t: rank for rank, t in enumerate((*family.types, *acts)[::-1])}
    return max(counted, key=lambda t: (counted[t], order[t]))


def _occurred(voting: Sequence[Sighting]) -> Occurred | None:
    """When it happened: days the texts give before the days of reports, exact before vague, then the most voted.

    The day of a report is only the latest the act can be, so of those the earliest counts.
    """
    timed = [s for s in voting if s.claim.mention.occurred is not None]
    told = [o for s in timed if s.gives_day and (o := s.claim.mention.occurred)]
    if told:
        spans = [(o.first_day, o.last_day) for o in told]
        span = _most_voted(spans)
        return next(o for o in told if (o.first_day, o.last_day) == span)
    dated = [o for s in timed if (o := s.claim.mention.occurred) and o.basis == "document"]
    if dated:
        return min(dated, key=lambda o: o.last_day)
    vague = [o for s in timed if (o := s.claim.mention.occurred)]
    return min(vague, key=lambda o: (o.interval.days, o.first_day), default=None)


def _places(stated: Sequence[Sighting]) -> tuple[Place, ...]:
    """Every place the claims give, most exact first, of those even the most voted."""
    votes: dict[Place, int] = {}
    for sighting in stated:
        for place in sighting.places:
            votes[place] = votes.get(place, 0) + 1
    unique: dict[str, Place] = {}
    for place in sorted(votes, key=lambda p: (FINENESS[p.precision], -votes[p], p.id)):
        unique.setdefault(place.id, place)
    return tuple(unique.values())


def _actors(said: Sequence[Sequence[Argument]]) -> tuple[Actor, ...]:
    """Who fills a role by the claims' own words, most voted first."""
    votes: dict[str, int] = {}
    known: dict[str, Actor] = {}
    for arguments in said:
        found = {a.resolved.id: a.resolved for a in arguments if isinstance(a.resolved, Actor)}
        for key, actor in found.items():
            known.setdefault(key, actor)
            votes[key] = votes.get(key, 0) + 1
    return tuple(known[key] for key in sorted(known, key=lambda key: (-votes[key], key)))


def _words(said: Sequence[Sequence[Argument]]) -> tuple[str, ...]:
    """The words of those in a role that are nobody known, each once, in the order they were first given."""
    texts: dict[str, str] = {}
    for arguments in said:
        for argument in arguments:
            if argument.resolved is None and wording(argument):
                texts.setdefault(wording(argument), argument.stands_for or argument.text)
    return tuple(texts.values())


def _arguments(claim: Claim, role: str) -> list[Argument]:
    return [argument for name in _ROLES[role] for argument in claim.mention.role(name)]


def _modality(stated: Sequence[Sighting], outlets: Outlets) -> Modality:
    """`reported` once anybody but a party reports it; else what most claims say."""
    free = [s.claim.mention.modality for s in stated if not is_party(s.claim, outlets=outlets)]
    if "reported" in free:
        return "reported"
    return _most_voted(free) or _most_voted(s.claim.mention.modality for s in stated) or "reported"
