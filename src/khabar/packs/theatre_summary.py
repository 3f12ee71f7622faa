"""What a sound theatre covers, and what it leaves out that a reader of its answers would miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.packs.theatre import Theatre

_SHOWN = 5
# Those who need no side for their acts to be understood.
_OUTSIDE = frozenset({"country", "un/ngo", "civilians", "detainees", "media", "company", "organisation", "person"})


def gaps(theatre: Theatre) -> tuple[str, ...]:
    """What the theatre leaves open, in words. No fault: it loads, but answers will say less."""
    return tuple(_gaps(theatre))


def _gaps(theatre: Theatre) -> Iterator[str]:
    places, actors = theatre.places, theatre.actors
    with_actor = {entry.actor.side for entry in actors}
    joined = {end for road in theatre.roads for end in (road.one, road.other)}
    lone = (p.key for p in places if p.key not in joined)
    yield from _told("without a holder at the start", (p.key for p in places if not p.holder), "place")
    yield from _told("joined by no road", lone if theatre.roads else (), "place")
    actorless = (side.id for side in theatre.sides if side.id not in with_actor)
    yield from _told("without an actor, so that no report can name it", actorless, "side")
    sideless = (a.actor.id for a in actors if not (a.actor.side or a.of) and a.actor.kind not in _OUTSIDE)
    yield from _told("without a side", sideless, "actor")
    if not theatre.roads:
        yield "there are no roads, so that none can be told as cut or open"


def _told(lack: str, ids: Iterable[str], noun: str) -> Iterator[str]:
    """How many things lack something, and the first of them."""
    found = list(ids)
    if found:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        yield f"{len(found)} {noun}{'s' if len(found) > 1 else ''} {lack}: {', '.join(found[:_SHOWN])}{more}"
