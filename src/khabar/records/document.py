"""A news report as read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from khabar.records.issue import Issue
from khabar.records.span import Span

# How the source of a row of event data begins; after it come the dataset and what the row is called there.
ROW_OF_DATA = "dataset:"


@dataclass(frozen=True, slots=True)
class Document:
    """One report, with its text as read.

    `text` is never changed after reading: every offset anywhere counts its characters. `published` is the civil day of
    publication at the outlet, `published_at` the instant with its zone; both None where neither metadata nor the user
    gives them: a date is never borrowed from today. `publisher` "" = unknown. `boilerplate` are parts of `text` that
    are no report (captions, share links): kept in the text, left out of coding. `original_offsets` maps cleaned text
    back to the source: sorted pairs (offset in text, offset in source), each holding until the next; empty = same.
    """

    id: str
    text: str
    sha256: str
    published: date | None = None
    published_at: datetime | None = None
    title: str = ""
    publisher: str = ""
    url: str | None = None
    language: str = "en"
    author: str = ""
    source: str = ""
    boilerplate: tuple[Span, ...] = ()
    original_offsets: tuple[tuple[int, int], ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that could not be read, with the reason; the rest of the batch goes on.

    `reason` is stable: `empty`, `too-large`, `binary`, `not-english`, `bad-json`, `no-text`, `bad-date`, `unreadable`,
    `elsewhere` (it is about no part of the theatre asked for).
    """

    id: str
    source: str
    reason: str
    message: str
    next_step: str = ""
    language: str = ""
    text: str = ""
