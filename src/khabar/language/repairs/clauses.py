"""Clauses that were run together: where one ends, whose verb is whose, and who does it."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.records.parse import Token

_WHO = frozenset({"it", "he", "she", "they", "we", "i"})
_HELPERS = frozenset({"be", "have", "get", "keep", "do"})
_LOOSE = frozenset({"xcomp", "ccomp", "advcl", "parataxis", "conj"})


def verbs_behind_pronouns(draft: Draft) -> None:
    """`it struck positions`, read as struck positions: right behind a pronoun that can only be a subject."""
    for verb in [t for t in draft.tokens if t.tag in {"VBN", "VBD"} and t.dep == "amod" and t.i]:
        who, thing = draft.tokens[verb.i - 1], draft.tokens[verb.head]
        if who.text.lower() not in _WHO or thing.i < verb.i or draft.is_under(who.i, thing.i):
            continue
        draft.attach(verb.i, thing.head, "ccomp" if thing.head != thing.i and thing.head < verb.i else thing.dep)
        draft.make_past(verb.i)
        draft.attach(thing.i, verb.i, "obj")
        draft.attach(who.i, verb.i, "nsubj")


def clauses_read_as_subjects(draft: Draft) -> None:
    """`Rebels retake the island, at least 23 are killed`: a clause with its own subject is not the next one's."""
    for verb in [t for t in draft.tokens if t.relation == "nsubj" and t.pos == "VERB" and draft.is_finite(t)]:
        others = [t for t in draft.children(verb.head, "nsubj") if t.i > verb.i]
        if draft.children(verb.i, "nsubj") and others and verb.i < verb.head:
            draft.change(verb.i, dep="parataxis")


def verbs_read_as_auxiliaries(draft: Draft) -> None:
    """`using weapons brought from abroad`: only a few words are helpers; `using` has an object, which was brought."""
    for verb in [t for t in draft.tokens if t.tag == "VBG" and t.relation == "aux" and t.lemma not in _HELPERS]:
        other = draft.tokens[verb.head]
        thing = draft.tokens[other.i - 1]
        if other.tag != "VBN" or thing.i <= verb.i or thing.head != other.i or thing.text.endswith("ly"):
            continue
        draft.change(verb.i, pos="VERB")
        if other.head == other.i:
            draft.make_root(verb.i)
        else:
            draft.attach(verb.i, other.head, "advcl")
        draft.change(thing.i, pos="NOUN", tag="NN")
        draft.attach(thing.i, verb.i, "obj")
        for kid in draft.children(other.i):
            if kid.i < verb.i:
                draft.attach(kid.i, verb.i if other.dep == "root" else other.head, kid.dep)
        draft.attach(other.i, thing.i, "acl")


def clauses_within(draft: Draft) -> None:
    """`before the day was over had seized`: a clause inside another gave the outer verb its own subject and `was`."""
    for verb in [t for t in draft.tokens if t.tag == "VBN" and t.pos == "VERB"]:
        was = [t for t in draft.children(verb.i, "aux:pass", "cop") if t.i < verb.i]
        had = [t for t in draft.children(verb.i, "aux") if t.lemma == "have"]
        if not was or not had or not was[0].i < had[0].i:
            continue
        inner = [t for t in draft.children(verb.i) if was[0].i < t.i < had[0].i and t.pos in {"ADV", "ADJ", "ADP"}]
        if not inner:
            continue
        draft.attach(inner[-1].i, verb.i, "advcl")
        for kid in draft.children(verb.i, "mark", "nsubj", "aux:pass", "cop"):
            if kid.i < had[0].i:
                dep = {"nsubj": "nsubj", "mark": "mark"}.get(kid.relation, "cop")
                draft.attach(kid.i, inner[-1].i, dep)


def verbs_led_by_others(draft: Draft) -> None:
    """`Rebels led by X captured Y`: of two verbs without a joint, the first of which has a `by`, the second tells."""
    agents = {t.head for t in draft.tokens if t.dep == "obl:agent"}
    for verb in [draft.tokens[i] for i in sorted(agents) if draft.tokens[i].tag in {"VBN", "VBD"}]:
        subjects = draft.children(verb.i, "nsubj")
        if not subjects or draft.children(verb.i, "aux", "obj"):
            continue
        for other in draft.children(verb.i, "conj"):
            between = draft.tokens[verb.i : other.i]
            joined = draft.children(other.i, "cc") or any(t.text in {",", ";"} for t in between)
            if joined or not draft.is_finite(other) or draft.children(other.i, "nsubj", "aux"):
                continue
            draft.attach(other.i, verb.head if verb.head != verb.i else other.i, verb.dep)
            draft.attach(subjects[-1].i, other.i, "nsubj")
            for mark in draft.children(verb.i, "punct"):
                draft.attach(mark.i, other.i, "punct")
            draft.attach(verb.i, subjects[-1].i, "acl")
            break


def subjects_joined_to_objects(draft: Draft) -> None:
    """`Rebels seized Karsin and the army seized Daran`: the noun behind the joint is the second verb's subject."""
    if not any(t.pos == "CCONJ" for t in draft.tokens):
        return
    for verb in [t for t in draft.tokens if t.tag in {"VBD", "VBZ", "VBP"} and t.dep in _LOOSE]:
        if draft.children(verb.i, "nsubj", "mark", "aux") or not draft.children(verb.i, "obj", "obl"):
            continue
        noun = _joined_noun_before(draft, verb)
        if noun is None:
            continue
        above = draft.tokens[draft.tokens[noun.head].head]
        joint = draft.children(noun.i, "cc")[0]
        draft.attach(verb.i, above.i, "conj")
        draft.attach(noun.i, verb.i, "nsubj")
        draft.attach(joint.i, verb.i, "cc")


def _joined_noun_before(draft: Draft, verb: Token) -> Token | None:
    """The noun before a verb that hangs by `and` on an earlier verb's object, where that governs this one."""
    noun = draft.tokens[verb.i - 1] if verb.i else None
    if noun is None or noun.dep != "conj" or noun.pos not in {"NOUN", "PROPN"} or not draft.children(noun.i, "cc"):
        return None
    first = draft.tokens[noun.head]
    governs = first.dep in {"obj", "obl"} and draft.tokens[first.head].pos == "VERB"
    return noun if governs and verb.head in (first.head, first.i, noun.i) else None
