"""Keeping watch: look at every source when it is due, note what the rules ask for, send it, and wait."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from khabar.alerting import (
    BY,
    RULES,
    Held,
    Send,
    Waiting,
    deliver,
    destination_key,
    note_alerts,
    waiting,
)
from khabar.errors import StoreLocked
from khabar.looking import Looker
from khabar.picture import Picture
from khabar.records import Document, Heartbeat
from khabar.report.wording import things
from khabar.watching import FeedsFile, Source, SourceState, TextSeen, Watched, source_states
from khabar.watching.rules import check_rules
from khabar.watching.schedule import next_look
from khabar.watching.volume import DAY, LONGEST_HISTORY

# How often the sources' states are worked out anew: their history is long.
STATES_EVERY = timedelta(hours=1)
LONGEST_WAIT_SECONDS = 60.0
BUSY_SECONDS = 30.0
_KEPT = 64  # looks a source: enough to know how often it failed in a row


class Watch:
    """A watch on the sources of a feeds file, for one picture. All it knows is in the store: it may stop at any moment.

    Raises BadInput, UnknownPlace or UnknownSide where a rule speaks of what the picture's theatre has not.
    """

    def __init__(
        self,
        picture: Picture,
        feeds: FeedsFile,
        *,
        looker: Looker,
        send: Send,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        check_rules(feeds.rules, picture.theatre_named)
        self.picture = picture
        self.feeds = feeds
        self._looker = looker
        self._send = send
        self._sleep = sleep
        self._looks = by_name(looks_of(picture))
        self._states_at: datetime | None = None
        self._counted: object = None
        self._held = Held(picture)

    def run(self, *, once: bool = False) -> Iterator[str]:
        """Rounds without end, or one; yields what happens, a line at a time."""
        while True:
            try:
                yield from self._round()
            except StoreLocked as error:
                yield f"{error.message} Trying again in {BUSY_SECONDS:.0f} seconds."
                self._sleep(BUSY_SECONDS)
                continue
            if once:
                return
            self._sleep(self._seconds_to_wait())

    def _round(self) -> Iterator[str]:
        self._greet_destinations()
        for source in self.feeds.sources:
            due = next_look(self._looks[source.name], source.every)
            if due is None or due <= self.picture.now:
                looks = self._looks[source.name]
                beat = self._looker.look(source, looks[-1] if looks else None)
                self.picture.store.add_heartbeat(beat, by=BY)
                self._remember(beat)
                yield look_line(beat)
        yield from self._alert()

    def _greet_destinations(self) -> None:
        """Notes from when on a new destination hears of alerts."""
        for destination in self.feeds.destinations:
            key = destination_key(destination.name)
            if not self._looks[key]:
                beat = Heartbeat(key, self.picture.now, "unchanged")
                self.picture.store.add_heartbeat(beat, by=BY)
                self._remember(beat)

    def _alert(self) -> Iterator[str]:
        if not self.feeds.rules:
            return
        states = self._states_if_due()
        counted = self.picture.store.counts()
        if states is not None or counted != self._counted:
            last = self._looks[RULES][-1] if self._looks[RULES] else None
            alerts, beat = note_alerts(self.picture, self.feeds, states or (), last, self._held)
            self._remember(beat)
            self._counted = counted
            yield from (f"alert: {alert.rule}: {alert.told.partition(chr(10))[0]}" for alert in alerts)
        for one in waiting(self.feeds, self.picture.store.alerts(), self._looks):
            if (sent := deliver(self.picture, one, self._send, self._held)) is not None:
                self._remember(sent)
                yield delivery_line(one, sent)

    def _states_if_due(self) -> tuple[SourceState, ...] | None:
        """How the sources do; None where that was asked not long ago."""
        now = self.picture.now
        if self._states_at is not None and now - self._states_at < STATES_EVERY:
            return None
        self._states_at = now
        return states_of(self.picture, self.feeds)

    def _remember(self, beat: Heartbeat) -> None:
        self._looks[beat.source] = [*self._looks[beat.source][:1], *self._looks[beat.source][1:][-_KEPT:], beat]

    def _seconds_to_wait(self) -> float:
        now = self.picture.now
        due = [next_look(self._looks[s.name], s.every) or now for s in self.feeds.sources]
        return min(max((min(due) - now).total_seconds(), 0.1), LONGEST_WAIT_SECONDS)


def looks_of(picture: Picture) -> tuple[Heartbeat, ...]:
    """The looks at all sources and destinations as far back as they are judged by, oldest first."""
    return picture.store.heartbeats(since=picture.now - (LONGEST_HISTORY + 1) * DAY)


def by_name(looks: Iterable[Heartbeat]) -> dict[str, list[Heartbeat]]:
    """The looks at each source and destination, in the order given."""
    found: dict[str, list[Heartbeat]] = defaultdict(list)
    for beat in looks:
        found[beat.source].append(beat)
    return found


def states_of(picture: Picture, feeds: FeedsFile, looks: Sequence[Heartbeat] | None = None) -> tuple[SourceState, ...]:
    """How every source of a feeds file does now, by what the store holds; `looks` None = they are read from it."""
    looks = looks_of(picture) if looks is None else looks
    watched = [Watched(s.name, s.every, s.expected_per_day) for s in feeds.sources]
    texts: dict[str, list[TextSeen]] = defaultdict(list)
    for document in picture.store.documents():
        if name := _source_of(document, feeds.sources):
            texts[name].append(_seen(document))
    return source_states(watched, looks, now=picture.now, texts=texts)


def _source_of(document: Document, sources: Sequence[Source]) -> str:
    """The name of the source a report came from; "" = none of them."""
    for source in sources:
        if source.folder is None:
            if document.source == source.name:
                return source.name
        elif Path(document.source).is_relative_to(source.folder):
            return source.name
    return ""


def _seen(document: Document) -> TextSeen:
    has = {"title": document.title, "author": document.author, "date": document.published}
    return TextSeen(len(document.text), frozenset(name for name, value in has.items() if value))


@dataclass(frozen=True, slots=True)
class Status:
    """How a watch does at a moment (UTC): its sources, and what waits to be delivered."""

    at: datetime
    sources: tuple[SourceState, ...]
    destinations: tuple[Waiting, ...]


def status_of(picture: Picture, feeds: FeedsFile) -> Status:
    """How a watch does now, by what the store holds."""
    looks = looks_of(picture)
    waits = waiting(feeds, picture.store.alerts(), by_name(looks))
    return Status(picture.now, states_of(picture, feeds, looks), waits)


def look_line(beat: Heartbeat) -> str:
    """What came of one look, in a line."""
    words = {
        "read": f"{things(beat.taken, 'new report')} of {beat.listed:,} listed",
        "unchanged": "nothing new",
        "unreachable": "no answer",
        "unreadable": "cannot be read",
    }[beat.pulse]
    return f"{beat.source}: {words}{f': {beat.note}' if beat.note else ''}"


def delivery_line(one: Waiting, beat: Heartbeat) -> str:
    """What came of sending, in a line."""
    told = f"{one.destination.name}: {things(beat.taken, 'alert')} of {beat.listed:,} delivered"
    return f"{told}: {beat.note}" if beat.note else told
