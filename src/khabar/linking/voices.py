"""Who vouches for a claim: whose side speaks, and whose word it is when many papers print one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from khabar.packs.theatre import Theatre
from khabar.records import Claim

# Voices that can know whether an act took place.
PLACED_TO_KNOW = ("official", "local official", "belligerent", "un/ngo", "witness")
# Voices that speak for their side where they have one, and those that speak for themselves in any paper.
_FOR_A_SIDE = ("official", "local official", "media")
_APART = ("un/ngo", "media")
UNKNOWN_OUTLET = "unknown outlet"
# How the id of those begins who coded an outlet's report as event data: they add no word to the outlet's.
CODERS = "coders:"
# The camp of a party to the conflict where those who coded its word do not say which party it is.
A_PARTY = "a party"
# What stands between the id of a row and the number of one of its reports, and between a claim's id at another desk and
# the event it was told with there.
_REPORT, _TOLD_WITH = "#", "@"
# From an outlet's name in lower case to the side it is part of.
Outlets = Mapping[str, str]


def sides_of_outlets(theatre: Theatre | None) -> dict[str, str]:
    """The side of each outlet, in lower case, that is itself an actor of the theatre: a ministry's own bulletin."""
    return theatre.side_by_name if theatre else {}


def is_party(claim: Claim, *, outlets: Outlets) -> bool:
    """Whether a party to the conflict speaks of its own war, in a report or in a paper of its own."""
    said = claim.mention.attribution
    if claim.mention.modality == "claimed" or (said is not None and said.kind == "belligerent"):
        return True
    return said is None and claim.outlet.casefold() in outlets


def camp_of(claim: Claim, *, outlets: Outlets, side: str = "") -> str:
    """The camp a claim comes from: the side of the party that speaks, or "" = no party is named as the source.

    A speaker is of his own side; one who has none, quoted in a party's paper, is of the paper's, unless he is of an
    aid body or another medium. `side` is the speaker's where the caller knows more than the record of the actor.
    """
    said = claim.mention.attribution
    paper = outlets.get(claim.outlet.casefold(), "")
    if said is None:
        party = is_party(claim, outlets=outlets)
        return (paper or claim.outlet.casefold() or UNKNOWN_OUTLET) if party else ""
    own = side or (said.actor.side if said.actor else "")
    if is_party(claim, outlets=outlets):
        return own or (A_PARTY if coders_of(claim) else claim.voice.casefold())
    if said.kind in _FOR_A_SIDE and own:
        return own
    return "" if said.kind in _APART else paper


def coders_of(claim: Claim) -> str:
    """The id of those who coded the outlet's report as event data, so that the word is the outlet's; "" = nobody."""
    said = claim.mention.attribution
    id = said.actor.id if said is not None and said.actor is not None else ""
    return id if id.startswith(CODERS) else ""


def row_of(claim: Claim) -> str:
    """The row of data that a claim was read from, whichever of its reports; "" where nobody coded it as data."""
    return row_of_report(claim.document_id) if coders_of(claim) else ""


def report_of_row(row: str, number: int) -> str:
    """The id of one of the reports that a row tells of, counted from 1."""
    return f"{row}{_REPORT}{number}"


def row_of_report(report: str) -> str:
    """The row that tells of a report, by the report's id."""
    return report.partition(_REPORT)[0]


def away(claim_id: str, event_id: str) -> str:
    """The id here of a claim that another desk told with an event: one claim may stand in several."""
    return f"{claim_id}{_TOLD_WITH}{event_id}"


def at_home(claim_id: str) -> str:
    """The id of a claim at the desk that read the report."""
    return claim_id.partition(_TOLD_WITH)[0]


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


def chain_of(claim: Claim, originals: Mapping[str, Claim]) -> Iterator[Claim]:
    """A claim of each report that this one's report repeats, directly or through others, as far as they are held."""
    seen = {claim.document_id}
    while claim.copy_of is not None and claim.copy_of not in seen and claim.copy_of in originals:
        seen.add(claim.copy_of)
        claim = originals[claim.copy_of]
        yield claim


def by_document(claims: Iterable[Claim]) -> dict[str, Claim]:
    """A claim of each document: all of one have its outlet, and repeat what it repeats."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim.document_id, claim)
    return found
