"""Where the story is at each sentence: the place an act without a place of its own most likely happened at.

A report's first lines say where it plays, and each later scene moves it for a while.  A sentence that tells of the
whole war ("40,000 have died since the uprising began") plays in the country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khabar.coding.referents.discourse import Entity
from khabar.coding.referents.salience import Leader
from khabar.records import Place, Sentence

_FADE, _LEAD_SENTENCES, _LEAD, _ABROAD, _ASIDE = 0.7, 3, 0.4, 0.5, 0.6
_EXACT = {"site": 1.0, "settlement": 1.0, "district": 1.0, "province": 0.6, "region": 0.4, "country": 0.25}
_UNKNOWN, _EXACT_ENOUGH = 0.5, 0.5
_SCENES = frozenset({"obl", "nmod", "obj", "nsubj", "appos", "conj"})
_LEAST = 0.2


def focus_of(
    sentences: Sequence[Sentence], entities: Sequence[Sequence[Entity]], index: int, *, wars: frozenset[str]
) -> Leader | None:
    """The place in focus at a sentence; None where no place is named in it or before it.

    An exact place in the sentence itself comes first: one act's place is mostly that of the others told with it.
    """
    country = _main_country(entities)
    here = _here(entities[index], country)
    if here is not None:
        return Leader(here, 0.7)
    if country and any(t.lemma.lower() in wars for t in sentences[index].tokens):
        whole = next((e for row in entities for e in row if _is_country(e, country)), None)
        if whole is not None:
            return Leader(whole, 0.6)
    rows = (range(index), range(index, index + 1))
    found = (_foremost(entities, some, index, country, acting=acting) for acting in (False, True) for some in rows)
    return next((leader for leader in found if leader is not None), None)


def _here(row: Sequence[Entity], country: str) -> Entity | None:
    """The most exact place of a sentence that a scene can be set in; of equals the first."""
    scenes = [e for e in row if e.named and e.is_place and e.head.relation in _SCENES and not _is_abroad(e, country)]
    exact = [e for e in scenes if _exactness(e) >= _EXACT_ENOUGH]
    return max(exact, key=_exactness, default=None)


def _foremost(
    entities: Sequence[Sequence[Entity]], rows: range, index: int, country: str, *, acting: bool
) -> Leader | None:
    """The place put foremost by some sentences; countries that act in them ("China vows") only where `acting`."""
    scores: dict[str, float] = {}
    holders: dict[str, Entity] = {}
    for i in rows:
        for entity in entities[i]:
            if not entity.named or not entity.is_place or _is_whose(entity, acting=acting):
                continue
            lead = _LEAD * _exactness(entity) if i < _LEAD_SENTENCES else 0.0
            weight = _weight(entity, country) * _FADE ** (index - i) + lead
            scores[entity.key] = scores.get(entity.key, 0.0) + weight
            holders[entity.key] = entity
    if not scores:
        return None
    best = max(scores, key=lambda key: scores[key])
    share = scores[best] / sum(scores.values())
    return Leader(holders[best], share) if share >= _LEAST else None


def _is_whose(entity: Entity, *, acting: bool) -> bool:
    """ "U.S. raids", "Iran's envoy", "China vows": a country that says whose it is, or acts, says little of where."""
    place = entity.resolved
    country = isinstance(place, Place) and place.precision == "country"
    owner = entity.head.relation in ("compound", "amod") or entity.head.dep == "nmod:poss"
    return country and (owner or (entity.head.dep == "nsubj" and not acting))


def _weight(entity: Entity, country: str) -> float:
    """An exact place where something is said to happen weighs most, one abroad less."""
    scene = entity.head.relation in ("obl", "obj", "nsubj")
    return _exactness(entity) * (1.0 if scene else _ASIDE) * (_ABROAD if _is_abroad(entity, country) else 1.0)


def _is_abroad(entity: Entity, country: str) -> bool:
    place = entity.resolved
    return isinstance(place, Place) and bool(country) and place.country not in ("", country)


def _exactness(entity: Entity) -> float:
    place = entity.resolved
    return _EXACT.get(place.precision, _UNKNOWN) if isinstance(place, Place) else _UNKNOWN


def _main_country(entities: Sequence[Sequence[Entity]]) -> str:
    """The country most places of the report lie in; "" = none."""
    counts: Counter[str] = Counter()
    for row in entities:
        for entity in row:
            if isinstance(entity.resolved, Place) and entity.resolved.country:
                counts[entity.resolved.country] += 1 if entity.resolved.precision == "country" else 2
    return counts.most_common(1)[0][0] if counts else ""


def _is_country(entity: Entity, country: str) -> bool:
    place = entity.resolved
    return isinstance(place, Place) and place.precision == "country" and place.country == country
