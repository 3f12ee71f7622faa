"""What readers outside the desk may see of a picture: the events analysts released, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from khabar.export import Account, Gate
from khabar.picture import Picture
from khabar.records import Document, Event


class PublishedPicture(Picture):
    """A picture that rests on released claims alone, by what is released now, whatever moment is asked about.

    Every question has the answer it would have if nothing else had been reported.
    """

    def __init__(self, whole: Picture) -> None:
        super().__init__(whole.store, theatre=whole.theatre_named, gazetteers=whole.gazetteers, clock=lambda: whole.now)
        self._whole = whole

    def events(self, *, known: datetime | None = None, recorded: datetime | None = None) -> tuple[Event, ...]:
        """The events made of released claims alone; see `Picture.events`."""
        events = self._whole.events(known=known, recorded=recorded)
        gate = Gate(self.releases(), events, theatre=self.theatre_named)
        return tuple(out.event for event in events for out in gate.passing(event, Account()))

    def _last_published(self, by: date) -> date | None:
        days = (document.published for document in self.documents() if document.published)
        return max((day for day in days if day <= by), default=None)

    def documents(self) -> Iterator[Document]:
        """The reports of which at least one claim is released."""
        told = {claim.document_id for event in self.events() for claim in event.claims}
        return (document for document in self._whole.documents() if document.id in told)
