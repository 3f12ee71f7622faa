"""How well an event is attested: claimed, reported, corroborated, disputed or retracted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from khabar.linking.sighting import Sighting
from khabar.linking.voices import A_PARTY, PLACED_TO_KNOW, Outlets, camp_of, is_party, source_of
from khabar.linking.weights import Rules
from khabar.records import Claim, Standing

Originals = Mapping[str, Claim]


def standing_of(sightings: Sequence[Sighting], *, originals: Originals, rules: Rules, outlets: Outlets) -> Standing:
    """The standing of one act's sightings, earliest known first.

    Only parties: claimed; parties of two sides, or one independent source: reported; two independent sources:
    corroborated. A denial by a voice placed to know, or by an outlet of its own knowledge, disputes it, until on a
    later day the denying camp itself, or enough independent sources, report it after all. An act is retracted when
    every source that told it took it back, or a person noted that it did. Where all sightings say that nothing
    happened, the standing is of that.
    Source: codebook, section 3.
    """
    against = [s for s in sightings if s.denies]
    stated = [s for s in sightings if not s.denies] or against
    if stated is against:
        against = []
    recanted = _recanted(sightings, originals)
    firm = [s for s in stated if not s.claim.retracted]
    firm = [s for s in firm if source_of(s.claim, originals) not in recanted] if recanted else firm
    if not firm:
        return "retracted"
    if any(_stands(denial, firm, originals, rules, outlets) for denial in against):
        return "disputed"
    return _attested(firm, originals, outlets)


def _attested(sightings: Sequence[Sighting], originals: Originals, outlets: Outlets) -> Standing:
    independent = _independent(sightings, 2, originals, outlets)
    if independent == 2:
        return "corroborated"
    camps = {camp_of(s.claim, outlets=outlets) for s in sightings} - {"", A_PARTY}
    return "reported" if independent or len(camps) >= 2 else "claimed"


def _independent(sightings: Sequence[Sighting], most: int, originals: Originals, outlets: Outlets) -> int:
    """How many sources there are that are no party's, `most` = that many or more."""
    found: set[str] = set()
    for sighting in sightings:
        if not is_party(sighting.claim, outlets=outlets):
            found.add(source_of(sighting.claim, originals))
            if len(found) == most:
                break
    return len(found)


def _stands(denial: Sighting, firm: Sequence[Sighting], originals: Originals, rules: Rules, outlets: Outlets) -> bool:
    """Whether a denial comes from somebody placed to know and has not been overtaken."""
    said = denial.claim.mention.attribution
    if said is not None and said.kind not in PLACED_TO_KNOW:
        return False
    after = [s for s in firm if _day_known(s) > _day_known(denial)]
    camp = camp_of(denial.claim, outlets=outlets)
    conceded = bool(camp) and any(camp_of(s.claim, outlets=outlets) == camp for s in after)
    if said is None:
        source = source_of(denial.claim, originals)
        conceded = conceded or any(source_of(s.claim, originals) == source for s in after)
    enough = rules.weights.overtakes_denial
    return not (conceded or _independent(after, enough, originals, outlets) == enough)


def _recanted(sightings: Sequence[Sighting], originals: Originals) -> set[str]:
    """The sources whose last own word is that the act did not happen, or that takes their report back.

    A denial they only pass on is not theirs, and neither is one in the report that tells the act.
    """
    told: dict[str, datetime] = {}
    recanted: set[str] = set()
    if not any(sighting.denies or sighting.takes_back for sighting in sightings):
        return recanted
    for sighting in sightings:
        source, known = source_of(sighting.claim, originals), sighting.claim.known_at
        own_denial = sighting.denies and sighting.claim.mention.attribution is None
        if source in told and known > told[source] and (own_denial or sighting.takes_back):
            recanted.add(source)
        elif not sighting.denies and not sighting.takes_back:
            told[source] = known
            recanted.discard(source)
    return recanted


def _day_known(sighting: Sighting) -> date:
    return sighting.claim.known_at.date()
