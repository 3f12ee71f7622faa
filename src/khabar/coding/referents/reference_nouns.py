"""What a definite noun stands for: "the town" a place, "the group" an armed group, "the council" a body so named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from khabar.coding.lexicon.noun_kinds import NounKinds, singular
from khabar.coding.referents.discourse import Entities, Entity, is_definite, is_plural, phrase_of
from khabar.coding.referents.salience import Leader, ahead, standing
from khabar.records import Actor, Place, Sentence, Token

_REACH, _LEAD, _AHEAD = 8, 3, 3
_TYPE, _PER_SENTENCE, _AGAIN, _MARGIN = 1.5, 0.35, 0.15, 0.15
_VILLAGE_AT_MOST, _CAPITAL_AT_LEAST = 100_000, 500_000
_ARMED = frozenset({"armed group", "militia"})
_BODIES = _ARMED | {"organisation", "political party"}
_ELSEWHERE = frozenset({"nearby", "surrounding", "neighbouring", "neighboring", "other", "another", "adjacent", "many"})
_ANY_BODY = frozenset({"group", "movement", "organisation", "organization", "faction", "network", "outfit"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A common noun in its report: `lemma` singular and in small letters, `words` as written without article."""

    sentences: Sequence[Sentence]
    entities: Entities
    index: int
    head: Token
    lemma: str
    words: str
    definite: bool
    plural: bool
    kinds: NounKinds

    @classmethod
    def at(
        cls,
        sentences: Sequence[Sentence],
        entities: Entities,
        index: int,
        head: Token,
        kinds: NounKinds,
    ) -> NounPhrase:
        """The phrase headed by `head` in the sentence at `index`."""
        sentence = sentences[index]
        return cls(
            sentences, entities, index, head, singular(head.lemma.lower()), phrase_of(sentence, head).text,
            is_definite(sentence, head), is_plural(head), kinds,
        )  # fmt: skip

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.sentences[self.index]

    def before(self) -> Iterator[Entity]:
        """The entities before it, latest sentence last, not those inside its own phrase."""
        return self._before(self.entities.__getitem__)

    def named_before(self) -> Iterator[Entity]:
        """Those before it that have a name."""
        return self._before(self.entities.named.__getitem__)

    def same_before(self) -> Iterator[Entity]:
        """Those before it that are spoken of by the same noun."""
        rows = self._before(lambda index: self.entities.with_noun(index, self.lemma))
        return (e for e in rows if not e.named and e.key == self.lemma)

    def _before(self, row: Callable[[int], Sequence[Entity]]) -> Iterator[Entity]:
        own = {t.i for t in self.sentence.subtree(self.head)}
        for i in range(max(0, self.index - _REACH), self.index):
            yield from row(i)
        yield from (e for e in row(self.index) if e.span.end <= self.head.start and e.head.i not in own)


def own_name(phrase: NounPhrase) -> Leader | None:
    """The name the phrase itself gives: "the town of X", "the group, X,"; a place noun takes a place, others a body."""
    ground = phrase.lemma in phrase.kinds.back.places
    for kid in phrase.sentence.children(phrase.head, "nmod", "appos"):
        case = {k.text.lower() for k in phrase.sentence.children(kid, "case")}
        if kid.relation == "nmod" and case != {"of"}:
            continue
        for entity in phrase.entities.named[phrase.index]:
            apart = kid.relation == "appos" and _is_like(phrase, entity)
            same = apart or (kid.relation == "nmod" and ground and entity.is_place and _same_level(phrase, entity))
            if entity.head.i == kid.i and same:
                return Leader(entity, 0.9)
    return None


def _is_like(phrase: NounPhrase, entity: Entity) -> bool:
    """Whether a noun and the name beside it can be one: a member and a person, a town and a place."""
    kinds = set(phrase.kinds.of(phrase.sentence, phrase.head)[:2])
    if entity.is_person:
        return bool(kinds & {"official", "people", "person"})
    if entity.is_place:
        return bool(kinds & {"place", "site", "road"})
    return bool(kinds & {"force", "body", "people"})


