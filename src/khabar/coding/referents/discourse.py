"""What a report has spoken of so far: the persons, bodies, forces and places later words may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.coding.lexicon.noun_kinds import NounKinds, singular
from khabar.records import Actor, ActorName, Parse, Place, PlaceName, Sentence, Span, Token

_SPOKEN_OF = frozenset({"force", "people", "detainee", "body", "weapon_platform", "person", "official", "vehicle"})
_COLLECTIVE = frozenset({
    "police", "army", "military", "group", "militia", "government", "regime", "opposition", "crowd", "team",
    "family", "coalition", "insurgency", "people", "party", "council", "movement",
})  # fmt: skip
_POINTERS = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "its", "their", "our"})
_TELLERS = frozenset({"media"})
_PERSON_KINDS = frozenset({"person", "leader", "official"})


@dataclass(frozen=True, slots=True)
class Entity:
    """Something spoken of at `span` in sentence `index`. `resolved` None = a common noun, or a place left open.

    `kinds` as NounKinds has them; `types` the nouns the text calls it by ("town"); `indefinite` = brought in with
    "a" or no article. An adjective of a country is an entity of kind "demonym". `key` is one for all mentions of one
    thing, as far as known.
    """

    index: int
    head: Token
    span: Span
    resolved: Actor | Place | None
    kinds: tuple[str, ...]
    key: str
    named: bool
    plural: bool
    indefinite: bool = False
    types: frozenset[str] = frozenset()

    @property
    def is_person(self) -> bool:
        """Whether it is one human being."""
        if isinstance(self.resolved, Actor):
            return self.resolved.kind in _PERSON_KINDS
        if self.plural or self.head.lemma.lower() in _COLLECTIVE:
            return False
        return bool({"person", "official"} & set(self.kinds)) or self.kinds[:1] == ("people",)

    @property
    def is_place(self) -> bool:
        """Whether it is ground."""
        return self.kinds[:1] in (("place",), ("site",), ("road",))

    @property
    def is_body(self) -> bool:
        """Whether it acts as one: a group, an army, a government."""
        if isinstance(self.resolved, Actor):
            return self.resolved.kind not in _PERSON_KINDS
        return bool({"body", "force"} & set(self.kinds)) and not self.plural

    @property
    def is_many(self) -> bool:
        """Whether "they" can stand for it: several, or a body of men. Not the outlets that tell of them."""
        if isinstance(self.resolved, Actor):
            return self.resolved.kind not in _PERSON_KINDS | _TELLERS
        animate = bool({"force", "people", "detainee", "official", "body", "weapon_platform"} & set(self.kinds))
        return animate and (self.plural or self.head.lemma.lower() in _COLLECTIVE)


class Entities:
    """The entities of a report by sentence, in text order; those of a sentence are made out when first asked for."""

    def __init__(
        self, parse: Parse, *, places: Sequence[PlaceName], actors: Sequence[ActorName], kinds: NounKinds
    ) -> None:
        self._sentences, self._kinds = parse.sentences, kinds
        self._places, self._actors = parse.names_by_sentence(places), parse.names_by_sentence(actors)
        self._rows: dict[int, tuple[Entity, ...]] = {}
        self._lemmas: dict[int, frozenset[str]] = {}
        self._with_names: tuple[tuple[Entity, ...], ...] | None = None

    def __getitem__(self, index: int) -> tuple[Entity, ...]:
        if index not in self._rows:
            places, actors = self._places[index], self._actors[index]
            common = _nouns(self._sentences[index], index, places, actors, self._kinds)
            self._rows[index] = tuple(sorted((*self.named[index], *common), key=lambda e: e.span))
        return self._rows[index]

    def with_noun(self, index: int, noun: str) -> tuple[Entity, ...]:
        """Those of a sentence that has a common noun (its singular) among its words; none of a sentence without it."""
        if index not in self._lemmas:
            nouns = (t.lemma for t in self._sentences[index].tokens if t.pos == "NOUN")
            self._lemmas[index] = frozenset(singular(lemma.lower()) for lemma in nouns)
        return self[index] if noun in self._lemmas[index] else ()

    @property
    def named(self) -> tuple[tuple[Entity, ...], ...]:
        """Those of each sentence that have a name."""
        if self._with_names is None:
            self._with_names = tuple(self._named(index) for index in range(len(self._sentences)))
        return self._with_names

    def _named(self, index: int) -> tuple[Entity, ...]:
        sentence, places, actors = self._sentences[index], self._places[index], self._actors[index]
        found = [
            *_of_actors(sentence, index, actors),
            *_of_places(sentence, index, places, actors),
            *_unlisted_places(sentence, index, [*(p.span for p in places), *(a.span for a in actors)]),
        ]
        return tuple(sorted(found, key=lambda e: e.span))


def _of_actors(sentence: Sentence, index: int, actors: Sequence[ActorName]) -> Iterator[Entity]:
    for name in actors:
        head = head_of(sentence, name.span)
        if head is not None:
            person = name.actor.kind in _PERSON_KINDS
            yield Entity(
                index, head, name.span, name.actor, ("person",) if person else ("force", "body"), name.actor.id,
                named=True, plural=not person,
            )  # fmt: skip


def _of_places(
    sentence: Sentence, index: int, places: Sequence[PlaceName], actors: Sequence[ActorName]
) -> Iterator[Entity]:
    for name in places:
        head = head_of(sentence, name.span)
        if head is None or any(_is_part_of(name, a) for a in actors):
            continue
        kind, types = ("demonym", frozenset[str]()) if name.use == "demonym" else ("place", _types(sentence, head))
        key = name.place.id if name.place else name.span.text
        yield Entity(index, head, name.span, name.place, (kind,), key, named=True, plural=False, types=types)


def _unlisted_places(sentence: Sentence, index: int, taken: Sequence[Span]) -> Iterator[Entity]:
    """Names the pipeline reads as places that no gazetteer has: villages, mostly."""
    for name in sentence.names:
        head = head_of(sentence, name.span)
        if head is None or head.pos != "PROPN" or name.label != "LOC":
            continue
        if not any(name.span.overlaps(span) for span in taken):
            types = _types(sentence, head)
            yield Entity(
                index, head, name.span, None, ("place",), name.span.text, named=True, plural=False, types=types
            )


def _is_part_of(place: PlaceName, actor: ActorName) -> bool:
    """Whether a place is but part of a group's name; "Cologne's police" still speak of Cologne."""
    return actor.span.contains(place.span) and not actor.actor.id.startswith(("country:", "force:"))


