"""What an event's claims say of places, by place and claim."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from khabar.packs.theatre import Theatre
from khabar.records import Event
from khabar.situation.evidence import evidence_in
from khabar.situation.known import day_of_event
from khabar.situation.testimony import Evidence
from khabar.situation.weights import Weights

# What is told of a place, by claim and by the event it stands in: the place, the claim, the event.
Key = tuple[str, str, str]


class Told(NamedTuple):
    """What one event's claim says of a place. `rank` is where the event stands in the record, `settled` as in `Row`."""

    rank: tuple[date, str, str]
    settled: int
    item: Evidence


class Reader:
    """Reads events by a theatre and its weights; `documents` are the reports in the record."""

    def __init__(self, theatre: Theatre, weights: Weights) -> None:
        self._theatre = theatre
        self._weights = weights

    def rows(self, event: Event, settled: int, documents: Container[str]) -> Iterator[tuple[Key, Told]]:
        """What each claim of an event says of each place, from the theatre's first day on."""
        rank = _rank(event)
        found = {}
        for item in evidence_in(event, self._theatre, self._weights, documents=documents):
            if item.day >= self._theatre.start:
                found[(item.place_key, item.claim.id)] = item
        for (place, claim), item in found.items():
            yield (place, claim, event.id), Told(rank, settled, item)

    def after(
        self, event: Event, settled: int, documents: Container[str], was: Event | None, before: Mapping[Key, Told]
    ) -> Iterator[tuple[Key, Told]]:
        """The rows of an event that had others before; what claims say that say the same is not read again."""
        stay, rank = _staying(event, was) if was else frozenset(), _rank(event)
        yield from ((key, Told(rank, settled, told.item)) for key, told in before.items() if key[1] in stay)
        left = tuple(claim for claim in event.claims if claim.id not in stay)
        others = replace(event, claims=left) if stay else event
        for key, told in self.rows(others, settled, documents):
            yield key, told._replace(rank=rank)


def _rank(event: Event) -> tuple[date, str, str]:
    return day_of_event(event), event.type, event.id


def _staying(event: Event, was: Event) -> frozenset[str]:
    """The claims that say of places in an event what they said in it before. Copies hang on what else is reported."""
    if _lent_by(event) != _lent_by(was):
        return frozenset()
    were = {id(claim) for claim in was.claims}
    return frozenset(claim.id for claim in event.claims if id(claim) in were and claim.copy_of is None)


def _lent_by(event: Event) -> tuple[object, ...]:
    """All that a claim's bearing on a place takes from its event."""
    taken_back = event.standing == "retracted"
    return event.places, event.actors, event.targets, taken_back, event.aggregate, event.background
