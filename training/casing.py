"""Write the casing table: how each word is usually written in the middle of a sentence.

    uv run --group train python training/casing.py --shared ../shared

A word seen twice or more keeps its commonest form; sentence beginnings are not counted: any word has a capital there.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from treebanks import read_trees
from word_vectors import raw_texts

OUT = Path(__file__).parents[1] / "src/khabar/data/languages/en/casing.txt"
_WORD = re.compile(r"[^\W\d_]+")
_START = re.compile(r"(?:^|[.!?:]\s+|[\"“‘(\[•–—-]\s*)$")


def words_inside_sentences(texts: list[str]) -> Iterator[str]:
    """Every word that does not open a sentence or a quotation."""
    for text in texts:
        if text.isupper():
            continue
        for word in _WORD.finditer(text):
            if not _START.search(text[max(0, word.start() - 4) : word.start()]):
                yield word.group()


def main() -> None:
    """Read the texts and write the table."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--shared", type=Path, required=True)
    shared = reader.parse_args().shared
    texts = raw_texts(shared)
    for bank in ("ewt", "gum"):
        texts += [tree.text for tree in read_trees(shared / f"train/syntax/{bank}/train.conllu")]
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words_inside_sentences(texts):
        forms[word.lower()][word] += 1
    usual = [
        c.most_common(1)[0][0] for w, c in sorted(forms.items()) if (c.total() >= 2 and len(w) > 1) or w in {"a", "i"}
    ]
    OUT.write_text("\n".join(w for w in usual if len(w) == len(w.lower())) + "\n", encoding="utf-8")
    print(len(usual), "words", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
