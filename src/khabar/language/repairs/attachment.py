"""Prepositional phrases that the parser left inside an object: `captured the city from the rebels on Monday`."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.language.repairs.words import repair_words
from khabar.records.parse import Token

_TIME_PREPOSITIONS = frozenset({"on", "in", "during", "since", "at", "before", "after", "until"})


def give_phrases_to_their_verb(draft: Draft) -> None:
    """Move a phrase from a verb's object to the verb where the verb's frame, or a time word, asks for it."""
    for verb in [t for t in draft.tokens if t.pos == "VERB"]:
        for thing in draft.children(verb.i, "obj", "nsubj:pass"):
            for phrase in _phrases_in(draft, thing):
                if phrase.i > max(thing.i, verb.i) and _belongs_to(draft, verb, phrase):
                    draft.attach(phrase.i, verb.i, "obl")


def part_days_from_names(draft: Draft) -> None:
    """`On Tuesday gunmen overran a base`: the day before the subject is a phrase of its own."""
    for day in [t for t in draft.tokens if t.dep == "compound" and t.text.lower() in repair_words().time_words]:
        thing, case = draft.tokens[day.head], draft.tokens[day.i - 1] if day.i else None
        clause = thing.head
        if case is None or case.head != thing.i or case.dep != "case" or clause == thing.i or thing.i < day.i:
            continue
        if thing.relation == "nsubj":
            draft.attach(case.i, day.i, "case")
            draft.attach(day.i, clause, "obl")


def _phrases_in(draft: Draft, thing: Token) -> list[Token]:
    """Prepositional phrases under the object or under a name that follows it: `the city of Kunduz from ...`."""
    near = draft.children(thing.i, "nmod")
    return near + [deep for phrase in near for deep in draft.children(phrase.i, "nmod")]


def _belongs_to(draft: Draft, verb: Token, phrase: Token) -> bool:
    words = repair_words()
    case = next((c.text.lower() for c in draft.children(phrase.i, "case")), "")
    if verb.lemma in words.verb_prepositions.get(case, ()):
        return True
    return case in _TIME_PREPOSITIONS and phrase.text.lower() in words.time_words
