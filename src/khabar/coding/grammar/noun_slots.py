"""The arguments of a noun that names an act: "the capture of the town by rebels"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.slot import Slot, oblique
from khabar.records import Sentence, Token


def noun_slots(sentence: Sentence, noun: Token) -> Iterator[Slot]:
    """Every argument and adjunct of a noun that names an act, coordination not unfolded."""
    for kid in sentence.children(noun):
        if kid.dep in ("nmod:poss", "nmod:unmarked") or (kid.dep == "nmod" and not case_of(sentence, kid)):
            yield Slot("poss", kid, via=noun.i)
        elif kid.relation in ("nmod", "obl"):
            for slot in oblique(sentence, kid, noun, agent="subject"):
                yield Slot("object", slot.head, slot.marker, slot.via) if slot.name == "of" else slot
            for inner in sentence.children(kid, "nmod"):
                if case_of(sentence, inner) == "for":  # "the abolition of rights for women"
                    yield Slot("for", inner, "for", noun.i)
        elif kid.relation in ("compound", "amod", "flat"):
            yield Slot("modifier", kid, via=noun.i)
            if kid.tag == "VBN":  # "a militia planned attack"
                yield from (Slot("modifier", who, via=noun.i) for who in sentence.children(kid, "compound"))
        elif kid.relation in ("acl",) and kid.tag in ("VBN", "VBG"):
            for deep in sentence.children(kid, "obl"):
                yield from oblique(sentence, deep, noun, agent="subject")
    if sentence.children(noun, "cop"):
        yield from (Slot("subject", k, via=noun.i) for k in sentence.children(noun, "nsubj"))
    if noun.dep == "conj":
        head = sentence.head(noun)
        if head.pos == "NOUN":
            for slot in noun_slots(sentence, head):
                if slot.name != "modifier":
                    yield slot
