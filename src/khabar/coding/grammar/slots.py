"""The grammar around a trigger, read as slots: who does it, to whom, and by which preposition all else hangs on.

A verb and its noun have the same slots: "rebels captured the town", "the town was captured by rebels", "the capture of
the town by rebels" and "rebels, capturing the town," all give subject=rebels, object=town.  Prepositions name the other
slots ("in", "from", "against").  Obliques of the verb and of its object are treated alike, since parsers confuse them.
"""

from __future__ import annotations

from collections.abc import Iterator

from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.noun_slots import noun_slots
from khabar.coding.grammar.slot import Slot
from khabar.coding.grammar.subjects import is_verbal
from khabar.coding.grammar.verb_slots import verb_slots
from khabar.records import Sentence, Token

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X")


def slots_of(sentence: Sentence, trigger: Token) -> tuple[Slot, ...]:
    """Every argument and adjunct of `trigger` (verb, noun or adjective), coordination unfolded, in text order."""
    governs = bool(sentence.children(trigger, "obj") or sentence.children(trigger, "xcomp"))
    if trigger.pos in ("VERB", "AUX") or trigger.relation in ("acl", "advcl") or is_verbal(trigger) or governs:
        found = list(verb_slots(sentence, trigger))
    else:
        found = list(noun_slots(sentence, trigger))
    unfolded = [s for slot in found for s in _with_conjuncts(sentence, slot)]
    seen: dict[tuple[str, int], Slot] = {}
    for slot in unfolded:
        seen.setdefault((slot.name, slot.head.i), slot)
    return tuple(seen.values())


def _with_conjuncts(sentence: Sentence, slot: Slot) -> Iterator[Slot]:
    yield slot
    for kid in sentence.children(slot.head, "conj"):
        if kid.pos in NOMINAL and not sentence.children(kid, "nsubj"):
            marker = case_of(sentence, kid)
            if marker and marker != slot.marker and slot.name not in ("subject", "object"):
                yield Slot(marker.split(" ")[0], kid, marker, slot.via)
            elif not marker or slot.name not in ("subject", "object") or marker == slot.marker:
                yield from _with_conjuncts(sentence, Slot(slot.name, kid, slot.marker, slot.via))
