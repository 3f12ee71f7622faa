"""Finding the words that name an act, and the frame that fits what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.coding.arguments import Slot, case_of, governor_of, is_passive, slots_of
from khabar.coding.carriers import load_carriers
from khabar.coding.context import SentenceContext
from khabar.coding.frames import Frame
from khabar.records import Sentence, Span, Token

_PREPOSITIONS_OF_PLACE = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "throughout",
        "along",
        "over",
        "on",
        "within",
        "north",
        "south",
        "east",
        "west",
        "beyond",
        "above",
        "behind",
        "towards",
        "toward",
        "amid",
        "off",
        "through",
    ]
)


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


def find_triggers(context: SentenceContext) -> list[Trigger]:
    """The triggers of a sentence in text order, one frame for each head word: the frame that fits best."""
    found: list[Trigger] = []
    for token in context.sentence.tokens:
        fitting = list(_candidates(context, token))
        if fitting:
            found.append(max(fitting, key=lambda t: (t.fit, -t.frame.order)))
    return _without_parts(found)


def _without_parts(found: Sequence[Trigger]) -> list[Trigger]:
    """A trigger whose head is only a word inside a longer one names nothing of its own ("suicide car bomb attack")."""
    kept = []
    for one in found:
        inside = any(
            o is not one
            and o.first.i <= one.token.i <= o.last.i
            and (o.last.i - o.first.i) > (one.last.i - one.first.i)
            for o in found
        )
        used = any(o.governor is not None and o.governor.i == one.token.i and o.frame.row.governed_by for o in found)
        if not inside and not used:
            kept.append(one)
    return kept


def _candidates(context: SentenceContext, token: Token) -> Iterator[Trigger]:
    sentence, lexicon = context.sentence, context.lexicon
    lemma = token.lemma.lower()
    verbal = _reads_as_verb(sentence, token)
    verb = lexicon.base_form(lemma=lemma, text=token.text.lower())
    for words, frame in lexicon.verbs.get(verb, ()):
        if verbal or len(words) > 1:
            last = _verb_phrase(sentence, token, words, adjacent=not verbal)
            if last is not None:
                yield from _fit(context, frame, token, token, last, len(words))
    noun = token.pos in ("NOUN", "PROPN") or token.tag.startswith("NN")
    misread = token.pos == "VERB" and (token.tag == "VBG" or verb not in lexicon.verbs)
    if (noun and not verbal) or misread:
        if _is_calendar(sentence, token):
            return
        for words, frame in (*lexicon.nouns.get(lemma, ()), *_plural_rows(context, token)):
            first = _noun_phrase_start(sentence, token, words)
            if first is not None:
                yield from _fit_noun(context, frame, token, first, len(words))
    if token.pos in ("ADJ", "VERB", "NOUN"):
        for _, frame in lexicon.adjectives.get(token.text.lower(), ()):
            yield from _fit_adjective(context, frame, token)


def _plural_rows(context: SentenceContext, token: Token) -> tuple[tuple[tuple[str, ...], Frame], ...]:
    # Lemmatisers leave some plural or capitalised nouns as they stand ("Airstrikes", "Clashes").
    lemma, text = token.lemma.lower(), token.text.lower()
    if lemma.endswith("s") or text == lemma:
        for form in (text[:-1], text[:-2]):
            if (
                form
                and form != lemma
                and (rows := context.lexicon.nouns.get(form))
                and text in (form + "s", form + "es")
            ):
                return rows
    return ()


_MONTH_BEFORE = frozenset(["in", "since", "until", "by", "of", "from", "early", "late", "mid", "last", "next", "this"])


def _is_calendar(sentence: Sentence, token: Token) -> bool:
    """ "since March", "March 2011": the month, no procession."""
    if token.text != "March":
        return False
    before = sentence.tokens[token.i - 1].text.lower() if token.i else ""
    after = sentence.tokens[token.i + 1].text if token.i + 1 < len(sentence.tokens) else ""
    return before in _MONTH_BEFORE or before.isdigit() or after[:1].isdigit()


def _reads_as_verb(sentence: Sentence, token: Token) -> bool:
    kids = sentence.children(token)
    if token.relation in ("csubj", "amod") or token.tag.startswith("NN") and token.pos == "VERB":
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


def _verb_phrase(sentence: Sentence, verb: Token, words: tuple[str, ...], *, adjacent: bool = False) -> Token | None:
    """The last word of a verb's phrase ("take over", "lay down arms"); None where the rest is not there."""
    if adjacent:
        following = sentence.tokens[verb.i + 1 : verb.i + len(words)]
        matches = [word in (t.text.lower(), t.lemma.lower()) for word, t in zip(words[1:], following, strict=False)]
        return following[-1] if len(matches) == len(words) - 1 and all(matches) else None
    last = verb
    for word in words[1:]:
        kids = [k for k in sentence.children(verb) if word in (k.text.lower(), k.lemma.lower()) and k.i > verb.i]
        after = [t for t in sentence.tokens[last.i + 1 : last.i + 3] if word in (t.text.lower(), t.lemma.lower())]
        near = [k for k in kids if k.i - verb.i <= 6] or after[:1]
        if not near:
            cases = [t for t in sentence.tokens[verb.i + 1 : verb.i + 7] if word in (t.text.lower(), t.lemma.lower())]
            near = [t for t in cases if last is not verb][:1]
        if not near:
            return None
        last = near[0]
    return last


