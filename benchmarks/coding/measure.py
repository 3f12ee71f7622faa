"""How well Khabar codes: reads the development set, scores it with the set's own scorer, prints and keeps the figures.

    uv run python -m benchmarks.coding.measure [--errors N] [--write]

With `--write` the figures go into docs/evaluation/coding.md. With `--broken` every mention is moved to another type
first: a scorer that still gives points then is broken.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.development_sets import development_set, fingerprint
from khabar.documents import from_text
from khabar.reader import Reader
from khabar.records import Document, SetAside
from khabar.records.wire import coded_to_json

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "coding.md"


def documents_in(file: Path) -> Iterator[Document]:
    """The documents of a set, text as it stands, with the dates the set gives."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        made = from_text(
            row["text"],
            id=row["id"],
            published=date.fromisoformat(row["date"]),
            title=row.get("title", ""),
            publisher=row.get("source", ""),
        )
        if isinstance(made, SetAside):
            raise SystemExit(f"{row['id']}: {made.message}")
        yield made


def code(file: Path, out: Path, *, broken: bool = False) -> None:
    """Codes every document of `file` and writes one JSON object a line."""
    reader = Reader.load()
    with out.open("w", encoding="utf-8") as lines:
        for coded in reader.read_all(documents_in(file)):
            row = coded_to_json(coded)
            if broken:
                for mention in row["mentions"]:
                    mention["type"] = "none"
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def score(*, broken: bool = False, errors: int = 0) -> str:
    """What the set's scorer prints of Khabar's coding."""
    folder = development_set("coding")
    with tempfile.TemporaryDirectory() as scratch:
        coded = Path(scratch) / "coded.jsonl"
        code(folder / "docs.jsonl", coded, broken=broken)
        command = [sys.executable, str(folder / "score.py"), str(folder / "gold.jsonl"), str(coded), "--by-type"]
        command += ["--errors", str(errors)] if errors else []
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def figures(printed: str) -> dict[str, float]:
    """The figures the gate watches, from what the scorer printed."""
    found: dict[str, float] = {}
    for row, name in (("mentions", "mentions"), ("arguments", "arguments"), ("speaker", "speaker")):
        match = re.search(rf"^{row}\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", printed, re.MULTILINE)
        if match:
            found |= {f"{name}_precision": float(match[1]), f"{name}_f1": float(match[3])}
    for row in ("modality", "time", "count"):
        match = re.search(rf"^{row}\s+([\d.]+) of (\d+)", printed, re.MULTILINE)
        if match:
            found[row] = float(match[1])
    match = re.search(r"marked only ([\d.]+) of", printed)
    if match:
        found["modality_marked"] = float(match[1])
    return found


def gold_in_words() -> str:
    """What the gold is, for beside any figure on it."""
    folder = development_set("coding")
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    mentions = [m for row in rows for m in row["mentions"]]
    free = sum(bool(m.get("optional") or m.get("background")) for m in mentions)
    print_of = fingerprint(folder / "docs.jsonl", folder / "gold.jsonl")
    return (
        f"{len(rows)} documents, {len(mentions)} gold mentions, {free} of them optional or background (neither asked"
        f" for nor punished). Corpus {print_of}. Coder and reviewer of the gold were one language model; no person"
        " labelled it. The set was looked at throughout development, so these are development figures."
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N missed or false mentions")
    parser.add_argument("--broken", action="store_true", help="score a deliberately broken coding")
    parser.add_argument("--write", action="store_true", help="write the figures into the docs")
    given = parser.parse_args()
    printed = score(broken=given.broken, errors=given.errors)
    print(gold_in_words())
    print(printed)
    if given.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page(printed), encoding="utf-8")


def page(printed: str) -> str:
    """The docs page of the figures."""
    return (
        "# How well Khabar codes\n\nPrinted by `uv run python -m benchmarks.coding.measure --write`.\n\n"
        f"{gold_in_words()}\n\n```\n{printed.rstrip()}\n```\n\n"
        "`mentions` is right type in the right sentence; `arguments` is end to end: an argument of a missed mention\n"
        "is missed too. `modality`, `time`, `count` are over matched mentions. `speaker` counts a shared word of the\n"
        "name.\n"
    )


if __name__ == "__main__":
    main()
