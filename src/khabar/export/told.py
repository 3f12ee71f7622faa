"""What reports say of an event, in the words the formats have room for."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.plain_text import clean
from khabar.records import Claim, Event


def first_told(event: Event) -> Claim:
    """The report to quote: the first in an outlet's own voice, else the first; copies last."""
    return min(event.claims, key=lambda c: (c.copy_of is not None, c.mention.attribution is not None, c.known_at, c.id))


def outlets(event: Event) -> tuple[str, ...]:
    """The outlets, each once, oldest report first; unnamed ones left out."""
    return tuple(dict.fromkeys(claim.outlet for claim in event.claims if claim.outlet))


def own_reports(event: Event) -> Sequence[Claim]:
    """One claim for each report that is no copy of another."""
    return tuple({claim.document_id: claim for claim in event.claims if claim.copy_of is None}.values())


def note(event: Event) -> str:
    """The sentence the event rests on, and in brackets how far it is vouched for."""
    doubt = ", ".join(
        [
            f"standing: {event.standing}",
            *([event.modality] if event.modality != "reported" else []),
            *([event.aspect] if event.aspect != "done" else []),
            f"reports: {len({claim.document_id for claim in event.claims})}",
        ]
    )
    sentence = " ".join(clean(first_told(event).sentence_text).split())
    return f"{sentence} [{doubt}]".strip()