def _noun_phrase_start(sentence: Sentence, noun: Token, words: tuple[str, ...]) -> Token | None:
    """The first word of a noun's phrase ("air strike", "suicide car bomb"); hyphens between words are no word."""
    first, i = noun, noun.i - 1
    for word in reversed(words[:-1]):
        while i >= 0 and sentence.tokens[i].text in ("-", "–"):
            i -= 1
        if i < 0 or word not in (sentence.tokens[i].text.lower(), sentence.tokens[i].lemma.lower()):
            return None
        first = sentence.tokens[i]
        i -= 1
    return first


def _fit(
    context: SentenceContext, frame: Frame, token: Token, first: Token, last: Token, length: int
) -> Iterator[Trigger]:
    if frame.row.passive and not is_passive(context.sentence, token):
        return
    if length == 1 and not frame.type.startswith("harm.") and _has_particle(context.sentence, token):
        return
    slots = _middle(frame, slots_of(context.sentence, token))
    score = fit_of(context, frame, slots)
    if score is None and not context.sentence.children(token, "aux:pass"):
        # A past form read as a passive ("the army clashed with"): its subject may be its subject after all.
        turned = tuple(replace(s, name="subject") if s.name == "object" and s.head.i < token.i else s for s in slots)
        if turned != slots:
            score = fit_of(context, frame, turned)
            slots = slots if score is None else turned
    if score is None and frame.row.clause and _has_clause(context.sentence, token) and not frame.refuses:
        score = 0.5
    if score is not None:
        # The object inside a phrase ("lay siege", "set fire") is part of the words, no argument.
        kept = tuple(s for s in slots if not (first.i < s.head.i <= last.i))
        yield Trigger(
            token, first, last if last.i - first.i <= 3 else first, frame, kept, None, score + 3 * (length - 1)
        )


def _has_particle(sentence: Sentence, verb: Token) -> bool:
    """ "hold back", "take off": another verb than the bare one."""
    return any(k.dep == "compound:prt" for k in sentence.children(verb))


