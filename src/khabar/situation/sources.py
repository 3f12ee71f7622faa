"""The sentences an answer rests on, ready to be cited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from khabar.records import Claim, Event
from khabar.situation.known import claims_of


@dataclass(frozen=True, slots=True)
class Source:
    """One claim as it is cited: the sentence, where it stands, and who says it.

    `start`/`end` are the sentence's offsets in its document. `outlet` "" = unknown, `published` None = undated.
    `voice` is the named speaker, "" where the outlet itself speaks; `voice_kind` likewise. `copy_of` as in Claim.
    """

    claim_id: str
    document_id: str
    outlet: str
    published: date | None
    known_at: datetime
    title: str
    url: str | None
    sentence: str
    start: int
    end: int
    voice: str
    voice_kind: str
    modality: str
    polarity: str
    copy_of: str | None


def source_of(claim: Claim) -> Source:
    """The citation of a claim."""
    mention = claim.mention
    said = mention.attribution
    return Source(
        claim_id=claim.id,
        document_id=claim.document_id,
        outlet=claim.outlet,
        published=claim.published,
        known_at=claim.known_at,
        title=claim.title,
        url=claim.url,
        sentence=claim.sentence_text,
        start=mention.sentence.start,
        end=mention.sentence.end,
        voice=claim.voice if said else "",
        voice_kind=said.kind if said else "",
        modality=mention.modality,
        polarity=mention.polarity,
        copy_of=claim.copy_of,
    )


def sources_of(events: Iterable[Event]) -> tuple[Source, ...]:
    """The citations of all claims, oldest first."""
    return tuple(source_of(claim) for claim in claims_of(events))
