"""The embedded pipeline's layers, each over all documents before the next: what spaCy's own `nlp.pipe` would write.

The encoders and the moves of the parser and of the names are computed here; tags and features are spaCy's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from khabar.language.name_moves import NameMoves
from khabar.language.portions import portions
from khabar.language.transitions import Transitions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_WORDS = 5000
"""Words that go through all layers together: more would need more memory and hardly less time."""


class Layer(Protocol):
    """What a component of a spaCy pipeline does in two steps."""

    def predict(self, docs: Sequence[Doc]) -> Any:
        """What is found, for `set_annotations`."""

    def set_annotations(self, docs: Sequence[Doc], found: Any) -> None:
        """Writes it into the documents."""


class Annotator:
    """Writes tags, trees and names into documents that have only their words and where no sentence starts."""

    def __init__(self, nlp: Language) -> None:
        self._layers: list[Layer] = [_layer(name, component) for name, component in nlp.pipeline]

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Each document gets what it would get alone."""
        for batch in portions(sorted(docs, key=len), BATCH_WORDS):
            for layer in self._layers:
                layer.set_annotations(batch, layer.predict(batch))
            for doc in batch:
                doc.tensor = np.zeros((0,), dtype=np.float32)  # the encoder's rows, which the layers are done with


def _layer(name: str, component: Any) -> Layer:
    if name == "parser":
        return Transitions.of(component)
    if name == "ner":
        return NameMoves.of(component)
    layer: Layer = component
    return layer
