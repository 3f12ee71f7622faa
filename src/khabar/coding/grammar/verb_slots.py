"""The arguments of a verb, its own and those of its object, however the parser hung them."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.slot import NEAR, Slot, oblique
from khabar.coding.grammar.subjects import RELATIVES, antecedents, is_infinitive, is_passive, surface_subject
from khabar.coding.lexicon.carriers import load_carriers
from khabar.records import Sentence, Token

_TOGETHER = frozenset({"along with", "together with", "as well as"})
_AT = frozenset({"at", "on", "onto", "into", "toward", "towards", "against"})


def verb_slots(sentence: Sentence, verb: Token) -> Iterator[Slot]:
    """Every argument and adjunct of a verb, coordination not unfolded."""
    passive, by_others = is_passive(sentence, verb), _is_done_by_others(sentence, verb)
    subject = None if by_others else surface_subject(sentence, verb)
    own = [Slot("object" if passive else "subject", subject, via=verb.i)] if subject is not None else []
    own += [s for kid in sentence.children(verb) for s in _of_kid(sentence, verb, kid, acted_on=passive or by_others)]
    own += [Slot(name, noun, via=verb.i) for noun, name in antecedents(sentence, verb, passive=passive)]
    yield from own
    if not passive and not any(s.name == "object" for s in own):
        shared = _shared_object(sentence, verb)
        if shared is not None:
            yield Slot("object", shared, via=verb.i)
    for holder in _objects(sentence, verb):
        yield from _of_object(sentence, verb, holder)


def _of_kid(sentence: Sentence, verb: Token, kid: Token, *, acted_on: bool) -> Iterator[Slot]:
    """The slots of one word that hangs on a verb; `acted_on` = whoever stands behind "by" does it."""
    agent = "subject" if acted_on else "by"
    if kid.dep == "obj":
        if kid.text.lower() not in RELATIVES or verb.dep != "acl:relcl":
            yield Slot("object", kid, via=verb.i)  # not "the town which the army captured": that has its antecedent
    elif kid.dep == "iobj":
        yield Slot("to", kid, via=verb.i)
    elif kid.relation == "obl":
        if not is_passive(sentence, verb) and _is_misread_object(sentence, verb, kid):
            yield Slot("object", kid, via=verb.i)
        else:
            yield from oblique(sentence, kid, verb, agent=agent)
    elif kid.relation == "advmod" and kid.text.lower() in NEAR:
        for inner in sentence.children(kid, "obl", "nmod"):  # "north of Tel Brak"
            yield Slot("near", inner, case_of(sentence, inner), verb.i)
    elif kid.relation in ("ccomp", "xcomp", "advcl"):
        yield from _of_clause(sentence, verb, kid, agent=agent)


def _of_clause(sentence: Sentence, verb: Token, kid: Token, *, agent: str) -> Iterator[Slot]:
    if kid.relation == "ccomp" or is_infinitive(sentence, kid):
        yield Slot("purpose" if kid.relation == "advcl" else "clause", kid, via=verb.i)
        if kid.relation == "xcomp":
            yield Slot("purpose", kid, via=verb.i)
    elif kid.relation == "advcl":
        if any(k.text.lower() == "without" for k in sentence.children(kid, "mark")):
            for lacking in sentence.children(kid, "obj"):  # "without meeting any resistance"
                yield Slot("without", lacking, "without", verb.i)
    elif kid.pos == "PROPN" and not sentence.children(verb, "obj"):
        yield Slot("object", kid, via=verb.i)
    elif kid.pos in ("ADJ", "NOUN"):
        for deep in sentence.children(kid, "obl"):  # "shot dead by police"
            yield from oblique(sentence, deep, verb, agent=agent)


def _of_object(sentence: Sentence, verb: Token, holder: Token) -> Iterator[Slot]:
    """What hangs on a verb's object is read as if it hung on the verb: parsers confuse the two."""
    for kid in sentence.children(holder, "nmod"):
        if case_of(sentence, kid) in _TOGETHER:
            yield Slot("object", kid, via=verb.i)
        elif kid.dep != "nmod:poss" and case_of(sentence, kid) != "from":
            # "hit their car": whose car it is says nothing of who hit it, nor "envoys from Bahrain" of where
            yield from oblique(sentence, kid, holder, agent="by")
    if verb.lemma.lower() in load_carriers().shoots:
        for clause in (k for k in sentence.children(holder, "acl") if k.dep != "acl:relcl"):
            aimed = (*sentence.children(clause, "obl"), *_below_objects(sentence, clause))
            yield from (Slot(case_of(sentence, k), k, via=verb.i) for k in aimed if case_of(sentence, k) in _AT)


def _below_objects(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    return tuple(k for held in sentence.children(verb, "obj") for k in sentence.children(held, "nmod"))


def _is_done_by_others(sentence: Sentence, verb: Token) -> bool:
    """ "died in shelling by the army", "Shelling by the army destroyed it": a gerund whose doers stand behind "by"."""
    marks = {k.text.lower() for k in sentence.children(verb, "mark", "case")}
    named = verb.relation == "csubj" or bool(marks & {"in", "during", "after", "amid", "of", "from"})
    if verb.tag != "VBG" or not named or sentence.children(verb, "obj"):
        return False
    return any(case_of(sentence, k) == "by" for k in sentence.children(verb, "obl"))


def _is_misread_object(sentence: Sentence, verb: Token, kid: Token) -> bool:
    """A noun behind a verb with no preposition and no other object is its object, unless it tells the time."""
    if sentence.children(verb, "obj") or sentence.children(kid, "case", "mark") or not verb.i < kid.i <= verb.i + 6:
        return False
    carriers = load_carriers()
    return kid.pos in ("NOUN", "PRON", "NUM") and kid.lemma.lower() not in carriers.calendar | carriers.time_units


def _objects(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    return (*sentence.children(verb, "obj"), *(k for k in sentence.children(verb) if k.dep == "nsubj:pass"))


def _shared_object(sentence: Sentence, verb: Token) -> Token | None:
    """ "attacked and captured the town": the object of a later verb belongs to the earlier one that has none."""
    for kid in sentence.children(verb, "conj"):
        if kid.pos == "VERB" and not sentence.children(kid, "nsubj"):
            objects = sentence.children(kid, "obj")
            adjacent = kid.i - verb.i <= 3
            if objects and adjacent:
                return objects[0]
    return None
