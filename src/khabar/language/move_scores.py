"""What each move of a transition system is worth in a state: the two layers that spaCy's parser and its names share.

A state is seen through a few of its words, its features: the first of the buffer, the top of the stack, and so on.
Each word's part as each feature is one product beforehand; a state adds up the parts of its own, takes the greater of
each two numbers, and one more product gives a number a move. Source of the arithmetic: spaCy's `PrecomputableAffine`
and `parser_model`, which adds in this order too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from thinc.api import Model

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class MoveScores:
    """The weights, the two pieces of a maxout one after the other."""

    parts: Rows
    """What turns a word's row into its part as each feature: width x (features x 2 hidden)."""
    absent: Rows
    """The part of each feature that has no word: features x 2 hidden."""
    bias: Rows
    moves: Rows
    """Hidden x moves."""
    move_bias: Rows

    @classmethod
    def of(cls, model: Model[Any, Any]) -> MoveScores:
        """The layers of a pipeline's parser, or of its names."""
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights: Any = lower.get_param("W")
        features, hidden, pieces, width = weights.shape
        absent: Any = lower.get_param("pad")
        bias: Any = lower.get_param("b")
        moves: Any = upper.get_param("W")
        return cls(
            _rows(weights.transpose(3, 0, 2, 1).reshape(width, features * pieces * hidden)),
            _rows(absent.transpose(0, 1, 3, 2).reshape(features, pieces * hidden)),
            _rows(bias.T.reshape(pieces * hidden)),
            _rows(moves.T),
            _rows(upper.get_param("b")),
        )

    def part(self, feature: int) -> Rows:
        """What turns a word's row into its part as this feature."""
        size = len(self.bias)
        return self.parts[:, feature * size : (feature + 1) * size]

    def of_states(self, summed: Rows) -> Rows:
        """The worth of each move in each state, whose features' parts are `summed`; these are overwritten."""
        summed += self.bias
        hidden = len(self.moves)
        scores: Rows = np.maximum(summed[:, :hidden], summed[:, hidden:]) @ self.moves
        scores += self.move_bias
        return scores


def _rows(weights: Any) -> Rows:
    rows: Rows = np.ascontiguousarray(weights, dtype=np.float32)
    return rows
