"""Two subjects, or two objects, that are one joined phrase: `The government and the rebels signed`."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft
from khabar.records.parse import Token

_PARTS = ("nsubj", "obj")


def join_what_and_joins(draft: Draft) -> None:
    """Hang the second of two subjects (or objects) of one verb under the first, where a conjunction stands between."""
    if not any(t.pos == "CCONJ" for t in draft.tokens):
        return
    for verb in [t for t in draft.tokens if t.pos in {"VERB", "ADJ", "NOUN"}]:
        for relation in _PARTS:
            found = draft.children(verb.i, relation)
            if len(found) == 2:
                _join(draft, found[0], found[1])


def give_joined_clauses_their_subject(draft: Draft) -> None:
    """`Six were killed by rebels and Karsin was shelled`: a noun right before the second verb's auxiliary."""
    for verb in [t for t in draft.tokens if t.dep == "conj" and t.pos == "VERB"]:
        auxiliaries = draft.children(verb.i, "aux")
        if not auxiliaries or draft.children(verb.i, "nsubj", "csubj") or draft.tokens[verb.head].pos != "VERB":
            continue
        noun = draft.tokens[auxiliaries[0].i - 1]
        joints = draft.children(noun.i, "cc")
        if noun.pos in {"NOUN", "PROPN"} and noun.dep == "conj" and joints and verb.head < noun.i:
            passive = bool(draft.children(verb.i, "aux:pass"))
            draft.attach(noun.i, verb.i, "nsubj:pass" if passive else "nsubj")
            draft.attach(joints[0].i, verb.i, "cc")


def _join(draft: Draft, first: Token, second: Token) -> None:
    between = draft.tokens[first.i + 1 : second.i]
    joint = next((t for t in between if t.pos == "CCONJ" and t.text.lower() in {"and", "or", "&"}), None)
    if joint is None or any(t.pos in {"VERB", "AUX"} for t in between):
        return
    draft.attach(second.i, first.i, "conj")
    draft.attach(joint.i, second.i, "cc")
