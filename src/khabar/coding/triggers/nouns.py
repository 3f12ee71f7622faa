"""Nouns that name an act: "the capture of the town", "carried out air strikes", "came under attack"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from khabar.coding.grammar.case_words import case_of
from khabar.coding.grammar.governors import governor_of
from khabar.coding.grammar.sentence_context import SentenceContext
from khabar.coding.grammar.slot import Slot
from khabar.coding.grammar.subjects import is_passive
from khabar.coding.lexicon.carriers import load_carriers
from khabar.coding.lexicon.frames import Frame
from khabar.coding.triggers.trigger import Trigger, fit_of, is_counted, points_back
from khabar.coding.triggers.verbs import reads_as_verb
from khabar.records import Sentence, Token

_WORD, _LIGHT_VERB = 3.0, 2.0  # what a further word and a governing verb that fits add to the fit
_MONTH_BEFORE = frozenset(["in", "since", "until", "by", "of", "from", "early", "late", "mid", "last", "next", "this"])
Governor = tuple[Token, str]
Rows = tuple[tuple[tuple[str, ...], Frame], ...]


def noun_triggers(context: SentenceContext, token: Token) -> Iterator[Trigger]:
    """The frames of a noun that fit and by which it reports an act, rather than a topic or a reference back."""
    rows = _rows(context, token)
    if not rows or not _reads_as_noun(context, token) or _is_month(context.sentence, token):
        return
    name = context.actor_at(token)
    if name is not None and " " in name.span.text and token.pos == "PROPN":
        return  # "the National Movement for the Liberation of Azawad"
    if case_of(context.sentence, token) == "since":
        return  # "since the fall of the capital": a date, not news
    for words, frame in rows:
        first = _phrase_start(context.sentence, token, words)
        if first is not None and _may_fit(context, frame, token):
            yield from _fitted(context, frame, token, first, len(words))


def _reads_as_noun(context: SentenceContext, token: Token) -> bool:
    verb = context.lexicon.base_form(lemma=token.lemma.lower(), text=token.text.lower())
    noun = token.pos in ("NOUN", "PROPN") or token.tag.startswith("NN")
    nominal = token.relation in ("nsubj", "obj") or (token.relation == "obl" and case_of(context.sentence, token) != "")
    gerund = token.tag == "VBG" and not (verb in context.lexicon.verbs and context.sentence.children(token, "obj"))
    misread = token.pos == "VERB" and (gerund or verb not in context.lexicon.verbs or nominal)
    return misread or (noun and not reads_as_verb(context.sentence, token))


def _rows(context: SentenceContext, token: Token) -> Rows:
    """The frames that a token's lemma or spelling may name as a noun, each with its words."""
    nouns, lemma, text = context.lexicon.nouns, token.lemma.lower(), token.text.lower()
    spelt = nouns.get(text, ()) if text != lemma else ()  # "fighting", whose lemma is "fight"
    return (*nouns.get(lemma, ()), *spelt, *_of_singular(nouns, lemma, text))


def _of_singular(nouns: Mapping[str, Rows], lemma: str, text: str) -> Rows:
    # Lemmatisers leave some plural or capitalised nouns as they stand ("Airstrikes", "Clashes").
    if lemma.endswith("s") or text == lemma:
        for form, plural in ((text[:-1], "s"), (text[:-2], "es")):
            if form and form != lemma and text == form + plural and form in nouns:
                return nouns[form]
    return ()


def _is_month(sentence: Sentence, token: Token) -> bool:
    """ "since March", "March 2011": the month, no procession."""
    if token.text not in ("March", "MARCH"):
        return False
    before = sentence.tokens[token.i - 1].text.lower() if token.i else ""
    after = sentence.tokens[token.i + 1].text if token.i + 1 < len(sentence.tokens) else ""
    return before in _MONTH_BEFORE or before.isdigit() or after[:1].isdigit()


def _phrase_start(sentence: Sentence, noun: Token, words: tuple[str, ...]) -> Token | None:
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


def _may_fit(context: SentenceContext, frame: Frame, noun: Token) -> bool:
    """Whether what the frame asks of the noun itself holds: a number, a preposition, an adjective, a cue."""
    sentence, row = context.sentence, frame.row
    if row.passive or (row.counted and not is_counted(sentence, noun)):
        return False
    before = case_of(sentence, noun).split(" ")[0]
    if row.not_after and before in row.not_after:
        return False
    if row.after and before not in row.after:
        return False
    if row.adjectives_on:
        adjectives = sentence.children(noun, "amod", "acl")
        if not any({k.lemma.lower(), k.text.lower()} & set(row.adjectives_on) for k in adjectives):
            return False
    nouns = (t for t in sentence.tokens if t.pos in ("NOUN", "PROPN"))
    return not row.cue or any(context.is_in(t, row.cue, strict=True) is not None for t in nouns)


