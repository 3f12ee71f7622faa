"""The grammar around a trigger, read as slots: who does it, to whom, and by which preposition all else hangs on.

A verb and its noun have the same slots: "rebels captured the town", "the town was captured by rebels", "the capture of
the town by rebels" and "rebels, capturing the town," all give subject=rebels, object=town.  Prepositions name the other
slots ("in", "from", "against").  Obliques of the verb and of its object are treated alike, since parsers confuse them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khabar.coding.lexicon.carriers import load_carriers
from khabar.records import Sentence, Token

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X")
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose", "where"})
_BESIDE = frozenset({"front", "vicinity", "proximity", "direction", "rear", "back"})
_TOGETHER = frozenset({"along with", "together with", "as well as"})
_AT = frozenset({"at", "on", "onto", "into", "toward", "towards", "against"})
_NEAR = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outskirts"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One grammatical argument: its slot name and its head. `via` is the token it hangs on; `marker` its case words."""

    name: str
    head: Token
    marker: str = ""
    via: int = -1


def slots_of(sentence: Sentence, trigger: Token) -> tuple[Slot, ...]:
    """Every argument and adjunct of `trigger` (verb, noun or adjective), coordination unfolded, in text order."""
    governs = bool(sentence.children(trigger, "obj") or sentence.children(trigger, "xcomp"))
    if trigger.pos in ("VERB", "AUX") or trigger.relation in ("acl", "advcl") or _is_verbal(trigger) or governs:
        found = list(_verb_slots(sentence, trigger))
    else:
        found = list(_noun_slots(sentence, trigger))
    unfolded = [s for slot in found for s in _with_conjuncts(sentence, slot)]
    seen: dict[tuple[str, int], Slot] = {}
    for slot in unfolded:
        seen.setdefault((slot.name, slot.head.i), slot)
    return tuple(seen.values())


def _is_verbal(token: Token) -> bool:
    return token.tag in ("VBD", "VBN", "VBG", "VBZ", "VBP") and token.pos not in ("NOUN", "PROPN")


def case_of(sentence: Sentence, token: Token) -> str:
    """The preposition before a noun, lower case, multiword joined ("out of"); "" where there is none."""
    words: list[str] = []
    for kid in sentence.children(token, "case", "mark"):
        if kid.i > token.i and kid.lemma != "'s":
            continue
        if kid.pos in ("ADP", "SCONJ", "VERB", "ADV", "ADJ") or kid.dep == "case":
            words += [kid.text.lower(), *(k.text.lower() for k in sentence.children(kid, "fixed"))]
    return " ".join(w for w in words if w not in ("'s", "’s", "s", "'", "’"))


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb's grammatical subject is its logical object; a bare past participle modifier is passive."""
    kids = sentence.children(verb)
    if any(k.dep in ("nsubj:pass", "aux:pass", "csubj:pass") for k in kids):
        return True
    if any(k.dep == "obl:agent" for k in kids):
        return True
    if verb.relation == "xcomp" and verb.tag == "VBN" and is_passive(sentence, sentence.head(verb)):
        return True  # "seven were reported injured"
    if verb.relation == "acl" and verb.dep != "acl:relcl" and verb.tag == "VBN":
        return True
    if verb.relation == "amod" and verb.tag == "VBN":
        return True
    if verb.dep == "conj" and verb.tag in ("VBN", "VBD") and not any(k.relation in ("nsubj", "aux") for k in kids):
        head = sentence.head(verb)
        return head.pos == "VERB" and is_passive(sentence, head) and not sentence.children(verb, "obj")
    return False


