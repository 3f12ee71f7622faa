"""ClearNLP labels, which spaCy's own English pipelines use, turned into Universal Dependencies.

The two differ in more than names. ClearNLP hangs a noun under its preposition and a predicate under `be`; UD makes
the noun and the predicate the heads.  Source: universaldependencies.org/u/dep, and the ClearNLP guidelines (2012).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from khabar.records.parse import Token

if TYPE_CHECKING:
    from spacy.language import Language

_NAMES = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "pobj": "obl",
    "dative": "iobj",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "quantmod": "advmod",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "intj": "discourse",
    "meta": "dep",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "pcomp": "advcl",
    "prep": "advmod",
    "agent": "obl:agent",
    "ROOT": "root",
    "": "dep",
}
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_OBJECTS = frozenset({"pobj", "pcomp"})
_PREDICATE_HEADS = frozenset({"VERB", "ADJ", "ADV", "AUX"})


@dataclass(slots=True)
class _Row:
    """A token on its way: `head` and `dep` change."""

    token: Token
    head: int
    dep: str


def speaks_clearnlp(nlp: Language) -> bool:
    """Whether the pipeline's parser was trained with ClearNLP labels."""
    return "parser" in nlp.pipe_names and bool({"pobj", "dobj"} & set(getattr(nlp.get_pipe("parser"), "labels", ())))


def to_universal(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same sentence in Universal Dependencies."""
    rows = [_Row(t, t.head, "root" if t.head == t.i else t.dep) for t in tokens]
    _nouns_over_prepositions(rows)
    _predicates_over_be(rows)
    _conjuncts_to_the_first(rows)
    _markers(rows)
    return tuple(
        replace(r.token, head=r.head, dep="root" if r.head == r.token.i else _NAMES.get(r.dep, r.dep)) for r in rows
    )


def _children(rows: list[_Row], head: int, deps: frozenset[str] | None = None) -> list[_Row]:
    return [r for r in rows if r.head == head and r.token.i != head and (deps is None or r.dep in deps)]


def _depth(rows: list[_Row], i: int) -> int:
    depth = 0
    while rows[i].head != i and depth <= len(rows):
        i, depth = rows[i].head, depth + 1
    return depth


def _nouns_over_prepositions(rows: list[_Row]) -> None:
    """`killed -prep-> in -pobj-> Kabul` becomes `killed -obl-> Kabul -case-> in`, innermost first."""
    prepositions = [r for r in rows if _children(rows, r.token.i, _OBJECTS)]
    for prep in sorted(prepositions, key=lambda r: -_depth(rows, r.token.i)):
        found = _children(rows, prep.token.i, _OBJECTS)
        if found:
            _swap(rows, prep, found[0])
    for prep in sorted((r for r in rows if r.dep in _PREPOSITIONS), key=lambda r: -_depth(rows, r.token.i)):
        nested = _children(rows, prep.token.i, frozenset({"obl", "nmod"}))
        if nested and prep.token.pos in {"ADP", "SCONJ", "ADV"}:
            _swap(rows, prep, nested[0])


def _swap(rows: list[_Row], prep: _Row, noun: _Row) -> None:
    """Put the noun in the preposition's place, and the preposition and its other dependents under the noun."""
    i, at = prep.token.i, noun.token.i
    is_clause = noun.dep == "pcomp"
    role = _role_after(rows, prep, is_clause=is_clause)
    was_root = prep.head == i
    noun.head, noun.dep = (at if was_root else prep.head), role
    for other in _children(rows, i):
        if other is not noun:
            other.head = at
    prep.head, prep.dep = at, ("mark" if is_clause else "case")


def _role_after(rows: list[_Row], prep: _Row, *, is_clause: bool) -> str:
    if prep.head == prep.token.i:
        return "root"
    if prep.dep not in _PREPOSITIONS:
        return prep.dep
    verbal = rows[prep.head].token.pos in _PREDICATE_HEADS
    if is_clause:
        return "advcl" if verbal else "acl"
    if prep.dep == "agent":
        return "obl:agent"
    return "obl" if verbal else "nmod"


def _predicates_over_be(rows: list[_Row]) -> None:
    """`is -attr-> commander` becomes `commander -cop-> is`; with `there`, the noun is the subject instead."""
    for be in rows:
        if be.token.lemma != "be" or be.token.pos not in {"AUX", "VERB"} or be.dep in {"aux", "auxpass"}:
            continue
        kids = _children(rows, be.token.i)
        predicate = next((k for k in kids if k.dep in {"attr", "acomp"}), None)
        if any(k.dep == "expl" and k.token.lemma == "there" for k in kids):
            if predicate:
                predicate.dep = "nsubj"
            continue
        predicate = predicate or _place_predicate(be, kids)
        if predicate:
            _promote(rows, be, predicate)


def _place_predicate(be: _Row, kids: list[_Row]) -> _Row | None:
    """`Kabul` in `They are in Kabul`: a lone oblique to the right of a `be` that has a subject and nothing else."""
    if not any(k.dep == "nsubj" for k in kids) or any(k.dep in {"xcomp", "ccomp", "advcl"} for k in kids):
        return None
    return next((k for k in kids if k.dep == "obl" and k.token.i > be.token.i), None)


def _promote(rows: list[_Row], be: _Row, predicate: _Row) -> None:
    i, at = be.token.i, predicate.token.i
    predicate.head, predicate.dep = (at if be.head == i else be.head), be.dep
    for other in _children(rows, i):
        if other is not predicate:
            other.head = at
    be.head, be.dep = at, "cop"


def _conjuncts_to_the_first(rows: list[_Row]) -> None:
    """`A <- B <- C` becomes `A <- B, A <- C`, and the `and` goes to the conjunct after it."""
    for row in rows:
        while row.dep == "conj" and rows[row.head].dep == "conj":
            row.head = rows[row.head].head
    for row in rows:
        if row.dep == "cc":
            first = rows[row.head].head if rows[row.head].dep == "conj" else row.head
            after = [r for r in _children(rows, first, frozenset({"conj"})) if r.token.i > row.token.i]
            if after:
                row.head = after[0].token.i


def _markers(rows: list[_Row]) -> None:
    """The infinitive's `to` is a mark; `no` is a determiner."""
    for row in rows:
        if row.dep == "aux" and row.token.tag == "TO":
            row.dep = "mark"
        elif row.dep == "neg" and row.token.pos == "DET":
            row.dep = "det"
