"""Which side of a theatre somebody belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from khabar.linking.voices import camp_of, coders_of, sides_of_outlets
from khabar.packs.theatre import Theatre
from khabar.records import Actor, Argument, Claim, Place

STATE_KINDS = frozenset({"state force", "police", "intelligence", "government", "country", "official", "leader"})


def side_of(actor: Actor | None, theatre: Theatre) -> str:
    """The side id of an actor in this theatre, or of the nearest body it belongs to; "" = none or unknown.

    A body of the state where the war is fought, of which the theatre says nothing, is of the side that is the state.
    """
    if actor is None:
        return ""
    if actor.side in theatre.side_by_id:
        return actor.side
    seen: set[str] = set()
    entry = theatre.actor_by_id.get(actor.id)
    while entry is not None and entry.actor.id not in seen:
        if entry.actor.side in theatre.side_by_id:
            return entry.actor.side
        seen.add(entry.actor.id)
        entry = theatre.actor_by_id.get(entry.of)
    listed = actor.id in theatre.actor_by_id
    of_the_state = actor.kind in STATE_KINDS and actor.country in theatre.countries and not listed
    return state_side(theatre) if of_the_state else ""


def sides_of(arguments: Iterable[Argument], theatre: Theatre) -> tuple[str, ...]:
    """The distinct sides among the fillers of a role, in text order; those without a side are left out."""
    found = (_side_of_argument(argument, theatre) for argument in arguments)
    return tuple(dict.fromkeys(side for side in found if side))


def _side_of_argument(argument: Argument, theatre: Theatre) -> str:
    if isinstance(argument.resolved, Place):
        return ""
    return side_of(argument.resolved, theatre) or _side_in_words(f"{argument.text} {argument.stands_for}", theatre)


def _side_in_words(text: str, theatre: Theatre) -> str:
    """The one side whose names stand in the words for somebody: "rebel forces" are the rebels'; "" = none or several.

    The longest name wins its words, so that "anti-government fighters" are not the government's.
    """
    names = theatre.side_by_bare_name
    sides = {names[match.group().casefold().rstrip("s")] for match in _pattern(tuple(names)).finditer(text)}
    return sides.pop() if len(sides) == 1 else ""


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    # A hyphen before a name changes its meaning: "anti-government".
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")s?(?!\w)", re.IGNORECASE)


def speaker_side(claim: Claim, theatre: Theatre) -> str:
    """The side of the named speaker; "" where the outlet itself speaks, or the speaker belongs to none.

    An official who is named without a side, and is of no foreign country, speaks for the side that is the state.
    """
    said = claim.mention.attribution
    if said is None:
        return ""
    side = side_of(said.actor, theatre) or _side_in_words(f"{said.span.text} {said.stands_for}", theatre)
    if side or said.kind not in ("official", "local official"):
        return side
    country = said.actor.country if said.actor else ""
    return state_side(theatre) if country in ("", *theatre.countries) else ""


def camp_in(claim: Claim, theatre: Theatre) -> str:
    """The camp whose word a claim is in this theatre, by its speaker and its paper; "" = no party is named."""
    return camp_of(claim, outlets=sides_of_outlets(theatre), side=speaker_side(claim, theatre))


def state_side(theatre: Theatre) -> str:
    """The one side that has a government among its actors; "" where none or several have."""
    sides = {
        a.actor.side for a in theatre.actors if a.actor.kind == "government" and a.actor.side in theatre.side_by_id
    }
    return sides.pop() if len(sides) == 1 else ""


def independent_voice(claim: Claim) -> str:
    """What tells independent voices apart: one speaker quoted by ten outlets is one voice, and so is one outlet.

    Who only coded an outlet's report is no voice beside it.
    """
    said = claim.mention.attribution
    if said is not None and not coders_of(claim):
        return f"said by {claim.voice.casefold()}"
    if said is not None and said.kind == "media":
        return f"outlet {claim.voice.casefold()}"  # coded as what that outlet told first
    return f"outlet {claim.outlet.casefold()}" if claim.outlet else f"document {claim.document_id}"


def side_name(side: str, theatre: Theatre) -> str:
    """The name to show for a side id; the id itself where the theatre has no such side."""
    found = theatre.side_by_id.get(side)
    return found.name if found else side


def bearer_of(side: str, theatre: Theatre) -> Actor | None:
    """The first actor the theatre names of a side; None where it names none, or the side is ""."""
    return next((a.actor for a in theatre.actors if side and a.actor.side == side), None)
