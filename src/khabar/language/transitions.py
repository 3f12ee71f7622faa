"""The greedy steps of the embedded pipeline's parser, over many documents at once.

A parser reads from left to right with a stack and a buffer (arc-eager, Nivre 2003). It shifts the first word of the
buffer onto the stack; reduces the stack by its top, which goes back to the buffer if it has no head yet; draws an arc
to the left, from the first of the buffer to the top, or one to the right; or breaks: the sentence ends behind the first
of the buffer. Of the moves that are valid the one that is worth most is made, without a look ahead. A state is seen
through eight words: the first two of the buffer, the top three of the stack, the leftmost dependents of the first and
of the top, and the rightmost of the top.

States and moves are spaCy's own, and so is what makes a move valid (no break before a word that cannot start a
sentence). What the moves are worth is computed here, a step of all documents in one go, where spaCy goes through the
states one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from khabar.language.move_scores import MoveScores, Rows
from khabar.language.portions import portions

if TYPE_CHECKING:
    from spacy.tokens import Doc

PORTION = 2500
"""Words that take their steps together, at 8 KB each."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """A pipeline's parser, and its weights as they are used here. Predicts and annotates as a component does."""

    component: Any
    scores: MoveScores
    order: NDArray[np.int32]
    """The features' numbers."""

    @classmethod
    def of(cls, component: Any) -> Transitions:
        """Over spaCy's `DependencyParser`, which must be greedy."""
        scores = MoveScores.of(component.model)
        return cls(component, scores, np.arange(len(scores.absent), dtype=np.int32))

    def predict(self, docs: Sequence[Doc]) -> list[Any]:
        """The final state of each document: the heads and labels of its words, and where sentences start.

        Fastest where documents of like length stand together.
        """
        taken = list(portions(docs, PORTION))
        longest = max((sum(map(len, portion)) for portion in taken), default=0)
        room = np.empty((longest + 1, self.scores.absent.size), dtype=np.float32)
        return [state for portion in taken for state in self._read(portion, room)]

    def set_annotations(self, docs: Sequence[Doc], states: Sequence[Any]) -> None:
        """Writes the trees, arcs that cross others put right (Nivre and Nilsson 2005)."""
        self.component.set_annotations(docs, states)

    def _read(self, docs: Sequence[Doc], room: Rows) -> list[Any]:
        """The states of documents that all take their steps together, the longest to the last."""
        states: list[Any] = self.component.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        parts = self._parts(docs, room) if going else room
        while going:
            going = self.component.transition_states(going, self.scores.of_states(self._summed(parts, going)))
        return states

    def _parts(self, docs: Sequence[Doc], room: Rows) -> Rows:
        """The part of each word as each feature, feature by feature, and at the end those of no word."""
        words = self.component.model.get_ref("tok2vec").predict(docs)
        parts = room[: len(words) + 1]
        np.matmul(words, self.scores.parts, out=parts[:-1])
        parts[-1] = self.scores.absent.reshape(-1)
        return parts.reshape(-1, len(self.scores.bias))

    def _summed(self, parts: Rows, states: list[Any]) -> Rows:
        places = _features_of(states, len(self.order)) * len(self.order) + self.order
        summed: Rows = np.add.reduce(parts.take(places.T, axis=0), axis=0)  # -1, no word, is found at the end
        return summed


def _features_of(states: list[Any], count: int) -> NDArray[np.int32]:
    """The words that each state is seen through, -1 where there is none: spaCy's choice of them."""
    from spacy.ml.parser_model import ParserStepModel

    asking = SimpleNamespace(state2vec=SimpleNamespace(nF=count))
    seen: NDArray[np.int32] = ParserStepModel.get_token_ids(asking, states)
    return seen
