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


def _join(draft: Draft, first: Token, second: Token) -> None:
    between = draft.tokens[first.i + 1 : second.i]
    joint = next((t for t in between if t.pos == "CCONJ" and t.text.lower() in {"and", "or", "&"}), None)
    if joint is None or any(t.pos in {"VERB", "AUX"} for t in between):
        return
    draft.attach(second.i, first.i, "conj")
    draft.attach(joint.i, second.i, "cc")
