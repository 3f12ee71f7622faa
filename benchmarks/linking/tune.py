"""A search for better points of linking, one at a time, and what they are worth on labels they were not set by.

    uv run python -m benchmarks.linking.tune [--rounds N]

Each round tries every point half a nat up and down and keeps the change that gains most, as long as any gains at all.
First on the news alone, tried on the example; then the other way round; then on both, which is what to put into
src/khabar/data/linking/linking.yaml by hand. A change has to be worth more than chance: it must gain GAIN of F1.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from benchmarks.linking.__main__ import linked_parts, measured
from benchmarks.linking.gold import Labelled, read_gold
from benchmarks.linking.reading import Linked
from khabar.linking import link
from khabar.linking.weights import Points, Rules, load_rules

STEP, GAIN = 0.5, 0.004
Parts = Mapping[str, Linked]


def main() -> None:
    """Search and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=8, help="changes at most")
    given = options.parse_args()
    gold = read_gold()
    parts = linked_parts(gold)
    for chosen in (["news"], ["example"], ["news", "example"]):
        print(f"== set by {' and '.join(chosen)}")
        rules = load_rules()
        print(in_words(scores(gold, parts, rules)))
        for name, value, found in improved(gold, parts, rules, by=chosen, rounds=given.rounds):
            print(f"{name}: {value:+.1f}   {in_words(found)}", flush=True)


def improved(
    gold: Sequence[Labelled], parts: Parts, rules: Rules, *, by: Sequence[str], rounds: int
) -> Iterator[tuple[str, float, dict[str, float]]]:
    """Each change kept: the point, its new value, and the F1 of each part with it."""
    best = scores(gold, parts, rules)
    for _ in range(rounds):
        tried = [(name, value, with_point(rules, name, value)) for name, value in steps(rules.weights.points)]
        measured_ = [(name, value, changed, scores(gold, parts, changed)) for name, value, changed in tried]
        name, value, changed, found = max(measured_, key=lambda m: (mean(m[3], by), -abs(m[1])))
        if mean(found, by) < mean(best, by) + GAIN:
            return
        rules, best = changed, found
        yield name, value, found


def steps(points: Points) -> Iterator[tuple[str, float]]:
    """Every point a step down and a step up."""
    for name in Points.model_fields:
        now: float = getattr(points, name)
        yield from ((name, now - STEP), (name, now + STEP))


def with_point(rules: Rules, name: str, value: float) -> Rules:
    """The rules with one point changed."""
    points = rules.weights.points.model_copy(update={name: value})
    return replace(rules, weights=rules.weights.model_copy(update={"points": points}))


def scores(gold: Sequence[Labelled], parts: Parts, rules: Rules) -> dict[str, float]:
    """The pairwise F1 of each part, linked anew by these rules."""
    anew = {
        name: replace(part, events=link(tuple(part.claims.values()), theatre=part.theatre, rules=rules))
        for name, part in parts.items()
    }
    return {name: figures.pairs.f1 for name, figures in measured(gold, anew).items()}


def mean(found: Mapping[str, float], parts: Sequence[str]) -> float:
    """The mean of some parts."""
    return sum(found[part] for part in parts) / len(parts)


def in_words(found: Mapping[str, float]) -> str:
    """The figures in a line."""
    return ", ".join(f"{name} {value:.3f}" for name, value in found.items())


if __name__ == "__main__":
    main()
