"""Who did it, to what and to whom, with what: Khabar's arguments as MUC-4 writes its slots, in the report's words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.muc4.reading import Reading
from khabar.coding.grammar.argument_span import argument_span
from khabar.records import Actor, ActorName, Argument, Mention, Sentence, Span, Token

_PERSONS = frozenset({"person", "official", "leader"})
_FORCES = frozenset({"armed group", "militia", "state force", "foreign force"})
_BODIES = _FORCES | {"police", "intelligence", "government"}
_THINGS = frozenset({"site", "vehicle"})
_DOERS = frozenset({"force", "people", "person", "official"})
_PEOPLE = frozenset({"people", "person", "official", "detainee", "force"})
_PRONOUNS = frozenset({
    "he", "she", "it", "they", "him", "her", "them", "his", "their", "its", "who", "whom", "which", "that", "this",
    "these", "those", "we", "us", "our", "i", "you", "one",
})  # fmt: skip
_LEADING = re.compile(r"^(?:the|a|an|some|several|many|another|his|her|their|its|our|such)\s+", re.IGNORECASE)
# Words that name no one weapon unless something before them says which.
_ANY_WEAPON = frozenset({"weapon", "weaponry", "ammunition", "arm", "bullet", "gas", "belt", "vest", "armament"})
# What is taken or found was not what the act was done with.
_TAKEN = frozenset({"seize", "steal", "find", "discover", "supply", "deliver", "capture", "take", "confiscate"})


@dataclass(frozen=True)
class Filler:
    """One entity of a slot. `key` is the same for all names of it: its actor's id, else its words in small letters."""

    text: str
    key: str


@dataclass(frozen=True)
class Slots:
    """The slots of one act. `fighters`: soldiers or an armed group were struck, whom MUC-4 does not count."""

    doers: tuple[Filler, ...] = ()
    bodies: tuple[Filler, ...] = ()
    things: tuple[Filler, ...] = ()
    named: tuple[Filler, ...] = ()
    described: tuple[Filler, ...] = ()
    weapons: tuple[Filler, ...] = ()
    fighters: bool = False


def slots_of(reading: Reading, mention: Mention) -> Slots:
    """The slots that one mention fills."""
    doers, bodies = doers_of(reading, mention.role("actor"))
    targets = [s for a in mention.role("target") for s in _spans(reading, a)]
    sites = [a.span for a in mention.role("place") if a.span and a.resolved is None and a.relation == "in"]
    named: list[Filler] = []
    described: list[Filler] = []
    for span in targets:
        persons = list(_persons(reading, span))
        named += persons
        if not persons and not _is_military(reading, span) and set(reading.kinds(span)[:1]) & _PEOPLE:
            described.append(_plain(span))
    return Slots(
        doers,
        bodies,
        tuple(_plain(s) for s in (*targets, *sites) if _is_thing(reading, s, mention)),
        tuple(named),
        tuple(described),
        tuple(_weapons(reading, mention)),
        fighters=any(_is_military(reading, s) for s in targets),
    )


def doers_of(reading: Reading, arguments: Iterable[Argument]) -> tuple[tuple[Filler, ...], tuple[Filler, ...]]:
    """The people and the bodies among those who act."""
    doers: list[Filler] = []
    bodies: list[Filler] = []
    for argument in arguments:
        actor = argument.resolved if isinstance(argument.resolved, Actor) else None
        if actor is not None and actor.kind in _BODIES and (words := name_words(reading, actor)):
            bodies.append(Filler(words, actor.id))
        for span in _spans(reading, argument):
            persons = list(_persons(reading, span))
            doers += persons
            name = reading.named_in(span)
            if persons or (name and name.actor.kind in _BODIES and _is_own_head(reading, span, name)):
                continue
            if set(reading.kinds(span)[:1]) & _DOERS:
                doers.append(_plain(span))
    return tuple(doers), tuple(bodies)


