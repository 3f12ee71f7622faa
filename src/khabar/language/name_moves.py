"""The greedy moves of the embedded pipeline's names, all words at once.

A name begins at a word, goes on in others and has its last, or is of one unit; other words are out (BILOU, Ratinov and
Roth 2009; the moves are spaCy's). A state is seen through the next word and the first five of a name that has begun. So
the next move outside a name hangs on the next word alone, and inside one on no more than where the name began: the move
that each word would get outside a name is found for all words in one go, and so is where each name would end that could
begin. What is left is to take them from left to right, but for those that would begin inside another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from khabar.language.move_scores import MoveScores, Rows

if TYPE_CHECKING:
    from spacy.tokens import Doc

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
Names = list[tuple[int, int, int]]
"""Of a document: first word, the one after the last, label."""
PORTION = 1024


@dataclass(frozen=True, slots=True)
class NameMoves:
    """A pipeline's names, and its weights as they are used here. Predicts and annotates as a component does.

    Documents come without names: those that are there already are written over. The pipeline's `state_type` is `ner`,
    with `extra_state_tokens`.
    """

    words: Any
    scores: MoveScores
    kinds: tuple[str, ...]
    """Of each move: begin, in, last, unit, out."""
    labels: tuple[int, ...]
    """Of each move: 0 for out, and for a unit that is none."""

    @classmethod
    def of(cls, component: Any) -> NameMoves:
        """Over spaCy's `EntityRecognizer`, which must be greedy."""
        moves = component.moves
        names = [moves.get_class_name(i).partition("-") for i in range(moves.n_moves)]
        strings = component.vocab.strings
        return cls(
            component.model.get_ref("tok2vec"),
            MoveScores.of(component.model),
            tuple(kind for kind, _, _ in names),
            tuple(strings[label] if label else 0 for _, _, label in names),
        )

    def predict(self, docs: Sequence[Doc]) -> list[Names]:
        """The names in each document, which has its sentences."""
        if not any(map(len, docs)):
            return [[] for _ in docs]
        words: Rows = self.words.predict(docs)
        blank, goes_on = _told(docs)
        moves = np.concatenate([self._outside(words[at], blank[at], goes_on[at]) for at in _slices(len(words))])
        found = self._taken(words, moves, goes_on)
        names: list[Names] = [[] for _ in docs]
        ends = np.cumsum([len(doc) for doc in docs])
        of_doc = np.searchsorted(ends, [start for start, _, _ in found], side="right").tolist()
        for i, (start, end, label) in zip(of_doc, found, strict=True):
            first = int(ends[i]) - len(docs[i])
            names[i].append((start - first, end - first, label))
        return names

    def set_annotations(self, docs: Sequence[Doc], names: Sequence[Names]) -> None:
        """Writes the names; what is none is out."""
        from spacy.tokens import Span

        for doc, own in zip(docs, names, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in own])

    def _taken(self, words: Rows, moves: Places, goes_on: Flags) -> Names:
        """The names from left to right."""
        starts = np.flatnonzero(self._are("BU")[moves])
        ends = starts + 1
        begun = self._are("B")[moves[starts]]
        ends[begun] = self._ends(words, starts[begun], moves[starts[begun]], goes_on)
        taken: Names = []
        free = 0
        for start, end, move in zip(starts.tolist(), ends.tolist(), moves[starts].tolist(), strict=True):
            if start >= free:
                taken.append((start, end, self.labels[move]))
                free = end
        return taken

    def _outside(self, words: Rows, blank: Flags, goes_on: Flags) -> Places:
        """Each word's move outside a name: white space begins none, nor does what a sentence ends with go on."""
        summed = words @ self.scores.part(0)
        for absent in self.scores.absent[1:]:
            summed += absent
        scores = self.scores.of_states(summed)
        named = self._are("BU") & (np.array(self.labels) != 0)
        scores[:, self._are("IL") | (self._are("U") & ~named)] = -np.inf
        scores[np.ix_(blank, named)] = -np.inf
        scores[np.ix_(~goes_on, self._are("B"))] = -np.inf
        moves: Places = scores.argmax(axis=1)
        return moves

    def _ends(self, words: Rows, starts: Places, begun: Places, goes_on: Flags) -> Places:
        """Where each name ends that begins at one of `starts`, by a move of `begun`; its first five words are seen."""
        ends = np.zeros_like(starts)
        seen = np.tile(self.scores.absent[1:], (len(starts), 1, 1))
        going = np.arange(len(starts))
        allowed = np.array([self._inside(move) for move in range(len(self.kinds))])
        step = 0
        while len(going):
            step += 1
            at = starts[going] + step
            if step <= seen.shape[1]:
                seen[going, step - 1] = words[at - 1] @ self.scores.part(step)
            summed = words[at] @ self.scores.part(0)
            for feature in range(seen.shape[1]):
                summed += seen[going, feature]
            scores = self.scores.of_states(summed)
            scores[~allowed[begun[going], goes_on[at].astype(np.intp)]] = -np.inf
            ended = self._are("L")[scores.argmax(axis=1)]
            ends[going[ended]] = at[ended] + 1
            going = going[~ended]
        return ends

    def _inside(self, begun: int) -> tuple[Flags, Flags]:
        """The moves inside a name that `begun` began, where the sentence ends with this word and where it goes on."""
        same = np.array(self.labels) == self.labels[begun]
        return same & self._are("L"), same & self._are("IL")

    def _are(self, kinds: str) -> Flags:
        return np.array([kind in kinds for kind in self.kinds])


def _told(docs: Sequence[Doc]) -> tuple[Flags, Flags]:
    """Of each word, whether it is white space, and whether its sentence goes on after it."""
    told = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]).reshape(-1, 2) for doc in docs])
    goes_on = np.ones(len(told), dtype=np.bool_)
    goes_on[:-1] = told[1:, 1] != 1
    goes_on[np.cumsum([len(doc) for doc in docs if len(doc)]) - 1] = False
    return told[:, 0] != 0, goes_on


def _slices(count: int) -> Iterator[slice]:
    for start in range(0, count, PORTION):
        yield slice(start, start + PORTION)
