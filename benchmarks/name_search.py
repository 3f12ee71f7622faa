"""How fast many names are looked for in news text: Khabar's search beside the bare matcher it is built on.

    uv run python -m benchmarks.name_search

Two sets of names: the shipped Afghan theatre's, and 50,000 of the world file's.  The ratio is the figure to compare;
megabytes a second are the machine's.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable

from ahocorasick_rs import AhoCorasick, MatchKind

from benchmarks.development_sets import development_set
from khabar.packs.theatre_file import load_theatre
from khabar.places.gazetteer import Gazetteer
from khabar.places.name_search import NameSearch, names_of

COUNTRIES = ("AF", "BR", "CN", "DE", "ES", "FR", "GB", "IN", "IQ", "IR", "IT", "MX", "NG", "PK", "RU", "SY", "UA", "US")
NAMES = 50_000
ROUNDS = 9


def main() -> None:
    """Prints the median speed of each way of looking, and its share of the bare matcher's."""
    lines = (development_set("places") / "news.gold.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    size = sum(len(text.encode()) for text in texts) / 1e6
    world = Gazetteer.load()
    of_the_world = list(dict.fromkeys(place.name for code in COUNTRIES for place in world.places_in(code)))[:NAMES]
    of_the_theatre = names_of(load_theatre("afghanistan-2021"))
    for title, names in (("theatre", of_the_theatre), ("world", of_the_world)):
        search = NameSearch(names)
        bare = AhoCorasick(sorted(set(names)), matchkind=MatchKind.LeftmostLongest)
        print(f"== {title}: {len(set(names))} names, {len(texts)} texts, {size:.2f} MB")
        ways: dict[str, Callable[[str], object]] = {
            "bare matcher": bare.find_matches_as_indexes,
            "any name in it": search.any_in,
            "every name with its place": lambda text, search=search: list(search.spans(text)),
        }
        pace = speeds(ways, texts, size)
        for way, megabytes in pace.items():
            share = megabytes / pace["bare matcher"]
            print(f"   {way:26s} {megabytes:6.0f} MB a second   {share:.2f} of the bare matcher")


def speeds(ways: dict[str, Callable[[str], object]], texts: list[str], size: float) -> dict[str, float]:
    """Megabytes a second of each way: the median of rounds taken by turns, so that a busy moment hits all alike."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, look in ways.items():
            began = time.perf_counter()
            for text in texts:
                look(text)
            taken[way].append(time.perf_counter() - began)
    return {way: size / statistics.median(seconds) for way, seconds in taken.items()}


if __name__ == "__main__":
    main()
