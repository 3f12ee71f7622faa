"""Web archives: the pages of a crawl (WARC), and their words as others took them out (WET)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from khabar.documents.build import About, build, too_large
from khabar.documents.charset import decode
from khabar.documents.publication import Publication
from khabar.documents.read import MAX_PAGE_BYTES
from khabar.documents.web_page import declared_charset, page_document
from khabar.records import Document, SetAside
from khabar.shards.damage import damaged
from khabar.shards.needed import needed

_PAGES = ("text/html", "application/xhtml+xml")
_WORDS = "text/plain"
_ASKED = ("response", "resource", "conversion")


def pages_to_be_read(
    stream: BinaryIO, *, name: str, given: Publication | None = None
) -> Iterator[Callable[[], Document | SetAside]]:
    """What reads each page that a crawl found, in order; redirects, errors, pictures and the like are passed over.

    A page's date is what it says itself, or `given`: when it was crawled is not when it was published.
    """
    archive = needed("warcio.archiveiterator", extra="shards", what="WARC")
    faults = needed("warcio.exceptions", extra="shards", what="WARC")
    number = 0
    try:
        for record in archive.ArchiveIterator(stream):
            number += 1
            raw = b""
            if record.rec_type in _ASKED and _kind_of(record) in (*_PAGES, _WORDS):
                raw = record.content_stream().read(MAX_PAGE_BYTES + 1)
            while record.raw_stream.read(65_536):
                pass
            if record.raw_stream.limit > 0:
                yield partial(damaged, name, f"{name} is cut short in record {number}, and was read up to there.")
                return
            if raw:
                where = f"{name}, record {number}"
                yield partial(_read, raw, _content_type(record), where, _address(record), given)
    except (faults.ArchiveLoadFailed, EOFError, ValueError) as error:
        words = str(error).partition("\n")[0].rstrip(".")[:200]
        yield partial(damaged, name, f"{name} was read up to record {number}: {words}.")


def _kind_of(record: Any) -> str:
    """What a server sent where it sent what was asked; "" for redirects and errors."""
    if record.http_headers is not None and not str(record.http_headers.get_statuscode()).startswith("2"):
        return ""
    return _content_type(record).partition(";")[0].strip().lower()


def _content_type(record: Any) -> str:
    headers = record.rec_headers if record.http_headers is None else record.http_headers
    return headers.get_header("Content-Type") or ""


def _address(record: Any) -> str | None:
    return record.rec_headers.get_header("WARC-Target-URI") or None


def _read(
    raw: bytes, content_type: str, where: str, address: str | None, given: Publication | None
) -> Document | SetAside:
    about = About(source=where, url=address)
    if len(raw) > MAX_PAGE_BYTES:
        return too_large(about)
    charset = declared_charset(content_type.encode("ascii", "replace"))
    if content_type.lower().startswith(_WORDS):
        return build(decode(raw, declared=charset), about, given=given)
    return page_document(
        decode(raw, declared=charset or declared_charset(raw)), name=where, given=given, address=address
    )
