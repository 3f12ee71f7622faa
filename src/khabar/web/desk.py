"""The picture as a server asks it: linked once for each moment, whole for the desk, released for readers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import datetime
from typing import Any

from khabar.picture import Picture
from khabar.publishing import PublishedPicture
from khabar.reader import Reader
from khabar.records import Document, Event
from khabar.reviewing import State, states_of
from khabar.web.kept import Kept, T

WHOLE, RELEASED = "whole", "released"


class KeptPicture(Picture):
    """A picture whose events and answers are kept in memory until the ledger goes on. `seen` names it among others."""

    def __init__(self, of: Picture, kept: Kept, *, seen: str) -> None:
        super().__init__(of.store, theatre=of.theatre_named, gazetteers=of.gazetteers, clock=lambda: of.now)
        self._of = of
        self._kept = kept
        self._seen = seen
        self.is_whole = seen == WHOLE

    def events(self, *, known: datetime | None = None, recorded: datetime | None = None) -> tuple[Event, ...]:
        """The events; see `Picture.events`."""
        return self.once(("events", known, recorded), lambda: self._of.events(known=known, recorded=recorded))

    def documents(self) -> Iterator[Document]:
        """The reports; see `Picture.documents`."""
        return iter(self.once("documents", lambda: tuple(self._of.documents())))

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
    """

    def __init__(self, picture: Picture) -> None:
        kept = Kept(picture.store.head)
        self.picture = picture
        self.whole = KeptPicture(picture, kept, seen=WHOLE)
        self.released = KeptPicture(PublishedPicture(self.whole), kept, seen=RELEASED)
        self.acting, self.reading = threading.Lock(), threading.Lock()
        self._reader: Reader | None = None

    def reader(self) -> Reader:
        """What reads a report that is sent in, loaded with the first; ask while holding `reading`."""
        if self._reader is None:
            self._reader = Reader.load(theatre=self.picture.theatre_named, gazetteers=self.picture.gazetteers)
        return self._reader
