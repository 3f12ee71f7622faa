"""How well Khabar codes: reads a set of reports, scores it with the set's own scorer, prints and keeps the figures.

    uv run python -m benchmarks.coding [--by-type] [--errors N] [--broken] [--haste 1|2] [--write]
    uv run python -m benchmarks.coding --docs DOCS.jsonl [--gold GOLD.jsonl] [--out PRED.jsonl]

Without --docs and --gold: the development set beside this repository. A report is an object with `id`, `text` and where
known `date` (ISO), `title`, `source`; the gold is in the form of the development set. Without --gold the reports are
coded and the coding is written to --out, or to standard output.
--broken makes every type wrong first: a scorer that still gives points is broken. --write keeps the figures of the
development set in docs/evaluation/coding.md and benchmarks/coding/result.json.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.coding.measure import (
    LABELLED,
    LOOKED_AT,
    by_punctuation,
    code,
    every_figure,
    in_words,
    left_out,
    scored,
    size_of,
)
from benchmarks.development_sets import development_set

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "coding.md"
RESULT = Path(__file__).with_name("result.json")


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, help="reports to code; the development set where left out")
    parser.add_argument("--gold", type=Path, help="their gold; only coded, not scored, where left out")
    parser.add_argument("--out", type=Path, help="where the coding goes")
    parser.add_argument("--by-type", action="store_true", help="a line for each type")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N missed or false mentions")
    parser.add_argument("--broken", action="store_true", help="score a deliberately broken coding")
    parser.add_argument("--haste", type=int, choices=(0, 1, 2), default=0, help="as `khabar read --haste` has it")
    parser.add_argument("--write", action="store_true", help="keep the development set's figures in the docs")
    given = parser.parse_args()
    if given.gold and not given.docs:
        parser.error("--gold needs --docs")
    if given.write and (given.docs or given.broken or given.haste):
        parser.error("--write keeps the development set's true figures, and those with haste beside them")
    return given


def main() -> None:
    """The command."""
    given = asked()
    own = given.docs is None
    docs, gold = given.docs, given.gold
    if own:
        folder = development_set("coding")
        docs, gold = folder / "docs.jsonl", folder / "gold.jsonl"
    with tempfile.TemporaryDirectory() as scratch:
        coded = given.out or Path(scratch) / "coded.jsonl"
        number = code(docs, coded, broken=given.broken, haste=given.haste)
        if gold is None:
            told(coded, number, kept=given.out is not None)
            return
        printed = scored(gold, coded, by_type=given.by_type or given.write, errors=given.errors)
        parts = by_punctuation(docs, gold, coded)
        hasty = [with_haste(docs, gold, haste) for haste in (1, 2)] if given.write else []
    size = size_of(docs, gold)
    print(in_words(size), *([LABELLED, LOOKED_AT] if own else []))
    print(printed)
    print(in_parts(parts))
    if given.write:
        left = left_out(docs, gold)
        kept = {
            "set": size,
            "labelled": LABELLED,
            "looked_at": LOOKED_AT,
            "figures": every_figure(printed),
            "parts": parts,
            "with_haste": [every_figure(one) for one in hasty],
            "left_out": left,
        }
        RESULT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        told_all = f"{printed.rstrip()}\n\n{in_parts(parts)}"
        PAGE.write_text(page(told_all, in_words(size), hasty, left), encoding="utf-8")


def with_haste(docs: Path, gold: Path, haste: int) -> str:
    """What the scorer prints of the same reports read with haste."""
    with tempfile.TemporaryDirectory() as scratch:
        coded = Path(scratch) / "coded.jsonl"
        code(docs, coded, haste=haste)
        return scored(gold, coded, by_type=False)


def in_parts(parts: dict[str, dict[str, Any]]) -> str:
    """A line for the texts that lost their commas and one for the others."""
    return "\n".join(
        f"texts {name}: {part['documents']}; mentions P {part['mentions']['p']:.3f} R {part['mentions']['r']:.3f}"
        f" F1 {part['mentions']['f1']:.3f}, arguments F1 {part['arguments']['f1']:.3f}"
        for name, part in parts.items()
    )


def told(coded: Path, number: int, *, kept: bool) -> None:
    """Says where the coding of unlabelled reports is, or prints it."""
    if kept:
        print(f"{number} documents coded into {coded}.")
        return
    with coded.open(encoding="utf-8") as lines:
        shutil.copyfileobj(lines, sys.stdout)


def page(printed: str, size: str, hasty: list[str], left: tuple[int, int]) -> str:
    """The docs page of the figures."""
    first = every_figure(hasty[0])
    return (
        "# How well Khabar codes\n\nPrinted by `uv run python -m benchmarks.coding --write`; the same in"
        " `benchmarks/coding/result.json`.\n\n"
        f"{size} {LABELLED} {LOOKED_AT}\n\n```\n{printed.rstrip()}\n```\n\n"
        "- `mentions` is right type in the right sentence; gold that also accepts another type accepts it here.\n"
        "- `arguments` is end to end: an argument of a missed mention is missed too. It is right when it shares a\n"
        "  character or half its content words with the gold one.\n"
        "- `modality`, `polarity`, `time` and `count` are over matched mentions, and only where gold gives one for\n"
        "  the last two. `marked only` is over gold other than `reported`.\n"
        "- `speaker` counts a shared word of the name.\n"
        "- With `--broken`, which makes every type wrong, all figures but `detection` fall to 0.\n\n"
        "With `--haste 1`, which leaves out sentences that hardly tell of an act, mentions have\n"
        f"F1 {first['mentions']['f1']:.3f} and arguments F1 {first['arguments']['f1']:.3f} here: these reports are a\n"
        "paragraph each, and the first is read whole where any sentence may tell of one. In a later one\n"
        f"{left[0]} of the {left[1]} gold mentions would stand in sentences that are left out;\n"
        "what longer ones lose, [speed](speed.md) counts. With `--haste 2`, which also has a smaller network:\n\n"
        f"```\n{hasty[1].rstrip()}\n```\n\n"
        "What goes wrong, counted on a sample read by hand, is in [accuracy](../accuracy.md).\n"
    )


if __name__ == "__main__":
    main()
