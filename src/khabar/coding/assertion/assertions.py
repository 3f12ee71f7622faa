"""What a report asserts of an act: that it happened or did not, as fact, claim, plan or fear, done or under way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from khabar.coding.assertion.assertion_lexicon import AssertionLexicon, Effect, Place
from khabar.coding.assertion.cue_scope import Step, Via, is_infinitive, steps_over, words_before
from khabar.coding.attribution.attributions import Saying
from khabar.coding.grammar.case_words import case_of
from khabar.records import Aspect, Modality, Polarity, Sentence, Token

Status = Literal["", "held", "planned", "stalled", "refused"]
# Acts of speech themselves: their own "will" and "not" are their content ("say they will not leave" is a refusal).
_ACTS_OF_SPEECH = frozenset(
    {"politics.demand", "politics.reject", "politics.accuse", "politics.threat", "politics.offer"}
)
_STATES = frozenset({"territory.control"})
_PLACE_OF: dict[Via, Place] = {
    "clause": "clause",
    "object": "object",
    "subject": "subject",
    "noun": "nouns",
    "adjective": "adjectives",
}
_MODALITIES: tuple[Modality, ...] = ("denied", "threatened", "planned", "possible")


@dataclass(frozen=True, slots=True)
class Assertion:
    """How an act stands. `is_asserted` False = a purpose, a condition or a demand: no careful coder writes it down.

    `status` is for talks, "" elsewhere. `reasons` name the words that decided, in words.
    """

    polarity: Polarity = "yes"
    modality: Modality = "reported"
    aspect: Aspect = "done"
    status: Status = ""
    is_asserted: bool = True
    reasons: tuple[str, ...] = ()


@dataclass
class _Weighing:
    """The effects found so far."""

    negative: bool = False
    effects: list[Effect] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    path: frozenset[int] = frozenset()
    last: Token | None = None

    def add(self, effect: Effect, word: str) -> None:
        self.effects.append(effect)
        self.reasons.append(f"{effect}: {word}")

    def negate(self, word: str) -> None:
        self.negative = not self.negative
        self.reasons.append(f"negated: {word}")


def assertion_of(
    sentence: Sentence,
    trigger: Token,
    saying: Saying | None = None,
    *,
    kind: str = "",
    lexicon: AssertionLexicon | None = None,
) -> Assertion:
    """How the act that `trigger` names stands in its sentence.

    `saying` is who says it (`Attributions.saying`), `kind` the type of event ("violence.airstrike"; "" = any).
    `lexicon` None = the packaged English cues.  Source: codebook, polarity, modality and aspect; guidelines, rule 9.
    """
    words = lexicon or AssertionLexicon.load()
    weighing = _Weighing()
    steps = steps_over(sentence, trigger, words)
    weighing.path = frozenset(step.token.i for step in steps)
    for step in steps:
        if not _weigh(weighing, sentence, step, trigger, words, kind):
            break
    told = sentence.text.lower()
    if any(doubt in told for doubt in words.words.doubts):
        weighing.add("alleged", "not verified")
    modality = _modality(weighing, sentence, trigger, saying, kind)
    effects = weighing.effects
    negative = weighing.negative ^ bool({"failed", "refused"} & set(effects)) or modality == "denied"
    return Assertion(
        polarity="no" if negative else "yes",
        modality=modality,
        aspect=_aspect(effects),
        status=_status(sentence, trigger, words, modality) if kind == "politics.talks" else "",
        is_asserted="unasserted" not in effects or kind in _ACTS_OF_SPEECH,
        reasons=tuple(weighing.reasons),
    )


_CLAIMING = ("claim", "boast")
_SELF = ("it", "its", "they", "their", "we", "our")
_OF_ITS_OWN = ("person", "official", "belligerent")  # a witness, a monitor or a paper tells of others


def _aspect(effects: Iterable[Effect]) -> Aspect:
    found = set(effects)
    if {"failed", "attempted"} & found:
        return "attempted"
    return "ongoing" if "ongoing" in found else "done"


def _modality(weighing: _Weighing, sentence: Sentence, trigger: Token, saying: Saying | None, kind: str) -> Modality:
    """The strongest mark: a denial, a threat, a plan or a fear before who says it; then whose word it is."""
    for modality in _MODALITIES:
        if modality in weighing.effects:
            return modality
    if kind in _ACTS_OF_SPEECH:
        return "reported"
    if saying is None:
        return "alleged" if "alleged" in weighing.effects else "reported"
    weighing.reasons.append(f"{saying.manner} by {saying.attribution.span.text}")
    if saying.manner == "deny":
        return "denied"
    if saying.is_party or (saying.attribution.kind in _OF_ITS_OWN and _is_own_deed(sentence, trigger)):
        return "claimed"
    if saying.manner in ("claim", "allege", "accuse") or _is_accusation(sentence, trigger, saying):
        return "alleged"
    hedges = [r for r in weighing.reasons if r.startswith("alleged")]
    adverb_only = all(r.endswith("edly") for r in hedges)
    return "alleged" if hedges and not adverb_only else "reported"


def _is_own_deed(sentence: Sentence, trigger: Token) -> bool:
    """ "X claims to have killed ten", "X says its men killed ten": whoever X is, deed and war are its own."""
    clause = trigger
    while clause.head != clause.i and (clause.relation == "conj" or case_of(sentence, clause) in ("in", "during")):
        clause = sentence.head(clause)
    if clause.pos != "VERB":
        return False
    if clause.dep == "xcomp" and sentence.head(clause).lemma.lower() in _CLAIMING:
        return True
    doers = [s for s in sentence.children(clause, "nsubj") if s.dep == "nsubj"] if clause.dep == "ccomp" else []
    own = [k for s in doers for k in (s, *sentence.children(s, "nmod:poss"))]
    return any(k.text.lower() in _SELF for k in own)


def _is_accusation(sentence: Sentence, trigger: Token, saying: Saying) -> bool:
    """A nameless or private voice that in its own words names who did it accuses."""
    if not saying.is_direct or saying.attribution.kind not in ("anonymous", "witness", "person"):
        return False
    clause = trigger if trigger.pos == "VERB" else sentence.head(trigger)
    subjects = [s for s in sentence.children(clause, "nsubj") if s.dep == "nsubj"]
    if not subjects and clause.relation == "conj":
        subjects = [s for s in sentence.children(sentence.head(clause), "nsubj") if s.dep == "nsubj"]
    return any(s.pos in ("NOUN", "PROPN", "PRON") and s.text.lower() not in ("i", "we") for s in subjects)


def _weigh(
    weighing: _Weighing, sentence: Sentence, step: Step, trigger: Token, lexicon: AssertionLexicon, kind: str
) -> bool:
    """Adds what one word over the act does to it; False where the climb ends."""
    token, lemma = step.token, step.token.lemma.lower()
    own = step.via in ("itself", "light") or (step.via == "shared" and _shares(sentence, trigger))
    place = _PLACE_OF.get(step.via)
    if step.via == "purpose":
        if not set(weighing.effects) - {"ongoing", "alleged"}:
            weighing.add("planned", "purpose")
            weighing.add("unasserted", "purpose")
        return False
    if step.via == "from" and lemma in lexicon.words.preventing:
        weighing.negate(f"{lemma} from")
    if step.via == "noun" and lemma in lexicon.words.transparent:
        own = True
    effects = lexicon.effects(lemma, place) if place and _applies(sentence, step, weighing.last, lexicon) else ()
    weighing.last = token
    for effect in effects:
        # "called in guns to try to retake the hill": an attempt was made, whatever stands over it.
        if effect != "unasserted" or "attempted" not in weighing.effects:
            weighing.add(effect, token.text)
    if own and kind in _ACTS_OF_SPEECH:
        return True
    if own or effects or step.via == "participle":
        _weigh_around(weighing, sentence, token, lexicon, with_negation=step.via != "participle")
    if own and kind not in _STATES and _is_under_way(sentence, token, lexicon):
        weighing.add("ongoing", token.text)
    return own or bool(effects) or step.via in ("clause", "shared", "participle", "adjective", "noun", "from")


def _applies(sentence: Sentence, step: Step, below: Token | None, lexicon: AssertionLexicon) -> bool:
    """Whether a cue stands as it must: some are cues only as participles, some only over an infinitive."""
    lemma = step.token.lemma.lower()
    if step.via != "clause":
        return True
    if lemma in lexicon.words.gerund_only:
        return step.token.tag == "VBG"
    if lemma in lexicon.words.infinitive_only:
        return below is not None and is_infinitive(sentence, below)
    return lemma not in lexicon.words.passive_only or step.token.tag in ("VBN", "JJ", "VBD")


def _shares(sentence: Sentence, trigger: Token) -> bool:
    return not sentence.children(trigger, "nsubj", "aux", "cop", "det")


def _weigh_around(
    weighing: _Weighing, sentence: Sentence, token: Token, lexicon: AssertionLexicon, *, with_negation: bool
) -> None:
    """Auxiliaries, adverbs, adjectives, negations and conjunctions of one word."""
    told = [w for p in sentence.children(token, "acl") if p.tag == "VBN" for w in sentence.children(p, "advmod")]
    beside = dict.fromkeys((*sentence.children(token), *words_before(sentence, token), *told))
    for word in beside:
        lower = word.text.lower()
        if word.pos == "AUX" or word.relation == "aux":
            _weigh_modal(weighing, word, lexicon)
        for place in ("adverbs", "adjectives"):
            if (place == "adverbs") == (word.pos == "ADV"):
                for effect in lexicon.effects(_base(word), place) if word.relation in ("amod", "advmod") else ():
                    weighing.add(effect, word.text)
        if word.relation == "case":
            for fixed in (word, *sentence.children(word, "fixed")):
                for effect in lexicon.effects(fixed.lemma.lower(), "nouns"):
                    weighing.add(effect, fixed.text)
        if word.relation in ("mark", "case") and lower in lexicon.words.conditionals:
            weighing.add("possible" if lower == "whether" else "unasserted", word.text)
        if word.relation == "mark" and lower == "before" and _is_modal(beside, lexicon):
            weighing.add("unasserted", "before it can be")
    if with_negation:
        others = [word for word in beside if word.i not in weighing.path]
        for negation in _negations(sentence, others, lexicon):
            weighing.negate(negation)


def _base(word: Token) -> str:
    return word.text.lower()


def _is_modal(beside: Iterable[Token], lexicon: AssertionLexicon) -> bool:
    """ "before they can dig in": it has not come to that."""
    modals = lexicon.words.modals
    return any(w.text.lower() in modals.possible | modals.planned for w in beside if w.pos == "AUX")


def _weigh_modal(weighing: _Weighing, word: Token, lexicon: AssertionLexicon) -> None:
    lower = word.text.lower()
    if lower in lexicon.words.modals.planned:
        weighing.add("planned", word.text)
    elif lower in lexicon.words.modals.possible and word.lemma.lower() in (lower, "can", "will", "may"):
        weighing.add("possible", word.text)
    elif lower in lexicon.words.modals.unasserted:
        weighing.add("unasserted", word.text)


def _negations(sentence: Sentence, beside: Iterable[Token], lexicon: AssertionLexicon) -> Iterator[str]:
    """The words that deny one word: its "not", its "no", its "without", or the "no" of its subject or object."""
    for word in beside:
        beside_it = word.relation not in ("obl", "nmod", "conj", "parataxis", "appos")
        if (beside_it and _denies(sentence, word, lexicon)) or _is_out_of(sentence, word):
            yield word.text
            return
        if word.relation in ("nsubj", "obj") and word.dep != "nsubj:outer":
            inner = (word, *sentence.children(word, "det", "cc", "advmod"))
            if any(_denies(sentence, w, lexicon) and w.text.lower() != "not" for w in inner):
                yield f"{word.text} with no"
                return


def _is_out_of(sentence: Sentence, word: Token) -> bool:
    """ "out of government control"."""
    following = sentence.tokens[word.i + 1 : word.i + 2]
    return word.relation == "case" and word.text.lower() == "out" and bool(following) and following[0].text == "of"


def _denies(sentence: Sentence, word: Token, lexicon: AssertionLexicon) -> bool:
    if word.text.lower() not in lexicon.words.negations:
        return False
    following = sentence.tokens[word.i + 1] if word.i + 1 < len(sentence.tokens) else None
    return following is None or not (following.text == "." or following.text.lower() in lexicon.words.not_negations)


def _is_under_way(sentence: Sentence, token: Token, lexicon: AssertionLexicon) -> bool:
    """ "is shelling", "is being shelled", "is under siege", and the nouns of "is causing an exodus"."""
    if token.pos == "VERB":
        return _is_progressive(
            sentence, token, tenses=("is", "are", "was", "were", "been", "be", "'s", "’s", "'re", "’re")
        )
    if sentence.children(token, "cop") and {c.text.lower() for c in sentence.children(token, "case")} & {"under", "in"}:
        return True
    head = sentence.head(token).lemma.lower()
    is_argument = token.relation in ("nsubj", "obj") or token.dep == "obl:agent"
    if not is_argument or lexicon.governs(head, "object"):
        return False
    return _is_progressive(sentence, sentence.head(token), tenses=("is", "are", "been", "'s", "’s", "'re", "’re"))


def _is_progressive(sentence: Sentence, token: Token, *, tenses: tuple[str, ...]) -> bool:
    """Whether a verb stands in a progressive with one of the forms of "be"; an infinitive is none."""
    beside = (*sentence.children(token, "aux"), *words_before(sentence, token))
    auxiliaries = {w.text.lower() for w in beside if w.lemma.lower() == "be"}
    if token.tag == "VBG" and auxiliaries & set(tenses):
        return not is_infinitive(sentence, token)
    return token.tag == "VBN" and "being" in auxiliaries and len(auxiliaries) > 1


def _status(sentence: Sentence, trigger: Token, lexicon: AssertionLexicon, modality: Modality) -> Status:
    """How talks stand: by the words over and beside them; held where nothing else is said."""
    near = {trigger, sentence.head(trigger), *sentence.children(trigger)}
    governor = sentence.head(trigger)
    near |= {t for t in sentence.children(governor) if t.pos not in ("NOUN", "PROPN")}
    near |= {sentence.head(governor)} if governor.relation in ("xcomp", "ccomp", "advcl", "acl") else set()
    words = {t.lemma.lower() for t in near} | {t.text.lower() for t in near}
    talks = lexicon.words.talks
    if words & talks.stalled:
        return "stalled"
    if words & talks.refused:
        return "refused"
    return "planned" if words & talks.planned or modality in ("planned", "possible") else "held"
