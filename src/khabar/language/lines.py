"""A text's lines, and which of them a narrow page broke in the middle of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from khabar.plain_text import trimmed
from khabar.records.span import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_ENDS = frozenset(".!?:…;")
LONGEST = 20_000
NARROW = 45
"""A line shorter than this was not broken by the page's edge."""


def stretches_outside(length: int, left_out: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The parts of a text of `length` characters that are in none of `left_out`."""
    at = 0
    for span in sorted(left_out):
        if span.start > at:
            yield at, span.start
        at = max(at, span.end)
    if at < length:
        yield at, length


def paragraphs_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch's lines, with those of one broken paragraph put together; none is empty."""
    lines = [trimmed(text, *m.span()) for m in _LINE.finditer(text, start, end)]
    lines = [(a, b) for a, b in lines if b > a]
    joined: list[tuple[int, int]] = []
    last: tuple[int, int] | None = None
    for line in lines:
        if last is not None and joined and _goes_on(text, last, line):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
        last = line
    return [piece for paragraph in joined for piece in _of_bearable_length(text, *paragraph)]


def _of_bearable_length(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraph in pieces the parser can hold in memory, cut at white space; nearly always the paragraph itself."""
    while end - start > LONGEST:
        space = max(text.rfind(" ", start, start + LONGEST), start)
        cut = space if space > start else start + LONGEST
        yield trimmed(text, start, cut)
        start = trimmed(text, cut, end)[0]
    if end > start:
        yield start, end


def _goes_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether `line` goes on with the sentence that the line before it left open."""
    if _lines_between(text, before[1], line[0]) > 1 or text[line[0]] in _BULLETS:
        return False
    if before[1] - before[0] < NARROW or text[before[1] - 1] in _ENDS:
        return False
    last_word = text[before[0] : before[1]].rsplit(None, 1)[-1].lower()
    return text[line[0]].islower() or bool(_OPEN_WORDS.fullmatch(last_word)) or last_word.endswith(",")


def _lines_between(text: str, end: int, start: int) -> int:
    gap = text[end:start].replace("\r\n", "\n")
    return sum(gap.count(mark) for mark in "\n\r\u2028\u2029\x85")


_BULLETS = frozenset("•*▪·-–—")
_OPEN_WORDS = re.compile(
    r"an?|the|of|in|on|at|to|for|from|by|with|and|or|that|its|their|his|her|near|into|over|mr\.|gen\.|col\."
)
