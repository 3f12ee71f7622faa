"""A small encoder that stands for both of the embedded pipeline's: what reading with haste goes by.

It was taught to give their rows (training/small_encoder.py) and does so nearly; tagger, parser and names are the same
ones, and what turns its rows into the rows they know is part of their first product. Source: data file
`languages/<code>/small_encoder.npz`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from khabar.errors import BadPack
from khabar.language.encoder import Encoder, Maxout, Rows, as_model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

ATTRIBUTES = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
_TAGGERS = ("tagger", "morphologizer")
_PRODUCTS = ("softmax", "linear")  # a tagger's, and what the parser and the names have before their moves
_LAYER = ("weights", "bias", "scale", "shift")


@dataclass(frozen=True, slots=True)
class View:
    """What turns the small encoder's rows into those of one that it stands for. `weights`: width x outputs."""

    weights: Rows
    bias: Rows

    def put_before(self, layer: Model[Any, Any]) -> None:
        """Has a layer that begins with a product take the small encoder's rows: two products in a row are one."""
        weights: Any = layer.get_param("W")
        bias: Any = layer.get_param("b")
        layer.set_param("W", weights @ self.weights.T)
        layer.set_param("b", bias + weights @ self.bias)


@dataclass(frozen=True, slots=True)
class SmallEncoder:
    """The encoder, and the views of it: `syntax` for tags and trees, `names` for names."""

    encoder: Encoder
    syntax: View
    names: View

    @classmethod
    def load(cls, language: str = "en") -> SmallEncoder:
        """The packaged one of a language. Raises BadPack."""
        name = f"languages/{language}/small_encoder.npz"
        return cls.read(Path(str(files("khabar") / "data" / name)))

    @classmethod
    def read(cls, file: Path) -> SmallEncoder:
        """The encoder in a file as `write` makes it. Raises BadPack where it is none."""
        from thinc.api import NumpyOps

        try:
            with np.load(file, allow_pickle=False) as kept:
                held: dict[str, Any] = {name: kept[name].astype(np.float32) for name in kept.files if name != "seeds"}
                seeds = kept["seeds"].tolist()
            depth = sum(name.endswith(".weights") for name in held) - 3
            encoder = Encoder(
                ATTRIBUTES,
                tuple((held[f"table{n}"], seed) for n, seed in enumerate(seeds)),
                held["vectors"],
                _layer(held, "embedding"),
                tuple(_layer(held, f"convolution{n}") for n in range(depth)),
                NumpyOps(use_blis=False),
            )
            views = (View(held[f"{name}.weights"], held[f"{name}.bias"]) for name in ("syntax", "names"))
            return cls(encoder, *views)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise BadPack(str(file), f"is no encoder: {error}") from error

    def write(self, file: Path) -> None:
        """Keeps it, in half precision."""
        encoder = self.encoder
        held = {f"table{n}": table for n, (table, _) in enumerate(encoder.tables)} | {"vectors": encoder.vectors}
        layers = {"embedding": encoder.embedding}
        layers |= {f"convolution{n}": layer for n, layer in enumerate(encoder.convolutions)}
        held |= {f"{name}.{part}": getattr(layer, part) for name, layer in layers.items() for part in _LAYER}
        for name, view in (("syntax", self.syntax), ("names", self.names)):
            held |= {f"{name}.weights": view.weights, f"{name}.bias": view.bias}
        halved: dict[str, Any] = {name: rows.astype(np.float16) for name, rows in held.items()}
        np.savez(file, seeds=np.array([seed for _, seed in encoder.tables]), **halved)

    def put_in(self, nlp: Language) -> None:
        """Has it run in place of the embedded pipeline's encoders."""
        for name, component in nlp.pipeline:
            model = component.model  # type: ignore[attr-defined]
            if name == "tok2vec":
                component.model = as_model(self.encoder)  # type: ignore[attr-defined]
                continue
            if name == "ner":
                own, view = model.layers[0].layers[0], self.names
            else:
                own, view = next(node for node in model.walk() if node.name == "tok2vec-listener"), self.syntax
            model.replace_node(own, as_model(_Kept(self.encoder.width)))
            stem = model if name in _TAGGERS else model.get_ref("tok2vec")
            view.put_before(next(node for node in stem.walk() if node.name in _PRODUCTS))


@dataclass(frozen=True, slots=True)
class _Kept:
    """The small encoder's rows, which it left with the documents."""

    width: int

    def __call__(self, docs: Sequence[Doc]) -> list[Rows]:
        rows: list[Any] = [doc.tensor for doc in docs]
        return rows


def _layer(held: Mapping[str, Rows], name: str) -> Maxout:
    return Maxout(*(held[f"{name}.{part}"] for part in _LAYER))
