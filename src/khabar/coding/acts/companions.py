"""Who acts together with whom: "the army, alongside a militia", "rebels led by X", "in cooperation with the police"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.coding.acts.roles import Filled
from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.lexicon.carriers import load_carriers
from khabar.records import Token

_ACTS_ALONG = ("violence.", "territory.", "forces.deploy", "detention.", "harm.casualties")
_JOINED_BY = frozenset({"with", "between"})


def companions(context: SentenceContext, kind: str, verb: Token, filled: tuple[Filled, ...]) -> Iterator[Filled]:
    """More actors of an act of violence or on ground: those beside, among or at the head of the ones who do it.

    Who only backs or arms them is no actor of theirs.
    """
    actors = [f.head for f in filled if f.role == "actor"]
    if not actors or not kind.startswith(_ACTS_ALONG):
        return
    taken = {f.head.i for f in filled}
    found = [one for head in actors for one in _beside(context, head)] + list(_jointly(context, verb))
    for head in found:
        meant = context.nouns.semantic_head(context.sentence, head)
        if meant.i not in taken and context.is_in(meant, ["ARMED"], strict=True) is not None:
            taken.add(meant.i)
            yield Filled("actor", meant)


def _beside(context: SentenceContext, head: Token) -> Iterator[Token]:
    sentence, words = context.sentence, load_carriers()
    for kid in sentence.children(head, "nmod", "acl", "obl"):
        if kid.relation == "acl":
            if kid.lemma.lower() in words.heads:
                yield from sentence.children(kid, "obl:agent")
        elif case_of(sentence, kid) in words.beside:
            yield kid
            yield from sentence.children(kid, "conj")


def _jointly(context: SentenceContext, verb: Token) -> Iterator[Token]:
    sentence, words = context.sentence, load_carriers()
    for kid in sentence.children(verb, "obl"):
        case = case_of(sentence, kid)
        if case in words.beside and case != "including":
            yield kid
        elif case == "in" and kid.lemma.lower() in words.jointly:
            yield from (k for k in sentence.children(kid, "nmod") if case_of(sentence, k) in _JOINED_BY)
