"""To whom a place would fall, where a supposition does not say: "Ghazni falls"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from khabar.packs.theatre import Theatre
from khabar.records import Argument, Claim, Event, Place, RoleName
from khabar.situation.placing import key_of
from khabar.situation.sides import bearer_of, sides_of
from khabar.situation.state_words import ControlReading
from khabar.situation.testimony import GAINS


def with_victor(event: Event, readings: Sequence[ControlReading], theatre: Theatre) -> Event:
    """The event with a victor in its claims where they name none and one can be told; else as it is.

    It is the side that besieges or claims the place; else, of those that do not hold it, the one that holds or
    threatens most places; of equals the one the theatre names first.
    """
    return replace(event, claims=tuple(_named(claim, readings, theatre) for claim in event.claims))


def _named(claim: Claim, readings: Sequence[ControlReading], theatre: Theatre) -> Claim:
    mention = claim.mention
    if mention.type not in GAINS or mention.role("actor"):
        return claim
    places = [a.resolved for a in mention.role("place") if isinstance(a.resolved, Place)]
    keys = {key_of(place, theatre) for place in places}
    here = [r for r in readings if r.place_key in keys]
    losers = set(sides_of(mention.role("target"), theatre)) or {r.owner for r in here}
    side = _likeliest(here, readings, losers - {""}, theatre)
    bearer = bearer_of(side, theatre)
    if bearer is None:
        return claim
    actor: tuple[RoleName, tuple[Argument, ...]] = ("actor", (Argument(None, bearer),))
    return replace(claim, mention=replace(mention, roles=(actor, *mention.roles)))


def _likeliest(
    here: Sequence[ControlReading], readings: Sequence[ControlReading], losers: set[str], theatre: Theatre
) -> str:
    claimants = {r.claimant for r in here if r.claimant} - losers
    if len(claimants) == 1:
        return claimants.pop()
    strength = Counter(side for r in readings for side in (r.owner, r.claimant) if side)
    friends = losers.union(*(theatre.side_by_id[side].allies for side in losers if side in theatre.side_by_id))
    others = [side.id for side in theatre.sides if side.id not in friends]
    return max(others, key=lambda side: strength[side], default="")
