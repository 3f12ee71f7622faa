"""Harm that no party to a conflict did: storms, crashes, illness and old age are not coded."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.coding.acts.merging import Draft
from khabar.coding.grammar.sentence_context import SentenceContext

_BODILY = ("harm.casualties", "harm.displacement", "harm.property")
# A blast may be an accident; these nouns name no accident.
_NO_ACCIDENT = ("violence.attack", "violence.airstrike", "violence.shelling", "violence.clash")
_CAUSES = ("in", "by", "from", "during", "after", "subject")
_NATURAL = frozenset({"die", "perish", "death"})


def without_natural_harm(contexts: Sequence[SentenceContext], drafts: Sequence[Sequence[Draft]]) -> list[list[Draft]]:
    """The drafts of a document less the harm that its own sentence lays to nature or chance, and quiet deaths.

    A death is quiet where its whole report tells of no attack, fighting or capture.
    """
    violent = any(d.type.startswith(("violence.", "territory.", "detention.")) for row in drafts for d in row)
    return [
        [d for d in row if not _is_natural(context, d, row, violent=violent)]
        for context, row in zip(contexts, drafts, strict=True)
    ]


def _is_laid_to_violence(context: SentenceContext, draft: Draft) -> bool:
    """ "dozens died in the attack": the attack is referred to, not told, but they did not die in bed."""
    causes = [s.head for s in context.slots(draft.token) if s.name in _CAUSES]
    rows = (row for cause in causes for row in context.lexicon.nouns.get(cause.lemma.lower(), ()))
    return any(frame.type in _NO_ACCIDENT for _, frame in rows)


def _is_natural(context: SentenceContext, draft: Draft, row: Sequence[Draft], *, violent: bool) -> bool:
    if draft.type not in _BODILY:
        return False
    if draft.token.lemma.lower() in _NATURAL and not violent and not _is_laid_to_violence(context, draft):
        return True
    by_hand = any(d.type not in _BODILY for d in row)
    return not by_hand and any(
        context.is_in(t, ["disaster", "accident"], strict=True) == 0
        for t in context.sentence.tokens
        if t.pos in ("NOUN", "PROPN", "VERB")
    )
