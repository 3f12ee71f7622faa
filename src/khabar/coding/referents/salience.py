"""Which of several things spoken of stands foremost when a word points back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.coding.grammar.subjects import surface_subject
from khabar.coding.referents.discourse import Entity
from khabar.records import Actor, Sentence, Token

_SUBJECT, _OBJECT, _NAMED, _PER_SENTENCE, _AGAIN, _TELLER, _OWNER = 1.0, 0.4, 0.5, 1.0, 0.15, 1.0, 1.0
_MARGIN, _RELATIVE = 0.25, 0.5


@dataclass(frozen=True, slots=True)
class Leader:
    """The foremost entity. `confidence` grows with its lead over the next."""

    entity: Entity
    confidence: float


def leader(
    sentences: Sequence[Sentence], entities: Iterable[Entity], index: int, token: Token, *, margin: float = _MARGIN
) -> Leader | None:
    """The entity that leads the others by `margin`; None where none does. Co-arguments of `token` are left out."""
    sentence = sentences[index]
    clause = None if is_possessive(token) else _clause(sentence, _whole(sentence, token))
    doer = surface_subject(sentence, sentence.tokens[clause]) if clause is not None else None
    owned = sentence.head(token) if is_possessive(token) else None
    scores: dict[str, float] = {}
    holders: dict[str, Entity] = {}
    seen: dict[str, int] = {}
    for entity in entities:
        if entity.index == index and clause is not None and _clause(sentence, entity.head) == clause:
            continue
        if entity.index == index and doer is not None and entity.head.i == doer.i:
            continue  # "the army attacked the rebels, killing scores of them": not the army
        score = standing(sentences[entity.index], entity) - _PER_SENTENCE * (index - entity.index)
        if entity.index == index and owned is not None and _owns(sentence, entity, owned):
            score += _OWNER
        seen[entity.key] = seen.get(entity.key, 0) + 1
        if score >= scores.get(entity.key, float("-inf")):
            scores[entity.key], holders[entity.key] = score, entity
    for key in scores:
        scores[key] += _AGAIN * min(3, seen[key] - 1)
    # "From the quarters they had entered": in a relative clause the nearer party is as likely as the subject.
    relative = any(t.dep == "acl:relcl" for t in sentence.ancestors(token))
    return ahead(scores, holders, margin + (_RELATIVE if relative else 0.0))


def ahead(scores: dict[str, float], holders: dict[str, Entity], margin: float) -> Leader | None:
    """The best scored where it leads the next by `margin`."""
    order = sorted(scores, key=lambda key: -scores[key])
    if not order:
        return None
    lead = scores[order[0]] - scores[order[1]] if len(order) > 1 else 2.0
    return Leader(holders[order[0]], min(0.95, 0.5 + lead / 4)) if lead >= margin else None


def standing(sentence: Sentence, entity: Entity) -> float:
    """How much a sentence puts an entity forward: its subject most, a name more than a common noun.

    Monitors and outlets are named for what they tell, and stand back.
    """
    head = entity.head
    while head.relation in ("conj", "appos", "flat") and head.head != head.i:
        head = sentence.head(head)
    role = _SUBJECT if head.relation == "nsubj" else _OBJECT if head.relation in ("obj", "root") else 0.0
    teller = isinstance(entity.resolved, Actor) and entity.resolved.kind in ("un/ngo", "media")
    return role + (_NAMED if entity.named else 0.0) - (_TELLER if teller else 0.0)


def _owns(sentence: Sentence, entity: Entity, owned: Token) -> bool:
    """ "Drove the rebels from their positions": what is acted on owns what stands after it in the same clause."""
    verb = _clause(sentence, owned)
    return verb is not None and entity.head.relation == "obj" and entity.head.head == verb and owned.i > entity.head.i


def is_possessive(token: Token) -> bool:
    """Whether a pronoun owns something: his, its, their."""
    return token.text.lower() in ("his", "her", "its", "their", "our")


def _whole(sentence: Sentence, token: Token) -> Token:
    """ "scores of them", "one of the men": the noun by which the clause takes what is meant in part."""
    head = sentence.head(token)
    partial = token.relation == "nmod" and any(k.text.lower() == "of" for k in sentence.children(token, "case"))
    return head if partial and token.pos == "PRON" else token


def _clause(sentence: Sentence, token: Token) -> int | None:
    """The verb a word is an argument of; None where it is inside another noun's phrase."""
    if token.relation in ("conj", "appos") and token.head != token.i:
        return _clause(sentence, sentence.head(token))
    head = sentence.head(token)
    if token.relation in ("nsubj", "obj", "iobj", "obl") and head.pos in ("VERB", "AUX", "ADJ", "NOUN"):
        return head.i
    return None
