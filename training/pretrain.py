"""Teach the encoder English before it sees a tree: guess hidden words of unlabelled news by their letters.

    uv run --group train python training/pretrain.py --shared ../shared --out training/work/encoder --minutes 25

The encoder that comes out is where `train_english.py --encoder` begins.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from build import syntax_pipeline
from matrices import multiply_with_numpy
from spacy.language import Language
from spacy.ml.models.multi_task import build_masked_language_model, get_characters_loss
from spacy.tokens import Doc
from spacy.training.pretrain import make_update
from thinc.api import Adam, LayerNorm, Maxout, Model, MultiSoftmax, chain, fix_random_seed, list2array
from train_english import Clock, training_trees, vectors_for
from treebanks import in_texts
from word_vectors import raw_texts

HIDDEN_PART = 0.25
LETTERS = 4
GUESSER_WIDTH = 300
BATCH_WORDS = 1500
LONGEST_TEXT = 120


def guesser(nlp: Language) -> Model[list[Doc], object]:
    """The encoder with an output that names the first and last letters of every word."""
    encoder = nlp.get_pipe("tok2vec").model
    width = encoder.get_dim("nO")
    output = chain(
        list2array(),
        Maxout(nO=GUESSER_WIDTH, nI=width, nP=3),
        LayerNorm(nI=GUESSER_WIDTH),
        MultiSoftmax([256] * LETTERS, nI=GUESSER_WIDTH),
    )
    model = build_masked_language_model(nlp.vocab, chain(encoder, output), mask_prob=HIDDEN_PART)
    model.initialize(X=[nlp.make_doc("A few words give the shapes")])
    return model


def as_docs(nlp: Language, texts: Iterable[str], longest: int) -> list[Doc]:
    """The words of texts that are neither too short nor too long to learn from."""
    docs = (nlp.make_doc(" ".join(text.split())) for text in texts)
    return [doc for doc in docs if 3 < len(doc) <= longest]


def batches(docs: list[Doc], chance: random.Random) -> Iterator[list[Doc]]:
    """The texts in a new order each time round, without end."""
    while True:
        chance.shuffle(docs)
        batch: list[Doc] = []
        words = 0
        for doc in docs:
            batch.append(doc)
            words += len(doc)
            if words >= BATCH_WORDS:
                yield batch
                batch, words = [], 0


def pretrain(nlp: Language, texts: list[str], clock: Clock) -> bytes:
    """The encoder's weights after the time is up."""
    model = guesser(nlp)
    loss_of = partial(get_characters_loss, nr_char=LETTERS)
    optimizer = Adam(0.001, grad_clip=1.0, L2=0.01, L2_is_weight_decay=True, use_averages=True)
    loss, words, seen = 0.0, 0, time.monotonic()
    for batch in batches(as_docs(nlp, texts, LONGEST_TEXT), random.Random(5)):
        optimizer.learn_rate = clock.rate()
        loss += make_update(model, batch, optimizer, loss_of)
        words += sum(map(len, batch))
        if time.monotonic() - seen > 60:
            print(json.dumps({"words": words, "part": round(clock.part(), 3), "loss": round(loss)}), flush=True)
            loss, seen = 0.0, time.monotonic()
        if clock.part() >= 1.0:
            break
    with model.use_params(optimizer.averages):
        return nlp.get_pipe("tok2vec").model.to_bytes()


def main() -> None:
    """Read the command line and pretrain."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--shared", type=Path, required=True)
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--minutes", type=float, default=25)
    asked = reader.parse_args()
    fix_random_seed(7)
    multiply_with_numpy()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    trees = training_trees(asked.shared)
    nlp = syntax_pipeline()
    vectors_for(nlp, asked.shared, asked.out.parent / "vectors.npz", trees)
    treebank = ["".join(t.text for t in text) for bank in trees[:2] for text in in_texts(bank, random.Random(2))]
    asked.out.write_bytes(pretrain(nlp, raw_texts(asked.shared) + treebank, Clock(asked.minutes)))


if __name__ == "__main__":
    main()
