"""How many reports a source is expected to bring, by its own history; robust against its outages and its bursts.

Time is cut into stretches of whole days that end at the moment of asking, so that no stretch is unfinished: one day,
and three and seven, in which an outage of a source with few reports shows. What is usual is the median of the stretches
that ended on the same weekday. How much a source scatters is judged on Anscombe's scale, on which a Poisson count has a
standard deviation of one wherever its mean lies: by the median absolute deviation of every stretch from the median of
the others of its weekday, which is how far a prediction misses. The band is that of the negative binomial law with this
mean and scatter: a number outside is met by chance once in 1000 days, over all stretches and both edges.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import NormalDist, median

from khabar.records import Heartbeat

DAY = timedelta(days=1)
STRETCHES = (1, 3, 7)
ONCE_IN_DAYS = 1000
LEAST_HISTORY = 28  # stretches: four of every weekday
LONGEST_HISTORY = 91
_TAIL = 1 / (ONCE_IN_DAYS * 2 * len(STRETCHES))
_Z = NormalDist().inv_cdf(1 - _TAIL)
# The median absolute deviation of a normal law with a standard deviation of one, and how much of what n numbers tell of
# a standard deviation it uses.
_MAD, _MAD_USES = NormalDist().inv_cdf(0.75), 0.37

# Of each stretch, the last first: how many reports came, None = it was not watched throughout.
Counts = Sequence[int | None]


def counts_by_day(looks: Sequence[Heartbeat], *, now: datetime, every: timedelta) -> tuple[int | None, ...]:
    """How many new reports came in each 24 hours back from `now` (UTC), by the looks at one source, oldest first.

    A stretch counts as watched where answers lie no further apart than four times `every`, or eight hours. The first
    look, and the first after a pause, bring what had gathered before; so the stretch they lie in is None too.
    """
    answered = [look for look in looks if not look.failed and look.at <= now]
    apart = max(4 * every, DAY / 3)
    if not answered:
        return ()
    length = min(LONGEST_HISTORY, math.ceil((now - answered[0].at) / DAY))
    taken = [0] * (length + 1)
    broken = [False] * (length + 1)
    moments = [*(look.at for look in answered), now]
    for look, following in zip(answered, moments[1:], strict=True):
        day = int((now - look.at) / DAY)
        if day < length:
            taken[day] += look.taken
        if following - look.at > apart:
            # Broken from the day the pause began in to the day the gathered reports came in.
            for unseen in range(int((now - following) / DAY), min(day, length) + 1):
                broken[unseen] = True
    first = int((now - answered[0].at) / DAY)
    return tuple(None if broken[day] or day >= first else taken[day] for day in range(length))


def sums(counts: Counts, days: int) -> tuple[int | None, ...]:
    """The same over stretches of several days, one ending with each day; None where a day of it is None."""
    return tuple(whole(counts[start : start + days]) for start in range(len(counts) - days + 1))


def whole(counts: Counts) -> int | None:
    """The sum of the counts; None where one is not known."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


@dataclass(frozen=True, slots=True)
class Band:
    """The numbers that are no surprise for a stretch."""

    low: int
    usual: float
    high: int


def band_of(counts: Counts, days: int) -> Band | None:
    """The band for the last stretch of so many days, by those before it that share no day with it.

    `counts` by day, the last first. None = too little history.
    """
    stretches = sums(counts, days)
    usual = _of_weekdays(stretches, days).get(0, [])
    if len(usual) < LEAST_HISTORY // 7 or sum(n is not None for n in counts[days:]) < LEAST_HISTORY:
        return None
    # A week scatters at least as much as its days would if they were independent; a war's do not forget so soon.
    scatter = max(_scatter(counts, 1), _scatter(stretches, days))
    # The median of a few is itself no sure number: pi / 2n of the variance of one.
    least = math.sqrt(1 + math.pi / 2 / len(usual))
    return _band(median(usual), max(least, scatter))


def band_by_word(expected: float) -> Band:
    """The band around a number somebody expects, as wide as Poisson's law."""
    return _band(expected, 1.0)


def _of_weekdays(stretches: Counts, days: int) -> dict[int, list[int]]:
    """The stretches that share no day with the last, by how many weekdays before it they ended."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, count in enumerate(stretches):
        if number >= days and count is not None:
            found[number % 7].append(count)
    return found


def _scatter(stretches: Counts, days: int) -> float:
    """How far predictions missed, as a standard deviation on Anscombe's scale, where Poisson's law has one.

    Widened as Student's law has it for as many independent stretches as there are.
    """
    missed = []
    for counts in _of_weekdays(stretches, days).values():
        for number, count in enumerate(counts):
            if others := counts[:number] + counts[number + 1 :]:
                missed.append(abs(_scaled(count) - _scaled(median(others))))
    if not missed:
        return 0.0
    # Cornish and Fisher's first term; weeks that overlap tell no more than those that do not.
    freedom = _MAD_USES * len(missed) / days
    widened = 1 + (_Z * _Z + 1) / (4 * freedom) if days == 1 else 1.0
    return widened * median(missed) / _MAD


def _scaled(count: float) -> float:
    return 2 * math.sqrt(count + 3 / 8)


def _band(usual: float, scatter: float) -> Band:
    """The edges of the negative binomial law around a median, its variance `scatter` squared times its mean."""
    mean = usual + 1 / 3  # as it lies for Poisson's law
    excess = max(scatter * scatter - 1, 1e-4)
    shape = mean / excess
    below, low, number = 0.0, 0, 0
    while True:
        log = math.lgamma(shape + number) - math.lgamma(shape) - math.lgamma(number + 1)
        log += number * math.log(excess / (1 + excess)) - shape * math.log(1 + excess)
        below += math.exp(log)
        if below < _TAIL:
            low = number + 1
        if below >= 1 - _TAIL or number > 10 * mean + 1000 * excess:
            return Band(low, usual, number)
        number += 1
