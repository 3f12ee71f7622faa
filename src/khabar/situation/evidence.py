"""What each claim says of who holds a place: from words to weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from khabar.packs.theatre import Theatre
from khabar.records import Claim, Event, Mention
from khabar.situation.known import claims_of, day_of_claim
from khabar.situation.placing import weight_by_place
from khabar.situation.sides import independent_voice, side_name, side_of, sides_of, speaker_side
from khabar.situation.weights import Effect, Weights

CONTESTED = "contested"
UNKNOWN = "unknown"
UNNAMED = "an unnamed force"
GAINS = ("territory.capture", "territory.transfer")

# A fall with no victor named is read against the last holder heard of at least this long before: reports of one fall
# trickle in over some days, and must not be read as a fall and a recapture.
SETTLED_DAYS = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim's bearing on one place.

    `nats` are log-likelihoods by state (a side id, or CONTESTED); states not named have 0.  `favours` is the state it
    speaks for most, or `not:` and the state it speaks against.  `firm` is False where only a party speaks for itself.
    `besieger` is the side that lays a siege by it, "" = none.  `victor_unnamed`: a fall that does not say to whom.
    """

    place_key: str
    day: date
    claim: Claim
    event_id: str
    voice: str
    nats: tuple[tuple[str, float], ...]
    firm: bool
    words: str
    besieger: str = ""
    victor_unnamed: bool = False

    @property
    def favours(self) -> str:
        """The state it speaks for; `not:STATE` where it only speaks against one; "" where it says nothing."""
        best = max(self.nats, key=lambda pair: (pair[1], pair[0]), default=("", 0.0))
        if best[1] > 0:
            return best[0]
        worst = min(self.nats, key=lambda pair: (pair[1], pair[0]), default=("", 0.0))
        return f"not:{worst[0]}" if worst[1] < 0 else ""

    @property
    def strength(self) -> float:
        """The largest weight in it, in nats."""
        return max((abs(weight) for _, weight in self.nats), default=0.0)


def evidence_of(events: Sequence[Event], theatre: Theatre, weights: Weights) -> tuple[Evidence, ...]:
    """All evidence on the theatre's places, by place and day; the order of the events makes no difference.

    Left out: statements about many acts at once, history, copies of a report that is itself in the record, and
    anything before the theatre's first day.
    """
    documents = {claim.document_id for claim in claims_of(events)}
    found: dict[tuple[str, str], Evidence] = {}
    for event in events:
        if event.aggregate or event.background:
            continue
        for claim in event.claims:
            if claim.copy_of is None or claim.copy_of not in documents:
                for item in _from_claim(claim, event, theatre, weights):
                    found[(item.place_key, claim.id)] = item
    ordered = sorted(found.values(), key=lambda e: (e.place_key, e.day, e.claim.id))
    return _with_victors([e for e in ordered if e.day >= theatre.start], theatre)


def _from_claim(claim: Claim, event: Event, theatre: Theatre, weights: Weights) -> Iterable[Evidence]:
    mention = claim.mention
    effect = weights.effects.get(mention.type, {}).get(mention.aspect)
    if effect is None or mention.background:
        return
    actor, target = _actor_and_target(mention, event, theatre)
    unnamed = mention.type in GAINS and mention.aspect == "done" and not actor
    bare = _bare_nats(mention, effect, actor, target, theatre, weights)
    trust, firm = _trust(claim, bare, theatre, weights)
    name = side_name(actor, theatre) if actor else UNNAMED
    denied = _is_denied(mention)
    words = weights.words.get(mention.type, mention.type).format(name)
    for key, share in sorted(weight_by_place(claim, event, theatre, weights).items()):
        nats = tuple((state, weight * trust * share) for state, weight in sorted(bare.items()) if weight)
        if (not nats and not unnamed) or trust * share == 0:
            continue
        yield Evidence(
            place_key=key,
            day=day_of_claim(claim),
            claim=claim,
            event_id=event.id,
            voice=independent_voice(claim),
            nats=nats or ((UNKNOWN, -effect.actor * trust * share),),
            firm=firm,
            words=f"not {words}" if denied else words,
            besieger=actor if effect.siege and not denied else "",
            victor_unnamed=unnamed and not nats and not denied,
        )


def _actor_and_target(mention: Mention, event: Event, theatre: Theatre) -> tuple[str, str]:
    """The sides of the two roles; where the sentence leaves one out, what its event says of it."""
    actors, targets = sides_of(mention.role("actor"), theatre), sides_of(mention.role("target"), theatre)
    actors = actors or tuple(side for a in event.actors if (side := side_of(a, theatre)))
    targets = targets or tuple(side for a in event.targets if (side := side_of(a, theatre)))
    actor = actors[0] if actors else ""
    target = next((side for side in (*targets, *actors) if side != actor), "")
    if not actor and target and mention.type in GAINS and len(theatre.sides) == 2:
        actor = next(s.id for s in theatre.sides if s.id != target)
    return actor, target


def _bare_nats(
    mention: Mention, effect: Effect, actor: str, target: str, theatre: Theatre, weights: Weights
) -> dict[str, float]:
    """The weights by state, before asking who says so."""
    if mention.type == "territory.control" and (
        (actor and target) or mention.trigger.text.casefold().strip() in weights.contest_words
    ):
        nats = {CONTESTED: weights.shared_control}
    else:
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
    if _is_denied(mention):
        nats = {state: -weight * weights.denial for state, weight in nats.items() if weight > 0 and state != CONTESTED}
    return {state: weight for state, weight in nats.items() if weight}


def _is_denied(mention: Mention) -> bool:
    return mention.polarity == "no" or mention.modality == "denied"


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
            return weights.interest.admission, True
    return modality * weights.voice[said.kind], mention.modality not in ("possible", "planned", "threatened")


def _with_victors(items: Sequence[Evidence], theatre: Theatre) -> tuple[Evidence, ...]:
    """Falls that name no victor, read as gains of the other side where the theatre has just two.

    Elsewhere, and where the holder before is not known, they say nothing.
    """
    done: list[Evidence] = []
    sides = {s.id for s in theatre.sides}
    for key, group in groupby(items, key=lambda e: e.place_key):
        heard = [(theatre.start - timedelta(days=SETTLED_DAYS + 1), theatre.place_by_key[key].holder)]
        for item in group:
            if item.victor_unnamed:
                settled = item.day - timedelta(days=SETTLED_DAYS)
                holder = next((side for day, side in reversed(heard) if day < settled), "")
                item = _named(item, holder, theatre)
            if item.firm and item.favours in sides:
                heard.append((item.day, item.favours))
            done.append(item)
    return tuple(done)


def _named(item: Evidence, holder: str, theatre: Theatre) -> Evidence:
    others = [s.id for s in theatre.sides if s.id != holder]
    if not holder or len(others) != 1:
        return replace(item, nats=())
    words = item.words.replace(UNNAMED, side_name(others[0], theatre))
    return replace(item, nats=((others[0], item.strength),), words=f"{words} (not named)")
