"""The page docs/accuracy.md: what Khabar reads and what it cannot, out of the benchmarks' kept results.

    uv run python -m benchmarks.accuracy [--write]

Prints the page; --write keeps it. It measures nothing itself: the figures are kept by `python -m benchmarks.coding
--write`, and likewise `benchmarks.places`, `.swap`, `.muc4`, `.linking`, `.control` and `benchmarks/language/score.py`.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.accuracy import tables

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "accuracy.md"
HERE = Path(__file__).parent
FRAME = HERE / "page.md"
RESULTS = {
    "coding": ROOT / "benchmarks" / "coding" / "result.json",
    "swap": ROOT / "benchmarks" / "swap" / "result.json",
    "muc4": ROOT / "benchmarks" / "muc4" / "result.json",
    "language": ROOT / "docs" / "evaluation" / "language.json",
    "places": ROOT / "benchmarks" / "places" / "result.json",
    "linking": ROOT / "benchmarks" / "linking" / "result.json",
    "control": ROOT / "benchmarks" / "control" / "result.json",
}


def results() -> dict[str, Any]:
    """What the benchmarks kept; ends the program where one kept nothing."""
    missing = [str(file.relative_to(ROOT)) for file in RESULTS.values() if not file.is_file()]
    if missing:
        sys.exit(f"Not measured yet: {', '.join(missing)}. Run the benchmark with --write first.")
    return {name: json.loads(file.read_text(encoding="utf-8")) for name, file in RESULTS.items()}


def sample() -> Counter[tuple[str, str]]:
    """How many of the errors read by hand are of each part and class."""
    with (HERE / "sample.csv").open(encoding="utf-8", newline="") as rows:
        return Counter((row["part"], row["class"]) for row in csv.DictReader(rows))


def page(found: dict[str, Any], classes: Counter[tuple[str, str]]) -> str:
    """The page with every table filled in."""
    return FRAME.read_text(encoding="utf-8").format(
        coding_set=tables.coding_set(found["coding"]),
        coding=tables.coding(found["coding"]["figures"]),
        parts=tables.parts(found["coding"]),
        types=tables.types(found["coding"]["figures"]),
        classes=tables.classes(classes),
        swap=tables.swap(found["swap"]["texts"]["figures"]),
        swap_set=found["swap"]["texts"],
        swap_items=tables.swap(found["swap"]["items"]["figures"]),
        swap_items_set=found["swap"]["items"],
        language=tables.language(found["language"]),
        places=tables.places(found["places"]),
        places_set=found["places"]["set"],
        places_off=f"{found['places']['off_by']:.3f}",
        reliability=tables.reliability(found["places"]),
        linking=tables.linking(found["linking"]["figures"]),
        control=tables.control(found["control"]),
        muc4=tables.muc4(found["muc4"]["figures"]),
        muc4_set=found["muc4"],
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the page in docs/accuracy.md")
    given = parser.parse_args()
    made = page(results(), sample())
    print(made)
    if given.write:
        PAGE.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
