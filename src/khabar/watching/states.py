"""The state of every source at a moment: from its looks, its texts, and how the others do."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from khabar.records import Heartbeat
from khabar.watching.schedule import failed_in_a_row, next_look
from khabar.watching.source_state import Expected, SourceState, State
from khabar.watching.texts import TextSeen, what_changed
from khabar.watching.volume import (
    DAY,
    LEAST_HISTORY,
    ONCE_IN_DAYS,
    STRETCHES,
    Counts,
    band_by_word,
    band_of,
    counts_by_day,
    sums,
    whole,
)


@dataclass(frozen=True, slots=True)
class Watched:
    """A source as it is judged: how often it is asked, and the reports a day somebody expects, None = nobody."""

    name: str
    every: timedelta
    expected_per_day: float | None = None


def source_states(
    sources: Sequence[Watched],
    looks: Sequence[Heartbeat],
    *,
    now: datetime,
    texts: Mapping[str, Sequence[TextSeen]] | None = None,
) -> tuple[SourceState, ...]:
    """How each source does at `now` (UTC), in the order given.

    `looks` at all of them, oldest first; `texts` by source, in the order they came.
    """
    by_source: dict[str, list[Heartbeat]] = {source.name: [] for source in sources}
    for look in looks:
        if look.source in by_source:
            by_source[look.source].append(look)
    counts = {s.name: counts_by_day(by_source[s.name], now=now, every=s.every) for s in sources}
    found = []
    for source in sources:
        others = [counts[other.name] for other in sources if other is not source]
        seen = (texts or {}).get(source.name, ())
        found.append(_state(source, by_source[source.name], counts[source.name], others, seen, now))
    return tuple(found)


def _state(
    source: Watched,
    looks: Sequence[Heartbeat],
    counts: Counts,
    others: Sequence[Counts],
    texts: Sequence[TextSeen],
    now: datetime,
) -> SourceState:
    by_volume = _by_volume(source, looks, counts, others, now)
    for state, since, words in (_unwatched(source, looks, now), _not_heard(source, looks, now)):
        if state:
            return SourceState(source.name, state, since, words, by_volume.expected, by_volume.got)
    if different := what_changed(texts):
        words = f"Its form may have changed: {different}."
        return SourceState(source.name, "unreadable", now - DAY, words, by_volume.expected, by_volume.got, begun=False)
    return by_volume


Found = tuple[State | None, datetime | None, str]


def _unwatched(source: Watched, looks: Sequence[Heartbeat], now: datetime) -> Found:
    """Whether nobody has looked for longer than the schedule allows: then it is we who are silent."""
    if not looks:
        return "unwatched", None, "It has not been looked at yet."
    due = next_look(looks, source.every)
    if due is not None and now > due + max(2 * source.every, timedelta(hours=1)):
        return "unwatched", looks[-1].at, "Nobody has looked since: the watch itself does not run."
    return None, None, ""


def _not_heard(source: Watched, looks: Sequence[Heartbeat], now: datetime) -> Found:
    """Whether the last looks brought no answer, or one that cannot be read."""
    answered = len(looks) - failed_in_a_row(looks)
    before, failed = looks[:answered], looks[answered:]
    if not failed:
        return None, None, ""
    last = failed[-1]
    if len(failed) < failures_that_tell(before, source.every) and now - failed[0].at < DAY:
        return None, None, ""
    state: State = "unreadable" if last.pulse == "unreadable" else "silent"
    ever = "" if before else "It has never answered. "
    return state, failed[0].at, f"{ever}{last.note or 'No answer.'}"


def failures_that_tell(before: Sequence[Heartbeat], every: timedelta) -> int:
    """How many failed looks in a row are no chance any more.

    By how often looks failed before, so many in a row would come but once in a thousand days; two at least, and one for
    a source that was never read.
    """
    if not before:
        return 1
    failed = sum(look.failed for look in before)
    share = (failed + 1) / (len(before) + 2)
    return max(2, math.ceil(math.log(ONCE_IN_DAYS * (DAY / every)) / -math.log(share)))


def _by_volume(
    source: Watched, looks: Sequence[Heartbeat], counts: Counts, others: Sequence[Counts], now: datetime
) -> SourceState:
    """What it brought against what is expected, over a day and over a week."""
    judged = [j for days in STRETCHES if (j := _judged(source, counts, days)) is not None]
    if not judged:
        first = looks[0].at if looks else None
        words = "Too short a history to expect anything: four weeks of every weekday are needed."
        return SourceState(source.name, "not yet known", first, words, None, counts[0] or 0 if counts else 0)
    low = next(((e, got) for e, got in judged if got < e.low), None)
    if low is not None:
        return _below(source, low, others, now)
    high = next(((e, got) for e, got in judged if got > e.high), None)
    expected, got = high or judged[0]
    state: State = "above" if high else "usual"
    words = "More than usual." if high else "As usual."
    if not high and not any(e.low for e, _ in judged):
        words = "As usual; so few are usual that an outage could not be told from a lull."
    return SourceState(source.name, state, now - expected.days * DAY, words, expected, got, begun=False)


def _judged(source: Watched, counts: Counts, days: int) -> tuple[Expected, int] | None:
    """The band and the number of the last stretch; None where either is not known."""
    stretches = sums(counts, days)
    if not stretches or stretches[0] is None:
        return None
    band = band_of(counts, days)
    if band is None and source.expected_per_day is not None:
        band = band_by_word(source.expected_per_day * days)
    return (Expected(days, band.low, band.usual, band.high), stretches[0]) if band else None


def _below(source: Watched, low: tuple[Expected, int], others: Sequence[Counts], now: datetime) -> SourceState:
    expected, got = low
    since = now - expected.days * DAY
    state: State = "below"
    words = "It answers and brings less than usual, unlike the others: a fault of its own, or a feed that stands still."
    if _fewer_too(others, expected.days):
        state = "quiet"
        words = "It answers and brings less than usual, as do the others: a lull, or something common has failed."
    elif not any(others):
        words = "It answers and brings less than usual; there is no other source to compare it with."
    return SourceState(source.name, state, since, words, expected, got, begun=False)


def _fewer_too(others: Sequence[Counts], days: int) -> bool:
    """Whether the other sources, those with a history, together bring less than they do."""
    known = [counts for counts in others if len(counts) > LEAST_HISTORY]
    together = [whole(day) for day in zip(*known, strict=False)]
    stretches = sums(together, days)
    band = band_of(together, days)
    return band is not None and stretches[0] is not None and stretches[0] < band.low
