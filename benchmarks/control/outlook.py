"""The risk that a place changes hands within a week: fitted, and tried on wars it was not fitted on.

    uv run python -m benchmarks.control.outlook [--write]

A case is a place in a week: the signs as known on its first day, and whether the gold has a change of hands in the days
after. Each of the nine wars is told by numbers fitted on the other eight, and compared with saying for each week that a
place changes hands as often as in those eight ("as often as ever"). Nothing goes into
src/khabar/data/situation/outlook.yaml by itself: the last lines printed are what to put there.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.control.reading import Events, news_in, read_conflicts
from benchmarks.control.scoring import Scorer
from benchmarks.control.tasks import Task, development_tasks
from benchmarks.development_sets import development_set
from khabar.situation.evidence import evidence_of
from khabar.situation.signs import SIGNS, Watch
from khabar.situation.tracks import tracks_of
from khabar.situation.weights import packaged_rules

Floats = NDArray[np.float64]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "evaluation" / "outlook.md"
FRAME = Path(__file__).with_name("outlook.md")
HORIZON_DAYS = 7
# Pulls every number but the base towards 0, as one case would.
RIDGE = 1.0
BANDS = (0.0, 0.01, 0.02, 0.03, 0.05, 0.1, 1.0)


@dataclass(frozen=True)
class Cases:
    """A row for each place and week: its signs, whether the place changed hands, and the war it is of."""

    signs: Floats
    changed: Floats
    war: NDArray[np.str_]

    def of(self, chosen: NDArray[np.bool_]) -> Cases:
        """Some of the rows."""
        return Cases(self.signs[chosen], self.changed[chosen], self.war[chosen])


def cases_of(task: Task, events: Events, scorer: Scorer) -> Iterator[tuple[Floats, bool]]:
    """A war's cases, week by week from its second; only weeks for which the gold tells the place's holder."""
    weights, horizon = packaged_rules().control, timedelta(days=HORIZON_DAYS)
    last = max(end for _, _, end in task.asked.values())
    heard = (
        # What is told late is known late: nobody could have acted on it before.
        replace(item, day=max(item.day, item.claim.published or item.day))
        for item in evidence_of(events, task.theatre, weights)
    )
    tracks = tracks_of(tuple(task.theatre.place_by_key), heard, task.theatre, weights, until=last)
    watch = Watch(tracks, task.theatre, weights)
    day = task.theatre.start + horizon
    while day + horizon <= last:
        signs = watch.signs(day)
        for key, holder, row in zip(signs.keys, signs.holders, signs.values, strict=True):
            name, start, end = task.asked[key]
            if holder and start <= day and day + horizon <= end:
                yield row, any(day < change <= day + horizon for change in scorer.change_days(task.conflict, name))
        day += horizon


def gathered(read: Iterable[tuple[Task, Events]], scorer: Scorer) -> Cases:
    """The cases of all wars."""
    rows = [(task.conflict, *case) for task, events in read for case in cases_of(task, events, scorer)]
    return Cases(np.array([r[1] for r in rows]), np.array([float(r[2]) for r in rows]), np.array([r[0] for r in rows]))


def fitted(cases: Cases) -> Floats:
    """The base and the number of each sign, by penalised maximum likelihood (Newton's method)."""
    columns = np.column_stack([np.ones(len(cases.signs)), cases.signs])
    numbers = np.zeros(columns.shape[1])
    pull = np.diag([1e-9] + [RIDGE] * cases.signs.shape[1])
    for _ in range(50):
        chance = _logistic(columns @ numbers)
        slope = columns.T @ (cases.changed - chance) - pull @ numbers
        bend = (columns * (chance * (1 - chance))[:, None]).T @ columns + pull
        step = np.linalg.solve(bend, slope)
        numbers = numbers + step
        if np.abs(step).max() < 1e-9:
            break
    return numbers


def told(numbers: Floats, signs: Floats) -> Floats:
    """The probabilities by some numbers."""
    return _logistic(numbers[0] + signs @ numbers[1:])


def _logistic(odds: Floats) -> Floats:
    chance: Floats = 1.0 / (1.0 + np.exp(-odds))
    return chance


def held_out(cases: Cases) -> tuple[Floats, Floats]:
    """For each case, what is said by numbers fitted on the other wars, and how often places changed hands in those."""
    said, ever = np.zeros(len(cases.changed)), np.zeros(len(cases.changed))
    for war in np.unique(cases.war):
        here = cases.war == war
        others = cases.of(~here)
        said[here] = told(fitted(others), cases.signs[here])
        ever[here] = others.changed.mean()
    return said, ever


def skill(said: Floats, ever: Floats, changed: Floats) -> float:
    """The part of the Brier score of "as often as ever" that is spared."""
    return float(1.0 - ((said - changed) ** 2).mean() / ((ever - changed) ** 2).mean())


def wars_table(cases: Cases, said: Floats, ever: Floats) -> str:
    """Each war, and all together."""
    lines = ["| war | weeks of a place | changes of hands | skill |", "|---|---|---|---|"]
    for war in (*np.unique(cases.war), ""):
        here = cases.war == war if war else np.ones(len(said), dtype=bool)
        value = skill(said[here], ever[here], cases.changed[here])
        name = war or "**together**"
        lines.append(f"| {name} | {here.sum()} | {int(cases.changed[here].sum())} | {value:+.3f} |")
    return "\n".join(lines)


def bands_table(cases: Cases, said: Floats) -> str:
    """How often what was given a probability came true."""
    lines = ["| said | weeks of a place | said on average | came true |", "|---|---|---|---|"]
    for low, high in pairwise(BANDS):
        here = (said >= low) & (said < high)
        if here.any():
            mean, true = said[here].mean(), cases.changed[here].mean()
            lines.append(f"| {low:.0%} to {high:.0%} | {here.sum()} | {mean:.1%} | {true:.1%} |")
    return "\n".join(lines)


def numbers_in_words(cases: Cases) -> str:
    """The numbers fitted on all wars, as the data file has them."""
    base, *signs = fitted(cases)
    named = ", ".join(f"{name}: {number:.3f}" for name, number in zip(SIGNS, signs, strict=True))
    return f"base: {base:.3f}\nsigns: {{{named}}}"


def development_cases() -> Cases:
    """The development set's cases, read from its news."""
    folder = development_set("control")
    return gathered(read_conflicts(development_tasks(folder), news_in(folder / "news.jsonl")), Scorer(folder))


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="keep the figures in docs/evaluation/outlook.md")
    given = options.parse_args()
    cases = development_cases()
    said, ever = held_out(cases)
    figures: Mapping[str, Any] = {
        "wars": wars_table(cases, said, ever),
        "bands": bands_table(cases, said),
        "numbers": numbers_in_words(cases),
        "skill": skill(said, ever, cases.changed),
        "weeks": len(said),
        "changes": int(cases.changed.sum()),
        "often": cases.changed.mean(),
    }
    print(
        "{wars}\n\n{bands}\n\n{numbers}\nback_test: {{skill: {skill:.3f}, changes: {changes}, weeks: {weeks}}}".format(
            **figures
        )
    )
    if given.write:
        PAGE.write_text(FRAME.read_text(encoding="utf-8").format(**figures), encoding="utf-8")
        print(f"Written: {PAGE}.")


if __name__ == "__main__":
    main()
