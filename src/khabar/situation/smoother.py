"""Looking back: who held a place on a day, by what was said of it before that day and after.

The filter knows on each day what was said up to it.  A later report tells of the days before as well: a town that was
silent for a month and is then told to be held was hardly lost and won back in between.  The forward-backward method
over the filter's own steps gives each day its probability by all that is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from khabar.situation.filter import Floats, News, by_day, fading, forward, released
from khabar.situation.weights import Rates


def smooth(start: Floats, news: Iterable[News], *, days: int, rates: Rates, hindsight: Iterable[News] = ()) -> Floats:
    """The distribution of each row on each day, given all the news: an array (days, rows, states).

    On the last day it is the filter's; with no news after a day, the filter's of that day.  `hindsight` is what nobody
    said on its day and only what came after tells.
    """
    told = list(news)
    history = forward(start, told, days=days, rates=rates)
    then, later = by_day(told), by_day(hindsight)
    ahead = np.ones_like(start)
    result = history.copy()
    for day in range(days - 1, 0, -1):
        before = history[day - 1]
        ahead = _a_day_before(_weighed(ahead, later.get(day, ())), before, then.get(day, ()), rates)
        weighed = _weighed(before * ahead, later.get(day - 1, ()))
        result[day - 1] = weighed / weighed.sum(axis=1, keepdims=True)
    return result


def _weighed(rows: Floats, news: Sequence[News]) -> Floats:
    result = rows.copy()
    for item in news:
        result[item.row] *= np.exp(item.nats - item.nats.max())
    return result


def _a_day_before(ahead: Floats, before: Floats, news: Sequence[News], rates: Rates) -> Floats:
    """How well each state of the day before explains what is heard from this day on, up to a factor a row."""
    faded = fading(before.shape[1], rates)
    explained = ahead.copy()
    for item in news:
        explained[item.row] = _through_news(ahead[item.row], before[item.row], item.nats, faded, rates)
    found = explained * (1.0 - faded) + explained[:, -1:] * faded
    scaled: Floats = found / found.max(axis=1, keepdims=True)
    return scaled


def _through_news(ahead: Floats, before: Floats, nats: Floats, faded: Floats, rates: Rates) -> Floats:
    """The same for one row through a day's news: its weights, the surprise it allows, and what it opens again."""
    said = ahead * np.exp(nats - nats.max())
    said = (1.0 - rates.surprise) * said + rates.surprise * float(said.mean())
    lost = before * faded
    standing = before - lost
    standing[-1] += lost.sum()
    found: Floats = said.copy()
    if standing[-1] > 0:
        opened = (released(standing[None], nats[None], rates)[0] - standing) / standing[-1]
        found[-1] = said[-1] + float(opened @ said)
    return found
