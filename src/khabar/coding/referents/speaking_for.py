"""Whom "we" in a quotation are: the body the speaker belongs to, as far as the report says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.coding.referents.discourse import Entities, Entity
from khabar.coding.referents.salience import Leader
from khabar.records import Sentence, Token

_REACH = 2


def side_of_speaker(sentences: Sequence[Sentence], entities: Entities, index: int, token: Token) -> Leader | None:
    """The body that the one who says a sentence speaks for; None where the report does not say.

    The speaker is a subject in the sentence itself, else the last person who was one in the two before it.
    """
    speaker = next(_speakers(sentences, entities, index, token), None)
    if speaker is None:
        return None
    if speaker.is_body:
        return Leader(speaker, 0.6)
    return _side(sentences, entities, speaker, index)


def _speakers(sentences: Sequence[Sentence], entities: Entities, index: int, token: Token) -> Iterator[Entity]:
    sentence = sentences[index]
    above = {t.i for t in sentence.ancestors(token)}
    own = [
        e for e in entities[index] if e.head.relation == "nsubj" and e.head.head in above and (e.named or e.is_person)
    ]
    yield from (e for e in own if not e.is_place)
    yield from (e for e in entities[index] if e.head.relation == "nsubj" and e.is_person)
    for i in range(index - 1, max(-1, index - 1 - _REACH), -1):
        yield from (e for e in entities[i] if e.head.relation == "nsubj" and e.is_person)


def _side(sentences: Sequence[Sentence], entities: Entities, person: Entity, index: int) -> Leader | None:
    """The body named beside a person wherever he is named: "spokesman of the X, Y", "X spokesman Y"."""
    for i in range(index, -1, -1):
        for mention in entities[i]:
            if mention.key != person.key:
                continue
            phrase = _phrase(sentences[i], mention.head)
            bodies = [
                e for e in entities[i] if e.named and not e.is_person and not e.is_place and e.kinds != ("demonym",)
            ]
            for body in bodies:
                if phrase[0].start <= body.span.start and body.span.end <= phrase[-1].end:
                    return Leader(body, 0.6)
    return None


def _phrase(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """The whole phrase a name stands in, with the office before or beside it."""
    while head.relation in ("appos", "flat", "compound") or head.dep == "nmod:desc":
        if head.head == head.i:
            break
        head = sentence.head(head)
    return sentence.subtree(head)
