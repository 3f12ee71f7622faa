"""The accuracy gate: fails where a figure falls below its pinned floor, or the gold is not the one it was pinned on.

    uv run python -m benchmarks.coding.gate            # check
    uv run python -m benchmarks.coding.gate --pin      # set the floors to today's figures, less the slack

A floor is only ever lowered with `--pin`, in a commit that says why.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.coding.measure import figures, score
from benchmarks.development_sets import development_set, fingerprint

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.01


def shortfalls(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each figure below its floor or missing; empty where all hold."""
    return [
        f"{name}: {found.get(name, 0.0):.3f} is below its floor {floor:.3f}"
        for name, floor in sorted(floors.items())
        if found.get(name, 0.0) < floor
    ]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="set the floors to today's figures")
    given = parser.parse_args()
    folder = development_set("coding")
    corpus = fingerprint(folder / "docs.jsonl", folder / "gold.jsonl")
    found = figures(score())
    if given.pin:
        floors = {name: round(value - SLACK, 3) for name, value in sorted(found.items())}
        FLOORS.write_text(json.dumps({"corpus": corpus, "floors": floors}, indent=2) + "\n", encoding="utf-8")
        print(f"Pinned {len(floors)} floors on corpus {corpus}.")
        return
    if not FLOORS.is_file():
        sys.exit("No floors are pinned yet. Measure, then run with --pin.")
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    if pinned["corpus"] != corpus:
        sys.exit(f"The gold has changed: pinned on {pinned['corpus']}, found {corpus}. Measure, then pin anew.")
    low = shortfalls(found, pinned["floors"])
    print("\n".join(low) or f"All {len(pinned['floors'])} figures hold.")
    sys.exit(1 if low else 0)


if __name__ == "__main__":
    main()
