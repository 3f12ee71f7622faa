"""What a web page declares of itself: date, title, outlet, author, address, language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from khabar.documents.build import About
from khabar.documents.publication import Publication, publication_of
from khabar.errors import BadDate

_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "publication_date", "publication-date", "pubdate", "dc.date.issued",
    "dcterms.created", "dc.date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "byl")
_ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "AnalysisNewsArticle")
_DEEPEST = 6


def declared_about(tree: Any, *, source: str) -> About:
    """What the page's own head says, from its tree as lxml makes it; "" and None where it says nothing.

    The byline is kept as written.
    """
    meta = _meta(tree)
    linked = next(_articles(tree), {})
    return About(
        source=source,
        published=_published(tree, meta, linked),
        title=_first(meta, _TITLES) or _text(linked.get("headline")) or _title_element(tree),
        publisher=_first(meta, _PUBLISHERS) or _text(linked.get("publisher")),
        url=next(iter(tree.xpath("//link[@rel='canonical']/@href")), None) or meta.get("og:url") or None,
        language=str(tree.get("lang") or ""),
        author=_author(meta, linked),
    )


def _meta(tree: Any) -> dict[str, str]:
    """The contents of the meta elements by lower-cased name; the first of a name wins."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _published(tree: Any, meta: Mapping[str, str], linked: Mapping[str, Any]) -> Publication | None:
    times = tree.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")
    candidates = (*(meta[name] for name in _DATES if name in meta), _text(linked.get("datePublished")), *times)
    for text in candidates:
        try:
            found = publication_of(str(text))
        except BadDate:
            continue
        if found is not None:
            return found
    return None


def _articles(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The articles the page describes as linked data, in page order."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(data, _DEEPEST)


def _articles_in(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth and isinstance(data, list):
        for item in data:
            yield from _articles_in(item, depth - 1)
    elif depth and isinstance(data, dict):
        kinds = data.get("@type")
        if any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        yield from _articles_in(data.get("@graph"), depth - 1)


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _author(meta: Mapping[str, str], linked: Mapping[str, Any]) -> str:
    written = _first(meta, _AUTHORS)
    return written if written and not written.startswith("http") else _text(linked.get("author"))


def _text(value: object) -> str:
    """Words of linked data: a string, an object's name, or a list of either."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value[:10])))
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""


def _title_element(tree: Any) -> str:
    headings = tree.xpath("//h1")
    if len(headings) == 1 and (words := " ".join(headings[0].text_content().split())):
        return words
    return " ".join(str(tree.findtext(".//title") or "").split())
