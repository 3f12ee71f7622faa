"""Train the embedded English pipeline.

    uv run --group train python training/train_english.py --shared ../shared --out training/work/en --minutes 82 \
        --encoder training/work/encoder

The learning rate follows the clock: it rises, then falls in a line to zero at `--minutes`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from augment import as_feeds_send, with_attribution_last, with_other_names
from build import syntax_pipeline
from english_tokens import cut_as_treebanks_do
from matrices import multiply_with_numpy
from names_pool import NamePool, pool_of
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed
from tokens import example_of
from treebanks import Tree, in_texts, read_trees
from word_vectors import give_vectors, raw_texts, train_vectors

PEAK_RATE = 0.0015
WARM_UP = 0.03
FIRST_BATCH, LAST_BATCH = 400, 1500
FIRST_DROPOUT, LAST_DROPOUT = 0.25, 0.15
HELD_BACK_TEXTS = 150
SECONDS_BETWEEN_LOOKS = 240.0
SCORE_NAMES = ("tag_acc", "pos_acc", "morph_acc", "dep_uas", "dep_las", "sents_f")


def training_trees(shared: Path) -> list[list[Tree]]:
    """One list of trees for each treebank's training part; news, weblogs and reported speech count more."""
    ewt = list(read_trees(shared / "train/syntax/ewt/train.conllu"))
    gum = list(read_trees(shared / "train/syntax/gum/train.conllu"))
    news = [t for t in gum if t.genre == "news"]
    blogs = [t for t in ewt if t.genre in {"weblog", "newsgroup"}]
    chance = random.Random(11)
    reported = [turned for t in ewt + gum if (turned := with_attribution_last(t, chance)) is not t]
    return [ewt, gum, news, blogs, reported, reported]


def epoch(trees: list[list[Tree]], pool: NamePool, chance: random.Random) -> list[list[Tree]]:
    """All the trees once, in texts of a new cut and a new order, with other names and a feed's damage."""
    texts = [text for bank in trees for text in in_texts(bank, chance)]
    chance.shuffle(texts)
    return [as_feeds_send(with_other_names(text, pool, chance), chance) for text in texts]


def batches(nlp: Language, trees: list[list[Tree]], chance: random.Random, clock: Clock) -> Iterator[list[Example]]:
    """Examples without end, batched by words; the batch grows as the time goes by."""
    pool = pool_of(trees[0] + trees[1])
    batch: list[Example] = []
    words = 0
    while True:
        for text in epoch(trees, pool, chance):
            example = example_of(nlp, text)
            batch.append(example)
            words += len(example.predicted)
            if words >= clock.batch_words():
                yield batch
                batch, words = [], 0


class Clock:
    """How much of the training time has gone."""

    def __init__(self, minutes: float, begin: float = 0.0, last_batch: int = LAST_BATCH) -> None:
        self.last_batch = last_batch
        self.seconds = minutes * 60
        self.started = time.monotonic() - begin * self.seconds

    def restart(self) -> None:
        """Count from now: what was made ready before is no training."""
        self.started = time.monotonic()

    def part(self) -> float:
        """0 at the start, 1 at the end."""
        return min(1.0, (time.monotonic() - self.started) / self.seconds)

    def batch_words(self) -> float:
        """How many words make a batch by now."""
        return FIRST_BATCH + (self.last_batch - FIRST_BATCH) * min(1.0, self.part() / 0.6)

    def dropout(self) -> float:
        """Less is hidden from the network as the end comes near."""
        return FIRST_DROPOUT + (LAST_DROPOUT - FIRST_DROPOUT) * self.part()

    def rate(self) -> float:
        """The learning rate for now."""
        part = self.part()
        if part < WARM_UP:
            return PEAK_RATE * max(0.02, part / WARM_UP)
        return PEAK_RATE * max(0.0, 1 - (part - WARM_UP) / (1 - WARM_UP))


def vectors_for(nlp: Language, shared: Path, cache: Path, trees: list[list[Tree]]) -> None:
    """Static vectors from the raw news and the treebanks' words, kept in `cache` between runs."""
    import numpy as np

    if not cache.exists():
        texts = raw_texts(shared) + [t.text for bank in trees[:2] for t in bank]
        table = train_vectors(nlp, texts, width=64, fewest=3, rounds=12)
        table = dict(list(table.items())[:16000])
        np.savez(cache, words=np.array(list(table)), rows=np.stack(list(table.values())))
    kept = np.load(cache)
    give_vectors(nlp, dict(zip(kept["words"].tolist(), kept["rows"], strict=True)))


