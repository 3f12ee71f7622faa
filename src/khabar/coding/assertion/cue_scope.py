"""Which cues stand over an act: from its trigger up the tree, for as long as one word decides on the other's truth.

"The army is preparing to launch an attack": attack <- launch (a light verb) <- preparing (a plan).  A relative clause,
a clause of its own, or speech ends the climb.  Feeds without commas get bad trees, so the words just before a verb
count too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from khabar.coding.assertion.assertion_lexicon import AssertionLexicon
from khabar.records import Sentence, Token

Via = Literal[
    "itself", "shared", "light", "clause", "object", "subject", "noun", "adjective", "purpose", "from", "participle"
]
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X")
_PREPOSITIONS = frozenset({"at", "of", "on", "for", "in", "about", "against", "over", "to"})


@dataclass(frozen=True, slots=True)
class Step:
    """A word over the act, and the way it stands over what is below it.

    `itself` the trigger; `shared` a verb it is coordinated with and shares auxiliaries with; `light` a verb that only
    carries it; `clause`, `object`, `subject`, `noun`, `adjective` a governor of that kind; `purpose` an infinitive of
    purpose under this verb; `from` a gerund after "from"; `participle` an adjunct that shares this verb's standing.
    """

    token: Token
    via: Via


def steps_over(sentence: Sentence, trigger: Token, lexicon: AssertionLexicon) -> tuple[Step, ...]:
    """The trigger and the words that decide on it, nearest first."""
    return tuple(_climb(sentence, trigger, lexicon))


def _climb(sentence: Sentence, trigger: Token, lexicon: AssertionLexicon) -> Iterator[Step]:
    yield Step(trigger, "itself")
    seen, token = {trigger.i}, trigger
    while token.head not in seen and len(seen) < 12:
        step = _step(sentence, token, lexicon)
        if step is None:
            return
        yield step
        seen.add(step.token.i)
        token = step.token


def _step(sentence: Sentence, token: Token, lexicon: AssertionLexicon) -> Step | None:
    """The step from a token to its head; None where the head does not decide on it."""
    head, relation = sentence.head(token), token.relation
    if relation == "conj":
        # "carrying out strikes, both to defend the troops and to ...": a purpose that the tree sets beside the act.
        apart = is_infinitive(sentence, token) and head.tag != "VB"
        return Step(head, "purpose" if apart else "shared")
    if relation in ("xcomp", "ccomp", "csubj"):
        return _over_clause(sentence, token, head, lexicon)
    if relation == "advcl":
        return _over_adverbial(sentence, token, head, lexicon)
    if relation == "acl" and token.dep != "acl:relcl":
        return _over_modifying(sentence, token, head, lexicon)
    if relation in ("compound", "amod"):
        return Step(head, "noun") if head.lemma.lower() in lexicon.words.transparent else None
    if token.pos in _NOMINAL or token.relation in ("obj", "nsubj", "obl", "nmod"):
        return _over_noun(sentence, token, head, lexicon)
    return None


def _over_clause(sentence: Sentence, token: Token, head: Token, lexicon: AssertionLexicon) -> Step:
    if head.lemma.lower() in lexicon.words.causing and token.relation == "xcomp":
        return Step(head, "light")
    if head.lemma.lower() in lexicon.words.gathering and is_infinitive(sentence, token):
        return Step(head, "purpose")
    if _has(sentence, token, "from"):
        return Step(head, "from")
    if head.pos in ("NOUN", "PROPN"):
        return Step(head, "noun")
    return Step(head, "adjective" if head.pos == "ADJ" else "clause")


def _over_adverbial(sentence: Sentence, token: Token, head: Token, lexicon: AssertionLexicon) -> Step | None:
    if _has(sentence, token, "from"):
        return Step(head, "from")
    if is_infinitive(sentence, token):
        if head.lemma.lower() in lexicon.words.causing | lexicon.words.instrumental:
            return Step(head, "light")
        if head.pos == "ADJ" or lexicon.governs(head.lemma.lower(), "clause"):
            return Step(head, "adjective" if head.pos == "ADJ" else "clause")
        return Step(head, "purpose")
    marks = {m.text.lower() for m in sentence.children(token, "mark", "case")}
    if token.tag == "VBG" and marks & _PREPOSITIONS:
        return Step(head, "adjective" if head.pos == "ADJ" else "clause")
    if token.tag in ("VBG", "VBN") and marks <= {"with"}:
        return Step(head, "participle")
    return None


def _over_modifying(sentence: Sentence, token: Token, head: Token, lexicon: AssertionLexicon) -> Step | None:
    if is_infinitive(sentence, token):
        if lexicon.governs(head.lemma.lower(), "nouns"):
            return Step(head, "noun")
        cause = _cause_of(sentence, head, lexicon)
        return Step(cause, "light") if cause is not None else Step(head, "purpose")
    if head.relation == "obl" and _has(sentence, head, "with"):
        return Step(sentence.head(head), "participle")
    marks = {m.text.lower() for m in sentence.children(token, "mark", "case")}
    return Step(head, "noun") if token.tag == "VBG" and marks & _PREPOSITIONS else None


def _cause_of(sentence: Sentence, noun: Token, lexicon: AssertionLexicon) -> Token | None:
    """ "forced thousands of families to flee": they did, if they were forced."""
    while noun.relation in ("nmod", "conj"):
        noun = sentence.head(noun)
    cause = sentence.head(noun)
    return cause if noun.relation in ("obj", "nsubj") and cause.lemma.lower() in lexicon.words.causing else None


def _over_noun(sentence: Sentence, token: Token, head: Token, lexicon: AssertionLexicon) -> Step | None:
    """From a noun: to the verb that carries, plans or foils it, or to the noun that portions or fears it."""
    lemma = head.lemma.lower()
    if token.relation == "nmod" and head.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        known = lexicon.governs(lemma, "nouns") or lemma in lexicon.words.transparent
        return Step(head, "noun") if known else None
    if token.relation == "obj" or token.dep == "nsubj:pass":
        if lemma in lexicon.words.light:
            return Step(head, "light")
        return Step(head, "object") if lexicon.governs(lemma, "object") else None
    if token.relation == "nsubj":
        if lemma in lexicon.words.happening:
            return Step(head, "light")
        if head.pos == "ADJ":
            return Step(head, "adjective")
        return Step(head, "subject") if lexicon.governs(lemma, "subject") else None
    if token.relation == "obl" and lemma in lexicon.words.light:
        return Step(head, "light")
    if token.relation == "obl" and lexicon.governs(lemma, "clause") and _has(sentence, token, "for"):
        return Step(head, "clause")
    return None


def is_infinitive(sentence: Sentence, token: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    if any(m.text.lower() == "to" for m in sentence.children(token, "mark")):
        return True
    return token.pos == "VERB" and token.i > 0 and sentence.tokens[token.i - 1].text.lower() == "to"


def _has(sentence: Sentence, token: Token, *words: str) -> bool:
    return any(m.text.lower() in words for m in sentence.children(token, "mark", "case"))


def words_before(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """The auxiliaries, adverbs and particles that stand right before a word."""
    start = token.i
    while start > 0 and sentence.tokens[start - 1].pos in ("AUX", "ADV", "PART"):
        start -= 1
    return sentence.tokens[start : token.i]
