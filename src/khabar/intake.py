"""Taking reports into a picture: each is coded and kept, or set aside with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from khabar.datasets import is_row_of_data
from khabar.documents import Copies
from khabar.errors import UnreadableDocument
from khabar.reader import Reader
from khabar.readers import PATIENCE, in_order
from khabar.records import Coded, Document, SetAside
from khabar.store import Added
from khabar.unread import Elsewhere, unread

if TYPE_CHECKING:
    from khabar.picture import Picture


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one document: taken into the store (`added`), or set aside with its reason (`set_aside`).

    `copy_of` is the id of the report it repeats, None = its own voice. `moved` are earlier reports that turned out with
    it to be copies, each with its original.
    """

    source: str
    added: Added | None = None
    set_aside: SetAside | None = None
    copy_of: str | None = None
    moved: tuple[tuple[str, str], ...] = ()
    coded: Coded | None = None


class Intake:
    """What takes reports into a picture, one at a time; it remembers what is held from its beginning on.

    `only_theatre` sets aside unread what names no place, actor or country of the theatre. Raises BadInput where it is
    asked for without one. `coder` names what coded the reports that come in coded already; None = the picture's own.
    """

    def __init__(
        self,
        picture: Picture,
        *,
        reader: Reader | None = None,
        only_theatre: bool = False,
        coder: str | None = None,
    ) -> None:
        self._picture = picture
        self._reader = reader
        self._elsewhere = Elsewhere(picture.theatre) if only_theatre else None
        self._coder = coder or picture.coder
        self._held = dict(picture.store.coded_by(self._coder))
        self._copies = self._copies_held()

    def take(self, found: Document | SetAside) -> Ingested:
        """Codes and keeps one report; once this returns it is on disk."""
        return next(self.take_all([found]))

    def take_all(
        self, reports: Iterable[Document | SetAside], *, jobs: int = 1, patience: float = PATIENCE
    ) -> Iterator[Ingested]:
        """Codes and keeps reports in their order, each on disk before it is told of; `jobs` processes read at once.

        With several, a report that takes longer than `patience` seconds is set aside, as one that ends its reader is.
        """
        load = self._own_reader if jobs == 1 else self._load
        for step, coded in in_order(map(self._settled, reports), load, jobs=jobs, patience=patience):
            if not isinstance(step, Document):
                yield step()
            elif isinstance(coded, Coded):
                yield self._take_in(coded)
            elif coded is not None:
                yield self._put_aside(unread(step, coded, patience=patience))

    def take_coded(self, results: Iterable[Coded | SetAside]) -> Iterator[Ingested]:
        """Keeps reports that were coded elsewhere, as if they were read here, in their order."""
        for found in results:
            if isinstance(found, SetAside):
                yield self._put_aside(found)
            elif self._held.get(found.document.id) == found.document.sha256:
                yield self._held_already(found.document)
            else:
                yield self._take_in(found)

    def has(self, id: str) -> bool:
        """Whether the report of an id is held; under another id, where another came first with the same words."""
        return id in self._held

    @property
    def _load(self) -> Callable[[], Reader]:
        if self._reader is not None:
            return partial(_same, self._reader)
        of = self._picture
        return partial(Reader.load, theatre=of.theatre_named, gazetteers=of.gazetteers, haste=of.haste)

    def _own_reader(self) -> Reader:
        """The reader of this process, loaded when it is first needed and kept for the next report."""
        self._reader = self._reader or self._load()
        return self._reader

    def _settled(self, found: Document | SetAside) -> Document | Callable[[], Ingested]:
        """The report where it is to be read; else what becomes of it, when its turn comes."""
        if isinstance(found, SetAside):
            return partial(self._put_aside, found)
        if self._held.get(found.id) == found.sha256:
            return partial(self._held_already, found)
        if self._elsewhere is not None and (elsewhere := self._elsewhere.set_aside(found)) is not None:
            return partial(self._put_aside, elsewhere)
        return found

    def _held_already(self, found: Document) -> Ingested:
        return Ingested(found.source, Added(found.id, "already"), copy_of=_original(self._copies, found.id))

    def _copies_held(self) -> Copies:
        """The copies among what is held, all of them noted: an earlier run may have been stopped before it had."""
        store, now = self._picture.store, self._picture.now
        documents = tuple(d for d in store.documents() if not is_row_of_data(d))
        copies = Copies(documents)
        for document in documents:
            if original := _original(copies, document.id):
                store.mark_copy(document.id, original=original, recorded_at=now, by=self._coder)
        return copies

    def _put_aside(self, found: SetAside) -> Ingested:
        self._picture.store.set_aside(found, recorded_at=self._picture.now, by=self._coder)
        return Ingested(found.source, set_aside=found)

    def _take_in(self, coded: Coded) -> Ingested:
        picture, copies, document = self._picture, self._copies, coded.document
        moved = tuple((c.document, c.original) for c in copies.add(document) if c.document != document.id)
        original = _original(copies, document.id)
        now = picture.now
        try:
            added = picture.store.add(coded, recorded_at=now, copy_of=original, coder=self._coder)
        except UnreadableDocument as error:
            return self._put_aside(refused(document, error))
        for copy, its_original in moved:
            picture.store.mark_copy(copy, original=its_original, recorded_at=now, by=self._coder)
        self._held[document.id] = document.sha256
        return Ingested(document.source, added, copy_of=original, moved=moved, coded=coded)


def refused(document: Document, error: UnreadableDocument) -> SetAside:
    """A report that the store could not take in, with its reason and its text."""
    return SetAside(document.id, document.source, error.reason, error.message, error.next_step, text=document.text)


def _original(copies: Copies, document_id: str) -> str | None:
    copy = copies.copy_of(document_id)
    return copy.original if copy else None


def _same(reader: Reader) -> Reader:
    return reader
