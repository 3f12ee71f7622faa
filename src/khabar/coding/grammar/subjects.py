"""Who the subject of a verb is, its own or inherited, and whether it acts or is acted on."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.coding.grammar.case_words import case_of
from khabar.coding.lexicon.carriers import load_carriers
from khabar.records import Sentence, Token

RELATIVES = frozenset({"who", "which", "that", "whom", "whose", "where"})


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
    return _is_gapped(sentence, verb)


def _is_gapped(sentence: Sentence, verb: Token) -> bool:
    """ "a man was killed and his wife injured": the second helper is left out."""
    head = sentence.head(verb)
    if verb.dep != "conj" or verb.lemma.lower() not in load_carriers().undergone or head.pos != "VERB":
        return False
    return not sentence.children(verb, "obj", "aux") and is_passive(sentence, head)


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
    if verb.relation == "acl" and verb.dep != "acl:relcl" and is_infinitive(sentence, verb):
        governor = sentence.head(head)
        if governor is not head and governor.pos == "VERB":
            return surface_subject(sentence, governor, depth + 1)
        owner = sentence.children(head, "nmod:poss")
        return owner[0] if owner else None
    return None


def _is_no_relative(token: Token) -> bool:
    return token.text.lower() not in RELATIVES or (token.text.lower() == "that" and token.pos == "DET")


def _are_adjacent(sentence: Sentence, left: Token, right: Token) -> bool:
    return left.i + 1 == sentence.subtree(right)[0].i


def _controller(sentence: Sentence, verb: Token, head: Token, depth: int) -> Token | None:
    objects = [k for k in sentence.children(head, "obj", "iobj", "obl") if _is_told(sentence, k, verb)]
    told_to = verb.relation in ("xcomp", "ccomp") or is_infinitive(sentence, verb)
    control = load_carriers()
    verbs = control.object_control if is_infinitive(sentence, verb) else control.object_control | control.bare_control
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


def _is_told(sentence: Sentence, thing: Token, verb: Token) -> bool:
    """Whom a verb governs that may be told to do the next: its object, or the one called "on"."""
    return thing.relation in ("obj", "iobj") or (thing.i < verb.i and case_of(sentence, thing) in ("on", "upon"))


def _closes_relative_clause(sentence: Sentence, verb: Token, head: Token) -> bool:
    comma = verb.i > 0 and sentence.tokens[verb.i - 1].text == ","
    return head.dep == "acl:relcl" and comma and _main_verb(sentence, head) is not None


def _main_verb(sentence: Sentence, head: Token) -> Token | None:
    """The nearest verb above a relative clause."""
    return next((t for t in sentence.ancestors(head) if t.pos == "VERB" and t.i < head.i), None)


def _antecedent_subject(sentence: Sentence, verb: Token) -> Token | None:
    return next((noun for noun, _ in antecedents(sentence, verb, passive=False)), None)


def antecedents(sentence: Sentence, verb: Token, *, passive: bool) -> Iterator[tuple[Token, str]]:
    """The noun a participle or relative clause modifies, with the slot it fills in that clause."""
    if verb.dep == "conj":
        head = sentence.head(verb)
        if head.relation == "acl" and not sentence.children(verb, "nsubj"):
            yield from antecedents(sentence, head, passive=passive)
        return
    if verb.relation == "amod" and is_verbal(verb):
        yield sentence.head(verb), "object" if verb.tag == "VBN" else "subject"
        return
    if verb.relation != "acl":
        return
    noun = sentence.head(verb)
    if verb.dep != "acl:relcl":
        if is_infinitive(sentence, verb):
            return
        if verb.lemma == "use" and verb.tag == "VBG" and noun.dep == "obj":
            # "killed 1300 people using gas": who uses it is who kills.
            user = surface_subject(sentence, sentence.head(noun))
            if user is not None:
                yield user, "subject"
        elif verb.tag == "VBG" and noun.lemma.lower() in load_carriers().messages and noun.dep == "obj":
            # "issued a statement asking civilians to leave": whoever issued it.
            issuer = surface_subject(sentence, sentence.head(noun))
            if issuer is not None:
                yield issuer, "subject"
        elif verb.tag == "VBG" and case_of(sentence, verb):
            # "focused their efforts on capturing the town": whoever made the efforts.
            doer = _owner_or_subject(sentence, noun)
            if doer is not None:
                yield doer, "subject"
        elif not sentence.children(verb, "nsubj"):
            yield noun, "object" if passive or verb.tag == "VBN" else "subject"
        return
    relative = next((k for k in sentence.children(verb) if k.text.lower() in RELATIVES), None)
    if relative is not None and relative.relation == "nsubj":
        yield noun, "object" if passive else "subject"
    elif relative is not None and (relative.text.lower() == "where" or relative.relation == "obl"):
        yield noun, "in"
    elif not passive and all(k.text.lower() in RELATIVES for k in sentence.children(verb, "obj")):
        yield noun, "object"


def _owner_or_subject(sentence: Sentence, noun: Token) -> Token | None:
    """Whose a noun is: its possessor, or the subject of the verb it stands under."""
    owners = sentence.children(noun, "nmod:poss")
    if owners and owners[0].pos != "PRON":
        return owners[0]
    verb = next((t for t in sentence.ancestors(noun) if t.pos == "VERB"), None)
    doer = surface_subject(sentence, verb) if verb is not None and not is_passive(sentence, verb) else None
    return doer if doer is not None and doer is not noun else next(iter(owners), None)


def is_infinitive(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb stands behind "to"."""
    return any(k.text.lower() == "to" for k in sentence.children(verb, "mark"))


def is_verbal(token: Token) -> bool:
    """Whether a word is a verb's form by its tag, and is not used as a noun."""
    return token.tag in ("VBD", "VBN", "VBG", "VBZ", "VBP") and token.pos not in ("NOUN", "PROPN")
