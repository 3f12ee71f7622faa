"""A trigger: the words that name an act, with the frame that fits what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.coding.grammar.sentence_context import SentenceContext, named_below
from khabar.coding.grammar.slot import Slot
from khabar.coding.lexicon.carriers import load_carriers
from khabar.coding.lexicon.frames import Frame
from khabar.records import Sentence, Span, Token

_POINTERS = ("the", "this", "that", "these", "those")


def points_back(sentence: Sentence, noun: Token) -> bool:
    """Whether an article or pointer says that the reader knows which act is meant: "the attack", "these raids"."""
    return any(k.lemma.lower() in _POINTERS for k in sentence.children(noun, "det"))


@dataclass(frozen=True)
class Trigger:
    """Words that name an act, with the frame chosen for them and the grammar around them.

    `first`..`last` are the trigger's words; `token` its head. `governor` is the light verb, None where there is none.
    """

    token: Token
    first: Token
    last: Token
    frame: Frame
    slots: tuple[Slot, ...]
    governor: Token | None = None
    fit: float = 0.0

    def span(self, sentence: Sentence) -> Span:
        """The trigger's words in the document."""
        return sentence.span_of(self.first, self.last)

    @property
    def voice(self) -> Token:
        """The token whose clause says whether, when and by whom it is asserted: the governor, else the trigger."""
        return self.governor or self.token


def fit_of(context: SentenceContext, frame: Frame, slots: Sequence[Slot]) -> float | None:
    """How well the arguments meet what the frame needs; None where a need is unmet or something refused is there."""
    score = 0.0
    for names, groups in frame.refuses:
        for slot in slots:
            if slot.name in names and _refused(context, slot.head, groups):
                return None
    for names, groups in frame.needs:
        heads = [head for slot in slots if slot.name in names for head in _with_agents(context, slot)]
        ranks = [r for head in heads if (r := context.is_in(head, groups, strict=frame.row.strict)) is not None]
        if not ranks:
            return None
        score += 2 - min(ranks) / 4
    return score


def _with_agents(context: SentenceContext, slot: Slot) -> Iterator[Token]:
    """The head of a slot; for an act as subject ("the arrival of the militia") also those who do it."""
    yield slot.head
    deed = context.kinds(slot.head)[:1] == ("event",) or slot.head.lemma.lower() in load_carriers().of_the_agent
    if slot.name == "subject" and deed:
        yield from (s.head for s in context.slots(slot.head) if s.name in ("subject", "poss", "object"))
        yield from named_below(context, slot.head)


def _refused(context: SentenceContext, head: Token, groups: Sequence[str]) -> bool:
    """Refused only where it is the likeliest reading: a word that may be a force first and abstract last stands."""
    rank = context.is_in(head, groups, strict=True)
    return rank == 0


def is_counted(sentence: Sentence, token: Token) -> bool:
    """Whether a number stands with a word: "12 dead", "several wounded"."""
    kids = sentence.children(token, "nummod", "amod")
    if any(k.pos == "NUM" or k.lemma.lower() in ("dozen", "several") for k in kids):
        return True
    before = sentence.tokens[token.i - 1] if token.i else None
    return before is not None and (before.pos == "NUM" or before.lemma.lower() in ("dozen", "hundred", "thousand"))