def _fitted(context: SentenceContext, frame: Frame, noun: Token, first: Token, length: int) -> Iterator[Trigger]:
    sentence, row = context.sentence, frame.row
    own = tuple(s for s in context.slots(noun) if not (first.i <= s.head.i < noun.i))
    held = _carrier(sentence, noun)
    governor = _governor(sentence, held, row.governed_by)
    if governor is not None and governor[1] == "object" and governor[0].lemma.lower() in load_carriers().blames:
        own = tuple(s._replace(name="subject") if s.name in ("on", "to") else s for s in own)
    if governor is not None and governor[1] == "object" and governor[0].lemma.lower() in load_carriers().lifts:
        return  # "lifted the siege": that it is over is told by the verb
    light = governor[0] if governor is not None and governor[0].lemma.lower() in _first_words(row.governed_by) else None
    if row.governed_by and light is None and not _is_predicate(sentence, noun, row.governed_by):
        return
    slots = (*own, *_of_governor(context, frame, governor, light, held), *_of_striking_clause(context, held, governor))
    slots = (*slots, *_befallen(sentence, held), *_carried_out_by(context, noun))
    if "between" in row.roles and not any(s.name == "between" for s in slots):
        slots = (*slots, *_between(context, governor[0] if governor else noun))
    score = fit_of(context, frame, slots)
    if score is None:
        return
    plain = light is None and not (row.governed_by or row.counted or row.descriptive)
    if plain and not _is_asserted(context, frame, noun, own, governor):
        return
    start = light if light is not None and 0 < noun.i - light.i <= 2 else first
    bonus = _WORD * (length - 1) + (_LIGHT_VERB if light is not None else 0)
    yield Trigger(noun, start, noun, frame, slots, light, score + bonus)


