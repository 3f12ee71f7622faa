"""Nouns and verbs taken for one another where the words beside them leave no choice."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.language.truecase import is_common_word
from khabar.records.parse import Token


def nouns_behind_prepositions(draft: Draft) -> None:
    """`in clashes`, `in fierce clashes`: what a preposition governs, itself or by the word between, is a noun."""
    for word in [t for t in draft.tokens if t.tag == "VBZ" and t.dep in {"obl", "nmod"}]:
        if draft.children(word.i, "case") and not draft.children(word.i, "obj", "nsubj", "cop"):
            draft.change(word.i, pos="NOUN", tag="NNS", morph="Number=Plur")
    for word in [t for t in draft.tokens if t.tag == "VBZ" and t.dep == "conj" and t.i]:
        before = draft.tokens[word.i - 1]
        phrase = before.dep in {"obl", "nmod"} and before.head == word.head and bool(draft.children(before.i, "case"))
        if not phrase or draft.children(word.i, "cc", "obj", "nsubj"):
            continue
        draft.change(word.i, pos="NOUN", tag="NNS", morph="Number=Plur")
        draft.attach(word.i, before.head, before.dep)
        for kid in draft.children(before.i):
            draft.attach(kid.i, word.i, kid.dep)
        draft.attach(before.i, word.i, "amod")


def acts_named_behind_names(draft: Draft) -> None:
    """`Houthi shelling kills`: a subject in -ing that a name or an adjective describes is a noun."""
    for word in [t for t in draft.tokens if t.tag == "VBG" and t.relation == "nsubj" and t.i]:
        described = draft.children(word.i, "compound", "amod")
        if described and not draft.children(word.i, "obj", "nsubj", "cop", "aux"):
            draft.change(word.i, pos="NOUN", tag="NN", lemma=word.text.lower(), morph="Number=Sing")


def plurals_read_as_verbs(draft: Draft) -> None:
    """`Clashes near the town continued`, `Renewed clashes killed ten`: a plural first of all, then what it does."""
    noun = draft.root()
    first = draft.tokens[noun.i - 1] if noun.i else None
    opens = first is None or (first.i == 0 and first.dep == "nsubj" and is_common_word(first.text))
    if noun.tag != "VBZ" or not opens or draft.children(noun.i, "obj", "aux"):
        return
    verb = _what_it_does(draft, noun, has_describer=first is not None)
    if verb is None:
        return
    draft.make_root(verb.i)
    for kid in draft.children(noun.i):
        if kid.i > verb.i or kid.dep in ("punct", "cc"):
            draft.attach(kid.i, verb.i, kid.dep)
        elif kid.relation == "obl":
            draft.change(kid.i, dep="nmod")
    draft.change(noun.i, pos="NOUN", tag="NNS", morph="Number=Plur", head=verb.i, dep="nsubj")
    if first is not None:
        draft.change(first.i, pos="ADJ", tag="JJ", lemma=first.text.lower(), dep="amod")


def _what_it_does(draft: Draft, noun: Token, *, has_describer: bool) -> Token | None:
    """The finite verb behind the noun that has no subject of its own and is joined to nothing."""
    loose = ("conj",) if has_describer else ("conj", "acl", "advcl", "parataxis", "ccomp")
    for verb in draft.tokens[noun.i + 1 :]:
        if verb.dep in loose and draft.is_finite(verb) and verb.pos == "VERB" and draft.is_under(verb.i, noun.i):
            return None if draft.children(verb.i, "cc", "nsubj", "mark") or verb.tag == "VBZ" else verb
    return None


def shot_dead(draft: Draft) -> None:
    """`Police shot dead two men`: what stands before `dead` with an object behind it is the verb."""
    for dead in [t for t in draft.tokens if t.text.lower() == "dead" and t.i > 1]:
        shot = draft.tokens[dead.i - 1]
        things = [t for t in draft.children(dead.i, "obj") if t.i > dead.i]
        if shot.text.lower() != "shot" or shot.pos != "NOUN" or shot.head != dead.i or not things:
            continue
        draft.change(shot.i, pos="VERB", lemma="shoot")
        draft.make_past(shot.i)
        draft.attach(dead.i, shot.i, "xcomp")
        for kid in draft.children(dead.i):
            draft.attach(kid.i, shot.i, kid.dep)
        for kid in draft.children(shot.i, "compound", "amod", "nmod"):
            draft.attach(kid.i, shot.i, "nsubj")


def doers_read_as_modifiers(draft: Draft) -> None:
    """`rebels in the Republic of Daran advance`: a plural with a preposition behind it is no part of the later name."""
    for noun in [t for t in draft.tokens if t.dep == "compound" and t.tag == "NNS"]:
        name = draft.tokens[noun.head]
        inner = [t for t in draft.children(noun.i, "nmod") if noun.i < t.i < name.i]
        if name.i < noun.i or not inner or name.relation != "nsubj":
            continue
        verb = name.head
        draft.attach(noun.i, verb, name.dep)
        draft.attach(name.i, inner[-1].i, "nmod")
