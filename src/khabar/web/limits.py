"""How often somebody may ask: so many times in any stretch of so many seconds."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

_REMEMBERED = 10_000


class Limit:
    """A bound for each of many askers, of whom the last 10,000 are remembered."""

    def __init__(self, most: int, seconds: int) -> None:
        self._most = most
        self._stretch = timedelta(seconds=seconds)
        self._lock = threading.Lock()
        self._asked: OrderedDict[str, deque[datetime]] = OrderedDict()

    def seconds_to_wait(self, who: str, now: datetime) -> int:
        """Counts one more request; 0 = it may go on, else after how many seconds the next may."""
        with self._lock:
            times = self._asked.setdefault(who, deque())
            self._asked.move_to_end(who)
            while len(self._asked) > _REMEMBERED:
                self._asked.popitem(last=False)
            while times and times[0] <= now - self._stretch:
                times.popleft()
            if len(times) >= self._most:
                return max(1, math.ceil((times[0] + self._stretch - now).total_seconds()))
            times.append(now)
            return 0
