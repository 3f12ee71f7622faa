"""One command, one scoreboard: the English pipeline on treebank and name tests that it was not trained on.

    python benchmarks/language/score.py --shared ../shared [--pipeline NAME] [--write docs/evaluation/language]

Raw text goes in; tokens, sentences and trees are all predicted.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from alignment import Annotated, Score, add
from costs import costs_of
from name_scores import name_table
from treebank_texts import GoldText, annotated, gold_texts

from khabar.language import Parser


def treebank_tests(shared: Path) -> dict[str, list[GoldText]]:
    """The test parts; PUD is out of domain and was never looked at in training."""
    syntax = shared / "train/syntax"
    return {
        "EWT test": gold_texts(syntax / "ewt/test.conllu"),
        "GUM test": gold_texts(syntax / "gum/test.conllu"),
        "GUM test, news": gold_texts(syntax / "gum/test.conllu", lambda t: t.genre == "news"),
        "PUD, news": gold_texts(syntax / "pud/test_only.conllu", lambda t: t.genre == "pudnews"),
        "PUD, Wikipedia": gold_texts(syntax / "pud/test_only.conllu", lambda t: t.genre == "pudwiki"),
    }


def score_of(parser: Parser, texts: list[GoldText], *, shuffled: bool = False) -> Score:
    """The score on some texts; `shuffled` deals the heads out at random, which any honest scorer must punish."""
    score = Score()
    for text, parse in zip(texts, parser.pipe(t.document for t in texts), strict=True):
        given = annotated(parse)
        add(score, text.gold, with_shuffled_heads(given) if shuffled else given)
    return score


def with_shuffled_heads(given: Annotated) -> Annotated:
    """The same words with one another's heads."""
    heads = [n.head for n in given.nodes]
    random.Random(1).shuffle(heads)
    nodes = tuple(replace(n, head=h) for n, h in zip(given.nodes, heads, strict=True))
    return Annotated(nodes, given.sentences)


def markdown(result: dict[str, object]) -> str:
    """The result as the tables of the evaluation page."""
    trees: dict[str, dict[str, float]] = result["trees"]  # type: ignore[assignment]
    measures = list(next(iter(trees.values())))
    lines = ["| | " + " | ".join(measures) + " |", "|---" * (len(measures) + 1) + "|"]
    lines += [f"| {name} | " + " | ".join(f"{row[m]:.1f}" for m in measures) + " |" for name, row in trees.items()]
    names: dict[str, dict[str, float]] = result["names"]  # type: ignore[assignment]
    lines += ["", "| names | typed F | untyped F |", "|---|---|---|"]
    lines += [f"| {name} | {row['typed']:.1f} | {row['untyped']:.1f} |" for name, row in names.items()]
    costs: dict[str, float] = result["costs"]  # type: ignore[assignment]
    lines += ["", "| cost | |", "|---|---|", *(f"| {name} | {value:,} |" for name, value in costs.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the command line, score, print, and write if asked."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--shared", type=Path, required=True)
    reader.add_argument("--pipeline")
    reader.add_argument("--write", type=Path, help="write PATH.json and the tables into PATH.md")
    reader.add_argument("--quick", action="store_true", help="trees only")
    asked = reader.parse_args()
    parser = Parser.load(asked.pipeline)
    trees = {name: score_of(parser, texts).table() for name, texts in treebank_tests(asked.shared).items()}
    both = gold_texts(asked.shared / "train/syntax/gum/test.conllu", lambda t: t.genre == "news") + gold_texts(
        asked.shared / "train/syntax/pud/test_only.conllu"
    )
    trees["GUM news + PUD"] = score_of(parser, both).table()
    trees["control: EWT test, heads shuffled"] = score_of(
        parser, gold_texts(asked.shared / "train/syntax/ewt/test.conllu"), shuffled=True
    ).table()
    result: dict[str, object] = {"pipeline": parser.name, "trees": trees, "names": {}, "costs": {}}
    if not asked.quick:
        result["names"] = name_table(parser, asked.shared)
        result["costs"] = costs_of(asked.pipeline, gold_texts(asked.shared / "train/syntax/pud/test_only.conllu"))
    print(parser.name, markdown(result), sep="\n")
    if asked.write:
        _write(asked.write, result)


def _write(path: Path, result: dict[str, object]) -> None:
    path.with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    page = path.with_suffix(".md")
    begin, end = "<!-- scoreboard -->", "<!-- end of scoreboard -->"
    old = page.read_text(encoding="utf-8") if page.exists() else f"# The English pipeline\n\n{begin}\n{end}\n"
    before, after = old.split(begin)[0], old.split(end)[1]
    page.write_text(f"{before}{begin}\n{result['pipeline']}\n\n{markdown(result)}{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
