"""A sample of the coding's errors to read: missed mentions, false ones, and roles filled wrongly, with their sentences.

    uv run python -m benchmarks.coding.errors [--docs DOCS.jsonl --gold GOLD.jsonl] [--sample N] [--seed N]

A role is one error, however many fillers are missed or false in it. What was seen in such a sample once is kept in
benchmarks/accuracy/sample.csv.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.coding.measure import code, rows_in, scorer_for
from benchmarks.development_sets import development_set

Row = dict[str, Any]


def scoring(gold: Path) -> Any:
    """The scorer that goes with the gold, as a module."""
    spec = importlib.util.spec_from_file_location("coding_score", scorer_for(gold))
    if spec is None or spec.loader is None:
        sys.exit(f"No scorer for {gold}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def errors_in(docs: Path, gold: Path) -> dict[str, list[str]]:
    """A line for each error, by part: missed, false, argument."""
    score = scoring(gold)
    with tempfile.TemporaryDirectory() as scratch:
        coded = Path(scratch) / "coded.jsonl"
        code(docs, coded)
        wanted, found = score.load(str(gold)), score.load(str(coded))
    text = {row["id"]: row["text"] for row in rows_in(docs)}
    lines: dict[str, list[str]] = {"missed": [], "false": [], "argument": []}
    for document, mentions in wanted.items():
        ours = found.get(document, [])
        pairs = score.match(mentions, ours)
        matched, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, mention in enumerate(mentions):
            if i not in matched and not mention["free"]:
                lines["missed"].append(told(document, mention, text[document][slice(*mention["sentence"])]))
        for j, mention in enumerate(ours):
            if j not in used and not mention["free"]:
                lines["false"].append(told(document, mention, around(text[document], mention["span"][0])))
        for i, j in pairs:
            if not mentions[i]["free"]:
                sentence = text[document][slice(*mentions[i]["sentence"])]
                lines["argument"] += [
                    f"{document} {mentions[i]['type']} {mentions[i]['trigger']!r} {role}: {what}\n    {sentence}"
                    for role, what in wrong_roles(score, mentions[i], ours[j])
                ]
    return lines


def wrong_roles(score: Any, wanted: Row, found: Row) -> Iterator[tuple[str, str]]:
    """The roles of a matched mention whose fillers are not gold's, and what differs."""
    for role in score.SCORED:
        left, missed = list(found["roles"].get(role, [])), []
        for filler in wanted["roles"].get(role, []):
            same = next((k for k, other in enumerate(left) if score.same(filler, other)), None)
            if same is None:
                missed.append(filler)
            else:
                left.pop(same)
        if missed or left:
            yield role, f"missed {words(missed)}, false {words(left)}"


def words(fillers: list[Row]) -> list[str]:
    """Fillers as they stand, and what they stand for."""
    return [" = ".join(filter(None, (f.get("text"), f.get("is")))) for f in fillers]


def told(document: str, mention: Row, sentence: str) -> str:
    """A mention with its roles and sentence."""
    roles = {role: words(fillers) for role, fillers in mention["roles"].items() if fillers}
    return f"{document} {mention['type']} {mention['trigger']!r} {roles}\n    {sentence}"


def around(text: str, offset: int) -> str:
    """The words around a character."""
    return text[max(0, offset - 150) : offset + 150].replace("\n", " ")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, help="reports; the development set where left out")
    parser.add_argument("--gold", type=Path, help="their gold")
    parser.add_argument("--sample", type=int, default=60, metavar="N", help="at most N of each part")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    given = parser.parse_args()
    if bool(given.docs) != bool(given.gold):
        parser.error("--docs and --gold go together")
    folder = None if given.docs else development_set("coding")
    docs, gold = (given.docs, given.gold) if folder is None else (folder / "docs.jsonl", folder / "gold.jsonl")
    lines = errors_in(docs, gold)
    print(json.dumps({part: len(found) for part, found in lines.items()}))
    draw = random.Random(given.seed)
    for part, found in lines.items():
        for line in draw.sample(found, min(given.sample, len(found))):
            print(f"{part} {line}")


if __name__ == "__main__":
    main()
