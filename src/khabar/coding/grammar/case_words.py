"""The preposition a noun stands behind."""

from __future__ import annotations

from khabar.records import Sentence, Token


def case_of(sentence: Sentence, token: Token) -> str:
    """The preposition before a noun, lower case, multiword joined ("out of"); "" where there is none."""
    marks = sentence.children(token, "case", "mark")
    if not marks:
        return ""
    words: list[str] = []
    for kid in marks:
        if kid.i > token.i and kid.lemma != "'s":
            continue
        if kid.pos in ("ADP", "SCONJ", "VERB", "ADV", "ADJ") or kid.dep == "case":
            words += [kid.text.lower(), *(k.text.lower() for k in sentence.children(kid, "fixed"))]
    return " ".join(w for w in words if w not in ("'s", "’s", "s", "'", "’"))
