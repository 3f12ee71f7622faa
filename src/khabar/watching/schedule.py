"""When a source, or a destination, is asked again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from khabar.records import Heartbeat

MOST_WAIT = timedelta(days=1)
RETRY_AT = "retry-at"


def next_look(looks: Sequence[Heartbeat], every: timedelta) -> datetime | None:
    """The moment (UTC) of the next look at one source, by the looks so far, oldest first; None = at once.

    After an answer it is `every` on. After n failures in a row the wait doubles n times, to at most a day, and is drawn
    from the upper half of that, so that many watchers do not come back at once; the draw follows from the last look
    alone. Never before the moment the server itself asked for.
    """
    if not looks:
        return None
    last, failures = looks[-1], failed_in_a_row(looks)
    if not failures:
        return last.at + every
    wait: timedelta = min(every * 2 ** min(failures, 12), max(MOST_WAIT, every))
    draw = random.Random(f"{last.source} {last.at.isoformat()}").uniform(0.5, 1.0)  # noqa: S311 - spreads, hides nothing
    asked = dict(last.tokens).get(RETRY_AT)
    return max(last.at + wait * draw, datetime.fromisoformat(asked) if asked else last.at)


def failed_in_a_row(looks: Sequence[Heartbeat]) -> int:
    """How many of the last looks brought nothing that could be read."""
    return next((n for n, look in enumerate(reversed(looks)) if not look.failed), len(looks))
