"""Small static word vectors from text whose licence is known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.vectors import Vectors

_DIGITS = re.compile(r"\d")


def raw_texts(shared: Path) -> list[str]:
    """The unlabelled news items and the texts under the names corpora."""
    texts = []
    for line in (shared / "train/raw/news_2002_2010.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        texts += [item["title"], item["text"]]
    return [t for t in texts if t]


def train_vectors(
    nlp: Language, texts: Iterable[str], *, width: int, fewest: int, rounds: int
) -> dict[str, np.ndarray]:
    """A vector for each lower-cased word seen at least `fewest` times."""
    from gensim.models import Word2Vec

    lines = [[t.lower_ for t in nlp.make_doc(text) if not t.is_space] for text in texts]
    model = Word2Vec(
        lines,
        vector_size=width,
        window=2,
        min_count=fewest,
        sg=1,
        negative=10,
        epochs=rounds,
        workers=1,
        seed=7,
        sample=1e-4,
    )
    rows = model.wv.vectors
    rows = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-8)
    return dict(zip(model.wv.index_to_key, rows.astype(np.float32), strict=True))


def give_vectors(nlp: Language, table: dict[str, np.ndarray]) -> None:
    """Put the vectors into the pipeline's vocabulary, looked up by the lower-cased word."""
    data = np.stack(list(table.values())).astype(np.float32)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, keys=list(table), name="khabar_en", attr="LOWER")