def _verb_slots(sentence: Sentence, verb: Token) -> Iterator[Slot]:
    passive = is_passive(sentence, verb)
    by_others = _is_done_by_others(sentence, verb)
    subject = None if by_others else surface_subject(sentence, verb)
    if subject is not None:
        yield Slot("object" if passive else "subject", subject, via=verb.i)
    has_object = passive and subject is not None
    for kid in sentence.children(verb):
        if kid.dep == "obj" and kid.text.lower() in _RELATIVES and verb.dep == "acl:relcl":
            continue  # "the town which the army captured": the antecedent is the object
        if kid.dep == "obj":
            has_object = True
            yield Slot("object", kid, via=verb.i)
        elif kid.dep == "iobj":
            yield Slot("to", kid, via=verb.i)
        elif kid.relation == "obl" and not passive and _is_misread_object(sentence, verb, kid):
            has_object = True
            yield Slot("object", kid, via=verb.i)
        elif kid.relation == "obl":
            yield from _oblique(sentence, kid, verb, agent="subject" if passive or by_others else "by")
        elif kid.relation == "ccomp" or (kid.relation in ("advcl", "xcomp") and _is_infinitive(sentence, kid)):
            yield Slot("purpose" if kid.relation == "advcl" else "clause", kid, via=verb.i)
            if kid.relation == "xcomp":
                yield Slot("purpose", kid, via=verb.i)
        elif kid.relation == "advcl" and any(k.text.lower() == "without" for k in sentence.children(kid, "mark")):
            for lacking in sentence.children(kid, "obj"):  # "without meeting any resistance"
                yield Slot("without", lacking, "without", verb.i)
        elif kid.dep == "compound:prt" or (kid.relation == "advmod" and kid.text.lower() in ("out", "off", "down")):
            continue
        elif kid.relation == "xcomp" and kid.pos == "PROPN" and not sentence.children(verb, "obj"):
            has_object = True
            yield Slot("object", kid, via=verb.i)
        elif kid.relation == "advmod" and kid.text.lower() in _NEAR:
            for inner in sentence.children(kid, "obl", "nmod"):  # "north of Tel Brak"
                yield Slot("near", inner, case_of(sentence, inner), verb.i)
        elif kid.relation == "xcomp" and kid.pos in ("ADJ", "NOUN"):
            for deep in sentence.children(kid, "obl"):  # "shot dead by police"
                yield from _oblique(sentence, deep, verb, agent="subject" if passive else "by")
    for noun, name in _antecedents(sentence, verb, passive=passive):
        has_object = has_object or name == "object"
        yield Slot(name, noun, via=verb.i)
    if not has_object and not passive:
        shared = _shared_object(sentence, verb)
        if shared is not None:
            has_object = True
            yield Slot("object", shared, via=verb.i)
    for holder in _objects(sentence, verb):
        for kid in sentence.children(holder, "nmod"):
            if case_of(sentence, kid) in _TOGETHER:
                yield Slot("object", kid, via=verb.i)
                continue
            if kid.dep == "nmod:poss":
                continue  # "hit their car": whose car it is says nothing of who hit it
            yield from _oblique(sentence, kid, holder, agent="by", prefix="")
        for clause in sentence.children(holder, "acl"):
            if verb.lemma.lower() in load_carriers().shoots and clause.dep != "acl:relcl":
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


def _oblique(sentence: Sentence, kid: Token, via: Token, *, agent: str, prefix: str = "") -> Iterator[Slot]:
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
    if kid.text.lower() in _NEAR or kid.lemma in ("kilometre", "kilometer", "mile", "km"):
        # "north of Tel Brak", "12 km from the city": the place is what hangs on the distance word.
        for inner in sentence.children(kid, "nmod", "obl"):
            yield Slot("near", inner, case_of(sentence, inner), via.i)
    yield Slot(prefix + name, kid, marker, via.i)
    for inner in sentence.children(kid, "nmod"):
        if case_of(sentence, inner) == "between":  # "clashes near the airport between rebels and troops"
            yield Slot("between", inner, "between", via.i)


