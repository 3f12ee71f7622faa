"""The stretches of a document that stand in quotation marks."""

from __future__ import annotations

import re

from khabar.records import Span

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_OPENERS = "“«„"
_CLOSERS = {"“": "”", "„": "“”", "«": "»"}
_MARK = re.compile('["“”«»„]')
_LONGEST = 1500


def quotations_of(text: str) -> tuple[Span, ...]:
    """Every quotation in text order, marks included.

    Straight marks open where no letter stands before them and close elsewhere. A quotation left open runs to the end
    of its paragraph, as newspapers do when the next paragraph goes on with it; one longer than 1,500 characters is
    taken for a lost mark and left out.
    """
    found: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found.extend(_in_paragraph(text, paragraph.start(), paragraph.end()))
    return tuple(q for q in found if q.end - q.start <= _LONGEST)


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    opened, closer = -1, ""
    for found_mark in _MARK.finditer(text, start, end):
        i, mark = found_mark.start(), found_mark.group()
        if mark == '"':
            straight_opens = _opens(text, i)
            if opened >= 0 and closer == '"' and not (straight_opens and _closes_nothing(text, i)):
                found.append(Span.of(text, opened, i + 1))
                opened = -1
            elif straight_opens or opened < 0:
                opened, closer = i, '"'
        elif opened >= 0 and mark in closer:
            found.append(Span.of(text, opened, i + 1))
            opened = -1
        elif mark in _OPENERS:
            opened, closer = i, _CLOSERS[mark]
    if opened >= 0:
        found.append(Span.of(text, opened, end))
    return found


def _opens(text: str, i: int) -> bool:
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return (before.isspace() or before in "([-–—:") and not after.isspace()


def _closes_nothing(text: str, i: int) -> bool:
    # A mark before a capital after a stop opens anew: the one before it was never closed.
    before = text[:i].rstrip()[-1:]
    return before in ".!?" and i + 1 < len(text) and text[i + 1].isupper()
