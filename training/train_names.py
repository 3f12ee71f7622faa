"""Train the names component of the embedded English pipeline, with an encoder of its own.

uv run --group train python training/train_names.py --shared ../shared --out training/work/names --minutes 12
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import spacy
from build import encoder
from english_tokens import blank_english
from names_corpora import NamedText, training_texts
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, fix_random_seed
from train_english import Clock, training_trees, vectors_for

BATCH_WORDS = 900


def names_pipeline() -> Language:
    """The names component alone; no weights yet."""
    nlp = blank_english()
    nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": True,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": encoder(96, 4, [4000, 500, 1500, 1000]),
            }
        },
    )
    return nlp


def example_of(nlp: Language, named: NamedText) -> Example:
    """The text beside its names; a name that the tokeniser cuts across is left out."""
    doc: Doc = nlp.make_doc(named.text)
    gold = nlp.make_doc(named.text)
    spans = [gold.char_span(s, e, label=k, alignment_mode="contract") for s, e, k in named.names]
    gold.set_ents(spacy.util.filter_spans([s for s in spans if s is not None and len(s)]))
    return Example(doc, gold)


def damaged(named: NamedText, chance: random.Random) -> NamedText:
    """The text as it is, or now and then in capitals, in small letters or with a curly apostrophe."""
    draw = chance.random()
    text = named.text
    if draw < 0.03:
        text = text.upper()
    elif draw < 0.05:
        text = text.lower()
    elif draw < 0.15:
        text = text.replace("'", "’")
    return NamedText(text, named.names) if len(text) == len(named.text) else named


def train(nlp: Language, texts: list[NamedText], held: list[NamedText], out: Path, minutes: float) -> None:
    """Train until the time is up, and keep the best by typed F on `held`."""
    nlp.initialize(lambda: [example_of(nlp, t) for t in texts])
    optimizer = Adam(0.0015, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    chance, clock, best, seen = random.Random(3), Clock(minutes), 0.0, time.monotonic()
    step = 0
    while clock.part() < 1.0:
        chance.shuffle(texts)
        batch: list[Example] = []
        words = 0
        for text in texts:
            batch.append(example_of(nlp, damaged(text, chance)))
            words += len(batch[-1].predicted)
            if words < BATCH_WORDS:
                continue
            optimizer.learn_rate = clock.rate()
            nlp.update(batch, sgd=optimizer, drop=0.3)
            batch, words, step = [], 0, step + 1
            if time.monotonic() - seen > 75 or clock.part() >= 1.0:
                seen = time.monotonic()
                with nlp.use_params(optimizer.averages):
                    scores = nlp.evaluate([example_of(nlp, t) for t in held])
                    print(
                        json.dumps(
                            {
                                "step": step,
                                "part": round(clock.part(), 3),
                                "f": scores["ents_f"],
                                "by": {k: round(v["f"], 3) for k, v in scores["ents_per_type"].items()},
                            }
                        ),
                        flush=True,
                    )
                    if scores["ents_f"] > best:
                        best = scores["ents_f"]
                        nlp.to_disk(out)
            if clock.part() >= 1.0:
                return


def main() -> None:
    """Read the command line and train."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--shared", type=Path, required=True)
    reader.add_argument("--out", type=Path, required=True)
    reader.add_argument("--minutes", type=float, default=12)
    asked = reader.parse_args()
    fix_random_seed(7)
    nlp = names_pipeline()
    vectors_for(nlp, asked.shared, asked.out.parent / "vectors.npz", training_trees(asked.shared))
    texts = training_texts(asked.shared)
    random.Random(5).shuffle(texts)
    chosen, texts = texts[:250], texts[250:]
    print(len(texts), "texts", sum(len(t.names) for t in texts), "names", flush=True)
    train(nlp, texts, chosen, asked.out, asked.minutes)


if __name__ == "__main__":
    main()
