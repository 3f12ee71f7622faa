"""Which act "the attack" was: an act referred back to has the hand and the ground the report told of before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.coding.acts.merging import Draft
from khabar.coding.acts.sharing import STRUCK
from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.triggers.trigger import points_back
from khabar.records import Argument, Mention, Token

_FOUGHT = ("violence.clash", "territory.advance")
_HURT = ("harm.casualties", "harm.property", "harm.displacement")
_CAUSED_BY = frozenset({"in", "by", "from", "during", "after", "following"})
_SAID_TO_BE_SO = ("reported", "confirmed", "claimed")
_OPEN = frozenset({"it", "they", "he", "she", "who", "which", "that", "we"})
_REACH = 6


def earlier_act(context: SentenceContext, draft: Draft, told: Sequence[tuple[int, Mention]]) -> Mention | None:
    """The act a draft refers back to ("the raids killed 12"), as the report told it; None where it refers to none.

    `told` are the mentions so far with their sentences. The last attack that the word can mean decides.
    """
    noun = next(_pointers(context, draft), None)
    if noun is None:
        return None
    types = _types_of(context, noun)
    for index, mention in reversed(told):
        if context.index - index > _REACH:
            return None
        if index < context.index and mention.type in types and mention.polarity == "yes" and not mention.background:
            return mention
    return None


def hand_of(act: Mention) -> list[Argument]:
    """Who did an act referred back to, as understood; empty where the report did not say, or only alleged it."""
    hands = act.role("actor") if act.modality in _SAID_TO_BE_SO else ()
    return [_understood(hand) for hand in hands if _is_named(hand)]


def ground_of(act: Mention) -> list[Argument]:
    """Where an act referred back to took place, as understood; empty where the report did not say."""
    return [_understood(place) for place in act.role("place") if place.resolved is not None or place.stands_for]


def _understood(argument: Argument) -> Argument:
    return Argument(None, argument.resolved, stands_for=argument.stands_for or argument.text)


def _is_named(hand: Argument) -> bool:
    """Whether it says who, and is no pronoun left open."""
    return hand.resolved is not None or bool(hand.stands_for) or hand.text.lower() not in _OPEN


def _pointers(context: SentenceContext, draft: Draft) -> Iterator[Token]:
    """The definite nouns by which a draft points back: its own, or the attack that did the harm."""
    sentence = context.sentence
    if draft.type in STRUCK:
        # "claimed responsibility for the attack" points by the noun behind "for".
        nouns = [draft.token, *(k for k in sentence.children(draft.token, "nmod") if case_of(sentence, k) == "for")]
    elif draft.type in _HURT:
        verbs = (draft.voice, draft.token)
        nouns = [k for verb in verbs for k in sentence.children(verb, "nsubj")]
        below = (k for verb in verbs for k in sentence.children(verb, "obl", "nmod"))
        nouns += [k for k in below if case_of(sentence, k) in _CAUSED_BY]
    else:
        nouns = []
    for noun in nouns:
        if noun.pos == "NOUN" and points_back(sentence, noun):
            yield noun


def _types_of(context: SentenceContext, noun: Token) -> frozenset[str]:
    """The kinds of act a noun can mean; a general word ("attack") can mean any attack."""
    rows = context.lexicon.nouns.get(noun.lemma.lower(), ())
    types = {frame.type for _, frame in rows if frame.type in STRUCK or frame.type in _FOUGHT}
    return frozenset((*types, *STRUCK) if "violence.attack" in types else types)
