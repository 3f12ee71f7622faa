"""Who is a party to a war: whose word on it is a claim."""

from __future__ import annotations

from collections.abc import Collection

from khabar.records import Actor

_ARMED = frozenset({"state force", "armed group", "militia", "foreign force", "intelligence"})
_STATE = frozenset({"government", "country", "police", "leader", "official"})


def is_belligerent(actor: Actor, *, countries: Collection[str] = ()) -> bool:
    """Whether an actor fights in the war at hand.

    Armed bodies do. A government, its police and its leaders do where the war is theirs: where a theatre gives them a
    side, or their country is one of `countries` (ISO alpha-2: where the war is fought, or who fights in it).
    """
    if actor.side or actor.kind in _ARMED:
        return True
    return actor.kind in _STATE and actor.country in countries