def _middle(frame: Frame, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """For verbs whose sufferer may be subject or object ("fled", "were evacuated"): the object counts as subject."""
    if not frame.row.middle or not any(s.name == "object" for s in slots):
        return slots
    if any(s.name == "subject" for s in slots):
        return slots
    return tuple(Slot("subject", s.head, s.marker, s.via) if s.name == "object" else s for s in slots)


def _has_clause(sentence: Sentence, verb: Token) -> bool:
    return bool(sentence.children(verb, "xcomp", "ccomp"))


def _fit_noun(context: SentenceContext, frame: Frame, noun: Token, first: Token, length: int) -> Iterator[Trigger]:
    sentence, row = context.sentence, frame.row
    if row.counted and not _is_counted(sentence, noun):
        return
    if row.passive:
        return
    if row.after and case_of(sentence, noun).split(" ")[0] not in row.after:
        return
    if row.adjectives_on and not any(
        k.lemma.lower() in row.adjectives_on or k.text.lower() in row.adjectives_on
        for k in sentence.children(noun, "amod", "acl")
    ):
        return
    if row.cue and not any(context.is_in(t, row.cue, strict=True) is not None for t in sentence.tokens if _is_noun(t)):
        return
    slots = own = slots_of(sentence, noun)
    if slots and first.i < noun.i:
        slots = tuple(s for s in slots if not (first.i <= s.head.i < noun.i))
    held = _carrier(sentence, noun)
    governor = governor_of(sentence, held)
    if governor is None or governor[0].lemma.lower() not in _first_words(row.governed_by) | load_carriers().carries:
        lights = _first_words(row.governed_by)
        governor = _clause_on(sentence, held, lights | load_carriers().carries) or governor
        governor = _through_object(sentence, held, lights) or governor
    light = None
    if governor is not None:
        verb, how = governor
        if row.governed_by and verb.lemma.lower() in _first_words(row.governed_by) and how != "subject_of_relative":
            light = verb
            slots = (*slots, *_of_governor(sentence, verb, held))
        elif not row.governed_by:
            slots = (*slots, *_carried(context, frame, verb, how, held))
    slots = (*slots, *_of_hitting_clause(sentence, held, governor))
    if row.governed_by and light is None and not _existential(sentence, noun, row.governed_by):
        return
    score = fit_of(context, frame, slots)
    if score is None:
        return
    if light is None and not (row.governed_by or row.counted or row.descriptive):
        if not _is_asserted(context, frame, noun, own, governor):
            return
    start, end = (light, noun) if light is not None and 0 < noun.i - light.i <= 2 else (first, noun)
    bonus = 3 * (length - 1) + (2 if light is not None else 0)
    yield Trigger(noun, start, end, frame, slots, light, score + bonus)


def _first_words(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(p.split()[0] for p in phrases)


def _of_hitting_clause(sentence: Sentence, noun: Token, governor: tuple[Token, str] | None) -> Iterator[Slot]:
    """ "an offensive targeting the suburb", "the attacks began at dawn and hit a depot": what the act was done to."""
    clauses = list(sentence.children(noun, "acl"))
    if governor is not None and governor[1] == "subject":
        clauses += sentence.children(governor[0], "conj", "advcl")
    for verb in clauses:
        if verb.lemma.lower() in load_carriers().hits and not is_passive(sentence, verb):
            yield from (s for s in slots_of(sentence, verb) if s.name == "object" and s.head.i > verb.i)


def _through_object(sentence: Sentence, noun: Token, verbs: frozenset[str]) -> tuple[Token, str] | None:
    """ "used villagers for human shields": parsers hang the phrase on the object rather than the verb."""
    head = sentence.head(noun)
    if noun.relation == "nmod" and head.dep == "obj" and sentence.head(head).lemma.lower() in verbs:
        return sentence.head(head), case_of(sentence, noun)
    return None


def _clause_on(sentence: Sentence, noun: Token, verbs: frozenset[str]) -> tuple[Token, str] | None:
    """ "an operation launched on Sunday", "talks which were held": the verb of a clause about the noun governs it too."""
    for kid in sentence.children(noun, "acl"):
        if kid.lemma.lower() in verbs and (kid.tag == "VBN" or sentence.children(kid, "aux:pass")):
            return kid, "object"
    return None


def _carrier(sentence: Sentence, noun: Token) -> Token:
    """ "a series of attacks", "a wave of arrests": the noun that stands in the clause for the one that names the act."""
    head = sentence.head(noun)
    if noun.relation == "nmod" and case_of(sentence, noun) == "of" and head.lemma.lower() in load_carriers().series:
        return head
    return noun


def _of_governor(sentence: Sentence, verb: Token, noun: Token) -> tuple[Slot, ...]:
    return tuple(s for s in slots_of(sentence, verb) if s.head.i != noun.i)


def _carried(context: SentenceContext, frame: Frame, verb: Token, how: str, noun: Token) -> tuple[Slot, ...]:
    """What the governing verb adds to an act that is its object or subject."""
    rest = [s for s in slots_of(context.sentence, verb) if s.head.i != noun.i]
    lemma = verb.lemma.lower()
    own = frame.row.roles.keys() - {"subject", "object", "poss", "modifier"}
    where = [s for s in rest if s.name in _PREPOSITIONS_OF_PLACE or s.name in own]
    if how == "object" and lemma in load_carriers().carries:
        return tuple(s for s in rest if s.name != "object")
    if how == "object" and lemma in load_carriers().suffers:
        return tuple(Slot("object", s.head, s.marker, s.via) if s.name == "subject" else s for s in rest)
    if how == "by" and lemma in load_carriers().hits:
        return (*(s for s in rest if s.name == "object"), *where)
    if how == "subject" and lemma not in load_carriers().carries:
        suffers = frame.row.roles.get("object") == "target" and lemma in load_carriers().hits
        hit = [s for s in rest if s.name == "object" and suffers]
        return (*hit, *where)
    return tuple(where)


def _existential(sentence: Sentence, noun: Token, governors: Sequence[str]) -> bool:
    """ "X are under siege", "there is a truce": the noun is the predicate itself, with `be` as its copula."""
    return "be" in governors and any(k.dep in ("cop", "expl") for k in sentence.children(noun))


def _is_noun(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN")


def _is_counted(sentence: Sentence, noun: Token) -> bool:
    if any(
        k.pos == "NUM" or k.lemma.lower() in ("dozen", "several") for k in sentence.children(noun, "nummod", "amod")
    ):
        return True
    before = sentence.tokens[noun.i - 1] if noun.i else None
    return before is not None and (before.pos == "NUM" or before.lemma.lower() in ("dozen", "hundred", "thousand"))


def _is_asserted(
    context: SentenceContext,
    frame: Frame,
    noun: Token,
    slots: Sequence[Slot],
    governor: tuple[Token, str] | None,
) -> bool:
    """Whether a noun reports an act, and is not a topic or a mere reference back ("the attack")."""
    definite = any(
        k.lemma.lower() in ("the", "this", "that", "these", "those") for k in context.sentence.children(noun, "det")
    )
    told = any(s.name in frame.row.roles or s.name in _PREPOSITIONS_OF_PLACE for s in slots if _tells(context, s))
    if definite:
        struck = (
            governor is not None and governor[1] == "subject" and governor[0].lemma.lower() in load_carriers().strikes
        )
        return told or struck or bool(context.sentence.children(noun, "acl"))
    if governor is not None and governor[0].lemma.lower() in load_carriers().tells:
        return True
    if frame.row.bare:
        return noun.relation not in ("compound", "amod") and not (
            noun.relation == "nmod" and case_of(context.sentence, noun) == "of" and not told
        )
    return told


def _tells(context: SentenceContext, slot: Slot) -> bool:
    kinds = context.kinds(slot.head)
    return kinds[0] not in ("abstract", "time", "event") if kinds else slot.head.pos == "PROPN"


def _fit_adjective(context: SentenceContext, frame: Frame, token: Token) -> Iterator[Trigger]:
    sentence, row = context.sentence, frame.row
    head = sentence.head(token)
    governor: Token | None = None
    left = _left_dead(sentence, token) if "leave" in row.governed_by else None
    if row.counted:
        if not _is_counted(sentence, token):
            return
        slots = ()
    elif left is not None:
        slots = (Slot("subject", left, via=token.i),)
    elif token.relation in ("xcomp", "amod", "acl", "ccomp", "obj") and head.lemma.lower() in row.governed_by:
        governor = head
        objects = sentence.children(head, "obj")
        slots = tuple(Slot("subject", o, via=head.i) for o in objects) or tuple(
            Slot("subject", s.head, via=head.i) for s in slots_of(sentence, head) if s.name == "object"
        )
    elif "be" in row.governed_by and sentence.children(token, "cop"):
        slots = tuple(s for s in slots_of(sentence, token) if s.name == "subject") or tuple(
            Slot("subject", k, via=token.i) for k in sentence.children(token, "nsubj")
        )
    elif (
        token.relation in ("acl", "xcomp", "amod") and head.lemma.lower() in ("people", "person") and token.i > head.i
    ) or (token.relation == "amod" and token.i == head.i + 1):
        slots = (Slot("subject", head, via=token.i),)
    else:
        return
    extra = slots_of(sentence, governor) if governor is not None else ()
    slots = (*slots, *(s for s in extra if s.name in _PREPOSITIONS_OF_PLACE))
    score = fit_of(context, frame, slots)
    if score is not None:
        yield Trigger(token, token, token, frame, slots, governor, score)


def _left_dead(sentence: Sentence, token: Token) -> Token | None:
    """ "leaving at least 27 people dead": the noun before the adjective, however the parser hung it."""
    before = sentence.tokens[max(0, token.i - 9) : token.i]
    if not any(t.lemma.lower() in ("leave", "left") for t in before):
        return None
    noun = sentence.tokens[token.i - 1]
    return noun if noun.pos in ("NOUN", "PROPN", "NUM", "PRON") else None


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
    if slot.name == "subject" and context.kinds(slot.head)[:1] == ("event",):
        yield from (s.head for s in slots_of(context.sentence, slot.head) if s.name in ("subject", "poss", "object"))


def _refused(context: SentenceContext, head: Token, groups: Sequence[str]) -> bool:
    """Refused only where it is the likeliest reading: a word that may be a force first and abstract last stands."""
    rank = context.is_in(head, groups, strict=True)
    return rank == 0
