"""The picture as a server asks it: linked once for each moment, whole for the desk, released for readers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from khabar.errors import BadInput
from khabar.keeping import Keeper
from khabar.picture import Picture
from khabar.publishing import PublishedPicture
from khabar.reader import Reader
from khabar.records import Document, Event
from khabar.reviewing import State, states_of
from khabar.situation import Situation
from khabar.watching import FeedsFile
from khabar.web.kept import Kept, T

WHOLE, RELEASED = "whole", "released"
# Every day costs: who held each place is worked out day by day.
AHEAD = timedelta(days=366)


class KeptPicture(Picture):
    """A picture whose events and answers are kept in memory until the ledger goes on. `seen` names it among others.

    `linked` keeps its events and reports, and `kept` all that is derived from them. A `keeper` has the events of the
    whole store in step with it, so that a report that comes in does not have all of them linked anew.
    """

    def __init__(self, of: Picture, kept: Kept, *, linked: Kept, seen: str, keeper: Keeper | None = None) -> None:
        super().__init__(of.store, theatre=of.theatre_named, gazetteers=of.gazetteers, clock=lambda: of.now)
        self._of = of
        self._kept = kept
        self._held = linked
        self._seen = seen
        self._keeper = keeper
        self.is_whole = seen == WHOLE

    def events(self, *, known: datetime | None = None, recorded: datetime | None = None) -> tuple[Event, ...]:
        """The events; see `Picture.events`."""
        question = (self._seen, "events", known, recorded)
        if self._keeper is not None and recorded is None:
            keeper = self._keeper
            return self._held.answer(question, lambda: keeper.events(known))
        return self._held.answer(question, lambda: self._of.events(known=known, recorded=recorded))

    def situation(
        self,
        *,
        on: date | None = None,
        known: datetime | None = None,
        since: datetime | None = None,
        only: Callable[[Sequence[Event]], Sequence[Event]] | None = None,
    ) -> Situation:
        """The situation; see `Picture.situation`."""
        if self._keeper is not None and since is None and only is None:
            moment, day, _ = self.asked(on, known)
            if (kept := self._keeper.situation(on=day, known=moment, as_said_now=known is None)) is not None:
                return kept
        return super().situation(on=on, known=known, since=since, only=only)

    def documents(self) -> Iterator[Document]:
        """The reports; see `Picture.documents`."""
        return iter(self._held.answer((self._seen, "documents"), lambda: tuple(self._of.documents())))

    def asked(self, on: date | None, known: datetime | None) -> tuple[datetime, date, tuple[Event, ...]]:
        """What a question means; see `Picture.asked`. Raises BadInput for a day long after the last report."""
        last = self._last_published(date.max) or self.theatre.start
        if on is not None and on - last > AHEAD:
            raise BadInput(f"Nothing is reported so near to {on}.", next_step=f"The last report is of {last}.")
        return super().asked(on, known)

    def _last_published(self, by: date) -> date | None:
        question = (self._seen, "last published", by)
        return self._held.answer(question, lambda: self._of._last_published(by))

    @property
    def states(self) -> Mapping[str, State]:
        """Where each event stands, by its id."""
        return self.once("states", lambda: states_of(self))

    def once(self, question: Hashable, work: Callable[[], T]) -> T:
        """The answer to a question, worked out where it is not kept."""
        return self._kept.answer((self._seen, question), work)

    def told(self, question: Hashable, work: Callable[[], Any]) -> bytes:
        """The answer as JSON."""
        return self.once(("told", question), lambda: json.dumps(work(), ensure_ascii=False).encode())


class Desk:
    """One store and theatre: `whole` is what analysts see, `released` what they have let readers see.

    `acting` is held by whoever judges, so that nothing changes between what they were shown and what they do;
    `reading` by whoever takes a report in: there is one reader, and it reads one report at a time.
    `feeds` are the sources that are watched, None = it is not known which.
    """

    def __init__(self, picture: Picture, *, feeds: FeedsFile | None = None) -> None:
        kept = Kept(picture.store.head)
        # A word on what may be published makes no other events, and linking is the dearest thing there is.
        linked = Kept(lambda: picture.store.head(of_events=True))
        self.picture, self.feeds = picture, feeds
        self.whole = KeptPicture(picture, kept, linked=linked, seen=WHOLE, keeper=Keeper(picture))
        self.released = KeptPicture(PublishedPicture(self.whole), kept, linked=kept, seen=RELEASED)
        self.acting, self.reading = threading.Lock(), threading.Lock()
        self._reader: Reader | None = None

    def reader(self) -> Reader:
        """What reads a report that is sent in, loaded with the first; ask while holding `reading`."""
        if self._reader is None:
            self._reader = Reader.load(theatre=self.picture.theatre_named, gazetteers=self.picture.gazetteers)
        return self._reader
