"""The greedy steps of the embedded pipeline's parser, over many documents at once.

A parser reads from left to right with a stack and a buffer (arc-eager, Nivre 2003): it shifts the first word of the
buffer onto the stack, reduces the stack by its top, draws an arc between the two, or breaks off the sentence, whichever
move is worth most of those that are valid. States and moves are spaCy's own; what the moves are worth is computed
here for all documents in one go, where spaCy goes through them one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from khabar.language.move_scores import MoveScores, Rows

if TYPE_CHECKING:
    from spacy.tokens import Doc

PORTION = 6000
"""Words read together, at 8 KB each: more would be a little faster still."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """A pipeline's parser, and its weights as they are used here. Predicts and annotates as a component does."""

    component: Any
    scores: MoveScores

    @classmethod
    def of(cls, component: Any) -> Transitions:
        """Over spaCy's `DependencyParser`, which must be greedy."""
        return cls(component, MoveScores.of(component.model))

    def predict(self, docs: Sequence[Doc]) -> list[Any]:
        """The final state of each document: the heads and labels of its words, and where sentences start."""
        states: list[Any] = [None] * len(docs)
        portions = list(_portions(docs))
        room = max((sum(len(docs[i]) for i in portion) for portion in portions), default=0) + 1
        parts = np.empty((room, self.scores.absent.size), dtype=np.float32)
        for portion in portions:
            for i, state in zip(portion, self._read([docs[i] for i in portion], parts), strict=True):
                states[i] = state
        return states

    def set_annotations(self, docs: Sequence[Doc], states: Sequence[Any]) -> None:
        """Writes the trees, arcs that cross others put right (Nivre and Nilsson 2005)."""
        self.component.set_annotations(docs, states)

    def _read(self, docs: Sequence[Doc], room: Rows) -> list[Any]:
        """The states of documents that all take their steps together, the longest to the last."""
        parts = self._parts(docs, room)
        states = self.component.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            going = self.component.transition_states(going, self.scores.of_states(self._summed(parts, going)))
        return list(states)

    def _parts(self, docs: Sequence[Doc], room: Rows) -> Rows:
        """The part of each word as each feature, feature by feature, and at the end those of no word."""
        words = self.component.model.get_ref("tok2vec").predict(docs)
        features, hidden = self.scores.absent.shape
        parts = room[: len(words) + 1].reshape(-1, features, hidden)
        for feature, weights in enumerate(self.scores.parts):
            np.matmul(words, weights, out=parts[:-1, feature])
        parts[-1] = self.scores.absent
        return parts.reshape(-1, hidden)

    def _summed(self, parts: Rows, states: list[Any]) -> Rows:
        places = _features_of(states, len(self.scores.absent)).T * len(self.scores.absent)
        places += np.arange(len(places), dtype=places.dtype)[:, None]
        summed: Rows = np.add.reduce(parts.take(places, axis=0), axis=0)  # -1, no word, is found at the end
        return summed


def _features_of(states: list[Any], count: int) -> NDArray[np.int32]:
    """The words that each state is seen through, -1 where there is none: spaCy's choice of them."""
    from spacy.ml.parser_model import ParserStepModel

    seen: NDArray[np.int32] = ParserStepModel.get_token_ids(SimpleNamespace(state2vec=SimpleNamespace(nF=count)), states)
    return seen


def _portions(docs: Sequence[Doc]) -> Iterator[list[int]]:
    """The places of documents of like length: what takes its steps together should end together."""
    held: list[int] = []
    size = 0
    for i in sorted(range(len(docs)), key=lambda i: len(docs[i])):
        if held and size + len(docs[i]) > PORTION:
            yield held
            held, size = [], 0
        held.append(i)
        size += len(docs[i])
    if held:
        yield held
