"""A web page: its report without menus and links, and what it declares of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from khabar.documents.build import About, aside, build
from khabar.documents.page_dates import shown_publication
from khabar.documents.page_metadata import declared_about
from khabar.documents.page_text import VisibleText, aligned
from khabar.documents.publication import Publication
from khabar.records import Document, Issue, SetAside

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""")
# Characters that a page can name by number and that its tree does not take back.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def page_document(
    source: str, *, name: str, given: Publication | None, address: str | None = None
) -> Document | SetAside:
    """The report of a web page, or why it is set aside. Offsets count in the cleaned text, with a map to `source`.

    Where the page declares no date, one that stands in its layout is taken and noted as `date-inferred`. `address` is
    where it was fetched, for a page that does not say.
    """
    tree = _tree(source)
    if tree is None:
        return aside(About(source=name), "no-text", "The page holds no text.", "Save the page whole, or as plain text.")
    declared, shown = declared_about(tree, source=name), shown_publication(tree)
    about = replace(declared, url=declared.url or address)
    # Pages of a few lines, or broken beyond recognition, are no article to the extractor; their words are still there.
    text = _extracted(source) or _lines_of(tree)
    if not text.strip():
        return aside(about, "no-text", "The page holds no text.", "Save the page whole, or as plain text.")
    about, issues = _with_shown_date(about, shown)
    return build(text, about, given=given, offsets=aligned(text, VisibleText(source)), issues=issues)


def _with_shown_date(about: About, shown: Publication | None) -> tuple[About, tuple[Issue, ...]]:
    if about.published is not None or shown is None:
        return about, ()
    issue = Issue("date-inferred", shown.day.isoformat(), "the date shown on the page was taken")
    return replace(about, published=shown), (issue,)


def words_of(fragment: str) -> str:
    """The words of a piece of a page, such as a feed holds, line by line; "" where it holds none."""
    tree = _tree(f"<html><body>{fragment}</body></html>")
    return _lines_of(tree) if tree is not None else ""


def declared_charset(head: bytes) -> str:
    """The encoding a page's first bytes declare; "" where they declare none."""
    found = _CHARSET.search(head[:4096])
    return found[1].decode("ascii", "replace") if found else ""


def _tree(source: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        # Bytes, because a page with an XML declaration is refused as characters.
        return html.document_fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return None


def _extracted(source: str) -> str:
    """The report's text; "" where none is recognised."""
    import trafilatura

    _hush()
    return trafilatura.extract(source, include_comments=False, include_tables=True) or ""


@lru_cache(maxsize=1)
def _hush() -> None:
    # What they complain of is said in the set-aside; a program that logs still gets it.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _lines_of(tree: Any) -> str:
    from lxml import etree

    for hidden in tree.xpath("//script|//style|//noscript|//template|//head"):
        hidden.drop_tree()
    for block in tree.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "td"):
        block.tail = "\n" + _NO_XML.sub("", block.tail or "")
    words = str(etree.tostring(tree, method="text", encoding="unicode"))
    return "\n".join(filter(None, (" ".join(line.split()) for line in words.split("\n"))))
