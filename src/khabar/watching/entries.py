"""From what a feed lists to reports."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from urllib.parse import urlsplit

from khabar.documents.build import About, aside, build
from khabar.documents.charset import decode
from khabar.documents.web_page import declared_charset, page_document, words_of
from khabar.records import Document, SetAside
from khabar.watching.feeds_file import Source
from khabar.watching.listing import Entry


def id_of(entry: Entry, source: Source) -> str:
    """The id an entry's report has: by what names it at its host, whichever of the host's feeds lists it."""
    host = urlsplit(source.url or "").hostname or source.name
    return f"feed:{hashlib.sha256(f'{host} {entry.key}'.encode()).hexdigest()[:16]}"


def from_feed(entry: Entry, source: Source) -> Document | SetAside:
    """The report as the feed itself gives it; the title stands for a text where there is none."""
    return build(words_of(entry.html) or entry.title, _about(entry, source))


def from_page(body: bytes, entry: Entry, source: Source, *, content_type: str) -> Document | SetAside:
    """The report on the page that the entry links to.

    Who publishes it, where it lies and when it came out are taken from the feed and from feeds.toml where they say so:
    a page may claim anything.
    """
    charset = declared_charset(content_type.encode("ascii", "replace")) or declared_charset(body)
    found = page_document(decode(body, declared=charset), name=source.name, given=entry.published)
    id = id_of(entry, source)
    if isinstance(found, SetAside):
        return replace(found, id=id)
    return replace(
        found,
        id=id,
        url=entry.link,
        publisher=source.publisher or found.publisher,
        title=found.title or entry.title,
        author=found.author or entry.author,
    )


def not_had(entry: Entry, source: Source, why: str) -> SetAside:
    """An entry whose page will not be had, however often it is asked for."""
    about = replace(_about(entry, source), source=f"{source.name}: {entry.link}"[:500])
    return aside(about, "unreadable", why, "Read it by hand, and take it in with `khabar ingest`.")


def _about(entry: Entry, source: Source) -> About:
    return About(
        source=source.name,
        id=id_of(entry, source),
        published=entry.published,
        title=entry.title,
        publisher=source.publisher,
        url=entry.link or None,
        author=entry.author,
    )
