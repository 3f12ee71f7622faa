"""The date a web page shows where it declares none: in its layout or its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from khabar.documents.publication import Publication, publication_of
from khabar.errors import BadDate

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    r"\b\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{5,15}(?:Z|[+-]\d{2}:?\d{2})?)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})[a-z]*\.?,?\s+\d{{4}}\b"
    rf"|\b(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b",
    re.IGNORECASE,
)
_OF_PUBLICATION = re.compile(r"publish|posted|pubdate|dateline|timestamp|(?:^|[-_ ])date(?:$|[-_ ])", re.IGNORECASE)
_OF_CHANGE = re.compile(r"updat|modif|related|recent|latest|comment", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?=/|-|$)")
_LONGEST = 120


def shown_publication(tree: Any) -> Publication | None:
    """The first date in an element named for it, else the one in the page's own address; None where neither is.

    `tree` is the page as lxml makes it. A date of change ("updated") is no date of publication.
    """
    for words in (*_named_for_it(tree), *_addresses(tree)):
        for match in _DATE.finditer(words):
            try:
                return publication_of(match.group())
            except BadDate:
                continue
    return None


def _named_for_it(tree: Any) -> Iterator[str]:
    for element in tree.xpath("//body//*[@class or @id or @itemprop or self::time]"):
        name = " ".join(str(element.get(key) or "") for key in ("class", "id", "itemprop"))
        if _OF_CHANGE.search(name) or not (element.tag == "time" or _OF_PUBLICATION.search(name)):
            continue
        words = " ".join(element.text_content().split())
        if len(words) <= _LONGEST and not _OF_CHANGE.search(words):
            yield str(element.get("datetime") or words)


def _addresses(tree: Any) -> Iterator[str]:
    for address in tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"):
        for year, month, day in _IN_ADDRESS.findall(str(address)):
            yield f"{year}-{int(month):02}-{int(day):02}"
