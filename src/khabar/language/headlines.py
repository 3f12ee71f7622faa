"""Where a headline stops that was glued to its report, found by the title the document came with."""

from __future__ import annotations

import re

_SITE = re.compile(r"\s+[-|–—:]\s+|\s*\|\s*")
_MARKS = re.compile(r"\s?[.!?\"”’')]+(?=\s|$)")
_WORD = re.compile(r"\w+")


def headline_end(text: str, start: int, end: int, title: str) -> int:
    """Where the headline that opens `text[start:end]` stops; `start` where the text does not open with its title.

    The title may carry the site's name (`... - Region - World - Ahram Online`), and the text may have lost the
    title's commas and quotes, so words are compared, not characters.
    """
    pieces = _SITE.split(title)
    for count in range(len(pieces), 0, -1):
        words = [w.lower() for piece in pieces[:count] for w in _WORD.findall(piece)]
        if len(words) >= 3:
            stop = _match_words(text, start, end, words)
            if stop > start and not _goes_on(text, stop, end):
                return _past_marks(text, stop, end)
    return start


def is_title(line: str, title: str) -> bool:
    """Whether the line says the title and nothing more."""
    stop = headline_end(line, 0, len(line), title)
    return stop == len(line) or (bool(title) and line.strip() == title.strip())


def _match_words(text: str, start: int, end: int, words: list[str]) -> int:
    at = start
    found = _WORD.finditer(text, start, end)
    for word in words:
        got = next(found, None)
        if got is None or got.group().lower() != word:
            return start
        at = got.end()
    return at


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a sentence goes on behind the words, as a title that is only a name may open one: "Ansar left"."""
    return text[at:end].lstrip(" \t")[:1].islower()


def _past_marks(text: str, at: int, end: int) -> int:
    """The headline's own closing marks belong to it."""
    stop = _MARKS.match(text, at, end)
    return stop.end() if stop else at
