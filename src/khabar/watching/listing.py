"""What a feed lists: RSS or Atom, as it came, to entries. Everything in it is hostile text and stays text."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from khabar.documents.build import whole_characters
from khabar.documents.publication import Publication, publication_of
from khabar.errors import BadDate, BadInput, MissingPart

MOST_ENTRIES = 500
MOST_WORDS = 2_000  # of a title, an id or an address
_ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T|\x00<\x00!\x00E\x00N\x00T", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One report as a feed lists it.

    `key` is what names it in the feed: its id, else its link, else its title. `html` is the feed's own text of it, ""
    = none. `link` "" = none that is http or https. `published` None = no date that can be read.
    """

    key: str
    link: str
    title: str
    html: str
    author: str
    published: Publication | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a feed, in its order, and whether it had more than are taken."""

    entries: tuple[Entry, ...]
    cut_short: bool = False


def listing_of(body: bytes, *, url: str, content_type: str = "") -> Listing:
    """The entries of a feed that came from `url`.

    Raises BadInput where it is no feed: broken beyond reading, a web page, or with entities of its own; and MissingPart
    where the reader of feeds is not installed.
    """
    try:
        import feedparser
    except ImportError:
        raise MissingPart(
            "Watching feeds needs the package `feedparser`.", next_step="pip install 'khabar[watch]'"
        ) from None
    if _ENTITY.search(body):
        raise BadInput("It defines entities of its own, which no feed needs.")
    try:
        # A stream, because bytes or text would be taken for an address or a file's name.
        found = feedparser.parse(
            io.BytesIO(body), response_headers={"content-type": content_type, "content-location": url}
        )
    # What its parsers have been seen to raise on broken markup and addresses; none of it may stop the watch.
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError) as error:
        raise BadInput(f"It cannot be read as a feed: {type(error).__name__}.") from None
    if not found.get("version"):
        fault = found.get("bozo_exception")
        raise BadInput(f"It is no RSS or Atom feed{f': {str(fault)[:200]}' if fault else ''}.")
    raw = found.entries
    entries = {entry.key: entry for one in raw[:MOST_ENTRIES] if (entry := _entry(one, url)).key}
    return Listing(tuple(entries.values()), cut_short=len(raw) > MOST_ENTRIES)


def _entry(raw: Any, url: str) -> Entry:
    link, title = _link(_words(raw, "link"), url), _words(raw, "title")
    return Entry(
        key=_words(raw, "id") or link or title,
        link=link,
        title=title,
        html=_text(raw),
        author=_words(raw, "author"),
        published=_published(raw),
    )


def _words(raw: Any, name: str) -> str:
    # Without the stand-ins of the reader of feeds: it would give one date for another.
    value = dict.get(raw, name)
    return " ".join(whole_characters(value).split())[:MOST_WORDS] if isinstance(value, str) else ""


def _text(raw: Any) -> str:
    """The fullest text the feed gives: its content, else its summary."""
    contents = [c.get("value") for c in raw.get("content") or ()]
    texts = [t for t in (*contents, raw.get("summary")) if isinstance(t, str)]
    return max(texts, key=len, default="")


def _link(link: str, url: str) -> str:
    try:
        whole = urljoin(url, link) if link else ""
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in ("http", "https") and parts.netloc else ""


def _published(raw: Any) -> Publication | None:
    """The date as the outlet writes it, in its own zone; where only the reader of feeds knows it, in UTC."""
    for name in ("published", "updated"):
        try:
            if (found := publication_of(_words(raw, name))) is not None:
                return found
        except BadDate:
            pass
        if (parsed := dict.get(raw, f"{name}_parsed")) is not None:
            try:
                return publication_of("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*parsed[:6]))
            except BadDate:
                pass
    return None