def _first_words(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(p.split()[0] for p in phrases)


def _governor(sentence: Sentence, noun: Token, wanted: Sequence[str]) -> Governor | None:
    """The verb that governs a noun; of several, one the frame asks for or one that carries acts."""
    lights = _first_words(wanted)
    carrying = lights | load_carriers().carries
    found = governor_of(sentence, noun)
    if found is not None and found[0].lemma.lower() in carrying:
        return found
    return _through_object(sentence, noun, lights) or _clause_on(sentence, noun, carrying) or found


def _of_governor(
    context: SentenceContext, frame: Frame, governor: Governor | None, light: Token | None, noun: Token
) -> tuple[Slot, ...]:
    if light is not None:
        return tuple(s for s in context.slots(light) if s.head.i != noun.i)
    if governor is None or frame.row.governed_by:
        return ()
    return _carried(context, frame, governor, noun)


def _carried(context: SentenceContext, frame: Frame, governor: Governor, noun: Token) -> tuple[Slot, ...]:
    """What a verb adds to an act that is its object or subject."""
    (verb, how), words = governor, load_carriers()
    rest = [s for s in context.slots(verb) if s.head.i != noun.i]
    lemma = verb.lemma.lower()
    named = frame.row.roles.keys() - {"subject", "object", "poss", "modifier"}
    where = tuple(s for s in rest if s.name in load_carriers().of_place or s.name in named)
    if how == "object" and lemma in words.carries:
        return tuple(s for s in rest if s.name != "object")
    if how == "object" and lemma in words.blames:
        return tuple(Slot("subject", s.head, s.marker, s.via) for s in rest if s.name in ("on", "to"))
    if how == "object" and lemma in words.contains:
        owners = (o for s in rest if s.name == "subject" for o in context.slots(s.head) if o.name == "poss")
        return (*(Slot("subject", o.head, o.marker, o.via) for o in owners), *where)
    if how == "object" and lemma in words.suffers:
        return tuple(Slot("object", s.head, s.marker, s.via) if s.name == "subject" else s for s in rest)
    strikes = lemma in words.hits and frame.row.roles.get("object") == "target"
    if how == "by" or (how == "subject" and lemma not in words.carries):
        return (*(s for s in rest if s.name == "object" and strikes), *where)
    return where


def _of_striking_clause(context: SentenceContext, noun: Token, governor: Governor | None) -> Iterator[Slot]:
    """ "an offensive targeting the suburb", "the attacks began at dawn and hit a depot": what the act was done to."""
    clauses = list(context.sentence.children(noun, "acl"))
    if governor is not None and governor[1] == "subject":
        clauses += context.sentence.children(governor[0], "conj", "advcl")
    for verb in clauses:
        if verb.lemma.lower() in load_carriers().hits and not is_passive(context.sentence, verb):
            yield from (s for s in context.slots(verb) if s.name == "object" and s.head.i > verb.i)


def _carried_out_by(context: SentenceContext, noun: Token) -> Iterator[Slot]:
    """ "air strikes carried out by the coalition", whatever else is said of the strikes."""
    for clause in context.sentence.children(noun, "acl"):
        if clause.lemma.lower() in load_carriers().carries:
            agents = context.sentence.children(clause, "obl:agent")
            yield from (Slot("subject", agent, "by", clause.i) for agent in agents)


def _befallen(sentence: Sentence, noun: Token) -> Iterator[Slot]:
    """ "the bank was the target of an attack": what the act was done to is the subject of the predicate."""
    head = sentence.head(noun)
    if noun.relation == "nmod" and head.lemma.lower() in load_carriers().befallen and sentence.children(head, "cop"):
        yield from (Slot("object", k, via=noun.i) for k in sentence.children(head, "nsubj"))


def _between(context: SentenceContext, top: Token) -> Iterator[Slot]:
    """ "clashes near the airport between rebels and troops": the two sides, wherever the parser hung them."""
    sentence = context.sentence
    for token in sentence.subtree(top):
        if token.pos in ("NOUN", "PROPN") and case_of(sentence, token) == "between":
            for one in (token, *sentence.children(token, "conj")):
                yield Slot("between", one, "between", top.i)


def _through_object(sentence: Sentence, noun: Token, verbs: frozenset[str]) -> tuple[Token, str] | None:
    """ "used villagers for human shields": parsers hang the phrase on the object rather than the verb."""
    head = sentence.head(noun)
    if noun.relation == "nmod" and head.dep == "obj" and sentence.head(head).lemma.lower() in verbs:
        return sentence.head(head), case_of(sentence, noun)
    return None


def _clause_on(sentence: Sentence, noun: Token, verbs: frozenset[str]) -> tuple[Token, str] | None:
    """ "an operation launched on Sunday", "talks that were held": the verb of a clause on the noun governs it too."""
    for kid in sentence.children(noun, "acl"):
        if kid.lemma.lower() in verbs and (kid.tag == "VBN" or sentence.children(kid, "aux:pass")):
            return kid, "object"
    return None


def _carrier(sentence: Sentence, noun: Token) -> Token:
    """ "a series of attacks", "a wave of arrests": the noun that stands in the clause for the one naming the act."""
    head = sentence.head(noun)
    if noun.relation == "nmod" and case_of(sentence, noun) == "of" and head.lemma.lower() in load_carriers().series:
        return head
    return noun


def _is_predicate(sentence: Sentence, noun: Token, governors: Sequence[str]) -> bool:
    """ "X are under siege", "there is a truce": the noun is the predicate itself, with `be` as its copula."""
    return "be" in governors and any(k.dep in ("cop", "expl") for k in sentence.children(noun))


def _is_asserted(
    context: SentenceContext, frame: Frame, noun: Token, own: Sequence[Slot], governor: Governor | None
) -> bool:
    """Whether a noun reports an act, and is not a topic or a mere reference back ("the attack")."""
    sentence, words = context.sentence, load_carriers()
    told = any((s.name in frame.row.roles or s.name in load_carriers().of_place) and _tells(context, s) for s in own)
    if points_back(sentence, noun):
        verb = governor[0].lemma.lower() if governor is not None else ""
        struck = governor is not None and governor[1] == "subject" and verb in words.strikes
        staged = governor is not None and governor[1] == "object" and verb in words.carries
        met = bool(frame.needs) and fit_of(context, frame, own) is not None
        return told or met or struck or staged or bool(sentence.children(noun, "acl"))
    if frame.needs or (governor is not None and governor[0].lemma.lower() in words.tells):
        return True
    topic = noun.relation == "nmod" and case_of(sentence, noun) == "of"
    return told or (frame.row.bare and noun.relation not in ("compound", "amod") and not topic)


def _tells(context: SentenceContext, slot: Slot) -> bool:
    kinds = context.kinds(slot.head)
    return kinds[0] not in ("abstract", "time", "event") if kinds else slot.head.pos == "PROPN"
