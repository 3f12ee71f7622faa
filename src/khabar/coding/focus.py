"""Where the story is at each sentence: the place an act without a place of its own most likely happened at."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.coding.discourse import Entity
from khabar.coding.salience import Leader
from khabar.records import Place, Sentence

_FADE = 0.8
_EXACT = {"site": 1.0, "settlement": 1.0, "district": 1.0, "province": 0.6, "region": 0.4, "country": 0.25}
_UNKNOWN = 0.5
_LEAST = 0.2


def focus_of(sentences: Sequence[Sentence], entities: Sequence[Sequence[Entity]], index: int) -> Leader | None:
    """The place in focus at a sentence, from the sentences before it; None where no place has been named."""
    scores: dict[str, float] = {}
    holders: dict[str, Entity] = {}
    for i in range(index + 1):
        for entity in entities[i]:
            if not entity.named or not entity.is_place:
                continue
            weight = _weight(sentences[i], entity) * _FADE ** (index - i)
            scores[entity.key] = scores.get(entity.key, 0.0) + weight
            holders[entity.key] = entity
    if not scores:
        return None
    best = max(scores, key=lambda key: scores[key])
    share = scores[best] / sum(scores.values())
    return Leader(holders[best], share) if share >= _LEAST else None


def _weight(sentence: Sentence, entity: Entity) -> float:
    """An exact place where something is said to happen weighs most."""
    place = entity.resolved
    exact = _EXACT.get(place.precision, _UNKNOWN) if isinstance(place, Place) else _UNKNOWN
    scene = entity.head.relation in ("obl", "obj", "nsubj") or sentence.block == "dateline"
    return exact * (1.0 if scene else 0.6)
