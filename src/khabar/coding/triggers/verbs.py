"""Verbs that name an act: "captured", "took over", "lay down their arms"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.grammar.slot import Slot
from khabar.coding.grammar.subjects import is_passive
from khabar.coding.lexicon.frames import Frame
from khabar.coding.triggers.trigger import Trigger, fit_of
from khabar.records import Sentence, Token

_LONGEST_TRIGGER = 3  # words between a verb and its particle beyond which the verb alone is shown
_WORD = 3.0  # what each further word of a phrase adds to its fit
_REACH = 6


def verb_triggers(context: SentenceContext, token: Token) -> Iterator[Trigger]:
    """The frames of a verb that fit; a token read as a noun still counts for phrases that stand word by word."""
    verb = context.lexicon.base_form(lemma=token.lemma.lower(), text=token.text.lower())
    rows = context.lexicon.verbs.get(verb)
    if rows is None:
        return
    # "Fighters overran the town": a name is not written small.
    verbal = reads_as_verb(context.sentence, token) or (token.pos == "PROPN" and token.text.islower())
    verbal = verbal or _is_misread(context, token, verb)
    for words, frame in rows:
        if verbal or len(words) > 1:
            last = _phrase_end(context.sentence, token, words, adjacent=not verbal)
            if last is not None:
                yield from _fitted(context, frame, token, last, len(words))


def reads_as_verb(sentence: Sentence, token: Token) -> bool:
    """Whether a token is used as a verb, whatever the tagger took it for."""
    kids = sentence.children(token)
    if token.relation in ("csubj", "amod") or (token.tag.startswith("NN") and token.pos == "VERB"):
        return False
    if token.pos == "VERB":
        return not (token.tag == "VBG" and any(k.relation == "det" for k in kids))
    if token.pos in ("ADJ", "AUX"):
        return token.tag in ("VBN", "VBD")
    # A verb the tagger took for a noun still has a verb's dependents ("Strike on Town Kills 5 Soldiers").
    clausal = token.relation in ("root", "advcl", "ccomp", "conj", "acl", "parataxis")
    return (
        clausal
        and any(k.relation == "obj" or k.dep == "nsubj" for k in kids)
        and not sentence.children(token, "cop", "det")
    )


def _phrase_end(sentence: Sentence, verb: Token, words: tuple[str, ...], *, adjacent: bool) -> Token | None:
    """The last word of a verb's phrase ("take over", "lay down arms"); None where the rest is not there."""
    if adjacent:
        following = sentence.tokens[verb.i + 1 : verb.i + len(words)]
        same = [_is_word(t, word) for word, t in zip(words[1:], following, strict=False)]
        return following[-1] if len(same) == len(words) - 1 and all(same) else None
    last = verb
    for word in words[1:]:
        found = _next_word(sentence, verb, last, word)
        if found is None:
            return None
        last = found
    return last


def _next_word(sentence: Sentence, verb: Token, last: Token, word: str) -> Token | None:
    """The next word of a phrase: among the verb's dependents, right behind, or within reach of later words."""
    kids = [k for k in sentence.children(verb) if _is_word(k, word) and 0 < k.i - verb.i <= _REACH]
    behind = [t for t in sentence.tokens[last.i + 1 : last.i + 3] if _is_word(t, word)]
    if not kids and not behind and last is not verb:
        behind = [t for t in sentence.tokens[verb.i + 1 : verb.i + _REACH + 1] if _is_word(t, word)]
    return next(iter((*kids, *behind)), None)


def _is_word(token: Token, word: str) -> bool:
    return word in (token.text.lower(), token.lemma.lower())


def _fitted(context: SentenceContext, frame: Frame, verb: Token, last: Token, length: int) -> Iterator[Trigger]:
    sentence = context.sentence
    if length == 2 and _is_plain_preposition(sentence, verb, last):
        return
    if frame.row.passive and not is_passive(sentence, verb):
        return
    if length == 1 and not frame.type.startswith("harm.") and _has_particle(sentence, verb):
        return
    if frame.row.hostile and not _is_hostile(context, verb):
        return
    stated = (*_object_behind(context, last), *context.slots(verb), *_of_misread(sentence, verb))
    if not frame.row.clause and _lacks_what_it_needs(frame, stated):
        return
    slots = _middle(context, frame, verb, stated)
    slots = _one_object(sentence, verb, slots)
    score = fit_of(context, frame, slots)
    if score is None and not sentence.children(verb, "aux:pass"):
        # A past form read as a passive ("the army clashed with"): its subject may be its subject after all.
        turned = tuple(s._replace(name="subject") if s.name == "object" and s.head.i < verb.i else s for s in slots)
        if turned != slots:
            score = fit_of(context, frame, turned)
            slots = slots if score is None else turned
    if score is None and frame.row.clause and sentence.children(verb, "xcomp", "ccomp") and not frame.refuses:
        score = 0.5
    if score is not None:
        # The object inside a phrase ("lay siege", "set fire") is part of the words, no argument.
        kept = tuple(s for s in slots if not (verb.i < s.head.i <= last.i))
        shown = last if last.i - verb.i <= _LONGEST_TRIGGER else verb
        yield Trigger(verb, verb, shown, frame, kept, None, score + _WORD * (length - 1))