def _objects(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    return (*sentence.children(verb, "obj"), *(k for k in sentence.children(verb) if k.dep == "nsubj:pass"))


def surface_subject(sentence: Sentence, verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject of a verb, its own or inherited from the clause it hangs on; None where understood."""
    own = [k for k in sentence.children(verb, "nsubj") if _is_no_relative(k)]
    if len(own) == 2 and own[0].pos == "NOUN" and own[1].pos == "PROPN" and _are_adjacent(sentence, own[0], own[1]):
        return own[1]  # "Militant group Islamic State killed": parsers take the noun and its name for two subjects
    if own:
        return own[0]
    if depth > 4 or sentence.children(verb, "nsubj"):
        return None
    for kid in sentence.children(verb, "advcl"):
        # "Three soldiers fighting in the north were killed": parsers hang the subject on the participle.
        if kid.i < verb.i and kid.tag == "VBG" and not sentence.children(kid, "mark"):
            for subject in sentence.children(kid, "nsubj"):
                return subject
    head = sentence.head(verb)
    if head is verb:
        return None
    if verb.dep == "conj" and head.pos in ("VERB", "AUX", "ADJ", "NOUN"):
        if head.pos == "NOUN" and not sentence.children(head, "nsubj"):
            return None
        stray = [k for k in sentence.children(head, "conj") if k.pos in ("NOUN", "PROPN") and head.i < k.i < verb.i]
        if stray and head.pos in ("VERB", "AUX"):
            # "X did this, and the army, without warning, did that": a noun joined to a verb is the next verb's subject.
            return stray[-1]
        return surface_subject(sentence, head, depth + 1)
    if verb.relation in ("xcomp", "advcl", "ccomp", "parataxis") and head.pos in ("VERB", "AUX", "ADJ", "NOUN"):
        return _controller(sentence, verb, head, depth)
    if verb.relation == "acl" and verb.dep != "acl:relcl" and _is_infinitive(sentence, verb):
        governor = sentence.head(head)
        if governor is not head and governor.pos == "VERB":
            return surface_subject(sentence, governor, depth + 1)
        owner = sentence.children(head, "nmod:poss")
        return owner[0] if owner else None
    return None


def _is_no_relative(token: Token) -> bool:
    return token.text.lower() not in _RELATIVES or (token.text.lower() == "that" and token.pos == "DET")


def _are_adjacent(sentence: Sentence, left: Token, right: Token) -> bool:
    return left.i + 1 == sentence.subtree(right)[0].i


def _controller(sentence: Sentence, verb: Token, head: Token, depth: int) -> Token | None:
    objects = sentence.children(head, "obj")
    told_to = verb.relation in ("xcomp", "ccomp") or _is_infinitive(sentence, verb)
    control = load_carriers()
    verbs = control.object_control if _is_infinitive(sentence, verb) else control.object_control | control.bare_control
    if told_to and objects and head.lemma in verbs:
        return objects[0]
    if objects and head.lemma in control.of_control and case_of(sentence, verb) in ("of", "for", "from"):
        return objects[0]  # "accused the militia of using gas"
    if verb.relation in ("ccomp", "parataxis") and verb.tag not in ("VBG", "VBN", "VB"):
        return None
    if verb.relation == "advcl" and verb.tag not in ("VBG", "VBN", "VB"):
        return None
    if sentence.children(verb, "mark") and verb.relation == "advcl" and verb.tag == "VB":
        marks = {k.text.lower() for k in sentence.children(verb, "mark")}
        if not marks & {"to"}:
            return None
    if verb.tag == "VBG" and _closes_relative_clause(sentence, verb, head):
        # "stormed two hotels where guests were housed, seizing ten": the participle belongs to the main clause.
        above = _main_verb(sentence, head)
        return surface_subject(sentence, above, depth + 1) if above else None
    return surface_subject(sentence, head, depth + 1) or _antecedent_subject(sentence, head)


def _closes_relative_clause(sentence: Sentence, verb: Token, head: Token) -> bool:
    comma = verb.i > 0 and sentence.tokens[verb.i - 1].text == ","
    return head.dep == "acl:relcl" and comma and _main_verb(sentence, head) is not None


def _main_verb(sentence: Sentence, head: Token) -> Token | None:
    """The nearest verb above a relative clause."""
    return next((t for t in sentence.ancestors(head) if t.pos == "VERB" and t.i < head.i), None)


def _antecedent_subject(sentence: Sentence, verb: Token) -> Token | None:
    return next((noun for noun, _ in _antecedents(sentence, verb, passive=False)), None)


def _is_infinitive(sentence: Sentence, verb: Token) -> bool:
    return any(k.text.lower() == "to" for k in sentence.children(verb, "mark"))


def _antecedents(sentence: Sentence, verb: Token, *, passive: bool) -> Iterator[tuple[Token, str]]:
    """The noun a participle or relative clause modifies, with the slot it fills in that clause."""
    if verb.dep == "conj":
        head = sentence.head(verb)
        if head.relation == "acl" and not sentence.children(verb, "nsubj"):
            yield from _antecedents(sentence, head, passive=passive)
        return
    if verb.relation == "amod" and _is_verbal(verb):
        yield sentence.head(verb), "object" if verb.tag == "VBN" else "subject"
        return
    if verb.relation != "acl":
        return
    noun = sentence.head(verb)
    if verb.dep != "acl:relcl":
        if _is_infinitive(sentence, verb):
            return
        if verb.lemma == "use" and verb.tag == "VBG" and noun.dep == "obj":
            # "killed 1300 people using gas": who uses it is who kills.
            user = surface_subject(sentence, sentence.head(noun))
            if user is not None:
                yield user, "subject"
        elif verb.tag == "VBG" and case_of(sentence, verb):
            # "focused their efforts on capturing the town": whoever made the efforts.
            doer = _owner_or_subject(sentence, noun)
            if doer is not None:
                yield doer, "subject"
        elif not sentence.children(verb, "nsubj"):
            yield noun, "object" if passive or verb.tag == "VBN" else "subject"
        return
    relative = next((k for k in sentence.children(verb) if k.text.lower() in _RELATIVES), None)
    if relative is not None and relative.relation == "nsubj":
        yield noun, "object" if passive else "subject"
    elif relative is not None and (relative.text.lower() == "where" or relative.relation == "obl"):
        yield noun, "in"
    elif not passive and all(k.text.lower() in _RELATIVES for k in sentence.children(verb, "obj")):
        yield noun, "object"


def _owner_or_subject(sentence: Sentence, noun: Token) -> Token | None:
    """Whose a noun is: its possessor, or the subject of the verb it stands under."""
    owners = sentence.children(noun, "nmod:poss")
    if owners and owners[0].pos != "PRON":
        return owners[0]
    verb = next((t for t in sentence.ancestors(noun) if t.pos == "VERB"), None)
    doer = surface_subject(sentence, verb) if verb is not None and not is_passive(sentence, verb) else None
    return doer if doer is not None and doer is not noun else next(iter(owners), None)


def _shared_object(sentence: Sentence, verb: Token) -> Token | None:
    """ "attacked and captured the town": the object of a later verb belongs to the earlier one that has none."""
    for kid in sentence.children(verb, "conj"):
        if kid.pos == "VERB" and not sentence.children(kid, "nsubj"):
            objects = sentence.children(kid, "obj")
            adjacent = kid.i - verb.i <= 3
            if objects and adjacent:
                return objects[0]
    return None


def _noun_slots(sentence: Sentence, noun: Token) -> Iterator[Slot]:
    by_agent = False
    for kid in sentence.children(noun, "nmod", "obl"):
        marker = case_of(sentence, kid)
        by_agent = by_agent or marker == "by"
    for kid in sentence.children(noun):
        if kid.dep in ("nmod:poss", "nmod:unmarked") or (kid.dep == "nmod" and not case_of(sentence, kid)):
            yield Slot("poss", kid, via=noun.i)
        elif kid.relation in ("nmod", "obl"):
            for slot in _oblique(sentence, kid, noun, agent="subject"):
                yield Slot("object", slot.head, slot.marker, slot.via) if slot.name == "of" else slot
            for inner in sentence.children(kid, "nmod"):
                if case_of(sentence, inner) == "for":  # "the abolition of rights for women"
                    yield Slot("for", inner, "for", noun.i)
        elif kid.relation in ("compound", "amod", "flat"):
            yield Slot("modifier", kid, via=noun.i)
        elif kid.relation in ("acl",) and kid.tag in ("VBN", "VBG"):
            for deep in sentence.children(kid, "obl"):
                yield from _oblique(sentence, deep, noun, agent="subject")
    if sentence.children(noun, "cop"):
        yield from (Slot("subject", k, via=noun.i) for k in sentence.children(noun, "nsubj"))
    if noun.dep == "conj":
        head = sentence.head(noun)
        if head.pos == "NOUN":
            for slot in _noun_slots(sentence, head):
                if slot.name != "modifier":
                    yield slot


def _with_conjuncts(sentence: Sentence, slot: Slot) -> Iterator[Slot]:
    yield slot
    for kid in sentence.children(slot.head, "conj"):
        if kid.pos in NOMINAL and not sentence.children(kid, "nsubj"):
            marker = case_of(sentence, kid)
            if marker and marker != slot.marker and slot.name not in ("subject", "object"):
                yield Slot(marker.split(" ")[0], kid, marker, slot.via)
            elif not marker or slot.name not in ("subject", "object") or marker == slot.marker:
                yield from _with_conjuncts(sentence, Slot(slot.name, kid, slot.marker, slot.via))


def governor_of(sentence: Sentence, noun: Token) -> tuple[Token, str] | None:
    """The verb a noun depends on and how: `subject`, `object` or the preposition; None where no verb governs it."""
    head = sentence.head(noun)
    if noun.dep == "conj" and head.pos in ("NOUN", "PROPN"):
        return governor_of(sentence, head)
    if head is noun:
        return None
    if noun.relation == "nsubj" and head.pos in ("VERB", "AUX", "ADJ"):
        return head, "object" if noun.dep == "nsubj:pass" or is_passive(sentence, head) else "subject"
    if noun.dep == "obj":
        return head, "object"
    if noun.relation == "obl" and head.pos in ("VERB", "ADJ", "AUX"):
        marker = case_of(sentence, noun)
        return head, "by" if noun.dep == "obl:agent" else (marker or "unmarked")
    if noun.relation == "acl":
        return None
    return None
