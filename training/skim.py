"""Which words speak for a sentence that tells of an act, learnt from what the coder itself finds in raw news.

    uv run --group train python training/skim.py --shared ../shared

Two thirds of the raw news are read (the last third is what `benchmarks.speed` measures by). A tenth of the sentences is
held back; what a sentence needs is set so that of those with a mention no more than `--lost` are skipped.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from khabar.coding.lexicon.frames import NO_ACT, Lexicon, load_lexicon
from khabar.documents import from_text
from khabar.errors import UnreadableDocument
from khabar.language.blocks import blocks_of
from khabar.language.skimming import Skim, sentences_in, words_of
from khabar.reader import Reader
from khabar.records import Document

OUT = Path(__file__).parents[1] / "src/khabar/data/languages/en/skim.tsv"
FEWEST = 4
HELD_BACK = 10
Sample = tuple[frozenset[str], bool]


def raw_news(shared: Path, most: int) -> Iterator[Document]:
    """Items of the raw news."""
    lines = (shared / "train/raw/news_2002_2010.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if number % 3 and number < most:
            with suppress(UnreadableDocument):  # a few are in other languages
                yield from_text(json.loads(line)["text"], id=f"r{number}")


def samples(reader: Reader, documents: Iterator[Document]) -> Iterator[Sample]:
    """The words of each sentence, and whether the coder finds an act in it."""
    for coded in reader.read_all(documents):
        text = coded.document.text
        acts = [mention.trigger.start for mention in coded.mentions]
        for block in blocks_of(coded.document):
            for start, end in sentences_in(text, block.start, block.end):
                yield words_of(text[start:end]), any(start <= act < end for act in acts)


def learnt(samples: list[Sample], acts: Mapping[str, set[str]], lost: float) -> dict[str, int]:
    """Each word's weight, in hundredths, by the sentences that name an act; `*` is what a sentence needs."""
    skim = Skim({}, {word: tuple(frozenset(n.split()) for n in needs) for word, needs in acts.items()}, 0)
    found = [sample for sample in samples if skim.names_act(sample[0])]
    often = Counter(word for words, _ in found for word in words)
    known = {word: n for n, word in enumerate(sorted(w for w, count in often.items() if count >= FEWEST))}
    rows = [[known[w] for w in words if w in known] for words, _ in found]
    table = csr_matrix(
        (np.ones(sum(map(len, rows))), np.concatenate(rows).astype(int), np.cumsum([0, *map(len, rows)])),
        shape=(len(rows), len(known)),
    )
    told = np.array([label for _, label in found])
    back = np.arange(len(found)) % HELD_BACK == 0
    model = LogisticRegression(C=0.1, max_iter=500, class_weight="balanced").fit(table[~back], told[~back])
    weights = np.rint(100 * model.coef_[0]).astype(int)
    worth = table[back] @ weights
    least = int(np.quantile(worth[told[back]], lost))
    unnamed, skipped = 1 - len(found) / len(samples), np.mean(worth < least)
    print(f"{unnamed:.1%} of the sentences name no act; of those held back that do, {skipped:.1%} are skipped too")
    return {"*": least, **{word: int(weights[n]) for word, n in known.items() if weights[n]}}


def acts_named(lexicon: Lexicon) -> dict[str, set[str]]:
    """Each form of the words that name an act, with the further words a frame needs beside it."""
    found: dict[str, set[str]] = defaultdict(set)
    forms = defaultdict(set)
    for form, verb in lexicon.verb_forms.items():
        forms[verb].add(form)
    for verb, rows in lexicon.verbs.items():
        for words, frame in rows:
            for form in {verb, *forms[verb]} if frame.type != NO_ACT else ():
                found[form].add(" ".join(words[1:]))
    for table in (lexicon.nouns, lexicon.adjectives):
        for noun, rows in table.items():
            if any(frame.type != NO_ACT for _, frame in rows):
                for form in (noun, f"{noun}s", f"{noun}es", f"{noun[:-1]}ies"):
                    found[form.lower()].add("")
    return found


def table_of(weights: Mapping[str, int], acts: Mapping[str, set[str]]) -> Iterator[str]:
    """The lines of the file, in the order of the words."""
    for word in sorted({*weights, *acts}):
        needs = acts.get(word)
        told = [] if needs is None else ["/".join(sorted(needs)) if "" not in needs else ""]
        yield "\t".join([word, str(weights.get(word, 0)), *told])


def main() -> None:
    """Reads, learns, and writes the weights into the package."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--lost", type=float, default=0.02)
    parser.add_argument("--items", type=int, default=1_000_000, help="at most so many items")
    given = parser.parse_args()
    acts = acts_named(load_lexicon())
    weights = learnt(list(samples(Reader.load(), raw_news(given.shared, given.items))), acts, given.lost)
    lines = table_of(weights, acts)
    OUT.write_text("\n".join([*_HEAD, *lines, ""]), encoding="utf-8")


_HEAD = (
    "# What each word says for (or against) its sentence telling of an act, in hundredths; * is what a sentence needs.",
    "# A word with a third cell names an act, where the words in it stand in the sentence too.",
    "# Learnt by training/skim.py from what Khabar's own coder finds in raw news. Licence: CC-BY-SA-4.0",
)

if __name__ == "__main__":
    main()
