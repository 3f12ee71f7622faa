"""The embedded pipeline's encoders, run for reading alone: the numbers of spaCy's layers in a fraction of the time.

Training needs what the layers remember; reading does not. Here each different word of a batch is embedded once and goes
once into the products of the first convolution, rows are taken in portions that stay in the processor's cache, and the
pieces of a maxout lie side by side. Source of the arithmetic: spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder`, as
the pipeline's config has them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from khabar.language.portions import portions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

Rows = NDArray[np.float32]
Places = NDArray[np.intp]
PORTION = 512
_LAYERS = ("extract_features", "hashembed", "static_vectors", "maxout", "layernorm")


@dataclass(frozen=True, slots=True)
class Maxout:
    """A layer: products, the greatest of each three, and those brought to one scale. `weights`: inputs x 3 outputs."""

    weights: Rows
    bias: Rows
    scale: Rows
    shift: Rows

    @classmethod
    def of(cls, maxout: Model[Any, Any], norm: Model[Any, Any]) -> Maxout:
        """The layer that two of thinc's make; their weights are outputs x pieces x inputs."""
        by_output: Any = maxout.get_param("W")
        weights = by_output.transpose(2, 1, 0).reshape(by_output.shape[2], -1)
        bias: Any = maxout.get_param("b")
        scale, shift = (_rows(norm.get_param(name)) for name in ("G", "b"))
        return cls(_rows(weights), _rows(bias.T.reshape(-1)), scale, shift)

    def __call__(self, rows: Rows) -> Rows:
        """One row for each."""
        return self.of_products(rows @ self.weights)

    def of_products(self, pieces: Rows) -> Rows:
        """What becomes of the products; these are overwritten."""
        pieces += self.bias
        width = len(self.scale)
        best: Rows = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        np.maximum(best, pieces[:, 2 * width :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best) / np.float32(width) + np.float32(1e-8)
        best *= (1 / np.sqrt(spread))[:, None]
        best *= self.scale
        best += self.shift
        return best


@dataclass(frozen=True, slots=True)
class Encoder:
    """Words by their letters and their neighbours: the embedding of each, and convolutions of three words on it."""

    attributes: tuple[str, ...]
    tables: tuple[tuple[Rows, int], ...]
    """For each attribute its hashed table, and the seed of the hash."""
    vectors: Rows
    """What turns a word's static vector into its part of the embedding."""
    embedding: Maxout
    convolutions: tuple[Maxout, ...]
    ops: Any

    @classmethod
    def of(cls, model: Model[Any, Any]) -> Encoder:
        """The encoder that a pipeline's `Tok2Vec` is."""
        found: dict[str, list[Model[Any, Any]]] = {name: [] for name in _LAYERS}
        for layer in model.walk():
            if layer.name in found:
                found[layer.name].append(layer)
        embedding, *convolutions = map(Maxout.of, found["maxout"], found["layernorm"])
        return cls(
            tuple(found["extract_features"][0].attrs["columns"]),
            tuple((_rows(table.get_param("E")), table.attrs["seed"]) for table in found["hashembed"]),
            _rows(found["static_vectors"][0].get_param("W")).T.copy(),
            embedding,
            tuple(convolutions),
            model.ops,
        )

    @property
    def width(self) -> int:
        """The numbers in a row."""
        return len(self.embedding.scale)

    def __call__(self, docs: Sequence[Doc]) -> list[Rows]:
        """A row for each word of each document, of float32."""
        different, which = self._embedded(docs)
        thirds = np.split(self.convolutions[0].weights, 3)
        products = [different @ weights for weights in thirds]
        found: list[Rows] = []
        at = 0
        for part in portions(docs, PORTION):
            lengths = [len(doc) for doc in part]
            end = at + sum(lengths)
            found += self._convolved(different, products, which[at:end], lengths)
            at = end
        return found

    def _embedded(self, docs: Sequence[Doc]) -> tuple[Rows, Places]:
        """The embedding of each different word and last of no word; which of them each word is, doc after doc."""
        none = np.zeros((1, self.width), dtype=np.float32)
        if not any(map(len, docs)):
            return none, np.zeros(0, dtype=np.int64)
        vectors = docs[0].vocab.vectors
        asked = [*self.attributes, vectors.attr]
        keys = np.concatenate([doc.to_array(asked).reshape(-1, len(asked)) for doc in docs])
        _, first, which = np.unique(_mixed(keys), return_index=True, return_inverse=True)
        keys = np.ascontiguousarray(keys[first])
        hashed = [self._hashed(keys[:, n], *table) for n, table in enumerate(self.tables)]
        known = vectors.find(keys=keys[:, -1])
        stored = vectors.data[known] @ self.vectors
        stored[known < 0] = 0
        return np.vstack([self.embedding(np.hstack([*hashed, stored])), none]), which

    def _hashed(self, keys: NDArray[np.uint64], table: Rows, seed: int) -> Rows:
        places = self.ops.hash(np.ascontiguousarray(keys), seed) % len(table)
        rows: Rows = self.ops.gather_add(table, places)
        return rows

    def _convolved(
        self, different: Rows, products: Sequence[Rows], which: Places, lengths: Sequence[int]
    ) -> list[Rows]:
        """The convolutions over documents laid end to end, as far apart as words can see.

        `products` are those of the first: of each different word as the one before, the one itself, the one after.
        """
        apart, width = len(self.convolutions), self.width
        places = np.arange(len(which)) + apart * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        words = np.full(len(which) + apart * (len(lengths) + 1), len(different) - 1)
        words[places] = which
        flat = different[words]
        before, itself, after = products
        pieces = itself[words]
        pieces[1:] += before[words[:-1]]
        pieces[:-1] += after[words[1:]]
        flat += self.convolutions[0].of_products(pieces)
        seen = np.zeros((len(flat), 3 * width), dtype=np.float32)
        for layer in self.convolutions[1:]:
            seen[1:, :width] = flat[:-1]
            seen[:, width : 2 * width] = flat
            seen[:-1, 2 * width :] = flat[1:]
            flat += layer(seen)
        return np.split(flat[places], np.cumsum(lengths)[:-1])


def _rows(weights: Any) -> Rows:
    rows: Rows = np.ascontiguousarray(weights, dtype=np.float32)
    return rows


def put_in(nlp: Language) -> None:
    """Has the embedded pipeline's encoders run as above."""
    for name, component in nlp.pipeline:
        model = component.model  # type: ignore[attr-defined]
        if name == "tok2vec":
            component.model = as_model(Encoder.of(model))  # type: ignore[attr-defined]
        elif name == "ner":
            own = model.layers[0].layers[0]
            model.replace_node(own, as_model(Encoder.of(own)))


class GivesRows(Protocol):
    """What gives a row of so many numbers for each word of each document."""

    @property
    def width(self) -> int:
        """The numbers in a row."""

    def __call__(self, docs: Sequence[Doc]) -> list[Rows]:
        """The rows of each document."""


def as_model(encoder: GivesRows) -> Model[Any, Any]:
    """A layer of thinc's, for reading alone."""
    from thinc.api import Model

    def forward(_: object, docs: Sequence[Doc], is_train: bool) -> tuple[list[Rows], Callable[..., None]]:  # noqa: ARG001 - spaCy names it
        return encoder(docs), _no_training

    return Model("encoder", forward, dims={"nO": encoder.width})


def _no_training(*_: object) -> None:
    raise NotImplementedError("The encoders are put in for reading; train the pipeline as it lies on disk.")


def _mixed(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One number for each row of keys, different for different rows but by a chance of one in 2^64."""
    mixed = np.zeros(len(keys), dtype=np.uint64)
    for column in keys.T:
        mixed = (mixed ^ column) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed
