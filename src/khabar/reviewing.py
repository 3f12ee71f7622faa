"""What an analyst should look at first, and whether they look at what is there: the queue of events for review.

An event comes first where much hangs on it and little vouches for it. The two figures order the queue; they are no
probabilities, and each comes with its reasons in words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log10
from typing import Literal

from khabar.coding.lexicon.codebook import load_codebook
from khabar.errors import ActedOn, UnknownId
from khabar.export import Gate
from khabar.judging import events_named
from khabar.packs.theatre import Theatre, TheatrePlace
from khabar.picture import Picture
from khabar.records import Event, Figure
from khabar.situation.sides import independent_voice

State = Literal["waiting", "released", "withdrawn"]
WAITING: tuple[State, ...] = ("waiting",)
Reason = tuple[float, str]

# How much hangs on an act: whether the picture of control or of roads moves by it, else by its kind.
_MOVES, _OF_A_SET = 0.6, 0.9
_BY_KIND = {"access": 0.5, "politics.agreement": 0.5, "politics.leadership": 0.4, "harm": 0.3, "detention": 0.3}
_ELSE = 0.15
# What is told as history, in general or as a total is counted nowhere.
_UNCOUNTED = 0.3
# People for whom a figure weighs as much as anything: a thousand killed, a hundred thousand displaced.
_MOST = {"killed": 1_000, "wounded": 5_000, "missing": 1_000, "detained": 5_000, "freed": 10_000, "displaced": 100_000}
_BY_STANDING = {"disputed": 0.9, "claimed": 0.8, "reported": 0.5, "corroborated": 0.2, "retracted": 0.6}
_UNSURE_MERGE, _APART, _NOWHERE = 0.3, 0.3, 0.2
_SURE = 0.8
_WIDE = 1.5


@dataclass(frozen=True, slots=True)
class Queued:
    """An event with what speaks for looking at it. `consequence` and `doubt` lie from 0 to 1; `reasons` are in words.

    `state`: `waiting` = of at least one of its claims nobody has said whether it may be published; else `withdrawn`
    where one is held back, and `released` where none is.
    """

    event: Event
    state: State
    consequence: float
    doubt: float
    reasons: tuple[str, ...]

    @property
    def rank(self) -> float:
        """What the queue is ordered by."""
        return self.consequence * self.doubt


def queue(picture: Picture, *, states: Collection[State] = WAITING) -> tuple[Queued, ...]:
    """The events in some states, that of most consequence and doubt first."""
    gate = _gate_of(picture)
    found = (weighed(event, gate, theatre=picture.theatre_named) for event in picture.events())
    return tuple(sorted((q for q in found if q.state in states), key=lambda q: (-q.rank, q.event.id)))


def weighed(event: Event, gate: Gate, *, theatre: Theatre | None) -> Queued:
    """One event with its state, its figures and their reasons."""
    hangs, unsure = list(_consequence(event, theatre)), list(_doubt(event))
    consequence = max(weight for weight, _ in hangs)
    certain = 1.0
    for weight, _ in unsure:
        certain *= 1 - weight
    if event.background or event.descriptive or event.aggregate:
        consequence *= _UNCOUNTED
        hangs.append((0.0, "it is told as history, in general or as a total, and counted nowhere"))
    reasons = tuple(words for _, words in (*hangs, *unsure))
    return Queued(event, state_of(event, gate), round(consequence, 4), round(1 - certain, 4), reasons)


def _consequence(event: Event, theatre: Theatre | None) -> Iterator[Reason]:
    kind = load_codebook().types.get(event.type)
    label = kind.label if kind else event.type
    place = _watched(event, theatre)
    if kind is not None and kind.moves_control and place is not None:
        of = f", one of the {place.sets[0]}" if place.sets else ""
        yield _OF_A_SET if place.sets else _MOVES, f"{label}: it bears on who holds {place.names[0]}{of}"
    else:
        yield max((w for name, w in _BY_KIND.items() if event.type.startswith(name)), default=_ELSE), label
    for figure in event.figures:
        number = _number(figure)
        if figure.what in _MOST and number:
            weight = min(1.0, log10(1 + number) / log10(1 + _MOST[figure.what]))
            yield weight, f"{figure.what}: {number:,}"


def _watched(event: Event, theatre: Theatre | None) -> TheatrePlace | None:
    """The most exact of its places that the theatre watches; None = none."""
    keys = (theatre.key_by_place_id.get(place.id) for place in event.places) if theatre else ()
    return next((theatre.place_by_key[key] for key in keys if theatre and key), None)


def _doubt(event: Event) -> Iterator[Reason]:
    voices = {independent_voice(claim): claim.voice for claim in event.claims if claim.copy_of is None}
    yield _BY_STANDING[event.standing], _standing(event, sorted(filter(None, voices.values())))
    weakest = min((merge.score for merge in event.merges if merge.by.startswith("rule:")), default=1.0)
    if weakest < _SURE:
        yield _UNSURE_MERGE, f"two of its reports were taken for one act at {weakest:.0%}"
    for figure in event.figures:
        low, high = figure.low or figure.best, figure.high or figure.best
        if low and high and high > _WIDE * low:
            yield _APART, f"{figure.what}: from {low:,} to {high:,}"
    if not event.places:
        yield _NOWHERE, "no place is known"
    if event.occurred is None:
        yield _NOWHERE, "no day is known"


def _standing(event: Event, voices: Sequence[str]) -> str:
    named = ", ".join(voices[:3]) or "an unnamed outlet"
    return {
        "disputed": "its reports disagree",
        "claimed": f"only a party says so: {named}",
        "reported": f"told by {named} alone" if len(voices) < 2 else f"told by {named}",
        "corroborated": f"{len(voices)} voices tell of it",
        "retracted": "it was taken back",
    }[event.standing]


def _number(figure: Figure) -> int:
    return next((n for n in (figure.best, figure.high, figure.low) if n is not None), 0)


def states_of(picture: Picture) -> dict[str, State]:
    """Where each event stands by what is released now, by its id."""
    gate = _gate_of(picture)
    return {event.id: state_of(event, gate) for event in picture.events()}


def _gate_of(picture: Picture) -> Gate:
    return Gate(picture.releases(), picture.events(), theatre=picture.theatre_named)


def state_of(event: Event, gate: Gate) -> State:
    """Where an event stands by the words on its claims."""
    words = [gate.word(claim, event.places) for claim in event.claims]
    if any(word is None for word in words):
        return "waiting"
    return "released" if all(words) else "withdrawn"


# The version of an event that somebody looks at


def seen_of(picture: Picture, event: Event) -> str:
    """The version of an event as it is now: another word on its claims, or another claim, makes it another.

    It is the ledger's number of the last word on its claims, what they are together, and the first of them.
    """
    last = max((word.entry for word in picture.store.words_on(_claims(event))), default=0)
    return _version(last, event)


def refuse_acted_on(picture: Picture, ids: Sequence[str], seen: Sequence[str]) -> tuple[Event, ...]:
    """The events of these ids, where each is as it was `seen`, in the order named.

    Raises ActedOn where somebody has said something of one of them since, or it is made of other claims by now;
    UnknownId, AmbiguousId.
    """
    events = picture.events()
    for id, version in zip(ids, seen, strict=True):
        try:
            (event,) = events_named([id], events)
        except UnknownId:
            gone = _home_of(version, events)
            if gone is None:
                raise
            event = gone
        now = seen_of(picture, event)
        if now != version:
            raise ActedOn(event.id, seen=version, now=now, theirs=tuple(_said_since(picture, event, version)))
    return events_named(ids, events)


def _said_since(picture: Picture, event: Event, version: str) -> Iterator[tuple[str, str, str, str]]:
    """Who said what of an event's claims after a version of it, when and why, in order of arrival, each word once."""
    words = (word for word in picture.store.words_on(_claims(event)) if word.entry > _entry(version))
    yield from dict.fromkeys((word.by, word.at.isoformat(), word.verdict, word.note) for word in words)


def _home_of(version: str, events: Iterable[Event]) -> Event | None:
    """The event that the first claim of a version stands in now; None where it stands in none."""
    first = version.rpartition(".")[2]
    return next((event for event in events if first and first in _claims(event)), None)


def _version(last: int, event: Event) -> str:
    together = hashlib.sha256("\n".join(sorted(_claims(event))).encode()).hexdigest()[:16]
    return f"{last}.{together}.{event.claims[0].id}"


def _entry(version: str) -> int:
    number = version.partition(".")[0]
    return int(number) if number.isdecimal() else 0


def _claims(event: Event) -> frozenset[str]:
    return frozenset(claim.id for claim in event.claims)
