"""A clause's verb in the past tense that was read as a participle on its own subject: `Rebels stormed the base`.

The tree then has a noun for the clause: the subject itself (`stormed` a clause on `Rebels`), or the object (`bomb` the
subject of `people` in `A bomb wounded 37 people`).  A participle that is passive has no object, so one that has one is
the verb.
"""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.language.repairs.words import repair_words
from khabar.records.parse import Token

_CLAUSES = frozenset({"root", "ccomp", "advcl", "parataxis"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_OF_THE_CLAUSE = frozenset({"mark", "cc", "punct", "advmod", "parataxis", "advcl", "obl"})


def verbs_read_as_participles(draft: Draft) -> None:
    """Where a clause's head is a noun and such a participle hangs on its subject, that verb heads the clause."""
    _verb_before_its_object(draft)
    for verb in [t for t in draft.tokens if t.tag in {"VBN", "VBD"} and t.dep == "acl"]:
        subject = draft.tokens[verb.head]
        if _just_happens(draft, verb):  # "talks between two sides resumed": it may hang on the nearer noun
            subject = draft.root()
        if subject.pos not in _NOUNS or subject.i > verb.i or verb.lemma in repair_words().two_object_verbs:
            continue
        if draft.children(verb.i, "aux", "obl:agent", "nsubj"):
            continue
        if _is_bare_clause(draft, subject) and (_has_object(draft, verb) or _just_happens(draft, verb)):
            _take_over(draft, verb, subject, subject)
        elif (top := _object_as_clause(draft, subject, verb)) is not None:
            _take_over(draft, verb, top, subject)
            draft.attach(top.i, verb.i, "obj")


def _verb_before_its_object(draft: Draft) -> None:
    """`The army bombed Karsin`, where `bombed` was read as part of the name it stands before."""
    finite = [t for t in draft.tokens if draft.is_finite(t) and t.lemma not in repair_words().speech_verbs]
    for verb in [t for t in draft.tokens if t.tag in {"VBN", "VBD"} and t.dep in {"amod", "compound"}]:
        thing = draft.tokens[verb.head]
        before = [t for t in draft.tokens[: verb.i] if t.pos in _NOUNS]
        tops = [t for t in before if t.head > verb.i or t.head == t.i or (t.head == verb.i and t.dep != "compound")]
        others = [t for t in finite if t.i != verb.i]
        joined = [t for t in others if t.dep == "conj" and t.head == tops[0].i] if tops else []
        if len(joined) < len(others) or len(tops) != 1 or thing.i < verb.i or verb.i == 0:
            continue
        subject = tops[0]
        marked = subject.tag in {"NNS", "NNPS"} or verb.tag == "VBD" or bool(draft.children(subject.i, "det"))
        bare = draft.tokens[verb.i - 1].pos in _NOUNS and not draft.children(subject.i, "case")
        if not (marked and bare) or not (subject.head == thing.i or thing.head == subject.i):
            continue
        saying = draft.tokens[subject.head]
        says = saying.pos == "VERB" and saying.lemma in repair_words().speech_verbs
        if saying.i > verb.i and says and saying.i != thing.i:  # "..., the army said"
            _take_over(draft, verb, subject, subject)
            draft.attach(verb.i, saying.i, "ccomp")
        else:
            _take_over(draft, verb, draft.root(), subject)
        draft.attach(thing.i, verb.i, "obj")
        for part in draft.children(verb.i, "compound"):
            draft.attach(part.i, subject.i, "appos")
        for other in joined:  # "looted homes and burned a market"
            draft.attach(other.i, verb.i, "conj")
        return


def _just_happens(draft: Draft, verb: Token) -> bool:
    """`Peace talks resumed in the capital.`: what has no passive, in a sentence without another verb."""
    alone = not any(draft.is_finite(t) for t in draft.tokens)
    return alone and not draft.is_headline and verb.lemma in repair_words().happening_verbs


def _has_object(draft: Draft, verb: Token) -> bool:
    """Its own, or that of a verb in the past it is joined to: `stormed and captured the base`."""
    joined = [k for k in draft.children(verb.i, "conj") if k.tag == "VBD"]
    return any(draft.children(v.i, "obj") for v in (verb, *joined))


def _is_bare_clause(draft: Draft, noun: Token) -> bool:
    return noun.dep in _CLAUSES and not draft.children(noun.i, "cop", "nsubj", "aux", "case")


def _object_as_clause(draft: Draft, subject: Token, verb: Token) -> Token | None:
    top = draft.tokens[subject.head]
    if subject.dep != "nsubj" or top.i < verb.i or top.pos not in _NOUNS | {"NUM"} or top.dep not in _CLAUSES:
        return None
    return None if draft.children(top.i, "cop", "aux", "case") or draft.children(verb.i, "obj") else top


def _take_over(draft: Draft, verb: Token, top: Token, subject: Token) -> None:
    """The verb takes the place of `top` in the tree, and what belongs to the clause rather than the noun."""
    if top.dep == "root":
        draft.make_root(verb.i)
    else:
        draft.attach(verb.i, top.head, top.dep)
    draft.make_past(verb.i)
    draft.attach(subject.i, verb.i, "nsubj")
    for kid in draft.children(top.i):
        if kid.i != verb.i and kid.relation in _OF_THE_CLAUSE and (kid.dep != "advmod" or kid.i > verb.i):
            draft.attach(kid.i, verb.i, kid.dep)