_TURNED = frozenset({"subject", "object", "agent"})  # what may be read as each other


def _lacks_what_it_needs(frame: Frame, slots: Sequence[Slot]) -> bool:
    """Whether no argument stands where the frame needs one, however subject and object are read."""
    names = {slot.name for slot in slots}
    if not names.isdisjoint(_TURNED):
        names |= _TURNED
    return any(names.isdisjoint(needed) for needed, _ in frame.needs)


_HOSTILE = ("violence.", "harm.", "detention.", "territory.", "access.block")


def _is_hostile(context: SentenceContext, verb: Token) -> bool:
    """Whether what is threatened is violence or coercion, and not "to have it made public"."""
    lexicon = context.lexicon
    for slot in context.slots(verb):
        head = slot.head
        base = lexicon.base_form(lemma=head.lemma.lower(), text=head.text.lower())
        rows = (*lexicon.verbs.get(base, ()), *lexicon.nouns.get(head.lemma.lower(), ()))
        acts = any(frame.type.startswith(_HOSTILE) for _, frame in rows)
        if slot.name != "subject" and (acts or context.is_in(head, ["hostile_act"], strict=True) is not None):
            return True
    return False


def _one_object(sentence: Sentence, verb: Token, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Of two objects, one before an active verb and one behind, the one before is its subject."""
    objects = [s for s in slots if s.name == "object"]
    behind = any(s.head.i > verb.i for s in objects)
    if not behind or any(s.name == "subject" for s in slots) or sentence.children(verb, "aux:pass"):
        return slots
    return tuple(s._replace(name="subject") if s.name == "object" and s.head.i < verb.i else s for s in slots)


def _is_misread(context: SentenceContext, token: Token, verb: str) -> bool:
    """ "A bomb explodes at a market": a verb form that is no noun, read as the head of a noun phrase."""
    if token.pos != "NOUN" or token.relation not in ("root", "parataxis", "conj") or not token.text.islower():
        return False
    return verb in context.lexicon.verbs and not context.nouns.of_word(verb) and verb not in context.lexicon.nouns


def _of_misread(sentence: Sentence, verb: Token) -> Iterator[Slot]:
    """What stands right before and right behind a verb that was read as part of a name."""
    if verb.pos not in ("NOUN", "PROPN"):
        return
    for kid in sentence.children(verb, "compound", "flat", "appos", "obj"):
        if kid.relation == "compound" and kid.i == verb.i - 1:
            yield Slot("subject", kid, via=verb.i)
        elif kid.relation != "obj" and sentence.subtree(kid)[0].i == verb.i + 1:
            yield Slot("object", kid, via=verb.i)


def _object_behind(context: SentenceContext, last: Token) -> Iterator[Slot]:
    """ "takes over Bambari": a particle read as the preposition of what is the verb's object."""
    if last.dep == "case":
        yield Slot("object", context.sentence.head(last), via=last.i)


def _is_plain_preposition(sentence: Sentence, verb: Token, last: Token) -> bool:
    """ "air strikes take place over the city": the verb has its object before, so the "over" is no part of it."""
    return last.dep == "case" and any(verb.i < k.i < last.i for k in sentence.children(verb, "obj"))


def _has_particle(sentence: Sentence, verb: Token) -> bool:
    """ "hold back", "take off": another verb than the bare one; not the "up" of "captured up to 3,000 men"."""
    kids = sentence.children(verb)
    particles = [k for k in kids if k.dep == "compound:prt" or (k.i == verb.i + 1 and k.text.lower() == "back")]
    return any(not (k.text.lower() == "up" and _next_text(sentence, k) == "to") for k in particles)


def _next_text(sentence: Sentence, token: Token) -> str:
    return sentence.tokens[token.i + 1].text.lower() if token.i + 1 < len(sentence.tokens) else ""


def _middle(context: SentenceContext, frame: Frame, verb: Token, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """For verbs whose sufferer may be subject or object ("fled", "were evacuated"): the object counts as subject."""
    if not frame.row.middle or not any(s.name == "object" for s in slots):
        return slots
    if is_passive(context.sentence, verb):
        # "20,000 were displaced by the fighting": who flees is the object, who makes them flee the agent.
        names = {"subject": "agent", "object": "subject"}
        return tuple(s._replace(name=names.get(s.name, s.name)) for s in slots)
    if any(s.name == "subject" for s in slots):
        return slots
    return tuple(Slot("subject", s.head, s.marker, s.via) if s.name == "object" else s for s in slots)
