"""Participles without their auxiliary: `Ten killed in blast`, `ten were killed and twenty others wounded`."""

from __future__ import annotations

from khabar.language.lemmas import Lemmas
from khabar.language.repairs.draft import Draft
from khabar.language.repairs.words import repair_words
from khabar.records.parse import Token

_MAIN = frozenset({"root", "conj", "parataxis", "ccomp"})


def participles_read_as_adjectives(draft: Draft) -> None:
    """`Nine villagers were wounded`, `a bomb wounded 37 people`: with a passive's auxiliary or an object, a verb."""
    for word in [t for t in draft.tokens if t.tag == "JJ" and t.text.lower().endswith("ed")]:
        joined = word.dep == "conj" and bool(draft.children(word.head, "aux:pass")) and draft.children(word.i, "nummod")
        passive = bool(joined) or bool(draft.children(word.i, "aux:pass"))
        if not passive and not (draft.children(word.i, "nsubj") and draft.children(word.i, "obj")):
            continue
        tag = "VBN" if passive else "VBD"
        lemma = Lemmas.english().of(word.text, "VERB", tag, "")
        morph = "Tense=Past|VerbForm=Part|Voice=Pass" if passive else "Mood=Ind|Tense=Past|VerbForm=Fin"
        draft.change(word.i, pos="VERB", tag=tag, lemma=lemma, morph=morph)


def progressives_read_as_adjectives(draft: Draft) -> None:
    """`The army is massing tanks`: right behind its helper a form in -ing is the verb, with the plural as object."""
    for verb in [t for t in draft.tokens if t.tag == "VBG" and t.dep == "amod" and t.i]:
        thing, helper = draft.tokens[verb.head], draft.tokens[verb.i - 1]
        is_helper = helper.dep == "cop" and helper.head == thing.i
        if not is_helper or thing.tag not in {"NNS", "NNPS"} or helper.tag != "VBZ":
            continue
        lemma = Lemmas.english().of(verb.text, "VERB", "VBG", "")
        draft.change(verb.i, pos="VERB", lemma=lemma, morph="VerbForm=Ger")
        draft.attach(thing.i, verb.i, "obj")
        for kid in draft.children(thing.i):
            if kid.i < verb.i or kid.dep == "punct":
                draft.attach(kid.i, verb.i, "aux" if kid.i == helper.i else kid.dep)


def subjects_of_bare_participles(draft: Draft) -> None:
    """Whether the subject of a verb in -ed without auxiliary acts or undergoes the act.

    With an object it acts, whatever the tag. Joined to a passive it undergoes. In a headline `killed` is done to its
    subject; in running text a bare form in -ed is the simple past, `a plane crashed`.
    """
    for verb in [t for t in draft.tokens if t.tag in {"VBN", "VBD"} and t.pos == "VERB"]:
        if draft.children(verb.i, "aux", "cop", "ccomp"):
            continue
        if _is_joined_to_a_passive(draft, verb):
            _make_passive(draft, verb)
        elif not draft.children(verb.i, "nsubj"):
            continue
        elif draft.children(verb.i, "obj"):
            _make_active(draft, verb)
        elif draft.is_headline and verb.lemma in repair_words().done_to_people and verb.dep in _MAIN:
            _make_passive(draft, verb)
        elif not draft.is_headline and verb.text.endswith("ed") and verb.dep in _MAIN:
            _make_active(draft, verb)


def _is_joined_to_a_passive(draft: Draft, verb: Token) -> bool:
    return (
        verb.dep == "conj"
        and verb.tag == "VBN"
        and bool(draft.children(verb.head, "aux:pass"))
        and not draft.children(verb.i, "obj")
    )


def _make_passive(draft: Draft, verb: Token) -> None:
    """`killed and 50 wounded`: a bare number before the participle is who was wounded."""
    for subject in draft.children(verb.i, "nsubj", "nummod"):
        if subject.dep in {"nsubj", "nummod"} and subject.i < verb.i:
            draft.change(subject.i, dep="nsubj:pass")
    if verb.tag == "VBD":
        draft.change(verb.i, tag="VBN", morph="Tense=Past|VerbForm=Part|Voice=Pass")


def _make_active(draft: Draft, verb: Token) -> None:
    subjects = draft.children(verb.i, "nsubj:pass")
    for subject in subjects:
        draft.change(subject.i, dep="nsubj")
    if verb.tag == "VBN":
        draft.make_past(verb.i)


def things_behind_who_did_it(draft: Draft) -> None:
    """`chaos caused by the militia revenge attacks`: a passive has no object, so it was the attacks, the militia's."""
    for verb in [t for t in draft.tokens if t.tag == "VBN" and t.dep == "acl"]:
        things, doers = draft.children(verb.i, "obj"), draft.children(verb.i, "obl:agent")
        if len(things) != 1 or len(doers) != 1 or things[0].i < doers[0].i or draft.children(things[0].i, "det"):
            continue
        thing, doer = things[0], doers[0]
        draft.change(thing.i, dep="obl:agent")
        for kid in draft.children(doer.i, "case", "det"):
            draft.attach(kid.i, thing.i, kid.dep)
        draft.attach(doer.i, thing.i, "compound")
