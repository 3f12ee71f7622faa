"""By what means an attack was made, where its own word does not say: "the raid", "attacked with rockets"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.coding.acts.merging import Draft
from khabar.coding.grammar.governors import governor_of
from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.triggers.trigger import points_back

_MEANS = {"aircraft": "violence.airstrike", "missile": "violence.shelling", "bomb": "violence.bombing"}
_INSTRUMENT = frozenset({"with", "by", "using", "from", "subject", "modifier", "poss", "in", "via"})
# Words for an attack from the air in all reports that speak of air attacks at all.
_AIR_WORDS = frozenset({"strike", "raid", "bombing", "bombardment"})
_REACH = 3


def with_means(contexts: Sequence[SentenceContext], drafts: Sequence[Sequence[Draft]]) -> list[list[Draft]]:
    """The drafts of a document's sentences, attacks of unnamed means given those their sentence or report names.

    A word that needs its means ("the attack") takes them from its own arguments, else from the last attack whose means
    were named within three sentences; "strike" and "raid" from anywhere in the report, if it speaks of air strikes.
    """
    by_air = any(d.type == "violence.airstrike" for row in drafts for d in row)
    told: list[tuple[int, str]] = []
    result = []
    for index, (context, row) in enumerate(zip(contexts, drafts, strict=True)):
        specified = [_specified(context, draft, told, index, by_air=by_air) for draft in row]
        told += [(index, d.type) for d in specified if d.type in _MEANS.values()]
        result.append(specified)
    return result


def _specified(
    context: SentenceContext, draft: Draft, told: Sequence[tuple[int, str]], index: int, *, by_air: bool
) -> Draft:
    if draft.row is None or not draft.row.specify or draft.type != "violence.attack":
        return draft
    means = _own_means(context, draft)
    word = draft.token.lemma.lower()
    refers_back = draft.row.nouns and (word == "responsibility" or points_back(context.sentence, draft.token))
    if means is None and by_air and word in _AIR_WORDS:
        means = "violence.airstrike"
    if means is None and refers_back and told and index - told[-1][0] <= _REACH:
        means = told[-1][1]
    return draft if means is None else replace(draft, type=means, why=(*draft.why, f"its means make it {means}"))


def _own_means(context: SentenceContext, draft: Draft) -> str | None:
    """What its own sentence says it was done with: its doer, an instrument, or something used."""
    sentence, trigger = context.sentence, draft.token
    verb = governor_of(sentence, trigger)
    clauses = [trigger, *([verb[0]] if verb else [])]
    things = [f.head for f in draft.filled if f.role == "actor"]
    suffers = draft.heads("target", "people", "place")
    things += [s.head for s in context.slots(trigger) if s.name == "object" and s.head.i not in suffers]
    things += [s.head for s in context.slots(trigger) if s.name in _INSTRUMENT]
    for clause in clauses:
        for kid in sentence.children(clause, "advcl", "acl", "xcomp"):
            if kid.lemma.lower() == "use":
                things += sentence.children(kid, "obj")
    for thing in things:
        for group, kind in _MEANS.items():
            if context.is_in(thing, [group], strict=True) is not None:
                return kind
    return None
