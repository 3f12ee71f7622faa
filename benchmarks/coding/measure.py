"""Coding a set of reports and scoring it with the development set's own scorer; the figures out of what that prints."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.development_sets import development_set, fingerprint
from benchmarks.own_process import printed
from khabar.documents import from_text
from khabar.errors import BadDate, UnreadableDocument
from khabar.language.skimming import Skim, sentences_in
from khabar.reader import Reader
from khabar.records import Document
from khabar.records.wire import coded_to_json

LABELLED = "Coder and reviewer of the gold were one language model; no person labelled it."
LOOKED_AT = "The set was looked at throughout development, so these are development figures."


def rows_in(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file; ends the program where the file cannot be read as such."""
    try:
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        sys.exit(f"{file}: {error}")


def documents_in(file: Path) -> Iterator[Document]:
    """The reports of a set with the dates it gives, none borrowed.

    A report that cannot be read is named on standard error and left out; one whose date cannot be, is read without it.
    """
    for row in rows_in(file):
        try:
            yield report(row, published=row.get("date") or None)
        except BadDate as error:
            print(f"{row['id']}: {error}", file=sys.stderr)
            yield report(row, published=None)
        except UnreadableDocument as error:
            print(f"{row['id']}: {error}", file=sys.stderr)


def report(row: dict[str, Any], *, published: str | None) -> Document:
    """One report of a set."""
    title, publisher = row.get("title") or "", row.get("source") or ""
    return from_text(row["text"], id=row["id"], published=published, title=title, publisher=publisher)


def code(docs: Path, out: Path, *, broken: bool = False, haste: int = 0) -> int:
    """Codes every report of `docs`, one JSON object a line; returns how many.

    `broken` makes every type wrong; `haste` as `Reader.load` has it.
    """
    reader = Reader.load(haste=haste)
    coded = 0
    with out.open("w", encoding="utf-8") as lines:
        for one in reader.read_all(documents_in(docs)):
            row = coded_to_json(one)
            if broken:
                for mention in row["mentions"]:
                    mention["type"] = "none"
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            coded += 1
    return coded


def scorer_for(gold: Path) -> Path:
    """The scorer beside the gold, else the development set's; ends the program with the reason where there is none."""
    beside = gold.with_name("score.py")
    return beside if beside.is_file() else development_set("coding") / "score.py"


def scored(gold: Path, coded: Path, *, by_type: bool = True, errors: int = 0) -> str:
    """What the scorer prints of a coding."""
    asked = ["--by-type"] if by_type else []
    asked += ["--errors", str(errors)] if errors else []
    return printed(str(scorer_for(gold)), str(gold), str(coded), *asked)


def left_out(docs: Path, gold: Path) -> tuple[int, int]:
    """How many gold mentions stand in sentences that haste leaves out of any paragraph but the first; of how many."""
    skim = Skim.load()
    texts = {row["id"]: row["text"] for row in rows_in(docs)}
    triggers = [(texts[row["id"]], mention["trigger_span"][0]) for row in rows_in(gold) for mention in row["mentions"]]
    around = [next(text[a:b] for a, b in sentences_in(text, 0, len(text)) if a <= at < b) for text, at in triggers]
    return sum(not skim.is_worth_reading(sentence) for sentence in around), len(triggers)


def lost_its_commas(text: str) -> bool:
    """Whether a text of more than a hundred words has not one comma."""
    return "," not in text and len(text.split()) > 100


def by_punctuation(docs: Path, gold: Path, coded: Path) -> dict[str, dict[str, Any]]:
    """The figures apart for texts that lost their commas, as some feeds do, and the others."""
    bare = {row["id"] for row in rows_in(docs) if lost_its_commas(row["text"])}
    found: dict[str, dict[str, Any]] = {}
    for name, chosen in (("commas kept", False), ("commas lost", True)):
        rows = [row for row in rows_in(gold) if (row["id"] in bare) == chosen]
        if rows:
            with tempfile.TemporaryDirectory() as scratch:
                part = Path(scratch) / "gold.jsonl"
                part.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
                shutil.copy(scorer_for(gold), part.with_name("score.py"))
                found[name] = {"documents": len(rows), **every_figure(scored(part, coded, by_type=False))}
    return found


def score() -> str:
    """What the scorer prints of Khabar's coding of the development set."""
    folder = development_set("coding")
    with tempfile.TemporaryDirectory() as scratch:
        coded = Path(scratch) / "coded.jsonl"
        code(folder / "docs.jsonl", coded)
        return scored(folder / "gold.jsonl", coded)


def figures(printed: str) -> dict[str, float]:
    """The figures the gate watches, from what the scorer printed."""
    found: dict[str, float] = {}
    for name in ("mentions", "arguments", "speaker"):
        match = re.search(rf"^{name}\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", printed, re.MULTILINE)
        if match:
            found |= {f"{name}_precision": float(match[1]), f"{name}_f1": float(match[3])}
    for name in ("modality", "time", "count"):
        match = re.search(rf"^{name}\s+([\d.]+) of (\d+)", printed, re.MULTILINE)
        if match:
            found[name] = float(match[1])
    match = re.search(r"marked only ([\d.]+) of", printed)
    if match:
        found["modality_marked"] = float(match[1])
    return found


def every_figure(printed: str) -> dict[str, dict[str, float]]:
    """All the scorer printed, by row: p, r and f1, or the share right and of how many; types by their own names."""
    found: dict[str, dict[str, float]] = {}
    for line in printed.splitlines():
        name = line.split()[0] if line.split() else ""
        if match := re.search(r"P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)", line):
            found[name] = {"p": float(match[1]), "r": float(match[2]), "f1": float(match[3])}
        elif match := re.search(r"\s([\d.]+) of (\d+)", line):
            found[name] = {"right": float(match[1]), "of": int(match[2])}
        if match := re.search(r"marked only ([\d.]+) of (\d+)", line):
            found["modality_marked"] = {"right": float(match[1]), "of": int(match[2])}
        if match := re.search(r"\bgold\s+(\d+)", line):
            found[name]["gold"] = int(match[1])
        if match := re.search(r"predicted (\d+)", line):
            found[name]["predicted"] = int(match[1])
    return found


def size_of(docs: Path, gold: Path) -> dict[str, Any]:
    """How large a gold is, how much of it is neither asked for nor punished, and which gold it is."""
    rows = rows_in(gold)
    mentions = [m for row in rows for m in row["mentions"]]
    free = sum(bool(m.get("optional") or m.get("background")) for m in mentions)
    return {"documents": len(rows), "mentions": len(mentions), "free": free, "corpus": fingerprint(docs, gold)}


def in_words(size: dict[str, Any]) -> str:
    """The size of a gold, for beside any figure on it."""
    return (
        f"{size['documents']} documents, {size['mentions']} gold mentions, {size['free']} of them optional or"
        f" background (neither asked for nor punished). Corpus {size['corpus']}."
    )
