"""Fits the numbers of `control.yaml` that matter most, and says what they are worth on conflicts not fitted on.

    uv run python -m benchmarks.control.fit

The news is read once.  From the numbers as first set by hand, each of GRIDS in turn takes its best value, the others
staying, until nothing improves.  Best is what `value_of` says over all places; a step must also help at least as many
conflicts as it hurts, so that one long war does not set the numbers for all.  Printed: the numbers first set, as they
are and as fitted on all conflicts, with their figures; and the figures of each conflict with numbers found on the
others.  Nothing is written: a number is taken over by hand, and only where those last figures improve.

Fitted: the numbers in GRIDS.  Not fitted: the weights of the acts among each other, the voices, what fighting says, the
thresholds of the words for a state.  They are set by hand, by the aims at the top of `control.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.control.reading import Events, answers, news_in, read_conflicts
from benchmarks.control.scoring import AIMS, Scorer
from benchmarks.control.tasks import Task, development_tasks
from benchmarks.development_sets import development_set
from khabar.situation.weights import Rules, Weights, packaged_rules

GRIDS: Mapping[str, Sequence[float]] = {
    "interest.own_success": (0.4, 0.55, 0.7),
    "precision.site": (0.2, 0.35, 0.5),
    "relation.part": (0.1, 0.2, 0.35),
    "lost_before": (3.0, 4.5, 6.5),
    "rates.silence": (0.004, 0.006, 0.008, 0.012),
    "rates.surprise": (0.01, 0.02, 0.04),
    "neighbours.reach_km": (100.0, 150.0, 250.0, 400.0),
    "neighbours.as_before": (0.5, 0.7, 1.0, 1.5),
    "neighbours.evenly": (0.0, 0.1, 0.2, 0.3),
    "violence": (0.0, 0.5, 1.0, 1.5, 2.0),
    "encircled": (0.5, 1.0, 2.0, 3.0),
}
# Where every search begins: the numbers as they were first set by hand; those of the neighbours are a plain guess.
FIRST: Mapping[str, float] = {
    "interest.own_success": 0.55,
    "precision.site": 0.35,
    "relation.part": 0.35,
    "lost_before": 6.5,
    "rates.silence": 0.008,
    "rates.surprise": 0.02,
    "neighbours.reach_km": 150.0,
    "neighbours.as_before": 1.0,
    "neighbours.evenly": 0.2,
    "violence": 1.0,
    "encircled": 1.0,
}
LEAST_GAIN = 0.01
Numbers = tuple[tuple[str, float], ...]


def value_of(figures: Mapping[str, float]) -> float:
    """What is to be made large: changes found and days right, less false changes and wrong probabilities."""
    found = sum(figures.get(name, 0.0) for name in ("ra3", "r3", "acc_post"))
    return found - 2.0 * figures.get("brier", 0.0) - 10.0 * figures.get("false_pm", 0.0)


class Trials:
    """The counts of each conflict under any numbers, each worked out once."""

    def __init__(self, read: Mapping[str, tuple[Task, Events]], scorer: Scorer) -> None:
        self.read = read
        self.scorer = scorer
        self._done: dict[tuple[str, Numbers], list[Any]] = {}

    def places(self, conflict: str, numbers: Mapping[str, float]) -> list[Any]:
        """The counts of a conflict's places."""
        key = (conflict, tuple(sorted(numbers.items())))
        if key not in self._done:
            task, events = self.read[conflict]
            said = answers(task, events, rules=rules_with(numbers))
            self._done[key] = self.scorer.places(said, conflict)
        return self._done[key]

    def figures(self, conflicts: Iterable[str], numbers: Mapping[str, float]) -> dict[str, float]:
        """The figures over all places of some conflicts."""
        return self.scorer.figures(place for c in conflicts for place in self.places(c, numbers))


