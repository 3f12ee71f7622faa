"""Sources that do as they are told: so many reports a day by a law, with outages, lulls and pauses, from a seed."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from khabar.records import Heartbeat
from khabar.records.heartbeat import Pulse

START = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
WORKDAYS = (1.0, 1.0, 1.0, 1.0, 1.0, 0.25, 0.25)
EVERY_DAY = (1.0,) * 7
# The share of a day's reports that come in each hour, UTC.
_HOURS = tuple(1 + math.sin((hour - 9) / 24 * 2 * math.pi) for hour in range(24))


@dataclass(frozen=True)
class Made:
    """A source: its mean a day, how much more than Poisson it scatters (variance over mean), and its week.

    `fails` is the share of looks without an answer.
    """

    name: str
    mean: float
    scatter: float = 1.0
    week: tuple[float, ...] = EVERY_DAY
    fails: float = 0.0


# By hour since the start: how many of the usual reports come (1 = all), and whether it answers at all.
Story = Callable[[int], tuple[float, Pulse]]


def as_ever(_: int) -> tuple[float, Pulse]:
    """Nothing happens."""
    return 1.0, "read"


def looks(source: Made, days: int, *, seed: int, story: Story = as_ever) -> Iterator[Heartbeat]:
    """A look an hour. The first finds what had gathered: three days of reports."""
    draw = random.Random(f"{source.name} {seed}")
    mood, gathered = 1.0, source.mean * 3
    for hour in range(24 * days):
        if hour % 24 == 0:
            mood = _gamma_mean_one(draw, source)
        share, pulse = story(hour)
        level = source.mean * source.week[hour // 24 % 7] * mood * _HOURS[hour % 24] / 24
        gathered += level * share
        at = START + hour * HOUR
        if pulse != "read" or draw.random() < source.fails:
            yield Heartbeat(source.name, at, pulse if pulse != "read" else "unreachable", note="It answered 503.")
            continue
        taken = _poisson(draw, gathered)
        gathered = 0.0
        yield Heartbeat(source.name, at, "read" if taken else "unchanged", taken, taken)


def _gamma_mean_one(draw: random.Random, source: Made) -> float:
    """A day's mood: with it the counts have the variance that the source's scatter says (a negative binomial)."""
    if source.scatter <= 1.0:
        return 1.0
    shape = source.mean / (source.scatter - 1.0)
    return draw.gammavariate(shape, 1 / shape)


def _poisson(draw: random.Random, mean: float) -> int:
    """Knuth's way, in portions that do not underflow."""
    count = 0
    while mean > 0:
        portion = min(mean, 30.0)
        mean -= portion
        limit, product = math.exp(-portion), draw.random()
        while product > limit:
            count += 1
            product *= draw.random()
    return count
