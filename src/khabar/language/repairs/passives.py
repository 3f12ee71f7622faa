"""Passives without their auxiliary: `Ten killed in blast`, `ten were killed and twenty others wounded`."""

from __future__ import annotations

from khabar.language.repairs.draft import Draft


def subjects_of_bare_participles(draft: Draft) -> None:
    """The subject of a participle that has neither auxiliary nor object undergoes the act; with an object, it acts."""
    for verb in [t for t in draft.tokens if t.tag == "VBN" and t.pos == "VERB"]:
        subjects = draft.children(verb.i, "nsubj")
        if not subjects or draft.children(verb.i, "aux", "cop", "ccomp"):
            continue
        if draft.children(verb.i, "obj"):
            _make_active(draft, verb.i)
            continue
        if draft.tokens[verb.head].tag == "VBN" and draft.children(verb.head, "aux") and verb.dep == "conj":
            passive = bool(draft.children(verb.head, "aux:pass"))
        else:
            passive = verb.dep in {"root", "conj", "parataxis", "ccomp"} and _is_transitive_shape(draft, verb.i)
        for subject in subjects:
            if passive and subject.dep == "nsubj":
                draft.change(subject.i, dep="nsubj:pass")


def _make_active(draft: Draft, verb: int) -> None:
    """With an object and no auxiliary, `killed` in `aircraft killed ten people` is the simple past."""
    draft.change(verb, tag="VBD", morph="Mood=Ind|Tense=Past|VerbForm=Fin")
    for subject in draft.children(verb, "nsubj:pass"):
        draft.change(subject.i, dep="nsubj")


def _is_transitive_shape(draft: Draft, i: int) -> bool:
    """A phrase, or nothing, follows: `killed in blast`, not `killed three`."""
    following = next((t for t in draft.tokens[i + 1 :] if t.pos not in {"ADV", "PART"}), None)
    return following is None or following.pos in {"ADP", "PUNCT", "SCONJ", "CCONJ"}