def _same_level(phrase: NounPhrase, entity: Entity) -> bool:
    """ "The town of Ariha" is Ariha; "a village of Aleppo province" is not Aleppo."""
    allowed = phrase.kinds.back.places[phrase.lemma]
    return isinstance(entity.resolved, Place) and entity.resolved.precision in allowed and phrase.head.i < entity.head.i


def is_new(phrase: NounPhrase) -> bool:
    """Whether the phrase brings in something of its own: "the nearby airport", "the plant at X", "the X district"."""
    for kid in phrase.sentence.children(phrase.head):
        if kid.pos == "PROPN" and kid.relation in ("compound", "flat", "amod", "nmod") and kid.i < phrase.head.i:
            return True
        if kid.text.lower() in _ELSEWHERE:
            return True
        case = {k.text.lower() for k in phrase.sentence.children(kid, "case")}
        if kid.relation == "nmod" and (case & {"at", "near"} or (kid.pos == "PROPN" and case == {"of"})):
            return True
    return False


def meant(phrase: NounPhrase) -> Leader | None:
    """What the noun points back to, by the kind of noun it is; None for other nouns and where nothing leads."""
    back = phrase.kinds.back
    named = shared_name(phrase)
    if named is not None:
        return named
    if phrase.lemma in back.places:
        return place_meant(phrase)
    if phrase.lemma in back.groups:
        return group_meant(phrase)
    return site_meant(phrase) if phrase.lemma in back.sites else None


def shared_name(phrase: NounPhrase) -> Leader | None:
    """The last body whose name has the noun in it: "the council" is the U.N. Security Council."""
    if not phrase.definite or phrase.plural:
        return None
    bodies = (e for e in reversed([*phrase.named_before()]) if phrase.lemma in _nouns_in(e.span.text))
    return next((Leader(entity, 0.8) for entity in bodies if not entity.is_person), None)


@lru_cache(maxsize=10_000)
def _nouns_in(name: str) -> frozenset[str]:
    """The words of a name behind its first, in the singular and in small letters."""
    return frozenset(singular(word.strip("'’").lower()) for word in name.split()[1:])


def place_meant(phrase: NounPhrase) -> Leader | None:
    """The place a definite place noun points back to, or one that a report's first lines bring in and then name."""
    if phrase.plural:
        return None
    if "country" in phrase.kinds.back.places[phrase.lemma]:
        return _country_meant(phrase)
    if not phrase.definite:
        return _named_later(phrase)
    if phrase.lemma == "capital" and any(k.text.lower() == "provincial" for k in phrase.sentence.children(phrase.head)):
        return _last(phrase, lambda e: isinstance(e.resolved, Place) and e.resolved.precision == "province")
    scores: dict[str, float] = {}
    holders: dict[str, Entity] = {}
    for entity in phrase.named_before():
        if not entity.is_place or not _can_be(phrase, entity):
            continue
        away = phrase.index - entity.index
        score = standing(phrase.sentences[entity.index], entity) / 2 - _PER_SENTENCE * away
        score += _TYPE if phrase.lemma in entity.types else 0.0
        score += _AGAIN if entity.key in scores else 0.0
        if score >= scores.get(entity.key, float("-inf")):
            scores[entity.key], holders[entity.key] = score, entity
        else:
            scores[entity.key] += _AGAIN
    return ahead(scores, holders, _MARGIN)


def _country_meant(phrase: NounPhrase) -> Leader | None:
    """The country most of the places named so far lie in, where the text names it."""
    counts: Counter[str] = Counter()
    named: dict[str, Entity] = {}
    for row in phrase.entities.named:
        for entity in row:
            if isinstance(entity.resolved, Place) and entity.resolved.country:
                counts[entity.resolved.country] += 1
                if entity.resolved.precision == "country":
                    named.setdefault(entity.resolved.country, entity)
    if not counts or not phrase.definite:
        return None
    country, count = counts.most_common(1)[0]
    leads = country in named and count * 2 > counts.total()
    return Leader(named[country], count / counts.total()) if leads else None


