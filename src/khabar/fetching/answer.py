"""What is asked of a server, and what it answered."""

from __future__ import annotations

from dataclasses import dataclass

Tokens = tuple[tuple[str, str], ...]

_XML = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_PAGE = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may come back: the content types taken, () = any, and the most bytes, as sent and as unpacked."""

    types: tuple[str, ...]
    most_bytes: int


# Servers that send a feed as a page or as plain text are common; whether it is one shows when it is read.
FEED = Wanted((*_XML, *_PAGE, "application/octet-stream"), 8_000_000)
PAGE = Wanted(_PAGE, 4_000_000)
# RFC 9309, 2.5: at least 500 KiB of it must be read.
ROBOTS = Wanted((), 512_000)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent.

    `url` is the address it came from in the end. `unchanged` = nothing new since the `tokens` shown; `body` is then
    empty. `content_type` is in lower case with its parameters. `tokens` are what to show the next time.
    """

    url: str
    unchanged: bool
    body: bytes = b""
    content_type: str = ""
    tokens: Tokens = ()
