"""What only one voice says: claims still open, confirmed later, or denied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from khabar.packs.theatre import Theatre
from khabar.records import Actor, Argument, Claim, Event, Modality
from khabar.records.mention import HAPPENED
from khabar.situation.known import day_of_claim
from khabar.situation.politics import participants
from khabar.situation.sides import camp_in, independent_voice, sides_of

Outcome = Literal["open", "confirmed", "denied", "refuted"]


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """What became of something said by somebody who may have reasons to say it.

    `outcome`: `open` = nobody else has said so; `confirmed` = an outlet on its own, the other side, or a second
    independent voice said the same of the same side, `after_days` later; `denied` = somebody in a position to know
    denies it; `refuted` = retracted, or denied by those who said it.  `voice` and `voice_kind` as in the claim.
    """

    outcome: Outcome
    event_id: str
    event_type: str
    modality: Modality
    voice: str
    voice_kind: str
    day: date
    parties: tuple[str, ...]
    toward: tuple[str, ...]
    places: tuple[str, ...]
    claim_ids: tuple[str, ...]
    settled_by: tuple[str, ...] = ()
    after_days: int | None = None


def claims_standing(events: Iterable[Event], theatre: Theatre, *, on: date) -> tuple[ClaimStanding, ...]:
    """The standing of all that was claimed or alleged up to a day: open ones first, then the newest first."""
    return in_order(s for event in events if (s := standing_on(event, theatre, on)) is not None)


def in_order(standings: Iterable[ClaimStanding]) -> tuple[ClaimStanding, ...]:
    """Open ones first, then the newest first."""
    order: tuple[Outcome, ...] = ("open", "denied", "refuted", "confirmed")
    return tuple(sorted(standings, key=lambda s: (order.index(s.outcome), -s.day.toordinal(), s.event_id)))


def is_claimed(event: Event) -> bool:
    """Whether anybody only claims or alleges it."""
    return not (event.background or event.descriptive) and any(map(_is_said, event.claims))


def _is_said(claim: Claim) -> bool:
    return claim.mention.modality in ("claimed", "alleged") and claim.mention.polarity == "yes"


def standing_on(event: Event, theatre: Theatre, on: date) -> ClaimStanding | None:
    """What became of one event by a day; None where nobody had claimed or alleged it."""
    claims = sorted((c for c in event.claims if day_of_claim(c) <= on), key=lambda c: (c.known_at, c.id))
    said = [c for c in claims if _is_said(c)]
    if not said or event.background or event.descriptive:
        return None
    first = said[0]
    outcome, settled = _outcome(event, claims, said, theatre)
    attribution = first.mention.attribution
    return ClaimStanding(
        outcome=outcome,
        event_id=event.id,
        event_type=event.type,
        modality=first.mention.modality,
        voice=first.voice,
        voice_kind=attribution.kind if attribution else "media",
        day=day_of_claim(first),
        parties=participants(event.actors, event.actor_words),
        toward=participants(event.targets, event.target_words),
        places=tuple(p.name for p in event.places),
        claim_ids=tuple(c.id for c in said),
        settled_by=tuple(c.id for c in settled),
        after_days=max(0, (settled[0].known_at - first.known_at).days) if outcome == "confirmed" else None,
    )


def _outcome(
    event: Event, claims: Sequence[Claim], said: Sequence[Claim], theatre: Theatre
) -> tuple[Outcome, Sequence[Claim]]:
    denials = [c for c in claims if c.mention.is_denied]
    if event.standing == "retracted":
        return "refuted", denials
    confirming = _confirming(claims, said, theatre)
    if confirming and not denials:
        return "confirmed", confirming
    if denials:
        voices = {independent_voice(c) for c in said}
        return ("refuted" if {independent_voice(c) for c in denials} & voices else "denied"), denials
    return "open", ()


def _confirming(claims: Sequence[Claim], said: Sequence[Claim], theatre: Theatre) -> list[Claim]:
    """Those that make it more than one voice's word, oldest first; copies confirm nothing.

    Only the same act confirms it: the same type, by an actor of the same side, or by the same actor where it has none.
    An outlet does not confirm in the document that hands the claim on, nor does the paper of those who claim it.
    """
    first, voice = said[0], independent_voice(said[0])
    camp = camp_in(first, theatre)
    documents = {c.document_id for c in said}
    found = []
    for claim in claims:
        mention = claim.mention
        if claim.copy_of is not None or mention.polarity == "no" or independent_voice(claim) == voice:
            continue
        if mention.type != first.mention.type or not _same_actor(first, claim, theatre):
            continue
        if camp and camp_in(claim, theatre) == camp:
            continue
        own = mention.attribution is None
        if mention.modality in HAPPENED and not (own and claim.document_id in documents):
            found.append(claim)
    return found


def _same_actor(one: Claim, other: Claim, theatre: Theatre) -> bool:
    """Whether both say that the same side did it, or, where it has no side, somebody of the same name."""
    ours, theirs = one.mention.role("actor"), other.mention.role("actor")
    sides, their_sides = set(sides_of(ours, theatre)), set(sides_of(theirs, theatre))
    if sides or their_sides:
        return sides == their_sides
    return {_name(a) for a in ours} == {_name(a) for a in theirs}


def _name(argument: Argument) -> str:
    resolved = argument.resolved
    return resolved.id if isinstance(resolved, Actor) else (argument.stands_for or argument.text).casefold()
