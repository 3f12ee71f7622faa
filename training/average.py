"""Average the weights of runs that went on from one another; each and the mean are scored on the development parts.

    uv run --group train python training/average.py --shared ../shared --runs A B --out training/work/mean

Runs of one lineage lie in one valley; their mean is a little better than the best of them. The choice is made on the
development parts alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import spacy
from english_tokens import cut_as_treebanks_do
from publish import write_vector_key
from spacy.language import Language
from thinc.api import Model
from tokens import example_of
from treebanks import Tree, in_paragraphs, read_trees


def load(folder: Path) -> Language:
    """A run's pipeline, with the tokeniser as it is now."""
    write_vector_key(folder)
    nlp = spacy.load(folder)
    cut_as_treebanks_do(nlp)
    return nlp


def layers(nlp: Language) -> Iterator[Model]:
    """Every layer of every component, in a fixed order."""
    for name in nlp.pipe_names:
        yield from nlp.get_pipe(name).model.walk()


def make_mean(runs: list[Language]) -> Language:
    """The last run, with the mean of all runs' weights."""
    for same in zip(*(layers(run) for run in runs), strict=True):
        for name in same[-1].param_names:
            if all(layer.has_param(name) for layer in same):
                mean = np.mean([layer.get_param(name) for layer in same], axis=0)
                same[-1].set_param(name, mean.astype(np.float32))
    return runs[-1]


def say(name: str, nlp: Language, texts: list[list[Tree]]) -> None:
    """Print the scores on the development texts."""
    scores = nlp.evaluate([example_of(nlp, text) for text in texts])
    print(name, {k: round(scores[k], 4) for k in ("pos_acc", "dep_uas", "dep_las", "sents_f")}, flush=True)


def main() -> None:
    """Read the command line, average and score."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--shared", type=Path, required=True)
    reader.add_argument("--runs", type=Path, nargs="+", required=True)
    reader.add_argument("--out", type=Path, required=True)
    asked = reader.parse_args()
    parts = [asked.shared / f"train/syntax/{bank}/dev.conllu" for bank in ("ewt", "gum")]
    texts = [text for part in parts for text in in_paragraphs(read_trees(part))]
    runs = [load(folder) for folder in asked.runs]
    for folder, run in zip(asked.runs, runs, strict=True):
        say(folder.name, run, texts)
    mean = make_mean(runs)
    say("mean", mean, texts)
    mean.to_disk(asked.out)


if __name__ == "__main__":
    main()
