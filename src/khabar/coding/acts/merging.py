"""One act, one mention: what several words of a sentence say of one act is brought together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khabar.coding.acts.roles import Filled
from khabar.coding.grammar.kinship import coordinated, hang_together
from khabar.coding.lexicon.frames import FrameRow
from khabar.records import Sentence, Token

_ANSWERS = frozenset({"response", "retaliation", "reprisal", "revenge", "answer", "reaction"})
# What the general word adds nothing to, where the same sentence says it more exactly.
_GENERAL = {"violence.attack": ("violence.airstrike", "violence.shelling", "violence.bombing")}


@dataclass(frozen=True)
class Draft:
    """A mention before its words are resolved. `voice` is the token whose clause asserts it; `others` more triggers.

    `when` is the word whose time is the act's, where that is not the clause's.
    """

    type: str
    token: Token
    first: Token
    last: Token
    voice: Token
    filled: tuple[Filled, ...]
    row: FrameRow | None = None
    descriptive: bool = False
    others: tuple[Token, ...] = ()
    why: tuple[str, ...] = ()
    when: Token | None = None

    def heads(self, *roles: str) -> frozenset[int]:
        """The positions of the phrases in some roles."""
        return frozenset(f.head.i for f in self.filled if f.role in roles)


def one_act_one_draft(sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with repeats of one act in the sentence merged into the first, and vague doubles dropped."""
    kept: list[Draft] = []
    for draft in drafts:
        twin = next((k for k in kept if _same_act(sentence, k, draft)), None)
        if twin is None:
            kept.append(draft)
        else:
            kept[kept.index(twin)] = _merged(twin, draft)
    return [d for d in kept if not (_is_vague_double(sentence, d, kept) or _is_step_of(sentence, d, kept))]


def _same_act(sentence: Sentence, one: Draft, other: Draft) -> bool:
    if one.type != other.type or one.descriptive != other.descriptive:
        return False
    if one.descriptive:
        return one.heads("place", "target") == other.heads("place", "target")
    if one.voice.i == other.voice.i or one.token.i == other.token.i:
        return True
    ours, theirs = one.heads("place"), other.heads("place")
    apart = bool(ours) and bool(theirs) and not ours & theirs
    sufferers = ("target", "people", "origin")
    if one.heads(*sufferers) and other.heads(*sufferers):
        shared = one.heads(*sufferers) & other.heads(*sufferers)
        return bool(shared) or (coordinated(sentence, one.token, other.token) and not apart)
    if one.type == "harm.abuse" and one.row is not other.row:
        return False  # "amputations and the abolition of rights": two wrongs
    return not apart


def _merged(first: Draft, second: Draft) -> Draft:
    roles = {f.role for f in first.filled}
    adds = ("target", "people") if first.type.startswith("harm.") else ()
    added = tuple(f for f in second.filled if f.role not in roles or f.role in adds)
    taken = first.heads("actor", "target", "people")
    fresh = tuple(f for f in added if not (f.role in ("actor", "target", "people") and f.head.i in taken))
    return replace(
        first,
        filled=(*first.filled, *fresh),
        others=(*first.others, second.token, *second.others),
        why=first.why + second.why,
    )


def _is_vague_double(sentence: Sentence, draft: Draft, kept: Sequence[Draft]) -> bool:
    """ "the attack" beside "the air strike", "was hit by rockets" beside "rockets": the general word adds nothing."""
    exact = _GENERAL.get(draft.type)
    if not exact or draft.row is None:
        return False
    doubles = [k for k in kept if k.type in exact and not _is_answered(sentence, k.token)]
    if draft.row.nouns:
        return any(not _elsewhere(draft, k) for k in doubles)
    return draft.row.specify and any(hang_together(sentence, draft.token, k.token) for k in doubles)


def _is_answered(sentence: Sentence, noun: Token) -> bool:
    """ "struck the town in response to rocket fire": another act, by others, before this one."""
    return noun.relation == "nmod" and sentence.head(noun).lemma.lower() in _ANSWERS


def _is_step_of(sentence: Sentence, draft: Draft, kept: Sequence[Draft]) -> bool:
    """ "stormed and taken": an attack on a place told in one breath with its capture is part of the capture."""
    return draft.type == "violence.attack" and any(
        k.type == "territory.capture"
        and coordinated(sentence, draft.token, k.token)
        and draft.heads("place", "target") & k.heads("place")
        for k in kept
    )


def _elsewhere(one: Draft, other: Draft) -> bool:
    ours, theirs = one.heads("place", "target"), other.heads("place", "target")
    return bool(ours) and bool(theirs) and not ours & theirs
