"""One look at a source: asked, read, and what is new in it taken in, each report on disk before the next."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from khabar.documents import MAX_CHARACTERS, read
from khabar.errors import BadInput, Unreachable
from khabar.fetching import Fetcher
from khabar.fetching.answer import FEED, PAGE, Answer, Tokens
from khabar.intake import Ingested, Intake
from khabar.picture import Picture
from khabar.records import Document, Heartbeat, Issue, SetAside
from khabar.records.heartbeat import Pulse
from khabar.watching.entries import from_feed, from_page, id_of, not_had
from khabar.watching.feeds_file import Source
from khabar.watching.listing import Entry, Listing, listing_of
from khabar.watching.schedule import RETRY_AT

# What a parser or the reader may raise on text made to break them. A watch that ended there would end there again each
# time it is begun: such a report is set aside with the fault's name, and the rest goes on.
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError, AssertionError, RecursionError)
# So many pages are fetched in one look, so that no source keeps the others waiting for long; the next goes on.
MOST_PAGES = 50
_SHOWN = ("etag", "last-modified", "files")


@dataclass
class _Tally:
    """What became of a source's reports so far. `left` is to be tried again, `why` says why."""

    listed: int = 0
    taken: int = 0
    new: int = 0
    wordless: int = 0
    left: int = 0
    why: str = ""

    def count(self, one: Ingested) -> None:
        """Adds what became of one report."""
        self.taken += one.added is not None and one.added.state == "new"
        self.new += one.added is None or one.added.state != "already"
        self.wordless += one.set_aside is not None and one.set_aside.reason in ("empty", "no-text")


