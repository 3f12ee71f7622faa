"""Objects that were hung elsewhere: `has bombed rebel positions`, `Turkey bombed Aleppo`."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.records.parse import Token

_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})


def nouns_read_as_clauses(draft: Draft) -> None:
    """`rebels assumed control`: a bare noun right behind a verb that has no helper and no object is its object."""
    for thing in [t for t in draft.tokens if t.dep == "xcomp" and t.pos == "NOUN" and t.i]:
        verb = draft.tokens[thing.head]
        active = verb.pos == "VERB" and verb.i == thing.i - 1 and not draft.children(verb.i, "obj", "aux", "cop")
        if active and verb.tag in {"VBN", "VBD"} and not draft.children(thing.i, "cop", "mark", "aux", "nsubj"):
            draft.change(thing.i, dep="obj")


def give_objects_to_their_verb(draft: Draft) -> None:
    """A perfect whose object `has` took, and a noun right behind a verb that was read as a form of address."""
    for token in list(draft.tokens):
        if token.dep == "amod" and token.tag == "VBN" and token.i:
            _give_perfect_its_object(draft, token)
        if token.dep == "vocative" and token.head == token.i - 1 and not draft.children(token.head, "obj"):
            draft.attach(token.i, token.head, "obj")


def give_late_objects_to_the_later_verb(draft: Draft) -> None:
    """`retook Daran; troops have encircled Karsin`: a second object, behind a later verb, is that one's."""
    for thing in [t for t in draft.tokens if t.dep == "obj" and t.pos in _NOUNS]:
        verb = draft.tokens[thing.head]
        earlier = [t for t in draft.children(verb.i, "obj") if t.i < thing.i]
        between = [t for t in draft.tokens[verb.i + 1 : thing.i] if t.pos == "VERB" and t.head == verb.i]
        if earlier and between and between[-1].relation == "conj" and between[-1].i > earlier[-1].i:
            later = between[-1]
            if draft.children(later.i, "nsubj", "aux") and not draft.children(later.i, "obj", "ccomp", "xcomp"):
                draft.attach(thing.i, later.i, "obj")


def _give_perfect_its_object(draft: Draft, verb: Token) -> None:
    have, thing = draft.tokens[verb.i - 1], draft.tokens[verb.head]
    top = _clause_of(draft, have, thing)
    if top is None:
        return
    if top.dep == "root":
        draft.make_root(verb.i)
    else:
        draft.attach(verb.i, top.head, top.dep)
    for kid in draft.children(top.i):
        if kid.i != verb.i and (top is have or kid.i < have.i or kid.dep == "punct"):
            draft.attach(kid.i, verb.i, kid.dep)
    draft.change(have.i, pos="AUX")
    draft.attach(have.i, verb.i, "aux")
    draft.attach(thing.i, verb.i, "obj")


def _clause_of(draft: Draft, have: Token, thing: Token) -> Token | None:
    """What the clause of a perfect hangs from: `has`, or the object that `has` is an auxiliary of."""
    if have.lemma != "have" or thing.i < have.i:
        return None
    if thing.head == have.i and thing.dep == "obj" and not draft.children(have.i, "aux"):
        return have
    noun = thing.pos in _NOUNS and not draft.children(thing.i, "cop", "case")
    return thing if noun and have.head == thing.i and have.dep == "aux" else None
