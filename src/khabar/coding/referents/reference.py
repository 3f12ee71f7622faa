"""What pronouns and definite nouns stand for in a report: "they" the Taliban, "the city" Ghazni, "the group" Hamas.

Every candidate earlier in the text is weighed by how near it stands, what it does in its sentence, and whether number
and kind agree; the best is taken only where it leads clearly.  An abstention costs an argument its name, a guess would
put an act on somebody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from khabar.coding.lexicon.noun_kinds import NounKinds
from khabar.coding.referents import reference_nouns as nouns
from khabar.coding.referents.discourse import Entities, Entity
from khabar.coding.referents.focus import focus_of
from khabar.coding.referents.salience import Leader, leader
from khabar.coding.referents.speaking_for import side_of_speaker
from khabar.records import Actor, ActorName, Parse, Place, PlaceName, Sentence, Span, Token

_SINGULAR = frozenset({"he", "him", "his", "she", "her", "hers"})
_PLURAL = frozenset({"they", "them", "their", "theirs"})
_NEUTER = frozenset({"it", "its"})
_SPEAKERS = frozenset({"we", "us", "our", "ours"})
_REACH = {"he": 3, "they": 2, "it": 2}
_GROUND_CASES = frozenset(
    {"in", "from", "to", "into", "around", "near", "toward", "towards", "inside", "outside", "of", "on"}
)
_DEPTH, _NEAR = 4, 8


@dataclass(frozen=True, slots=True)
class Referent:
    """What a word stands for: the words at `span` elsewhere in the report, and what they resolve to where known.

    `confidence` from 0 to 1 is a rank, not a probability. `why` says how it was found.
    """

    text: str
    resolved: Actor | Place | None
    span: Span | None
    confidence: float
    why: str


@dataclass(frozen=True)
class Referents:
    """The entities of a report, and what its later words stand for among them."""

    parse: Parse
    entities: Entities
    kinds: NounKinds

    @classmethod
    def of(
        cls, parse: Parse, *, places: Sequence[PlaceName], actors: Sequence[ActorName], kinds: NounKinds
    ) -> Referents:
        """Read once for a report; `antecedent` and `focus_place` answer from it."""
        return cls(parse, Entities(parse, places=places, actors=actors, kinds=kinds), kinds)

    def antecedent(self, sentence_index: int, token: Token) -> Referent | None:
        """What `token`, the head of a phrase in a sentence, stands for; None where it names itself or it is unclear."""
        return self._antecedent(sentence_index, token, _DEPTH)

    def focus_place(self, sentence_index: int) -> Referent | None:
        """Where an act without a place of its own most likely happened; None where the report has no such place."""
        found = focus_of(self.parse.sentences, self.entities.named, sentence_index, wars=self.kinds.back.wars)
        return _referent(found, "the place last spoken of") if found else None

    def _antecedent(self, index: int, token: Token, depth: int) -> Referent | None:
        word = token.text.lower()
        if word in _SINGULAR:
            return self._person(index, token)
        if word in _PLURAL:
            return self._many(index, token)
        if word in _NEUTER:
            return self._thing(index, token)
        if word in _SPEAKERS:
            side = side_of_speaker(self.parse.sentences, self.entities, index, token)
            return _referent(side, "the speaker's side") if side else None
        if token.pos != "NOUN" or depth == 0 or self._is_named(index, token):
            return None
        return self._noun(index, token, depth)

    def _is_named(self, index: int, token: Token) -> bool:
        return any(e.span.start <= token.start and token.end <= e.span.end for e in self.entities.named[index])

    def _person(self, index: int, token: Token) -> Referent | None:
        best = self._leader(index, token, lambda e: e.is_person, reach=_REACH["he"])
        return _referent(best, "the last person spoken of") if best else None

    def _many(self, index: int, token: Token) -> Referent | None:
        earlier = self._same_before(index, token, _PLURAL)
        if earlier is not None:
            return self._many(index, earlier)
        best = self._leader(index, token, lambda e: e.is_many, reach=_REACH["they"])
        return _referent(best, "the last group of people spoken of") if best else None

    def _same_before(self, index: int, token: Token, words: frozenset[str]) -> Token | None:
        """The same pronoun earlier in the sentence: "from their positions before they ..." speaks of one party."""
        tokens = self.parse.sentences[index].tokens
        near = [t for t in tokens[max(0, token.i - _NEAR) : token.i] if t.text.lower() in words]
        return near[-1] if near else None

    def _thing(self, index: int, token: Token) -> Referent | None:
        sentence = self.parse.sentences[index]
        if _is_empty(sentence, token):
            return None
        wanted = _wanted_of_it(sentence, token, self.kinds)
        accept: Callable[[Entity], bool] = {
            "place": lambda e: e.is_place,
            "body": lambda e: e.is_body and not e.is_place,
        }.get(wanted, lambda e: e.is_body or e.is_place)
        best = self._leader(index, token, accept, reach=_REACH["it"])
        return _referent(best, f"the last {wanted} spoken of") if best else None

    def _leader(self, index: int, token: Token, accept: Callable[[Entity], bool], *, reach: int) -> Leader | None:
        before = [self._known(e) for e in self._before(index, token, reach) if accept(e)]
        return leader(self.parse.sentences, before, index, token)

    def _known(self, entity: Entity) -> Entity:
        """An entity under its name where it is a definite noun that stands for one: "the group" is Hamas."""
        lemma = entity.head.lemma.lower()
        back = self.kinds.back
        if entity.named or entity.indefinite or not (lemma in back.groups or lemma in back.places):
            return entity
        found = self._antecedent(entity.index, entity.head, 1)
        if found is None or found.resolved is None or found.span is None:
            return entity
        return replace(entity, span=found.span, resolved=found.resolved, key=found.resolved.id)

    def _before(self, index: int, token: Token, reach: int) -> Iterable[Entity]:
        for i in range(max(0, index - reach), index):
            yield from self.entities[i]
        yield from (e for e in self.entities[index] if e.span.end <= token.start)

    def _noun(self, index: int, token: Token, depth: int) -> Referent | None:
        inner = self._part_of(index, token)
        if inner is not None:
            return self._antecedent(index, inner, depth - 1)
        phrase = nouns.NounPhrase.at(self.parse.sentences, self.entities, index, token, self.kinds)
        found = nouns.own_name(phrase)
        if found is None and nouns.is_new(phrase) and phrase.definite:
            return None
        found = found or nouns.meant(phrase)
        if found is not None:
            return _referent(found, f'what "{phrase.words}" can stand for')
        earlier = nouns.same_noun_before(phrase)
        return self._antecedent(earlier.index, earlier.head, depth - 1) if earlier is not None else None

    def _part_of(self, index: int, token: Token) -> Token | None:
        """ "Most of the city", "the town centre": the noun that is meant in part."""
        sentence, kinds = self.parse.sentences[index], self.kinds
        lemma = token.lemma.lower()
        if lemma in kinds.partitives or lemma in kinds.same_place:
            for kid in sentence.children(token, "nmod", "obl"):
                if kid.pos in ("NOUN", "PRON") and any(k.text.lower() == "of" for k in sentence.children(kid, "case")):
                    return kid
        if lemma in kinds.same_place:
            return next((k for k in sentence.children(token, "compound") if k.lemma.lower() in kinds.back.places), None)
        return None


def _referent(found: Leader, why: str) -> Referent:
    entity = found.entity
    adjective = entity.kinds == ("demonym",)
    text = entity.resolved.name if entity.resolved and (entity.is_person or adjective) else entity.span.text
    return Referent(text, entity.resolved, entity.span, found.confidence, why)


def _is_empty(sentence: Sentence, token: Token) -> bool:
    """ "It was unclear whether", "it is believed that": it stands for nothing before it."""
    head = sentence.head(token)
    clause = any(k.relation in ("csubj", "ccomp", "xcomp", "advcl") for k in sentence.children(head))
    if token.relation == "expl":
        return clause
    return token.relation == "nsubj" and clause and (head.pos == "ADJ" or token.dep == "nsubj:pass")


def _wanted_of_it(sentence: Sentence, token: Token, kinds: NounKinds) -> str:
    """Whether "it" must be a place, a body, or may be either, by what it owns or what is done."""
    head, back = sentence.head(token), kinds.back
    lemma = head.lemma.lower()
    if token.text.lower() == "its":
        return "place" if lemma in back.of_places else "body" if lemma in back.of_bodies else "thing"
    if token.dep == "nsubj:pass" or token.relation == "obj":
        return "place" if lemma in back.held_verbs else "thing"
    if token.relation == "nsubj":
        return "thing" if lemma in back.place_verbs or head.pos not in ("VERB", "AUX") else "body"
    case = {k.text.lower() for k in sentence.children(token, "case")}
    return "place" if case & _GROUND_CASES else "thing"
