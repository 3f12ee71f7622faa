"""Finding the words of a sentence that name acts, one frame for each."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.lexicon.frames import NO_ACT
from khabar.coding.triggers.adjectives import adjective_triggers
from khabar.coding.triggers.nouns import noun_triggers
from khabar.coding.triggers.trigger import Trigger
from khabar.coding.triggers.verbs import verb_triggers


def find_triggers(context: SentenceContext) -> list[Trigger]:
    """The triggers of a sentence in text order, one frame for each head word: the frame that fits best."""
    found: list[Trigger] = []
    heads = context.lexicon.heads
    for token in context.sentence.tokens:
        if token.lemma.lower() not in heads and token.text.lower() not in heads:
            continue
        fitting = [
            *verb_triggers(context, token),
            *noun_triggers(context, token),
            *adjective_triggers(context, token),
        ]
        if fitting:
            found.append(max(fitting, key=lambda t: (t.fit, -t.frame.order)))
    return [t for t in found if t.frame.type != NO_ACT and not _is_part(t, found)]


def _is_part(one: Trigger, found: Sequence[Trigger]) -> bool:
    """Whether a trigger is a word inside a longer one ("suicide car bomb attack"), or the light verb of another."""
    if one.frame.type == "harm.casualties" and one.token.pos == "VERB":
        return False  # "a bomb killed six": the bomb went off, and six died
    length = one.last.i - one.first.i
    inside = any(o.first.i <= one.token.i <= o.last.i and o.last.i - o.first.i > length for o in found)
    return inside or any(o.governor is not None and o.governor.i == one.token.i for o in found)
