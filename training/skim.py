"""How often each word that can tell of an act does, counted in what the coder itself finds.

    uv run --group train python training/skim.py --shared ../shared

Two thirds of the raw news are read (the last third is what `benchmarks.speed` measures by), and for ordinary language
the training parts of the treebanks but for their news, which speed is measured by too. Every tenth sentence is held
back; what a sentence needs is set so that of the acts in those no more than `--lost` are skipped.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from treebanks import in_paragraphs, read_trees

from khabar.coding.lexicon.frames import NO_ACT, Lexicon, load_lexicon
from khabar.documents import from_text
from khabar.errors import UnreadableDocument
from khabar.language.blocks import blocks_of
from khabar.language.skimming import ActWord, Skim, sentences_in, words_of
from khabar.reader import Reader
from khabar.records import Document

OUT = Path(__file__).parents[1] / "src/khabar/data/languages/en/skim.tsv"
HELD_BACK = 10
Needs = Mapping[str, tuple[frozenset[str], ...]]
Sentence = tuple[frozenset[str], Sequence[frozenset[str]]]
"""The words of a sentence, and those of each act's trigger."""


def raw_news(shared: Path) -> Iterator[str]:
    """Items of the raw news."""
    lines = (shared / "train/raw/news_2002_2010.jsonl").read_text(encoding="utf-8").splitlines()
    yield from (json.loads(line)["text"] for number, line in enumerate(lines) if number % 3)


def ordinary_texts(shared: Path) -> Iterator[str]:
    """Paragraphs of the treebanks, of all kinds but news."""
    for bank in ("ewt", "gum"):
        trees = read_trees(shared / "train/syntax" / bank / "train.conllu")
        for paragraph in in_paragraphs(tree for tree in trees if (bank, tree.genre) != ("gum", "news")):
            yield "".join(tree.text for tree in paragraph)


def as_documents(texts: Iterator[str]) -> Iterator[Document]:
    """The texts that can be read; a few are in other languages."""
    for number, text in enumerate(texts):
        with suppress(UnreadableDocument):
            yield from_text(text, id=f"t{number}")


def sentences(reader: Reader, documents: Iterator[Document]) -> Iterator[Sentence]:
    """The words of each sentence, and those that the coder takes for its acts."""
    for coded in reader.read_all(documents):
        text = coded.document.text
        triggers = [mention.trigger for mention in coded.mentions]
        for block in blocks_of(coded.document):
            for start, end in sentences_in(text, block.start, block.end):
                acts = [words_of(trigger.text) for trigger in triggers if start <= trigger.start < end]
                yield words_of(text[start:end]), acts


def counted(sentences: Sequence[Sentence], needs: Needs) -> dict[str, ActWord]:
    """The share of each word; of one that is hardly ever seen, near that of all together."""
    skim = Skim({word: ActWord(0, of_word) for word, of_word in needs.items()}, 0)
    seen: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for words, acts in sentences:
        may_tell = set(skim.that_may_tell(words))
        seen.update(may_tell)
        told.update(may_tell.intersection(frozenset().union(*acts)))
    usual = told.total() / seen.total()
    return {word: ActWord(round(1000 * (told[word] + usual) / (seen[word] + 1)), needs[word]) for word in needs}


def least(sentences: Sequence[Sentence], words: Mapping[str, ActWord], lost: float) -> int:
    """The share that a sentence needs, for no more than `lost` of the acts in these to be skipped."""
    skim = Skim(words, 0)
    best = [max((words[word].share for word in skim.that_may_tell(own)), default=0) for own, acts in sentences]
    acts = np.array([len(acts) for _, acts in sentences])
    needed = int(np.quantile(np.repeat(best, acts), lost, method="lower"))
    skipped = np.array(best) < needed
    missed = acts[skipped].sum() / acts.sum()
    print(f"{needed} of a thousand: {skipped.mean():.1%} of the sentences and {missed:.1%} of the acts are skipped")
    return needed


def that_need(lexicon: Lexicon) -> dict[str, tuple[frozenset[str], ...]]:
    """Each form of the words that can tell of an act, with the further words that a frame needs beside it."""
    found: dict[str, set[frozenset[str]]] = defaultdict(set)
    forms = defaultdict(set)
    for form, verb in lexicon.verb_forms.items():
        forms[verb].add(form)
    for verb, rows in lexicon.verbs.items():
        for words, frame in rows:
            for form in {verb, *forms[verb]} if frame.type != NO_ACT else ():
                found[form].add(frozenset(words[1:]))
    for table in (lexicon.nouns, lexicon.adjectives):
        for noun, rows in table.items():
            if any(frame.type != NO_ACT for _, frame in rows):
                for form in (noun, *plurals(noun)):
                    found[form.lower()].add(frozenset())
    return {
        word: (frozenset(),) if frozenset() in needs else tuple(sorted(needs, key=sorted))
        for word, needs in found.items()
    }


def plurals(noun: str) -> Iterator[str]:
    """How the plural of a noun may be written."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        yield f"{noun}es"
    elif noun.endswith("y"):
        yield f"{noun[:-1]}ies"
        yield f"{noun}s"
    else:
        yield f"{noun}s"


def lines(skim: Skim) -> Iterator[str]:
    """The lines of the file, in the order of the words."""
    yield f"*\t{skim.least}"
    for word, told in sorted(skim.words.items()):
        needs = "/".join(" ".join(sorted(phrase)) for phrase in told.needs)
        yield "\t".join([word, str(told.share), *([needs] if needs else [])])


def main() -> None:
    """Reads, counts, and writes the shares into the package."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--lost", type=float, default=0.03)
    given = parser.parse_args()
    texts = (text for source in (raw_news, ordinary_texts) for text in source(given.shared))
    found = list(sentences(Reader.load(), as_documents(texts)))
    kept = [one for number, one in enumerate(found) if number % HELD_BACK]
    words = counted(kept, that_need(load_lexicon()))
    skim = Skim(words, least(found[::HELD_BACK], words, given.lost))
    OUT.write_text("\n".join([*_HEAD, *lines(skim), ""]), encoding="utf-8")


_HEAD = (
    "# Of a thousand sentences that have the word, in how many it tells of an act; * is what a sentence needs.",
    "# A word with a third cell can tell of an act only where the words in it stand in the sentence too.",
    "# Counted by training/skim.py in what Khabar's own coder finds. Licence: CC-BY-SA-4.0",
)

if __name__ == "__main__":
    main()
