"""How fast the filter is: many places at once, against the same filter place by place in plain Python.

    uv run python -m benchmarks.control.speed [--places 10000] [--days 365]

Printed: the seconds for all places at once, best of three; those of the loop on a share of the places, times the rest;
the ratio; and the largest difference between their results, which must be nothing but rounding.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Sequence

import numpy as np

from khabar.situation.filter import Floats, News, forward, start_of
from khabar.situation.weights import Rates, packaged_rules

SIDES, NEWS_A_PLACE, SHARE, AIM_SECONDS = 3, 12, 20, 3.0


def some_news(places: int, days: int, *, states: int) -> list[News]:
    """News of every place on a dozen days, for one side or the other, the same every time."""
    chance = np.random.default_rng(7)
    found = []
    for row in range(places):
        for day in sorted(chance.integers(0, days, NEWS_A_PLACE).tolist()):
            nats = np.zeros(states)
            nats[chance.integers(0, states - 1)] = chance.uniform(0.5, 6.5)
            found.append(News(day, row, nats))
    return found


def one_by_one(start: Floats, news: Sequence[News], *, days: int, rates: Rates) -> list[list[list[float]]]:
    """The filter of `forward`, a place at a time, in plain Python: by place, day and state."""
    of_row: list[dict[int, list[News]]] = [{} for _ in range(len(start))]
    for item in news:
        of_row[item.row].setdefault(item.day, []).append(item)
    return [_course(row.tolist(), said, days, rates) for row, said in zip(start, of_row, strict=True)]


def _course(current: list[float], said: dict[int, list[News]], days: int, rates: Rates) -> list[list[float]]:
    course = []
    for day in range(days):
        if day:
            lost = [p * rates.silence for p in current[:-2]] + [current[-2] * rates.fighting]
            current = [p - gone for p, gone in zip(current, (*lost, 0.0), strict=True)]
            current[-1] += sum(lost)
        for item in said.get(day, [])[-1:]:
            current = _heard(current, item.nats.tolist(), rates)
        course.append(current)
    return course


def _heard(current: list[float], nats: list[float], rates: Rates) -> list[float]:
    sides, opened = current[:-2], current[-1] * -math.expm1(-max(abs(x) for x in nats[:-2]))
    total = max(sum(sides), 5e-324)
    share = [rates.stays * p / total + (1.0 - rates.stays) / len(sides) for p in sides]
    heard = [p + opened * s / sum(share) for p, s in zip(sides, share, strict=True)]
    heard += [current[-2], current[-1] - opened]
    heard = [(1.0 - rates.surprise) * p + rates.surprise / len(current) for p in heard]
    weighed = [p * math.exp(x - max(nats)) for p, x in zip(heard, nats, strict=True)]
    return [p / sum(weighed) for p in weighed]


def main() -> None:
    """The command."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--places", type=int, default=10_000)
    options.add_argument("--days", type=int, default=365)
    given = options.parse_args()
    rates, states = packaged_rules().control.rates, SIDES + 2
    start = np.tile(start_of(0, states=states, rates=rates), (given.places, 1))
    news = some_news(given.places, given.days, states=states)
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        together = forward(start, news, days=given.days, rates=rates)
        seconds.append(time.perf_counter() - began)
    few = max(1, given.places // SHARE)
    began = time.perf_counter()
    alone = one_by_one(start[:few], [n for n in news if n.row < few], days=given.days, rates=rates)
    loop = (time.perf_counter() - began) * given.places / few
    apart = float(np.abs(np.array(alone).transpose(1, 0, 2) - together[:, :few]).max())
    print(f"{given.places} places x {given.days} days, {len(news)} days of news, {states} states")
    print(f"all at once          {min(seconds):8.2f} s (aim: {AIM_SECONDS:g} s for 10000 x 365)")
    print(f"plain Python, one by one {loop:4.1f} s (from {few} places); {loop / min(seconds):.0f} times as long")
    print(f"largest difference   {apart:.1e}")


if __name__ == "__main__":
    main()
