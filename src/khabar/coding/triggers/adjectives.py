"""Adjectives that name an act: "left six people dead", "88 dead", "made homeless"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.grammar.slot import Slot
from khabar.coding.lexicon.carriers import load_carriers
from khabar.coding.lexicon.frames import Frame
from khabar.coding.triggers.trigger import Trigger, fit_of, is_counted
from khabar.records import Sentence, Token

_REACH = 9


def adjective_triggers(context: SentenceContext, token: Token) -> Iterator[Trigger]:
    """The frames of an adjective that fit."""
    if token.pos not in ("ADJ", "VERB", "NOUN"):
        return
    for _, frame in context.lexicon.adjectives.get(token.text.lower(), ()):
        described = _described(context, frame, token)
        if described is None:
            continue
        subjects, governor = described
        where = context.slots(governor) if governor is not None else ()
        slots = (*subjects, *(s for s in where if s.name in load_carriers().of_place))
        score = fit_of(context, frame, slots)
        if score is not None:
            yield Trigger(token, token, token, frame, slots, governor, score)


def _described(context: SentenceContext, frame: Frame, token: Token) -> tuple[tuple[Slot, ...], Token | None] | None:
    """Whom the adjective describes, and the verb that says so; None where it does not name an act here."""
    sentence, row = context.sentence, frame.row
    head = sentence.head(token)
    if row.counted:
        return ((), None) if is_counted(sentence, token) else None
    left = _left(sentence, token) if "leave" in row.governed_by else None
    if left is not None:
        return (Slot("subject", left, via=token.i),), None
    if token.relation in ("xcomp", "amod", "acl", "ccomp", "obj") and head.lemma.lower() in row.governed_by:
        objects = [s for s in context.slots(head) if s.name == "object"]
        return tuple(Slot("subject", s.head, via=head.i) for s in objects), head
    if "be" in row.governed_by and sentence.children(token, "cop"):
        return tuple(Slot("subject", k, via=token.i) for k in sentence.children(token, "nsubj")), None
    after_people = token.relation in ("acl", "xcomp", "amod") and head.lemma.lower() in ("people", "person")
    if (after_people and token.i > head.i) or (token.relation == "amod" and token.i == head.i + 1):
        return (Slot("subject", head, via=token.i),), None
    return None


def _left(sentence: Sentence, token: Token) -> Token | None:
    """ "leaving at least 27 people dead": the noun before the adjective, however the parser hung it."""
    before = sentence.tokens[max(0, token.i - _REACH) : token.i]
    if not any(t.lemma.lower() in ("leave", "left") for t in before):
        return None
    noun = sentence.tokens[token.i - 1]
    return noun if noun.pos in ("NOUN", "PROPN", "NUM", "PRON") else None
