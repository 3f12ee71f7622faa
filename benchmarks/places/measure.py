"""Predictions on the development set, its own scorer, and which names went wrong.

Scored by ../shared/dev/places/score.py on ../shared/dev/places/news.gold.jsonl (GeoVirus, 229 documents).  These are
development figures: the weights were tuned with this set in view.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.development_sets import development_set
from benchmarks.places.baselines import Finder, Row, row_of
from benchmarks.places.reliability import Scored
from khabar.language import Parser
from khabar.places.find import Geoparser
from khabar.records import Document, PlaceName

# Of countries, seas and regions the set's points are a matter of taste.
_POINTS = ("settlement", "district", "province")
Gold = list[dict[str, Any]]


def scorer() -> Any:
    """The development set's own scorer."""
    spec = importlib.util.spec_from_file_location("places_score", development_set("places") / "score.py")
    if spec is None or spec.loader is None:
        sys.exit("score.py is not in the development set.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found_names(gold: Gold, *, with_parser: bool) -> tuple[list[list[PlaceName]], float]:
    """The names of each document, adjectives ("Syrian") left out, and documents a second (parsing not counted)."""
    parser = Parser.load() if with_parser else None
    geoparser = Geoparser.load()
    found, spent = [], 0.0
    for item in gold:
        document = Document(item["id"], item["text"], "")
        parse = parser.parse(document) if parser else None
        began = time.perf_counter()
        names = geoparser.find(document, parse)
        spent += time.perf_counter() - began
        found.append([name for name in names if name.use != "demonym"])
    return found, len(gold) / spent


def rows_of(gold: Gold, found: Sequence[Sequence[PlaceName]]) -> list[Row]:
    """What the scorer reads."""
    return [{"id": item["id"], "places": placed(names)} for item, names in zip(gold, found, strict=True)]


def placed(names: Sequence[PlaceName]) -> list[Row]:
    """A document's place names in the scorer's form."""
    return [row_of(name.place, name.span) for name in names]


def baseline_rows(gold: Gold, finder: Finder) -> tuple[list[Row], float]:
    """What a naive way finds, and documents a second."""
    began = time.perf_counter()
    rows = [{"id": item["id"], "places": finder(item["text"])} for item in gold]
    return rows, len(gold) / (time.perf_counter() - began)


def reliability_data(gold: Gold, found: Sequence[Sequence[PlaceName]], module: Any) -> list[Scored]:
    """The score of every name of a town, district or province, and whether it is one, and within 161 km.

    A name left open counts by its first candidate, so that abstentions are judged as well; countries and regions are
    left out.
    """
    scored = []
    for item, names in zip(gold, found, strict=True):
        pairs = module.match(item["toponyms"], placed(names), True)
        of = {j: item["toponyms"][i] for i, j in pairs}
        for j, name in enumerate(names):
            place = name.place or (name.candidates[0] if name.candidates else None)
            if place is None or place.precision not in _POINTS:
                continue
            true = of.get(j)
            if true is not None and true["lat"] is None:
                continue
            near = true is not None and place.lat is not None
            km = module.haversine(true["lat"], true["lon"], place.lat, place.lon) if near and true else None
            scored.append((name.score, km is not None and km <= module.NEAR_KM))
    return scored


def errors(gold: Gold, rows: Sequence[Row], module: Any) -> tuple[Counter[str], ...]:
    """What was missed, what was found for nothing, what was put in the wrong place; by words."""
    missed: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    astray: Counter[str] = Counter()
    for item, row in zip(gold, rows, strict=True):
        pairs = module.match(item["toponyms"], row["places"], True)
        found, used = {i for i, _ in pairs}, {j for _, j in pairs}
        missed.update(_shown(t, item["text"]) for i, t in enumerate(item["toponyms"]) if i not in found)
        spurious.update(_shown(p, item["text"]) for j, p in enumerate(row["places"]) if j not in used)
        for i, j in pairs:
            if item["toponyms"][i]["lat"] is not None:
                astray.update(_astray(item["toponyms"][i], row["places"][j], module))
    return missed, spurious, astray


def _shown(name: Row, text: str) -> str:
    before, after = text[max(0, name["start"] - 30) : name["start"]], text[name["end"] : name["end"] + 25]
    return f"{before}[{name['text']}]{after}".replace("\n", " ")


def _astray(true: Row, found: Row, module: Any) -> list[str]:
    if found["lat"] is None:
        return [f"{true['text']} (unplaced)"]
    km = module.haversine(true["lat"], true["lon"], found["lat"], found["lon"])
    said = f"{true['text']} {km:.0f} km: {true['lat']},{true['lon']} not {found['lat']},{found['lon']}"
    return [said] if km > module.NEAR_KM else []
