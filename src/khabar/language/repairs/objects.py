"""Objects that were hung elsewhere: `has bombed rebel positions`, `Turkey bombed Aleppo`."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.records.parse import Token

_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})


def give_objects_to_their_verb(draft: Draft) -> None:
    """A perfect whose object `has` took, and a noun right behind a verb that was read as a form of address."""
    for token in list(draft.tokens):
        if token.dep == "amod" and token.tag == "VBN" and token.i:
            _give_perfect_its_object(draft, token)
        if token.dep == "vocative" and token.head == token.i - 1 and not draft.children(token.head, "obj"):
            draft.attach(token.i, token.head, "obj")


def _give_perfect_its_object(draft: Draft, verb: Token) -> None:
    have, thing = draft.tokens[verb.i - 1], draft.tokens[verb.head]
    if have.lemma != "have" or thing.head != have.i or thing.dep != "obj" or draft.children(have.i, "aux"):
        return
    if have.dep == "root":
        draft.make_root(verb.i)
    else:
        draft.attach(verb.i, have.head, have.dep)
    for kid in draft.children(have.i):
        if kid.i != verb.i:
            draft.attach(kid.i, verb.i, kid.dep)
    draft.change(have.i, pos="AUX")
    draft.attach(have.i, verb.i, "aux")
