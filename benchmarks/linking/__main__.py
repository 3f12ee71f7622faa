"""Which mentions Khabar takes for one act: labelled news, the labelled example, and a storm of rewordings.

    uv run python -m benchmarks.linking [--errors N] [--broken] [--write]

--broken puts all mentions into one event, and then each into its own: neither may score well. --write keeps the
figures in docs/evaluation/linking.md and benchmarks/linking/result.json. Without the development set only the example
is scored.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable

from benchmarks.development_sets import BESIDE
from benchmarks.linking.errors import Wrong, wrongly_merged, wrongly_split
from benchmarks.linking.gold import Labelled, read_gold, scored
from benchmarks.linking.page import Measured, as_table, write_page
from benchmarks.linking.reading import Linked, link_example, link_news
from benchmarks.linking.score import Groups, Item
from benchmarks.linking.storm import blow

NEWS = BESIDE / "dev" / "control" / "news.jsonl"


def main() -> None:
    """Measure and print."""
    given = asked()
    gold = read_gold()
    if not NEWS.is_file():
        print(f"Skipped: the news of the development set is not at {NEWS}.")
        gold = tuple(row for row in gold if row.part != "news")
    parts = linked_parts(gold)
    lost = sum(row.key not in parts[row.part].claims for row in gold if row.events)
    print(f"{lost} labelled mentions are no longer coded and are left out.")
    if given.broken:
        print(as_table(measured(gold, parts, spoiling="all in one")))
        print(as_table(measured(gold, parts, spoiling="each its own")))
        return
    figures, storm = measured(gold, parts), blow()
    merged, split = wrong_pairs(gold, parts)
    print(as_table(figures))
    show("wrongly merged", merged, given.errors)
    show("wrongly split", split, given.errors)
    print(storm.in_words)
    if given.write:
        alone = measured(gold, parts, spoiling="each its own")
        write_page(gold, figures, alone, classes=(counted(merged), counted(split)), storm=storm, lost=lost, news=NEWS)


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errors", type=int, default=0, metavar="N", help="show N wrong pairs of each class")
    options.add_argument("--broken", action="store_true", help="score deliberately wrong events")
    options.add_argument("--write", action="store_true", help="keep the figures in the docs")
    given = options.parse_args()
    if given.write and (given.broken or not NEWS.is_file()):
        options.error("--write keeps true figures of the whole gold only")
    return given


def linked_parts(gold: Iterable[Labelled]) -> dict[str, Linked]:
    """The reports of each part of the gold, coded and linked: all of the example, the labelled items of the news."""
    wanted = {row.document for row in gold if row.part == "news"}
    parts = {"news": link_news(NEWS, wanted=wanted)} if wanted else {}
    return {**parts, "example": link_example()}


def measured(gold: Iterable[Labelled], parts: dict[str, Linked], *, spoiling: str = "") -> dict[str, Measured]:
    """The figures of each part and of both together."""
    true = {part: labels(gold, part, linked) for part, linked in parts.items()}
    said = {part: spoilt({key: linked.groups[key] for key in true[part]}, spoiling) for part, linked in parts.items()}
    figures = {part: Measured.of(true[part], said[part]) for part in parts}
    together = Measured.of({k: v for t in true.values() for k, v in t.items()},
                           {k: v for s in said.values() for k, v in s.items()})  # fmt: skip
    return {**figures, "together": together}


def labels(gold: Iterable[Labelled], part: str, linked: Linked) -> dict[tuple[str, str, int, int], frozenset[str]]:
    """The labels of a part whose mentions are still coded."""
    return {k: v for k, v in scored(row for row in gold if row.part == part).items() if k in linked.claims}


def spoilt(found: Groups[Item], how: str) -> Groups[Item]:
    """The mentions grouped deliberately wrong."""
    if how == "all in one":
        return dict.fromkeys(found, frozenset({"one"}))
    if how == "each its own":
        return {key: frozenset({str(key)}) for key in found}
    return found


def wrong_pairs(gold: Iterable[Labelled], parts: dict[str, Linked]) -> tuple[list[Wrong], list[Wrong]]:
    """The pairs wrongly merged and those wrongly split."""
    merged, split = [], []
    for part, linked in parts.items():
        true = labels(gold, part, linked)
        merged += wrongly_merged(true, linked)
        split += wrongly_split(true, linked)
    return merged, split


def counted(wrong: Iterable[Wrong]) -> Counter[str]:
    """How many pairs of each class."""
    return Counter(pair.kind for pair in wrong)


def show(title: str, wrong: list[Wrong], number: int) -> None:
    """The classes of wrong pairs, and the first few of each."""
    print(f"== {title}: {len(wrong)} pairs")
    for kind, n in counted(wrong).most_common():
        print(f"{n:4d}  {kind}")
        for pair in [pair for pair in wrong if pair.kind == kind][:number]:
            print(pair)


if __name__ == "__main__":
    main()
