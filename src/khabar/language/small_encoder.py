"""A small encoder that stands for both of the embedded pipeline's: what reading with haste goes by.

It was taught to give their rows (training/small_encoder.py) and does so nearly; tagger, parser and names are the same
ones and see its rows through a product that turns them into the rows they know. Source: data file
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

ATTRIBUTES = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
_LAYER = ("weights", "bias", "scale", "shift")


@dataclass(frozen=True, slots=True)
class View:
    """What turns the small encoder's rows into those of one that it stands for. `weights`: width x outputs."""

    weights: Rows
    bias: Rows

    @property
    def width(self) -> int:
        """The numbers in a row."""
        return len(self.bias)

    def __call__(self, docs: Sequence[Doc]) -> list[Rows]:
        """The rows as that encoder would give them, nearly, of documents whose tensor has the small encoder's."""
        return [np.add(doc.tensor @ self.weights, self.bias, dtype=np.float32) for doc in docs]


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
            elif name == "ner":
                model.replace_node(model.layers[0].layers[0], as_model(self.names))
            else:
                listener = next(node for node in model.walk() if node.name == "tok2vec-listener")
                model.replace_node(listener, as_model(self.syntax))


def _layer(held: Mapping[str, Rows], name: str) -> Maxout:
    return Maxout(*(held[f"{name}.{part}"] for part in _LAYER))