def _types(sentence: Sentence, head: Token) -> frozenset[str]:
    """The nouns that say what a named place is: "the town of X", "X province", "X, a village", "X is a city"."""
    above = sentence.head(head)
    said = [*sentence.children(head, "appos", "compound", "nmod:desc")]
    if above is not head and (head.relation in ("appos", "compound", "nmod", "flat") or head.dep == "nmod:desc"):
        said.append(above)
    if head.relation == "nsubj":
        said.append(above)
    return frozenset(singular(t.lemma.lower()) for t in said if t.pos in ("NOUN", "PROPN"))


def _nouns(
    sentence: Sentence, index: int, places: Sequence[PlaceName], actors: Sequence[ActorName], kinds: NounKinds
) -> Iterator[Entity]:
    """Common nouns for whoever acts or is acted on, and for ground."""
    names = [*(p.span for p in places), *(a.span for a in actors)]
    for token in sentence.tokens:
        if token.pos != "NOUN" or token.relation in ("compound", "flat", "fixed"):
            continue
        if any(span.start <= token.start and token.end <= span.end for span in names):
            continue
        kind = kinds.of(sentence, token, places=places, actors=actors)
        if not kind or not (set(kind[:1]) & (_SPOKEN_OF | {"place", "site", "road"})):
            continue
        span = phrase_of(sentence, token)
        yield Entity(
            index, token, span, None, kind, singular(token.lemma.lower()), named=False, plural=is_plural(token),
            indefinite=not is_definite(sentence, token),
        )  # fmt: skip


def head_of(sentence: Sentence, span: Span) -> Token | None:
    """The token of `span` that no other token in it governs; None where the span holds no whole token."""
    inside = sentence.between(span.start, span.end)
    here = {t.i for t in inside}
    return next((t for t in inside if t.head not in here or t.head == t.i), inside[-1] if inside else None)


def phrase_of(sentence: Sentence, head: Token) -> Span:
    """A noun with what stands before it, without its article."""
    return sentence.span_of(_first_of_phrase(sentence, head), head)


def _first_of_phrase(sentence: Sentence, head: Token) -> Token:
    first = head
    for kid in reversed([k for k in sentence.children(head) if k.i < head.i]):
        if kid.i != first.i - 1 or kid.relation not in ("amod", "compound", "nmod", "nummod", "flat"):
            break
        first = sentence.subtree(kid)[0]
    return first


def is_plural(token: Token) -> bool:
    """By its features, its tag, or a lemma that differs by an ending."""
    if "Number=Plur" in token.morph or token.tag in ("NNS", "NNPS"):
        return True
    return token.text.lower() in ("police", "people", "troops") or token.lemma.lower() in ("police", "people")


def is_definite(sentence: Sentence, token: Token) -> bool:
    """Whether an article or pointer says the reader knows which one. "The militants' positions" does too."""
    if any(k.i < token.i and k.text.lower() in _POINTERS for k in sentence.children(token)):
        return True
    first = _first_of_phrase(sentence, token).i
    return first > 0 and sentence.tokens[first - 1].text.lower() in _POINTERS