def _last(phrase: NounPhrase, accept: Callable[[Entity], bool]) -> Leader | None:
    found = [e for e in phrase.before() if accept(e)]
    return Leader(found[-1], 0.6) if found else None


def site_meant(phrase: NounPhrase) -> Leader | None:
    """The last building or grounds spoken of, by whatever noun."""
    if not phrase.definite or phrase.plural:
        return None
    return _last(phrase, lambda e: e.kinds[:1] == ("site",) and not e.plural and e.key != phrase.lemma)


def _can_be(phrase: NounPhrase, entity: Entity) -> bool:
    """Whether a place is of the size the noun says."""
    allowed = phrase.kinds.back.places[phrase.lemma]
    place = entity.resolved
    called = [noun for noun in entity.types if noun in phrase.kinds.back.places]
    if called and phrase.lemma not in called and not any(phrase.kinds.back.places[c] & allowed for c in called):
        return False
    if not isinstance(place, Place):
        return "country" not in allowed and "province" not in allowed
    if phrase.lemma in ("village", "hamlet") and place.population > _VILLAGE_AT_MOST:
        return False
    if phrase.lemma == "capital" and not ("capital" in entity.types or place.population >= _CAPITAL_AT_LEAST):
        return False
    if "any" in allowed:
        return place.precision != "country"
    return place.precision in allowed or phrase.lemma in entity.types


def _named_later(phrase: NounPhrase) -> Leader | None:
    """ "A missile struck a rebel-held neighbourhood ... The missile fell on Maghawir": leads hold the name back."""
    if phrase.index > _LEAD or not _is_brought_in(phrase):
        return None
    rows, here = phrase.entities.named, phrase.index + 1
    known = {e.key for row in rows[:here] for e in row if e.is_place}
    for row in rows[here : here + _AHEAD]:
        for entity in row:
            if entity.is_place and entity.key not in known and _can_be(phrase, entity):
                return Leader(entity, 0.5)
    return None


def _is_brought_in(phrase: NounPhrase) -> bool:
    """Whether the phrase has "a", or is a headline's bare noun."""
    articles = {k.text.lower() for k in phrase.sentence.children(phrase.head, "det")}
    return bool(articles & {"a", "an"}) or (not articles and phrase.index == 0)


def group_meant(phrase: NounPhrase) -> Leader | None:
    """The armed group a definite noun points back to. A nearer "rebels" without a name takes "the rebels" first."""
    if not phrase.definite or _is_told_apart(phrase):
        return None
    allowed = _BODIES if phrase.lemma in _ANY_BODY else _ARMED
    scores: dict[str, float] = {}
    holders: dict[str, Entity] = {}
    for entity in phrase.before():
        named = isinstance(entity.resolved, Actor) and entity.resolved.kind in allowed
        again = not entity.named and entity.key == phrase.lemma
        if not named and not again:
            continue
        score = standing(phrase.sentences[entity.index], entity) - 2 * _PER_SENTENCE * (phrase.index - entity.index)
        score += _AGAIN if entity.key in scores else 0.0
        if score >= scores.get(entity.key, float("-inf")):
            scores[entity.key], holders[entity.key] = score, entity
    found = ahead(scores, holders, _MARGIN)
    return found if found is not None and found.entity.named else None


def _is_told_apart(phrase: NounPhrase) -> bool:
    """ "The opposition fighters", "the tribal militia": another noun says which one is meant."""
    beside = [k for k in phrase.sentence.children(phrase.head, "compound") if k.i < phrase.head.i and k.pos == "NOUN"]
    return any(singular(k.lemma.lower()) not in phrase.kinds.back.groups for k in beside)


def same_noun_before(phrase: NounPhrase) -> Entity | None:
    """The last earlier phrase with the same noun, whose name this one then shares."""
    if not phrase.definite:
        return None
    same = [e for e in phrase.same_before() if e.plural == phrase.plural]
    return same[-1] if same else None
