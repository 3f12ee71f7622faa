"""From a text and what is known about it to a `Document`, or to the reason why it is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from khabar.documents.boilerplate import find_boilerplate
from khabar.documents.corrections import correction_in
from khabar.documents.language_id import language_of
from khabar.documents.offsets import OffsetMap
from khabar.documents.publication import Publication, publication_of
from khabar.errors import UnreadableDocument
from khabar.records import Document, Issue, SetAside

MAX_CHARACTERS = 2_000_000

_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACED = re.compile("\ufffd+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class About:
    """What is known about a text besides its words; "" and None = unknown. `language` is what the publisher says."""

    source: str = ""
    id: str = ""
    published: Publication | None = None
    title: str = ""
    publisher: str = ""
    url: str | None = None
    language: str = ""
    author: str = ""


def from_text(
    text: str,
    *,
    published: date | datetime | str | None = None,
    title: str = "",
    publisher: str = "",
    url: str | None = None,
    id: str | None = None,
    source: str = "",
) -> Document:
    """A report from its text, which is taken exactly as it is: offsets count in it.

    The default `id` is made from the text, publisher, date and address, so the same report has the same id anywhere.
    Only half of a surrogate pair, which no file can hold, becomes U+FFFD.
    Raises UnreadableDocument (`empty`, `no-text`, `too-large`, `not-english`), and BadDate for a date not in ISO form.
    """
    about = About(
        source=source,
        id=whole_characters(id or ""),
        published=publication_of(published),
        title=whole_characters(title),
        publisher=whole_characters(publisher),
        url=whole_characters(url) if url else None,
    )
    built = build(text, about)
    if isinstance(built, SetAside):
        raise UnreadableDocument(
            built.message, reason=built.reason, source=built.source or built.id, next_step=built.next_step
        )
    return built


def build(
    text: str,
    about: About,
    *,
    given: Publication | None = None,
    offsets: OffsetMap = (),
    issues: tuple[Issue, ...] = (),
) -> Document | SetAside:
    """The document, or why it is set aside.

    `given` is the date the user gives: it wins over the one in the metadata, and a conflict is noted.
    """
    text = whole_characters(text)
    if (unusable := _unusable(text, about)) is not None:
        return unusable
    language = language_of(text, declared=about.language)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    published = _chosen(given, about.published)
    made_id = about.id or content_id(sha256, about.publisher, published, about.url)
    if language != "en":
        return SetAside(
            id=made_id,
            source=about.source,
            reason="not-english",
            message=f"The text is not in English ({language}).",
            next_step="It is kept with its text. Give a translation to have it coded.",
            language=language,
            text=text,
        )
    return Document(
        id=made_id,
        text=text,
        sha256=sha256,
        published=published.day if published else None,
        published_at=published.instant if published else None,
        title=about.title,
        publisher=about.publisher,
        url=about.url,
        author=about.author,
        source=about.source,
        boilerplate=find_boilerplate(text),
        original_offsets=offsets,
        issues=(*issues, *_date_conflict(given, about.published), *_damage(text), *_correction(text, about.title)),
    )


def content_id(sha256: str, publisher: str, published: Publication | None, url: str | None) -> str:
    """An id that the same report has on every machine: 16 hexadecimal digits."""
    parts = (sha256, publisher, published.day.isoformat() if published else "", url or "")
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def aside(about: About, reason: str, message: str, next_step: str = "", *, text: str = "") -> SetAside:
    """A document set aside; without an id of its own it gets one from where it came from and why it failed."""
    made = hashlib.sha256("\x1f".join((about.source, reason, text)).encode("utf-8", "replace")).hexdigest()[:16]
    return SetAside(about.id or made, about.source, reason, message, next_step, text=whole_characters(text))


def whole_characters(text: str) -> str:
    """`text` with U+FFFD for every half of a surrogate pair, which JSON can write and no file or database can hold."""
    return _SURROGATE.sub("\ufffd", text)


def too_large(about: About) -> SetAside:
    """More than one report has: of text, or of bytes before it was read."""
    return aside(
        about,
        "too-large",
        f"It is larger than {MAX_CHARACTERS:,} characters, which is no single report.",
        "Split it into one document a report, for example as JSONL.",
    )


def _unusable(text: str, about: About) -> SetAside | None:
    if len(text) > MAX_CHARACTERS:
        return too_large(about)
    if not text.strip():
        return aside(about, "empty", "It holds no text.", "Check that the file was saved whole.")
    if not any(map(str.isalpha, text)):
        return aside(about, "no-text", "It holds no words.", "Check that it is a report.", text=text)
    return None


def _chosen(given: Publication | None, found: Publication | None) -> Publication | None:
    if given and found and given.day == found.day and given.instant is None:
        return found  # the same day, and perhaps the instant too
    return given or found


def _date_conflict(given: Publication | None, found: Publication | None) -> Iterator[Issue]:
    if given and found and given.day != found.day:
        yield Issue("date-conflict", found.day.isoformat(), f"the date given was taken: {given.day.isoformat()}")


def _correction(text: str, title: str) -> Iterator[Issue]:
    if (notice := correction_in(text, title=title)) is not None:
        yield notice


def _damage(text: str) -> Iterator[Issue]:
    for code, pattern in (("unreadable-characters", _REPLACED), ("control-characters", _CONTROL)):
        first = pattern.search(text)
        if first is not None:
            total = sum(len(found.group()) for found in pattern.finditer(text))
            yield Issue(code, first.group()[:20], f"kept as they are: {total}", first.start(), first.end())
