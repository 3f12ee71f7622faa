"""Web archives: the pages of a crawl (WARC), and their words as others took them out (WET)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from khabar.documents.build import About, build, too_large
from khabar.documents.charset import decode
from khabar.documents.read import MAX_PAGE_BYTES
from khabar.documents.web_page import declared_charset, page_document
from khabar.records import Document, SetAside
from khabar.shards.damage import damaged
from khabar.shards.needed import needed

_PAGES = ("text/html", "application/xhtml+xml")
_MOST_HEADERS = 65_536


def pages_to_be_read(stream: BinaryIO, *, name: str) -> Iterator[Callable[[], Document | SetAside]]:
    """What reads each page that a crawl found, in order; redirects, errors, pictures and the like are passed over.

    A page's date is what it says itself: when it was crawled is not when it was published.
    """
    fastwarc = needed("fastwarc.warc", extra="shards", what="WARC")
    types = fastwarc.WarcRecordType
    asked = types.response | types.resource | types.conversion
    number = 0
    try:
        for record in fastwarc.ArchiveIterator(stream, record_types=asked, parse_http=False):
            number += 1
            where = f"{name}, page {number}"
            announced = record.content_length
            if announced > MAX_PAGE_BYTES + _MOST_HEADERS:
                yield partial(too_large, About(source=where, url=_address(record)))
                continue
            record.freeze()
            if record.content_length < announced:
                yield partial(damaged, name, f"{name} is cut short in page {number}, and was read up to there.")
                return
            if (make := _page(record, where)) is not None:
                yield make
    except OSError as error:
        yield partial(damaged, name, f"{name} was read up to page {number}: {error}.")


def _page(record: Any, where: str) -> Callable[[], Document | SetAside] | None:
    """What reads a record; None where it is no page of words."""
    if record.is_http:
        try:
            record.parse_http(auto_decode="all")
        except ValueError:
            return None  # no answer of a web server
        if record.http_headers is None or record.http_headers.status_code not in range(200, 300):
            return None
        kind, charset = record.http_content_type or "", record.http_charset or ""
    else:
        kind, charset = (record.headers.get("Content-Type") or "").partition(";")[0].strip(), ""
    if kind.lower() not in (*_PAGES, "text/plain"):
        return None
    raw = record.reader.read(MAX_PAGE_BYTES + 1)
    return partial(_read, raw, kind.lower(), charset, where, _address(record))


def _read(raw: bytes, kind: str, charset: str, where: str, address: str | None) -> Document | SetAside:
    if len(raw) > MAX_PAGE_BYTES:
        return too_large(About(source=where, url=address))
    if kind == "text/plain":
        return build(decode(raw, declared=charset), About(source=where, url=address))
    source = decode(raw, declared=charset or declared_charset(raw))
    return page_document(source, name=where, given=None, address=address)


def _address(record: Any) -> str | None:
    return record.headers.get("WARC-Target-URI") or None
