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
    r"|(?P<words>[^<&]+|<+(?=<)|&+(?=&)|.)",
    re.DOTALL,
)
_MOST_MISSED = 20
_NEAR = 5_000
_TELLING = 20


class VisibleText:
    """The characters of a page that are no markup, with the source offset of each.

    A tag that parts words is a blank.
    """

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
            start, at = token.span()
            kind = token.lastgroup
            if kind == "hidden":
                at = _end_of_hidden(lowered, start, at)
            elif kind == "words":
                self._parts.append(token.group())
                self._origins.extend(range(start, at))
            elif kind != "inline":
                characters = unescape(token.group()) if kind == "entity" else " "
                self._parts.append(characters)
                self._origins.extend([start] * len(characters))


def _end_of_hidden(lowered: str, start: int, at: int) -> int:
    if lowered.startswith("<!--", start):
        end = lowered.find("-->", at)
        return end + 3 if end >= 0 else len(lowered)
    name = lowered[start + 1 : at]
    end = lowered.find(f"</{name}", at)
    return end if end >= 0 else len(lowered)


def aligned(text: str, visible: VisibleText) -> OffsetMap:
    """The map from `text`, which was taken from the page, to the page's source.

    Line by line, in reading order. A line that is not found as it stands has no pair of its own; after 20 of them the
    text and the page have parted, and looking further would take time for nothing.
    """
    pairs: list[tuple[int, int]] = []
    start, cursor, missed = 0, 0, 0
    for line in text.split("\n"):
        words = line.removeprefix("- ").strip()
        found = _find(words, visible.text, cursor) if words else None
        if found is not None:
            _align(words, start + line.index(words), found, visible, pairs)
            cursor = found.end()
        elif words and (missed := missed + 1) == _MOST_MISSED:
            break
        start += len(line) + 1
    return tuple(pairs)


def _find(words: str, page: str, cursor: int) -> re.Match[str] | None:
    # A short line ("Kabul") may stand anywhere in a page's menus; it is looked for nearby only.
    stop = cursor + _NEAR if len(words) < _TELLING and cursor else len(page)
    return re.compile(r"\s+".join(map(re.escape, words.split()))).search(page, cursor, stop)


def _align(words: str, offset: int, found: re.Match[str], visible: VisibleText, pairs: list[tuple[int, int]]) -> None:
    """Adds a pair wherever the way from text to source changes its length."""
    seen = [i for i in range(*found.span()) if not visible.text[i].isspace()]
    kept = [i for i, character in enumerate(words) if not character.isspace()]
    for i, j in zip(kept, seen, strict=True):
        pair = (offset + i, visible.origin(j))
        if not pairs or pair[1] - pair[0] != pairs[-1][1] - pairs[-1][0]:
            pairs.append(pair)
