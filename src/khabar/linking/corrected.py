"""Which sightings a correction has overtaken: they are kept, and say nothing any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from khabar.linking.sighting import Sighting
from khabar.records import Claim


def still_said(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The sightings of an act without those taken back or whose text a later one corrects, in the order given.

    A correction takes the place of the text that it repeats and of every copy of that; where it does not tell the act
    again, it says nothing about it. Of two corrections the later holds.
    """
    sightings = [sighting for sighting in sightings if not sighting.claim.retracted] or sightings
    corrections: dict[str, list[Claim]] = defaultdict(list)
    for claim in (sighting.claim for sighting in sightings):
        if claim.corrects and claim.copy_of is not None:
            corrections[claim.copy_of].append(claim)
    if not corrections:
        return list(sightings)
    return [sighting for sighting in sightings if not _is_overtaken(sighting.claim, corrections)]


def _is_overtaken(claim: Claim, corrections: dict[str, list[Claim]]) -> bool:
    text = claim.document_id if claim.document_id in corrections else claim.copy_of or ""
    others = (c for c in corrections.get(text, ()) if c.document_id != claim.document_id)
    if claim.corrects:
        return any((c.known_at, c.document_id) > (claim.known_at, claim.document_id) for c in others)
    return any(c.known_at >= claim.known_at for c in others)
