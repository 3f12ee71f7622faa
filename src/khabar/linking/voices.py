"""Who vouches for a claim: whose side speaks, and whose word it is when many papers print one text."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.packs.theatre import Theatre
from khabar.records import Actor, Claim

# Voices that can know whether an act took place.
PLACED_TO_KNOW = ("official", "local official", "belligerent", "un/ngo", "witness")
UNKNOWN_OUTLET = "unknown outlet"


def is_party(claim: Claim, *, theatre: Theatre | None) -> bool:
    """Whether a party to the conflict speaks of its own war, in a report or in a paper of its own."""
    said = claim.mention.attribution
    if claim.mention.modality == "claimed" or (said is not None and said.kind == "belligerent"):
        return True
    return said is None and bool(_outlet_side(claim, theatre))


def camp_of(claim: Claim, *, theatre: Theatre | None) -> str:
    """The camp a claim comes from: the side of the party that speaks, or "" = no party's."""
    if not is_party(claim, theatre=theatre):
        return ""
    said = claim.mention.attribution
    if said is None:
        return _outlet_side(claim, theatre) or claim.outlet or UNKNOWN_OUTLET
    return (said.actor.side if said.actor else "") or claim.voice.casefold()


def _outlet_side(claim: Claim, theatre: Theatre | None) -> str:
    """The side of an outlet that is itself an actor of the theatre, as a ministry's own bulletin; "" = none."""
    if theatre is None or not claim.outlet:
        return ""
    name = claim.outlet.casefold()
    return next((a.actor.side for a in theatre.actors if name in _names(a.actor, a.aliases)), "")


def _names(actor: Actor, aliases: tuple[str, ...]) -> set[str]:
    return {actor.name.casefold(), *(alias.casefold() for alias in aliases)}


def source_of(claim: Claim, originals: Mapping[str, Claim]) -> str:
    """Whose independent word a claim is, as a name to count by.

    A copy is the word of the paper it repeats; a report "according to" another medium is the word of that medium.
    Outlets that are not known count as one together: nothing shows that they are two. `originals` are claims by
    document id.
    """
    said = claim.mention.attribution
    if said is not None and said.kind == "media":
        return (said.actor.name if said.actor else said.stands_for or said.span.text).casefold()
    seen = {claim.document_id}
    while claim.copy_of is not None and claim.copy_of not in seen:
        seen.add(claim.copy_of)
        original = originals.get(claim.copy_of)
        if original is None:
            return f"document {claim.copy_of}"
        claim = original
    return claim.outlet.casefold() or UNKNOWN_OUTLET
