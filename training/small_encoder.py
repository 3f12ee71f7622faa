"""Teach a small encoder to give the rows of the two that the pipeline has: what reading with haste goes by.

    uv run --group train python training/small_encoder.py --shared ../shared --minutes 40

Its lessons are the published encoders' own rows for the raw news and the treebanks' texts, of which some are held back.
The parser, the tagger and the names stay as they are, and a row is as far off as they see it to be: a difference that
none of them looks at costs little. The best weights so far are written each minute; --go-on begins with such weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from build import encoder
from matrices import multiply_with_numpy
from numpy.typing import NDArray
from pretrain import as_docs, batches
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Adam, Linear, Model, chain, fix_random_seed, list2array
from train_english import training_trees
from treebanks import in_texts
from word_vectors import raw_texts

from khabar.language.encoder import Encoder
from khabar.language.small_encoder import SmallEncoder, View
from khabar.language.spacy_loading import load_pipeline

OUT = Path(__file__).parents[1] / "src/khabar/data/languages/en/small_encoder.npz"
WIDTH, DEPTH, TABLES = 128, 4, [5000, 1000, 2500, 1500]
RATE = 0.002
LONGEST_TEXT = 150
HELD_BACK = 600
WORTH = {"parser": 1.0, "tagger": 0.3, "morphologizer": 0.3, "ner": 1.0}
"""What is lost where a layer sees other rows than its own, and in the same measure ..."""
WORTH_OF_ITSELF = 0.2
"""... where the numbers are others, whoever looks at them."""
STEP = 500.0
"""How steep the way down is made: with less, rounding errors of the optimizer would count."""
Rows = NDArray[np.float32]
Network = Model[list[Doc], Rows]


def looked_at(nlp: Any, name: str) -> Rows:
    """What a component makes of a row first: products, a line each, over the numbers of the row."""
    model = nlp.get_pipe(name).model
    if name in {"parser", "ner"}:
        parts: Rows = model.get_ref("lower").get_param("W")
        taken: Rows = parts.reshape(-1, parts.shape[-1]) @ model.get_ref("tok2vec").layers[-1].get_param("W")
        return taken
    weights: Rows = model.get_ref("softmax").get_param("W")
    return weights - weights.mean(axis=0)  # what all tags gain alike changes none


def weighing(nlp: Any, rows: Rows, syntax: int) -> Rows:
    """The square matrix M by which a difference d of two rows weighs d M d; always to give the mean of `rows` weighs 1.

    The first `syntax` numbers of a row are for tags and trees.
    """
    spread = np.cov(rows.T)
    whole = WORTH_OF_ITSELF * np.diag(1 / np.diag(spread)) / len(spread)
    for name, worth in WORTH.items():
        part = slice(syntax, None) if name == "ner" else slice(syntax)
        seen = looked_at(nlp, name)
        square = seen.T @ seen
        whole[part, part] += worth * square / np.trace(square @ spread[part, part])
    weighed: Rows = (whole / np.trace(whole @ spread)).astype(np.float32)
    return weighed


class Teacher:
    """The rows of the pipeline's two encoders, side by side; each text's are kept once they are made."""

    def __init__(self, nlp: Any) -> None:
        self.encoders = (nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.layers[0].layers[0])
        self.kept: dict[Doc, NDArray[np.float16]] = {}

    def rows(self, docs: Sequence[Doc]) -> Rows:
        """The rows of texts, one after the other."""
        if fresh := [doc for doc in docs if doc not in self.kept]:
            for doc, *rows in zip(fresh, *(model.predict(fresh) for model in self.encoders), strict=True):
                self.kept[doc] = np.hstack(rows).astype(np.float16)
        return np.vstack([self.kept[doc] for doc in docs]).astype(np.float32)


def small_encoder(outputs: int, sample: list[Doc]) -> Network:
    """The network, with random weights."""
    layers = chain(
        registry.resolve({"encoder": encoder(WIDTH, DEPTH, TABLES)})["encoder"], list2array(), Linear(outputs, WIDTH)
    )
    layers.initialize(X=sample)
    return layers


def taught(
    teacher: Teacher, docs: list[Doc], weights: Rows, minutes: float, begin: bytes | None
) -> Iterator[tuple[Network, float]]:
    """The network each minute and at the end, with its averaged weights, and how far off it is on what was held back.

    Far off: what the differences weigh, by `weights`; 0 = the same rows, 1 = always the mean.
    """
    held = docs[:HELD_BACK]
    wanted = teacher.rows(held)
    model = small_encoder(wanted.shape[1], held[:5])
    if begin:
        model.from_bytes(begin)
    optimizer = Adam(RATE, grad_clip=5.0, L2=0.0, use_averages=True)
    began = seen = time.monotonic()
    words = 0
    for batch in batches(docs[HELD_BACK:], random.Random(1)):
        part = (time.monotonic() - began) / (60 * minutes)
        optimizer.learn_rate = (RATE / 2 if begin else RATE) * max(0.001, 1 - part)
        rows, learn = model.begin_update(batch)
        learn(STEP * (rows - teacher.rows(batch)) @ weights / len(batch))
        model.finish_update(optimizer)
        words += len(rows)
        if time.monotonic() - seen > 60 or part >= 1:
            seen = time.monotonic()
            with model.use_params(optimizer.averages):
                wrong = model.predict(held) - wanted
                off = float(np.einsum("ij,jk,ik->i", wrong, weights, wrong).mean())
                print(json.dumps({"words": words, "part": round(part, 3), "off": round(off, 4)}), flush=True)
                yield model, off
        if part >= 1:
            return


def published(model: Model[Any, Any], syntax: int) -> SmallEncoder:
    """The encoder and its views; the first `syntax` numbers of a row are for tags and trees."""
    weights, bias = (model.layers[-1].get_param(name) for name in ("W", "b"))
    views = (View(weights[part].T, bias[part]) for part in (slice(syntax), slice(syntax, None)))
    return SmallEncoder(Encoder.of(model.layers[0]), *views)


def main() -> None:
    """Reads the command line and teaches."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--go-on", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--keep", type=Path, help="where to write weights that a later run can go on from")
    given = parser.parse_args()
    fix_random_seed(7)
    multiply_with_numpy()
    nlp = load_pipeline()
    banks = training_trees(given.shared)[:2]
    texts = raw_texts(given.shared)
    texts += ["".join(tree.text for tree in text) for bank in banks for text in in_texts(bank, random.Random(2))]
    docs = as_docs(nlp, texts, LONGEST_TEXT)
    random.Random(3).shuffle(docs)
    teacher = Teacher(nlp)
    syntax = teacher.encoders[0].get_dim("nO")
    weights = weighing(nlp, teacher.rows(docs[:HELD_BACK]), syntax)
    best, begin = float("inf"), given.go_on.read_bytes() if given.go_on else None
    for model, off in taught(teacher, docs, weights, given.minutes, begin):
        if off < best:
            best = off
            published(model, syntax).write(given.out)
            if given.keep:
                given.keep.write_bytes(model.to_bytes())


if __name__ == "__main__":
    main()
