"""The evidence on one place as the filter's news: repeats and further voices count less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from khabar.situation.filter import Floats
from khabar.situation.testimony import CONTESTED, Evidence
from khabar.situation.weights import Weights


def state_names(sides: Sequence[str]) -> tuple[str, ...]:
    """The filter's states in order, without the last one, unknown: no report speaks for it."""
    return (*sides, CONTESTED)


def daily_nats(
    items: Sequence[Evidence], sides: Sequence[str], weights: Weights, *, since: date | None = None
) -> Iterator[tuple[date, Floats]]:
    """The summed weights of each day with news, on one place.  `items` are by day; days before `since` are not wanted.

    Of one voice only the strongest statement of a kind counts on a day; a further voice counts `further_voice` of the
    one before; and a voice that says again what it said lately counts `repeat`, unless the contrary was heard between.
    """
    position = {state: i for i, state in enumerate(state_names(sides))}
    last_said: dict[tuple[str, str], date] = {}
    # What was said longer ago makes nothing a repeat.
    begin = since and since - timedelta(days=weights.repeat_days)
    for day, today in _by_day(items if begin is None else [e for e in items if e.day >= begin]):
        total = np.zeros(len(position) + 1)
        for favours, voices in sorted(_strongest(today).items()):
            fresh = [(item, _freshness(item, favours, last_said, weights)) for item in voices]
            ranked = sorted(fresh, key=lambda pair: (-pair[0].strength * pair[1], pair[0].claim.id))
            for rank, (item, freshness) in enumerate(ranked):
                for state, weight in item.nats:
                    if state in position:
                        total[position[state]] += weight * freshness * weights.further_voice**rank
        _remember(today, last_said)
        yield day, total


def _by_day(items: Sequence[Evidence]) -> Iterator[tuple[date, list[Evidence]]]:
    days: dict[date, list[Evidence]] = defaultdict(list)
    for item in items:
        if item.favours:
            days[item.day].append(item)
    yield from sorted(days.items())


def _strongest(today: Sequence[Evidence]) -> dict[str, list[Evidence]]:
    """By what is said, the strongest statement of each voice."""
    best: dict[tuple[str, str], Evidence] = {}
    for item in sorted(today, key=lambda e: (-e.strength, e.claim.id)):
        best.setdefault((item.favours, item.voice), item)
    grouped: dict[str, list[Evidence]] = defaultdict(list)
    for (favours, _), item in best.items():
        grouped[favours].append(item)
    return grouped


def _freshness(item: Evidence, favours: str, last_said: dict[tuple[str, str], date], weights: Weights) -> float:
    before = last_said.get((favours, item.voice))
    return weights.repeat if before and (item.day - before).days <= weights.repeat_days else 1.0


def _remember(today: Sequence[Evidence], last_said: dict[tuple[str, str], date]) -> None:
    for favours in {item.favours for item in today}:
        for key in [k for k in last_said if k[0] != favours and CONTESTED not in (k[0], favours)]:
            del last_said[key]
    for item in today:
        last_said[(item.favours, item.voice)] = item.day
