"""Where the words of a cleaned web page stand in its source."""

from __future__ import annotations

import re
from array import array
from html import unescape

from khabar.documents.offsets import OffsetMap

_TOKEN = re.compile(
    r"(?P<hidden><(?:script|style|noscript|template|svg)\b|<!--)"
    r"|(?P<inline></?(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*>)"
    r"|(?P<tag></?[a-zA-Z!?][^<>]*>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});?)"
    r"|(?P<blank>\s+)"
    r"|(?P<words>[^<&\s]+|.)",
    re.DOTALL,
)
_NEAR = 5_000
_TELLING = 20


class VisibleText:
    """The characters of a page that are no markup, with the source offset of each; blanks are single."""

    def __init__(self, source: str) -> None:
        self._parts: list[str] = []
        self._origins = array("L")
        self._scan(source)
        self.text = "".join(self._parts)

    def origin(self, i: int) -> int:
        """The source offset of visible character `i`."""
        return self._origins[i]

    def _scan(self, source: str) -> None:
        lowered = source.lower()
        at = 0
        while (token := _TOKEN.match(source, at)) is not None:
            at = token.end()
            kind, words = token.lastgroup, token.group()
            if kind == "hidden":
                at = _end_of_hidden(lowered, token.start(), at)
            elif kind == "words":
                self._add(words, token.start(), step=1)
            elif kind == "entity":
                self._add(unescape(words), token.start(), step=0)
            elif kind != "inline":
                self._blank(token.start())

    def _add(self, words: str, start: int, *, step: int) -> None:
        if words.isspace():
            self._blank(start)
            return
        self._parts.append(words)
        self._origins.extend(start + step * i for i in range(len(words)))

    def _blank(self, start: int) -> None:
        if self._parts and self._parts[-1] != " ":
            self._parts.append(" ")
            self._origins.append(start)


def _end_of_hidden(lowered: str, start: int, at: int) -> int:
    if lowered.startswith("<!--", start):
        end = lowered.find("-->", at)
        return end + 3 if end >= 0 else len(lowered)
    name = lowered[start + 1 : at]
    end = lowered.find(f"</{name}", at)
    return end if end >= 0 else len(lowered)


def aligned(text: str, visible: VisibleText) -> OffsetMap:
    """The map from `text`, which was taken from the page, to the page's source.

    Line by line, in reading order. A line that is not found as it stands has no pair of its own.
    """
    pairs: list[tuple[int, int]] = []
    start, cursor = 0, 0
    for line in text.split("\n"):
        words = line.removeprefix("- ").strip()
        found = _find(words, visible.text, cursor) if words else -1
        if found >= 0:
            offset = start + line.index(words)
            pairs.extend(_pairs(len(words), offset, found, visible, pairs[-1] if pairs else None))
            cursor = found + len(words)
        start += len(line) + 1
    return tuple(pairs)


def _find(words: str, page: str, cursor: int) -> int:
    # A short line ("Kabul") may stand anywhere in a page's menus; it is looked for nearby only.
    stop = cursor + _NEAR if len(words) < _TELLING and cursor else len(page)
    return page.find(words, cursor, stop)


def _pairs(
    length: int, offset: int, found: int, visible: VisibleText, last: tuple[int, int] | None
) -> list[tuple[int, int]]:
    pairs = []
    for i in range(length):
        pair = (offset + i, visible.origin(found + i))
        if last is None or pair[1] - pair[0] != last[1] - last[0]:
            pairs.append(pair)
            last = pair
    return pairs
