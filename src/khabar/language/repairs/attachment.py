"""Prepositional phrases that the parser left inside another: `captured the city from the rebels on Monday`."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.language.repairs.words import repair_words
from khabar.records.parse import Token

_TIME_PREPOSITIONS = frozenset({"on", "in", "during", "since", "at", "before", "after", "until"})
_DIRECTIONS = frozenset(
    f"{lat}{joint}{lon}" for lat in ("north", "south") for lon in ("", "east", "west") for joint in ("", "-")
) | {"east", "west"}
_OF_DAYS = frozenset({"of", "after", "before", "since", "until", "to", "through"})


def give_phrases_to_their_verb(draft: Draft) -> None:
    """Move a phrase from a verb's object to the verb where the verb's frame, or a time word, asks for it."""
    for verb in [t for t in draft.tokens if t.pos == "VERB"]:
        for thing in draft.children(verb.i, "obj", "nsubj:pass"):
            for phrase in _phrases_in(draft, thing):
                if phrase.i > max(thing.i, verb.i) and _belongs_to(draft, verb, phrase):
                    draft.attach(phrase.i, verb.i, "obl")


def part_phrases_from_days(draft: Draft) -> None:
    """`met on Monday with an envoy in Qatar`: a day has no company and no place of its own, the act has."""
    for phrase in [t for t in draft.tokens if t.dep == "nmod"]:
        day = draft.tokens[phrase.head]
        if day.text.lower() not in repair_words().time_words or day.relation != "obl" or phrase.i < day.i:
            continue
        cases = {c.text.lower() for c in draft.children(phrase.i, "case")}
        if cases and not cases & _OF_DAYS and phrase.text.lower() not in repair_words().time_words:
            draft.attach(phrase.i, day.head, "obl")


def part_directions_from_names(draft: Draft) -> None:
    """`in Handarat Farms Northwest of Aleppo`, its comma lost: the name is the place, the direction tells of it."""
    for where in [t for t in draft.tokens if t.pos == "PROPN" and t.text.lower() in _DIRECTIONS]:
        names = [t for t in draft.children(where.i, "compound") if t.i < where.i and t.pos == "PROPN"]
        behind = [t for t in draft.children(where.i, "nmod") if t.i > where.i]
        if not names or not behind or not any(c.text == "of" for c in draft.children(behind[0].i, "case")):
            continue
        name = names[-1]
        draft.attach(where.i, name.i, "advmod")
        for kid in draft.children(where.i):
            if kid.i < where.i:
                draft.attach(kid.i, name.i, kid.dep)
        draft.change(where.i, pos="ADV", tag="RB")
        draft.change(behind[0].i, dep="obl")


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
