"""What each claim says of who holds a place: from words to weights."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event
from khabar.situation.known import day_of_claim
from khabar.situation.losses import with_losses
from khabar.situation.placing import weight_by_place
from khabar.situation.sides import independent_voice, side_name, side_of, sides_of, speaker_side
from khabar.situation.testimony import CONTESTED, GAINS, UNKNOWN, UNNAMED, Evidence
from khabar.situation.victors import with_victors
from khabar.situation.weights import Effect, Weights

_SELF = frozenset({"they", "it", "we", "its forces", "their forces", "its troops", "our forces"})


def evidence_of(events: Sequence[Event], theatre: Theatre, weights: Weights) -> tuple[Evidence, ...]:
    """All evidence on the theatre's places, by place and day; the order of the events makes no difference.

    Left out: statements about many acts at once, history, copies of a report that is itself in the record, what its
    tellers have taken back, and anything before the theatre's first day.
    """
    documents = {claim.document_id for event in events for claim in event.claims}
    found: dict[tuple[str, str], Evidence] = {}
    for event in events:
        for item in evidence_in(event, theatre, weights, documents=documents):
            found[(item.place_key, item.claim.id)] = item
    ordered = sorted(found.values(), key=lambda e: (e.place_key, e.day, e.claim.id))
    named = with_victors([e for e in ordered if e.day >= theatre.start], theatre)
    return with_losses(named, theatre, weights)


def evidence_in(event: Event, theatre: Theatre, weights: Weights, *, documents: Container[str]) -> Iterator[Evidence]:
    """What the claims of one event say of the theatre's places; `documents` are the reports in the record."""
    if event.aggregate or event.background:
        return
    for claim in event.claims:
        taken_back = claim.retracted or (event.standing == "retracted" and not claim.mention.is_denied)
        if not taken_back and (claim.copy_of is None or claim.copy_of not in documents):
            yield from _from_claim(claim, event, theatre, weights)


def _from_claim(claim: Claim, event: Event, theatre: Theatre, weights: Weights) -> Iterable[Evidence]:
    mention = claim.mention
    effect = weights.effects.get(mention.type, {}).get(mention.aspect)
    if effect is None or mention.background:
        return
    actor, target = _actor_and_target(claim, event, theatre)
    denied = mention.is_denied
    unnamed = mention.type in GAINS and mention.aspect == "done" and not actor and not denied
    bare = _bare_nats(claim, effect, actor, target, theatre, weights)
    trust, firm = _trust(claim, bare, theatre, weights)
    name = side_name(actor, theatre) if actor else UNNAMED
    words = weights.words.get(mention.type, mention.type).format(name)
    for key, share in sorted(weight_by_place(claim, event, theatre, weights).items()):
        nats = tuple((state, weight * trust * share) for state, weight in sorted(bare.items()) if weight)
        if unnamed:
            # Kept for the victor that is still to be found.
            nats = ((UNKNOWN, -effect.actor * trust * share),)
        if not nats or trust * share == 0:
            continue
        yield Evidence(
            place_key=key,
            day=day_of_claim(claim),
            claim=claim,
            event_id=event.id,
            voice=independent_voice(claim),
            nats=nats,
            firm=firm,
            words=f"not {words}" if denied else words,
            besieger=actor if effect.siege and not denied else "",
            victor_unnamed=unnamed,
            loser=target if mention.type in GAINS else "",
            share=share,
        )


def _actor_and_target(claim: Claim, event: Event, theatre: Theatre) -> tuple[str, str]:
    """The sides of the two roles; where the sentence leaves one out, what its event says of it."""
    mention = claim.mention
    actors, targets = sides_of(mention.role("actor"), theatre), sides_of(mention.role("target"), theatre)
    if not actors and any(a.text.casefold() in _SELF for a in mention.role("actor")):
        # "The rebels say they hold the town": a party that speaks of "they" means itself.
        actors = tuple(side for side in (speaker_side(claim, theatre),) if side)
    actors = actors or tuple(side for a in event.actors if (side := side_of(a, theatre)))
    targets = targets or tuple(side for a in event.targets if (side := side_of(a, theatre)))
    actor = actors[0] if actors else ""
    target = next((side for side in (*targets, *actors) if side != actor), "")
    return actor, target


def _bare_nats(
    claim: Claim, effect: Effect, actor: str, target: str, theatre: Theatre, weights: Weights
) -> dict[str, float]:
    """The weights by state, before asking who says so."""
    mention = claim.mention
    if mention.type == "territory.control" and (
        (actor and target) or mention.trigger.text.casefold().strip() in weights.contest_words
    ):
        nats = {CONTESTED: weights.shared_control}
    else:
        if mention.type == "territory.advance" and _enters(claim, weights):
            effect = weights.entry
        nats = {CONTESTED: effect.contested}
        if actor:
            nats[actor] = effect.actor
            for side in theatre.sides:
                if side.id != actor:
                    nats[side.id] = effect.others
        if target:
            nats[target] = nats.get(target, 0.0) + effect.target
    if mention.descriptive:
        nats = {state: weight * weights.descriptive for state, weight in nats.items()}
    if mention.is_denied:
        nats = {state: -weight * weights.denial for state, weight in nats.items() if weight > 0 and state != CONTESTED}
    return {state: weight for state, weight in nats.items() if weight}


def _enters(claim: Claim, weights: Weights) -> bool:
    """Whether an attacker is said to be inside: "entered the town", "pushed their way into the port"."""
    trigger = claim.mention.trigger
    behind = claim.sentence_text[trigger.end - claim.mention.sentence.start :].lstrip()
    words = trigger.text.casefold().split()
    return words[0] in weights.entry_words or "into" in words or behind.startswith("into ")


def _trust(claim: Claim, nats: dict[str, float], theatre: Theatre, weights: Weights) -> tuple[float, bool]:
    """How far the speaker is believed, and whether what it says is more than a party's word for itself."""
    mention = claim.mention
    modality = 1.0 if mention.modality == "denied" else weights.modality[mention.modality]
    said = mention.attribution
    if said is None:
        return modality, mention.modality in ("reported", "denied")
    speaker = speaker_side(claim, theatre)
    if not speaker and (said.kind == "belligerent" or (mention.modality == "claimed" and said.kind != "witness")):
        return modality * weights.interest.own_success, False
    if speaker:
        gains = nats.get(speaker, 0.0) - max((w for s, w in nats.items() if s not in (speaker, CONTESTED)), default=0.0)
        own = gains > 0 or any(w < 0 for s, w in nats.items() if s != speaker)
        if nats and own:
            return modality * weights.interest.own_success, False
        if any(state != CONTESTED for state in nats):
            # A party that owns up to a loss is believed as it speaks; one of its people who only alleges it, less.
            return weights.interest.admission * (modality if mention.modality == "alleged" else 1.0), True
    return modality * weights.voice[said.kind], mention.modality not in ("possible", "planned", "threatened")