def name_words(reading: Reading, actor: Actor) -> str:
    """The name the report itself uses most for a body; "" where it has none."""
    used = Counter(n.span.text for n in reading.names_of(actor))
    return min(used, key=lambda words: (-used[words], len(words)), default="")


def _spans(reading: Reading, argument: Argument) -> Iterator[Span]:
    """The argument's words; for a pronoun those it stands for, where the text has them."""
    span = argument.span
    if span is not None and span.text.lower() not in _PRONOUNS:
        yield span
    elif argument.stands_for:
        text, words = reading.coded.document.text, argument.stands_for
        before = text.rfind(words, 0, span.start if span else len(text))
        if before >= 0:
            yield Span.of(text, before, before + len(words))


def _is_own_head(reading: Reading, span: Span, name: ActorName) -> bool:
    """Whether the words are the body itself and not its people: `FMLN`, but not `FMLN fighters`."""
    found = reading.head(span)
    return found is not None and name.span.start <= found[1].start and found[1].end <= name.span.end


def _persons(reading: Reading, span: Span) -> Iterator[Filler]:
    """The persons a phrase names, itself or in the list beside it, by their fullest names in the report."""
    held = (span, *_apposed(reading, span))
    for name in reading.coded.names:
        here = name.actor.kind in _PERSONS and any(s.overlaps(name.span) for s in held)
        if here and not _is_owner(reading, span, name):
            yield Filler(_full_name(reading, name), name.actor.id)


def _full_name(reading: Reading, name: ActorName) -> str:
    words = name.actor.name
    known = words.upper() in reading.coded.document.text.upper()
    return re.split(r"\s+of\s+", words if known else name.span.text, flags=re.IGNORECASE)[0]


def _is_owner(reading: Reading, span: Span, name: ActorName) -> bool:
    """Whether the name only says whose or which: `the mayor's driver`, `the Bolivar pipeline`."""
    found, top = reading.head(span), reading.head(name.span)
    if found is None or top is None or _is_own_head(reading, span, name):
        return False
    possessive = any(k.dep == "case" for k in top[0].children(top[1]))
    return possessive or bool(set(reading.kinds(span)[:1]) & _THINGS)


def _apposed(reading: Reading, span: Span) -> Iterator[Span]:
    """Names listed beside a phrase: `the two engineers, Marco Bassi and Elio Conti, were abducted`."""
    found = reading.head(span)
    queue = list(found[0].children(found[1], "appos")) if found else []
    while found and queue:
        token = queue.pop(0)
        yield found[0].span_of(token, token)
        queue += found[0].children(token, "conj")


def _plain(span: Span) -> Filler:
    text = _LEADING.sub("", span.text.partition(",")[0].partition("(")[0].strip())
    return Filler(text, text.lower())


def _is_thing(reading: Reading, span: Span, mention: Mention) -> bool:
    """Whether it is a building, a vehicle or the like; what is blown up or burned may be a body's house."""
    first = set(reading.kinds(span)[:1])
    struck = mention.type in {"violence.bombing", "harm.property"} and reading.named_in(span) is None
    return bool(first & _THINGS) or (struck and first == {"body"})


def _is_military(reading: Reading, span: Span) -> bool:
    name = reading.named_in(span)
    return name.actor.kind in _FORCES if name else reading.kinds(span)[:1] == ("force",)


def _weapons(reading: Reading, mention: Mention) -> Iterator[Filler]:
    """The weapons of the act's sentence."""
    sentence = reading.sentence(mention.sentence.start)
    if sentence is None:
        return
    for token in sentence.tokens:
        named = token.pos in {"NOUN", "PROPN"} and reading.nouns.of_word(token.lemma)[:1] == ("weapon",)
        if named and _is_used(sentence, token):
            yield _plain(argument_span(sentence, token))


def _is_used(sentence: Sentence, token: Token) -> bool:
    if token.relation == "obj" and sentence.head(token).lemma.lower() in _TAKEN:
        return False
    return token.lemma.lower() not in _ANY_WEAPON or bool(sentence.children(token, "amod", "compound"))