def rules_with(numbers: Mapping[str, float]) -> Rules:
    """The packaged rules with some numbers changed.

    `violence` multiplies what air strikes, shelling, bombings and attacks say; `encircled` what a siege or an advance
    says for the other sides.
    """
    rules = packaged_rules()
    data = rules.control.model_dump(by_alias=True)
    for path, number in numbers.items():
        if path == "violence":
            _scale(data["effects"], "violence.", ("actor", "target"), number, but="violence.clash")
        elif path == "encircled":
            _scale(data["effects"], ("territory.siege", "territory.advance"), ("others",), number)
        else:
            *above, name = path.split(".")
            inner = data
            for step in above:
                inner = inner[step]
            inner[name] = number
    return replace(rules, control=Weights.model_validate(data))


def _scale(
    effects: dict[str, Any], types: str | tuple[str, ...], names: Sequence[str], number: float, *, but: str = ""
) -> None:
    for kind, aspects in effects.items():
        if kind.startswith(types) and kind != but:
            for effect in aspects.values():
                for name in names:
                    effect[name] *= number


def numbers_now() -> dict[str, float]:
    """The numbers of GRIDS as they stand in `control.yaml`."""
    data: Any = packaged_rules().control.model_dump(by_alias=True)
    found = {"violence": 1.0, "encircled": 1.0}
    for path in GRIDS:
        if path not in found:
            inner = data
            for step in path.split("."):
                inner = inner[step]
            found[path] = float(inner)
    return found


def fitted(trials: Trials, conflicts: Sequence[str]) -> dict[str, float]:
    """The numbers found on some conflicts, from those first set by hand."""
    numbers = dict(FIRST)
    improved = True
    while improved:
        improved = False
        for path, grid in GRIDS.items():
            best = max(grid, key=lambda x: _gain(trials, conflicts, numbers, {**numbers, path: x}))
            if _gain(trials, conflicts, numbers, {**numbers, path: best}) > LEAST_GAIN:
                numbers, improved = {**numbers, path: best}, True
    return numbers


def _gain(trials: Trials, conflicts: Sequence[str], old: Mapping[str, float], new: Mapping[str, float]) -> float:
    """How much better the new numbers are; below 0 also where they hurt more conflicts than they help."""
    each = [value_of(trials.figures([c], new)) - value_of(trials.figures([c], old)) for c in conflicts]
    if sum(x < 0 for x in each) > sum(x > 0 for x in each):
        return -1.0
    return value_of(trials.figures(conflicts, new)) - value_of(trials.figures(conflicts, old))


def held_out(trials: Trials) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """The figures of every conflict with the numbers found on the others, over all places; and those numbers."""
    conflicts = list(trials.read)
    found = {c: fitted(trials, [o for o in conflicts if o != c]) for c in conflicts}
    places = [place for c in conflicts for place in trials.places(c, found[c])]
    return trials.scorer.figures(places), found


def trials_of_the_development_set() -> Trials:
    """The development set, read."""
    folder = development_set("control")
    read = {task.conflict: (task, events) for task, events in read_conflicts(
        development_tasks(folder), news_in(folder / "news.jsonl"))}  # fmt: skip
    return Trials(read, Scorer(folder))


def main() -> None:
    """The command."""
    trials = trials_of_the_development_set()
    conflicts, now = list(trials.read), numbers_now()
    best = fitted(trials, conflicts)
    print(f"{'':32}{'first':>10}{'now':>10}{'fitted':>10}")
    for path, number in best.items():
        print(f"{path:32}{FIRST[path]:>10g}{now[path]:>10g}{number:>10g}")
    print(f"{'':32}" + "".join(f"{name:>10}" for name in AIMS))
    _print("as first set by hand", trials.figures(conflicts, FIRST))
    _print("as they are", trials.figures(conflicts, now))
    _print("fitted on all", trials.figures(conflicts, best))
    figures, found = held_out(trials)
    _print("each fitted on the others", figures)
    for conflict in conflicts:
        _print(f"{conflict}: as first set", trials.figures([conflict], FIRST))
        _print("    fitted on the others", trials.figures([conflict], found[conflict]))
        print("    " + ", ".join(f"{k} {v:g}" for k, v in found[conflict].items() if v != FIRST[k]))


def _print(name: str, figures: Mapping[str, float]) -> None:
    print(f"{name:32}" + "".join(f"{figures[n]:>10.3f}" if n in figures else f"{'-':>10}" for n in AIMS))


if __name__ == "__main__":
    main()
