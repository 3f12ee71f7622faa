"""The verb a noun depends on."""

from __future__ import annotations

from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.subjects import is_passive
from khabar.records import Sentence, Token


def governor_of(sentence: Sentence, noun: Token) -> tuple[Token, str] | None:
    """The verb a noun depends on and how: `subject`, `object` or the preposition; None where no verb governs it."""
    head = sentence.head(noun)
    if noun.dep == "conj" and head.pos in ("NOUN", "PROPN"):
        return governor_of(sentence, head)
    if head is noun:
        return None
    if noun.relation == "nsubj" and head.pos in ("VERB", "AUX", "ADJ"):
        return head, "object" if noun.dep == "nsubj:pass" or is_passive(sentence, head) else "subject"
    if noun.dep == "obj":
        return head, "object"
    if noun.relation == "obl" and head.pos in ("VERB", "ADJ", "AUX"):
        marker = case_of(sentence, noun)
        return head, "by" if noun.dep == "obl:agent" else (marker or "unmarked")
    if noun.relation == "acl":
        return None
    return None
