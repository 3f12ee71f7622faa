"""Cutting a document into the parts that are parsed on their own: a headline glued to a sentence spoils both trees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.language.datelines import dateline_end, is_dateline, stamp_within
from khabar.language.headlines import headline_end, is_title
from khabar.language.lines import paragraphs_of, stretches_outside
from khabar.plain_text import trimmed
from khabar.records.document import Document
from khabar.records.parse import Block, BlockKind

_ITEM = re.compile(r"(?:[•*▪·‣◦●]|[-–—](?=\s))\s*|(?:\d{1,2}[.)]|[a-z]\))\s+(?=[A-Z\"“])")
_CAPTION = re.compile(
    r"(?:Image|Photo|Picture|Caption|Photograph|Video|FILE(?:\s+PHOTO)?|File\s+photo|PHOTO|Credit|Illustration)\s*(?::|-|–|—)\s*"
    r"|.{0,300}(?:\((?:AP|AFP|Reuters)?\s*(?:Photo|File Photo)[^)]{0,60}\)|/\s?(?:AFP|Reuters|File Photo))\s*$"
)
_PHOTO_CREDIT = re.compile(
    r"\((?:[\w./ -]{0,30}\s)?(?:Photo|File Photo|photo by [\w. /-]{3,40}|Photo: [\w. /-]{2,40})\)"
)
# `2011 Libyan civil war: Rebels seize ...`: what a digest of events files its item under.
_TOPIC_LABEL = re.compile(
    r"(?:(?:19|20)\d\d(?:[–-]\d{2,4})?\s(?:[A-Z\d][\w'’–-]*\s)?(?:[\w'’–-]+\s){0,5}[\w'’–-]+"
    r"|(?:[A-Z][\w'’–-]*\s)(?:[\w'’–-]+\s){0,4}(?:[Ww]ar|[Cc]onflict|[Pp]rotests|[Cc]risis|[Ii]nsurgency|[Oo]ffensive"
    r"|[Uu]prising|[Rr]evolution|[Cc]ampaign|[Ii]ntervention|[Uu]nrest|Spring|[Ss]iege|[Aa]ttacks?|[Bb]ombings?"
    r"|[Ss]hootings?|[Mm]assacre|[Cc]lashes|[Ss]trikes?|[Aa]irstrikes?|[Hh]ostage [Cc]risis|[Ii]nsurrection)"
    r"|(?:Operation|Battle|Siege|Fall|War|Raid)(?:\s(?:of|for|on|in|the|[A-Z][\w'’–-]*)){1,5}):\s"
    r"(?=[A-Z\d\"“])"
)
_END_MARKS = ".!?…:;,"
LONGEST_HEADLINE, LONGEST_HEADING, LONGEST_CAPTION = 180, 90, 450


def blocks_of(document: Document) -> tuple[Block, ...]:
    """The document's blocks in reading order: trimmed, not overlapping, never inside its boilerplate."""
    text = document.text
    parts = [
        part
        for start, end in stretches_outside(len(text), document.boilerplate)
        for part in paragraphs_of(text, start, end)
    ]
    blocks: list[Block] = []
    for place, (start, end) in enumerate(parts):
        first = not any(b.kind in {"headline", "paragraph"} for b in blocks)
        more = place + 1 < len(parts)
        blocks += _read_part(text, start, end, document.title, first=first, more=more)
    return tuple(blocks)


def _read_part(text: str, start: int, end: int, title: str, *, first: bool, more: bool) -> Iterator[Block]:
    line = text[start:end]
    if is_dateline(line):
        yield Block("dateline", start, end)
    elif _CAPTION.match(line):
        yield Block("caption", start, end)
    elif item := _ITEM.match(line):
        yield from _block("item", text, start + item.end(), end)
    elif first:
        yield from _opening(text, start, end, title, more=more)
    elif title and is_title(line, title):
        yield Block("headline", start, end)
    elif more and _is_heading(line, LONGEST_HEADING):
        yield Block("heading", start, end)
    else:
        yield from _report(text, start, end)


def _opening(text: str, start: int, end: int, title: str, *, more: bool) -> Iterator[Block]:
    """The first line: a headline alone, or headline, stamp, dateline and report run together."""
    line = text[start:end]
    if is_title(line, title) or (more and _is_heading(line, LONGEST_HEADLINE)):
        yield Block("headline", start, end)
        return
    at = dateline_end(text, start, end)
    yield from _block("dateline", text, start, at)
    stop = headline_end(text, at, end, title)
    if stop == at and at == start and (stamp := stamp_within(text, start, end)):
        stop = stamp[0]
    if stop > at:
        yield from _block("headline", text, at, stop)
        at = trimmed(text, stop, end)[0]
        again = headline_end(text, at, end, title)
        yield from _block("headline", text, at, again)
        at = trimmed(text, again, end)[0]
    yield from _report(text, at, end)


def _report(text: str, start: int, end: int) -> Iterator[Block]:
    at = dateline_end(text, start, end)
    yield from _block("dateline", text, start, at)
    if label := _TOPIC_LABEL.match(text, at, end):
        yield from _block("heading", text, at, label.end())
        at = label.end()
    if credit := _PHOTO_CREDIT.search(text, at, min(end, at + LONGEST_CAPTION)):
        yield from _block("caption", text, at, credit.end())
        at = credit.end()
    yield from _block("paragraph", text, at, end)


def _block(kind: BlockKind, text: str, start: int, end: int) -> Iterator[Block]:
    start, end = trimmed(text, start, end)
    if end > start:
        yield Block(kind, start, end)


def _is_heading(line: str, longest: int) -> bool:
    """A short line that ends without a mark; a sentence that merely lost its full stop is longer."""
    if len(line) > longest or line[-1] in _END_MARKS or len(line.split()) > longest // 6:
        return False
    return line[:1].isupper() or line[:1].isdigit() or line[:1] in "\"“‘'"
