"""One grammatical argument, and how a phrase behind a preposition becomes one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from khabar.coding.grammar.case_words import case_of
from khabar.records import Sentence, Token

_BESIDE = frozenset({"front", "vicinity", "proximity", "direction", "rear", "back"})
NEAR = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outskirts"})


class Slot(NamedTuple):
    """One grammatical argument: its slot name and its head. `via` is the token it hangs on; `marker` its case words."""

    name: str
    head: Token
    marker: str = ""
    via: int = -1


def oblique(sentence: Sentence, kid: Token, via: Token, *, agent: str) -> Iterator[Slot]:
    """The slots of a phrase behind a preposition that hangs on `via`; `agent` is the slot of one behind "by"."""
    marker = case_of(sentence, kid)
    if kid.dep == "obl:tmod" or kid.dep == "nmod:tmod":
        return
    if kid.dep in ("nmod:poss", "obl:poss"):
        yield Slot("poss", kid, marker, via.i)
        return
    name = marker.split(" ")[0] if marker else ("unmarked" if kid.relation in ("obl", "nmod") else "")
    if marker in ("by", "at the hands of", "at the hand of"):
        name = agent
    elif marker in ("out of",):
        name = "from"
    elif marker in ("along with", "together with", "as well as"):
        name = "with"
    elif marker in ("close to", "next to"):
        name = "near"
    if kid.lemma.lower() in _BESIDE and marker:
        # "in front of the bank", "in the vicinity of the port": the place is what hangs on the word.
        inside = [k for k in sentence.children(kid, "nmod") if case_of(sentence, k) == "of"]
        if inside:
            yield from (Slot("near", inner, marker, via.i) for inner in inside)
            return
    if kid.text.lower() in NEAR or kid.lemma in ("kilometre", "kilometer", "mile", "km"):
        # "north of Tel Brak", "12 km from the city": the place is what hangs on the distance word.
        for inner in sentence.children(kid, "nmod", "obl"):
            yield Slot("near", inner, case_of(sentence, inner), via.i)
    yield Slot(name, kid, marker, via.i)
    for inner in sentence.children(kid, "nmod"):
        if case_of(sentence, inner) == "between":  # "clashes near the airport between rebels and troops"
            yield Slot("between", inner, "between", via.i)
