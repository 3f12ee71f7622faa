"""What of the evidence on a place is new or gone: what was made anew may say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from khabar.situation.testimony import Evidence


class Span(NamedTuple):
    """The first and the last day of which something else is told."""

    first: date
    last: date


def differing(before: Sequence[Evidence], now: Sequence[Evidence]) -> tuple[list[Evidence], list[Evidence]]:
    """The items that are only before, and those that are only now: what stays is the same object."""
    begin, end = _alike(before, now), _alike(before[::-1], now[::-1])
    before, now = before[begin : max(begin, len(before) - end)], now[begin : max(begin, len(now) - end)]
    kept, new = {id(e) for e in before}, {id(e) for e in now}
    gone = [e for e in before if id(e) not in new]
    come = [e for e in now if id(e) not in kept]
    # Those made anew may say the same.
    same = Counter(map(said, gone)) & Counter(map(said, come)) if gone and come else Counter()
    if not same:
        return gone, come
    return _without(gone, same), _without(come, same)


def _alike(before: Sequence[Evidence], now: Sequence[Evidence]) -> int:
    """How many of the first are the same."""
    unlike = (n for n, (one, other) in enumerate(zip(before, now, strict=False)) if one is not other)
    return next(unlike, min(len(before), len(now)))


def said(item: Evidence) -> tuple[object, ...]:
    """All that it says, of a claim that has not changed."""
    return (
        *(item.day, id(item.claim), item.event_id, item.voice, item.nats, item.firm, item.words),
        *(item.besieger, item.victor_unnamed, item.loser, item.share),
    )


def _without(items: Sequence[Evidence], same: Counter[tuple[object, ...]]) -> list[Evidence]:
    left = Counter(same)
    found = []
    for item in items:
        if left[said(item)]:
            left[said(item)] -= 1
        else:
            found.append(item)
    return found
