"""What is told of each place day by day, as the filter takes it: worked out anew only on the days that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from khabar.situation.filter import Floats
from khabar.situation.kept import stretches
from khabar.situation.testimony import Evidence
from khabar.situation.weighing import daily_nats
from khabar.situation.weights import Weights

Daily = dict[date, Floats]


class DailyNews:
    """By place, what is said in all, and what of it is more than a party's own word."""

    def __init__(self, sides: Sequence[str], weights: Weights) -> None:
        self._sides = sides
        self._weights = weights
        # What was said longer ago makes nothing a repeat.
        self._lately = timedelta(days=weights.repeat_days)
        self._full: dict[str, Daily] = defaultdict(dict)
        self._firm: dict[str, Daily] = defaultdict(dict)

    def of(self, key: str) -> tuple[Daily, Daily]:
        """Of one place, in all and firm."""
        return self._full[key], self._firm[key]

    def of_other(self, told: Sequence[Evidence], since: date) -> tuple[Daily, Daily]:
        """Of other evidence on a place, by day, from a day on."""
        near = stretches.since(since - self._lately, told)
        full, firm_told = dict(daily_nats(near, self._sides, self._weights, since=since)), [e for e in near if e.firm]
        if len(firm_told) == len(near):
            return full, full
        return full, dict(daily_nats(firm_told, self._sides, self._weights, since=since))

    def last_touched(self, day: date) -> date:
        """The last day of which more or less counts where something else is told of a day."""
        return day + self._lately

    def renew(self, key: str, told: Sequence[Evidence], first: date, last: date) -> None:
        """Has a place told of otherwise on some days; `told` is all that is told of it now."""
        end = self.last_touched(last)
        new = self.of_other(stretches.until(end, told), first)
        for daily, now in zip(self.of(key), new, strict=True):
            for day in [day for day in daily if first <= day <= end]:
                del daily[day]
            daily.update((day, nats) for day, nats in now.items() if first <= day)
