"""Teach a small encoder to give the rows of the two that the pipeline has: what reading with haste goes by.

    uv run --group train python training/small_encoder.py --shared ../shared --minutes 40

Its lessons are the published encoders' own rows for the raw news and the treebanks' texts, of which some are held back.
The parser, the tagger and the names stay as they are. The best weights so far are written each minute.
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
WIDTH, DEPTH, TABLES = 112, 6, [5000, 1000, 2500, 1500]
RATE = 0.002
BATCH_WORDS = 1500
LONGEST_TEXT = 150
HELD_BACK = 600
Rows = NDArray[np.float32]


class Teacher:
    """The rows of the pipeline's two encoders, side by side; each text's are kept once they are made."""

    def __init__(self, nlp: Any, docs: list[Doc]) -> None:
        self.encoders = (nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.layers[0].layers[0])
        self.docs = docs
        self.kept: dict[int, NDArray[np.float16]] = {}

    def rows(self, which: Sequence[int]) -> Rows:
        """The rows of texts by their numbers, one after the other."""
        fresh = [n for n in which if n not in self.kept]
        if fresh:
            for n, *rows in zip(
                fresh, *(model.predict([self.docs[n] for n in fresh]) for model in self.encoders), strict=True
            ):
                self.kept[n] = np.hstack(rows).astype(np.float16)
        return np.vstack([self.kept[n] for n in which]).astype(np.float32)


def small_encoder(outputs: int, sample: list[Doc]) -> Model[list[Doc], Rows]:
    """The network, with random weights."""
    layers = chain(
        registry.resolve({"encoder": encoder(WIDTH, DEPTH, TABLES)})["encoder"], list2array(), Linear(outputs, WIDTH)
    )
    layers.initialize(X=sample)
    return layers


def batches(docs: list[Doc], numbers: list[int], chance: random.Random) -> Iterator[list[int]]:
    """The numbers of texts, in a new order each time round, without end."""
    while True:
        chance.shuffle(numbers)
        batch: list[int] = []
        words = 0
        for number in numbers:
            batch.append(number)
            words += len(docs[number])
            if words >= BATCH_WORDS:
                yield batch
                batch, words = [], 0


def taught(teacher: Teacher, minutes: float) -> Iterator[tuple[Model[list[Doc], Rows], float]]:
    """The network each minute and at the end, with its averaged weights, and how far off it is on what was held back.

    Far off: the mean square over that of a network that always gives the mean; 0 = the same rows.
    """
    docs = teacher.docs
    held = docs[:HELD_BACK]
    wanted = teacher.rows(range(HELD_BACK))
    spread = wanted.std(axis=0)
    model = small_encoder(wanted.shape[1], held[:5])
    optimizer = Adam(RATE, grad_clip=5.0, L2=0.0, use_averages=True)
    began = seen = time.monotonic()
    words = 0
    for batch in batches(docs, list(range(HELD_BACK, len(docs))), random.Random(1)):
        part = (time.monotonic() - began) / (60 * minutes)
        optimizer.learn_rate = RATE * max(0.001, 1 - part)
        rows, learn = model.begin_update([docs[n] for n in batch])
        learn((2 * (rows - teacher.rows(batch)) / spread**2 / len(batch)).astype(np.float32))
        model.finish_update(optimizer)
        words += len(rows)
        if time.monotonic() - seen > 60 or part >= 1:
            seen = time.monotonic()
            with model.use_params(optimizer.averages):
                off = float((((model.predict(held) - wanted) / spread) ** 2).mean())
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
    given = parser.parse_args()
    fix_random_seed(7)
    multiply_with_numpy()
    nlp = load_pipeline()
    banks = training_trees(given.shared)[:2]
    texts = raw_texts(given.shared)
    texts += ["".join(tree.text for tree in text) for bank in banks for text in in_texts(bank, random.Random(2))]
    docs = [doc for doc in (nlp.make_doc(" ".join(text.split())) for text in texts) if 3 < len(doc) <= LONGEST_TEXT]
    random.Random(3).shuffle(docs)
    best = float("inf")
    teacher = Teacher(nlp, docs)
    for model, off in taught(teacher, given.minutes):
        if off < best:
            best = off
            published(model, teacher.encoders[0].get_dim("nO")).write(given.out)


if __name__ == "__main__":
    main()
