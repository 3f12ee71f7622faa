"""Acts on several days told with one verb: "captured Herat on Thursday and Ghazni on Friday"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from khabar.coding.acts.merging import Draft
from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.lexicon.carriers import load_carriers
from khabar.records import Token

_APART = ("place", "target")


def days_apart(context: SentenceContext, draft: Draft) -> Iterator[Draft]:
    """The draft as one act for each place or target that has a day of its own, the others left together."""
    own = [f for f in draft.filled if f.role in _APART and _has_its_day(context, f.head)]
    if not own:
        yield draft
        return
    yield replace(draft, filled=tuple(f for f in draft.filled if f not in own))
    for filled in own:
        shared = tuple(f for f in draft.filled if f.role not in _APART)
        yield replace(draft, filled=(*shared, filled), when=filled.head)


def _has_its_day(context: SentenceContext, head: Token) -> bool:
    """Whether a name that is joined to others, itself or by its noun ("the town of Tolva"), has a day behind it."""
    top = context.sentence.head(head) if head.relation in ("nmod", "flat", "compound") else head
    days = load_carriers().calendar
    return top.relation == "conj" and any(k.text.lower() in days for k in context.sentence.children(top, "nmod", "obl"))