def judge(nlp: Language, held: list[Example], optimizer: Adam) -> dict[str, float]:
    """Scores on held-back development texts, with averaged weights."""
    fresh = [Example(nlp.make_doc(e.reference.text), e.reference) for e in held]
    with nlp.use_params(optimizer.averages):
        scores = nlp.evaluate(fresh)
    return {name: round(float(scores[name] or 0), 4) for name in SCORE_NAMES}


def train(
    nlp: Language, trees: list[list[Tree]], held: list[Example], out: Path, clock: Clock, encoder: Path | None
) -> None:
    """Train until the time is up; after each look at the held-back texts keep the best so far."""
    chance = random.Random(7 + int(100 * clock.part()))
    if clock.part() < 0.001:
        sample = [example_of(nlp, text) for bank in trees[:2] for text in in_texts(bank, chance)]
        nlp.initialize(lambda: sample)
        del sample
        if encoder:
            nlp.get_pipe("tok2vec").model.from_bytes(encoder.read_bytes())
        clock.restart()
    optimizer = Adam(PEAK_RATE, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    best, words, seen = 0.0, 0, time.monotonic()
    losses: dict[str, float] = {}
    for step, batch in enumerate(batches(nlp, trees, chance, clock), start=1):
        optimizer.learn_rate = clock.rate()
        nlp.update(batch, sgd=optimizer, drop=clock.dropout(), losses=losses)
        words += sum(len(e.predicted) for e in batch)
        done = clock.part() >= 1.0
        if time.monotonic() - seen > SECONDS_BETWEEN_LOOKS or done:
            seen = time.monotonic()
            scores = judge(nlp, held, optimizer)
            report = {"step": step, "words": words, "part": round(clock.part(), 3), **scores}
            print(json.dumps(report | {"loss": {k: round(v) for k, v in losses.items()}}), flush=True)
            losses.clear()
            best = keep_best(nlp, optimizer, out, scores, best)
        if done:
            return


def keep_best(nlp: Language, optimizer: Adam, out: Path, scores: dict[str, float], best: float) -> float:
    """Write the averaged weights if they are the best yet; gives the best total so far."""
    total = scores["dep_las"] + 0.3 * scores["pos_acc"] + 0.1 * scores["sents_f"]
    if total > best:
        with nlp.use_params(optimizer.averages):
            nlp.to_disk(out)
        (out / "scores.json").write_text(json.dumps(scores), encoding="utf-8")
    return max(best, total)


def main() -> None:
    """Read the command line and train."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--shared", type=Path, required=True)
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--minutes", type=float, default=60)
    reader.add_argument("--go-on", type=Path, help="weights of an earlier run to go on from")
    reader.add_argument("--encoder", type=Path, help="a pretrained encoder to begin with")
    reader.add_argument("--begin", type=float, default=0.0, help="part of --minutes that the earlier run has used")
    reader.add_argument("--last-batch", type=int, default=LAST_BATCH, help="words in a batch at the end")
    asked = reader.parse_args()
    fix_random_seed(7)
    multiply_with_numpy()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    trees = training_trees(asked.shared)
    nlp = spacy.load(asked.go_on) if asked.go_on else syntax_pipeline()
    cut_as_treebanks_do(nlp)
    vectors_for(nlp, asked.shared, asked.out.parent / "vectors.npz", trees)
    chance = random.Random(1)
    held = []
    for bank in ("ewt", "gum"):
        texts = list(in_texts(read_trees(asked.shared / f"train/syntax/{bank}/dev.conllu"), chance, longest=5))
        chance.shuffle(texts)
        held += [example_of(nlp, text) for text in texts[:HELD_BACK_TEXTS]]
    print(spacy.__version__, sum(len(t.words) for b in trees for t in b), "words", len(held), "held back", flush=True)
    train(nlp, trees, held, asked.out, Clock(asked.minutes, asked.begin, asked.last_batch), asked.encoder)


if __name__ == "__main__":
    main()
