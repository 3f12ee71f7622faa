"""Place-finding on the development set: recognition, resolution, both end to end, calibration; beside two naive ways.

    uv run python -m benchmarks.places [--no-parser] [--errors N] [--broken] [--write]

`flashgeotext` is compared where it is installed (`uv sync --group baselines`).  --broken moves every point by ten
degrees first: nothing may be near.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.development_sets import development_set, fingerprint
from benchmarks.places.baselines import Row, flashgeotext, longest_match
from benchmarks.places.measure import baseline_rows, errors, found_names, reliability_data, rows_of, scorer
from benchmarks.places.reliability import bins_of, brier, expected_error

RESULT = Path(__file__).with_name("result.json")
_DEGREES = 10.0


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--no-parser", action="store_true", help="words and capitals alone")
    options.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each kind")
    options.add_argument("--broken", action="store_true", help="score deliberately wrong points")
    options.add_argument("--write", action="store_true", help="keep the figures in benchmarks/places/result.json")
    given = options.parse_args()
    gold_file = development_set("places") / "news.gold.jsonl"
    module = scorer()
    gold = module.read(gold_file)
    found, speed = found_names(gold, with_parser=not given.no_parser)
    rows = moved(rows_of(gold, found)) if given.broken else rows_of(gold, found)
    scores = {"khabar": {**module.score(gold, rows), "documents_a_second": round(speed)}}
    for name, finder in (("longest match", longest_match()), ("flashgeotext", flashgeotext())):
        if finder is not None:
            theirs, pace = baseline_rows(gold, finder)
            scores[name] = {**module.score(gold, theirs), "documents_a_second": round(pace)}
    for name, score in scores.items():
        print(f"== {name}: {score['documents_a_second']} documents a second (parsing not counted)")
        module.show(score)
    scored = reliability_data(gold, found, module)
    print(f"== scores of {len(scored)} towns, districts and provinces: off by {expected_error(scored):.3f} on average,"
          f" Brier {brier(scored):.3f}")  # fmt: skip
    for row in bins_of(scored):
        print(f"   said {row.said:.2f}  right {row.right:.2f}  ({row.names})")
    for title, counted in zip(("missed", "for nothing", "astray"), errors(gold, rows, module), strict=True):
        print(f"{title}: {sum(counted.values())}")
        for words, n in counted.most_common(given.errors):
            print(f"  {n:3d}  {words}")
    if given.write and not (given.broken or given.no_parser):
        names = sum(len(row["toponyms"]) for row in gold)
        kept: dict[str, Any] = {
            "set": {"documents": len(gold), "names": names, "corpus": fingerprint(gold_file)},
            "figures": {name: {k: v for k, v in s.items() if k != "documents_a_second"} for name, s in scores.items()},
            "reliability": [[b.names, round(b.said, 3), round(b.right, 3)] for b in bins_of(scored)],
            "off_by": round(expected_error(scored), 3),
        }
        RESULT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def moved(rows: list[Row]) -> list[Row]:
    """The same names, each ten degrees further north or south."""
    for row in rows:
        for place in row["places"]:
            if place["lat"] is not None:
                place["lat"] += -_DEGREES if place["lat"] > 0 else _DEGREES
    return rows


if __name__ == "__main__":
    main()
