"""Place-finding on the development set: recognition, resolution, and both end to end.

    python benchmarks/places/measure.py [--no-parser] [--misses N] [--spurious N]

Scored by ../shared/dev/places/score.py on ../shared/dev/places/news.gold.jsonl (GeoVirus, 229 documents).  These are
development figures: the weights were tuned with this set in view.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from khabar.places.find import Geoparser
from khabar.records import Document, Parse, PlaceName

SHARED = Path(__file__).resolve().parents[2] / "../shared/dev/places"


def scorer() -> Any:
    """The development set's own scorer."""
    spec = importlib.util.spec_from_file_location("places_score", SHARED / "score.py")
    if spec is None or spec.loader is None:
        sys.exit("../shared/dev/places/score.py is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_row(name: PlaceName) -> dict[str, Any]:
    """A place name in the scorer's form."""
    place = name.place
    return {
        "start": name.span.start, "end": name.span.end, "text": name.span.text,
        "lat": place.lat if place else None, "lon": place.lon if place else None,
        "geonameid": place.geonameid if place else None,
    }  # fmt: skip


def predict(gold: list[dict[str, Any]], *, with_parser: bool) -> tuple[list[dict[str, Any]], float]:
    """What the geoparser finds, and how many documents a second it reads (parsing not counted)."""
    parser = None
    if with_parser:
        from khabar.language.pipeline import Parser

        parser = Parser.load()
    geoparser = Geoparser.load()
    rows, spent = [], 0.0
    for item in gold:
        document = Document(item["id"], item["text"], "")
        parse: Parse | None = parser.parse(document) if parser else None
        began = time.perf_counter()
        names = geoparser.find(document, parse)
        spent += time.perf_counter() - began
        rows.append({"id": item["id"], "places": [as_row(n) for n in names if n.use != "demonym"]})
    return rows, len(gold) / spent


def errors(gold: list[dict[str, Any]], rows: list[dict[str, Any]], module: Any) -> tuple[Counter[str], ...]:
    """What was missed, what was found for nothing, what was put in the wrong place; by words."""
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    astray: Counter[str] = Counter()
    for item, row in zip(gold, rows, strict=True):
        pairs = module.match(item["toponyms"], row["places"], True)
        found = {i for i, _ in pairs}
        used = {j for _, j in pairs}
        text = item["text"]

        def shown(t: dict[str, Any], text: str = text) -> str:
            around = text[max(0, t["start"] - 30) : t["start"]] + "[" + t["text"] + "]" + text[t["end"] : t["end"] + 25]
            return around.replace("\n", " ")

        missed.update(shown(t) for i, t in enumerate(item["toponyms"]) if i not in found)
        spurious.update(shown(p) for j, p in enumerate(row["places"]) if j not in used)
        for i, j in pairs:
            g, p = item["toponyms"][i], row["places"][j]
            if g["lat"] is None:
                continue
            if p["lat"] is None:
                astray[f"{g['text']} (unplaced)"] += 1
            elif (km := module.haversine(g["lat"], g["lon"], p["lat"], p["lon"])) > module.NEAR_KM:
                astray[f"{g['text']} {km:.0f} km: {g['lat']},{g['lon']} not {p['lat']},{p['lon']}"] += 1
    return missed, spurious, astray


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--no-parser", action="store_true")
    options.add_argument("--errors", type=int, default=0)
    given = options.parse_args()
    module = scorer()
    gold = module.read(SHARED / "news.gold.jsonl")
    rows, speed = predict(gold, with_parser=not given.no_parser)
    module.show(module.score(gold, rows))
    print(f"{speed:.0f} documents a second (parsing not counted)")
    for title, counted in zip(("missed", "for nothing", "astray"), errors(gold, rows, module), strict=True):
        print(f"{title}: {sum(counted.values())}")
        for words, n in counted.most_common(given.errors):
            print(f"  {n:3d}  {words}")


if __name__ == "__main__":
    main()