@dataclass
class Looker:
    """Looks at sources for a picture. `vouched` are hosts of the user's own network that may be asked."""

    picture: Picture
    intake: Intake
    fetcher: Fetcher
    vouched: frozenset[str] = frozenset()
    _aside: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._aside = {one.id for one in self.picture.store.set_asides()}

    def look(self, source: Source, last: Heartbeat | None) -> Heartbeat:
        """Asks a source and takes in what is new. `last` is the look before; None = there was none.

        What came of it is not kept yet: a look that is broken off leaves no heartbeat, and is done again from its
        beginning, passing over what was taken in.
        """
        tokens = tuple((name, value) for name, value in (last.tokens if last else ()) if name in _SHOWN)
        if source.folder is not None:
            return self._folder(source, source.folder, tokens)
        try:
            answer = self.fetcher.get(source.url or "", FEED, tokens=tokens, vouched=self.vouched)
        except Unreachable as error:
            retry = ((RETRY_AT, error.retry_at.isoformat()),) if error.retry_at else ()
            return self._beat(source, "unreachable", note=str(error), tokens=(*tokens, *retry))
        if answer.unchanged:
            return self._beat(source, "unchanged", tokens=answer.tokens or tokens)
        return self._feed(source, answer)

    def _feed(self, source: Source, answer: Answer) -> Heartbeat:
        try:
            listing = listing_of(answer.body, url=answer.url, content_type=answer.content_type)
        except BadInput as error:
            return self._beat(source, "unreadable", note=error.message)
        tally = _Tally(listed=len(listing.entries))
        if not listing.entries:
            return self._beat(source, "unreadable", note="It lists no report.")
        for found in self._reports(source, listing, tally):
            self._take(found, tally)
        # Where something is left to do, the list must come whole again.
        return self._done(source, tally, () if tally.left else answer.tokens)

    def _reports(self, source: Source, listing: Listing, tally: _Tally) -> Iterator[Document | SetAside]:
        pages = 0
        # A feed lists the newest first; what came first is taken in first.
        for entry in reversed(listing.entries):
            if not (source.full_text and entry.link):
                try:
                    yield from_feed(entry, source)
                except _BROKEN as error:
                    yield not_had(entry, source, _fault(error))
            elif self._is_known(id_of(entry, source)):
                continue
            elif pages == MOST_PAGES or tally.why:
                tally.left += 1
            else:
                pages += 1
                found_page = self._page(entry, source, tally)
                if found_page is not None:
                    yield found_page

    def _is_known(self, id: str) -> bool:
        return id in self._aside or self.intake.has(id) or self.picture.store.document(id) is not None

    def _page(self, entry: Entry, source: Source, tally: _Tally) -> Document | SetAside | None:
        """The page of an entry; None where it may be had later."""
        try:
            # A page elsewhere than at the feed's own host is nobody's vouched host.
            answer = self.fetcher.get(entry.link, PAGE, vouched=self._vouched_by(source))
        except Unreachable as error:
            if error.lasting:
                return not_had(entry, source, error.message)
            tally.left += 1
            # A host that says "later" is not asked for the next page.
            tally.why = error.message if error.retry_at or error.status in (429, 503) else ""
            return None
        try:
            return from_page(answer.body, entry, source, content_type=answer.content_type)
        except _BROKEN as error:
            return not_had(entry, source, _fault(error))

    def _vouched_by(self, source: Source) -> frozenset[str]:
        host = urlsplit(source.url or "").hostname or ""
        return self.vouched if host in self.vouched else frozenset()

    def _folder(self, source: Source, folder: Path, tokens: Tokens) -> Heartbeat:
        if not folder.is_dir():
            return self._beat(source, "unreachable", note=f"There is no folder {folder}.")
        files = _files(folder)
        if dict(tokens).get("files") == files:
            return self._beat(source, "unchanged", tokens=tokens)
        tally = _Tally()
        for found in read(folder):
            tally.listed += 1
            if isinstance(found, Document) and not found.publisher:
                found = replace(found, publisher=source.publisher)
            self._take(found, tally)
        return self._done(source, tally, (("files", files),))

    def _take(self, found: Document | SetAside, tally: _Tally) -> None:
        if found.id in self._aside and isinstance(found, SetAside):
            return
        try:
            one = self.intake.take(self._in_time(found) if isinstance(found, Document) else found)
        except _BROKEN as error:
            text = found.text[:MAX_CHARACTERS]
            one = self.intake.take(SetAside(found.id, found.source, "unreadable", _fault(error), text=text))
        tally.count(one)
        if one.set_aside is not None:
            self._aside.add(one.set_aside.id)

    def _in_time(self, found: Document) -> Document:
        """A report dated later than tomorrow is undated: else it would be the newest for as long as it takes."""
        last = (self.picture.now + timedelta(days=1)).date()
        if found.published is None or found.published <= last:
            return found
        issue = Issue("date-conflict", found.published.isoformat(), "it lies in the future; taken as undated")
        return replace(found, published=None, published_at=None, issues=(*found.issues, issue))

    def _done(self, source: Source, tally: _Tally, tokens: Tokens) -> Heartbeat:
        if tally.new and tally.wordless == tally.new:
            note = f"None of {tally.new} new reports holds any words."
            return self._beat(source, "unreadable", tally, note=note, tokens=tokens)
        note = f"{tally.left} left for later{f': {tally.why}' if tally.why else ''}" if tally.left else ""
        return self._beat(source, "read" if tally.new else "unchanged", tally, note=note, tokens=tokens)

    def _beat(
        self, source: Source, pulse: Pulse, tally: _Tally | None = None, *, note: str = "", tokens: Tokens = ()
    ) -> Heartbeat:
        tally = tally or _Tally()
        return Heartbeat(source.name, self.picture.now, pulse, tally.listed, tally.taken, note[:500], tokens)


def _fault(error: Exception) -> str:
    return f"It broke the reader: {type(error).__name__}: {error}"[:300]


def _files(folder: Path) -> str:
    """A digest of the names, sizes and times of a folder's files: the same as long as nothing in it changes."""
    found = hashlib.sha256()
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            try:
                about = path.stat()
            except OSError:
                continue
            found.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()
