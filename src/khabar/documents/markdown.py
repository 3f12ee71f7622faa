"""Markdown without its marks: the words stay, and every one knows where it stood.

Marks of lists stay too: a dash is how a reader, and the sentence splitter, knows an item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from khabar.documents.offsets import Edit

_DROPPED = (
    re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)"),  # a picture, with its caption
    re.compile(
        r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]+(?:<|https?:|www\.|[/#.]).*$", re.MULTILINE
    ),  # where a link named elsewhere leads
    re.compile(r"^ {0,3}(?:`{3,}|~{3,}).*$", re.MULTILINE),
    re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$", re.MULTILINE),
    re.compile(r"^ {0,3}#{1,6}[ \t]+", re.MULTILINE),
    re.compile(r"(?<=\S)[ \t]+#+[ \t]*$", re.MULTILINE),
    re.compile(r"^ {0,3}(?:>[ \t]?)+", re.MULTILINE),
    re.compile(r"</?[A-Za-z][^<>\n]{0,300}>"),
    re.compile(r"\[\^[^\]\n]{1,50}\]"),
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,200}\])")
_EMPHASIS = tuple(
    re.compile(rf"(?<![\w*_`\\]){mark}(?=[^\s*_`])((?:(?!{mark})[^\n]){{1,300}}?)(?<=[^\s*_`\\]){mark}(?![\w*`])")
    for mark in (r"\*\*\*", r"\*\*", r"\*", "__", "_", "`", "~~")
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,20});")
_TITLE = re.compile(r"^ {0,3}#[ \t]+(\S.*?)[ \t#]*$", re.MULTILINE)


def markdown_edits(source: str, *, start: int = 0) -> list[Edit]:
    """What to take out of `source`, from `start` on, to leave the words; `offsets.edited` takes it out."""
    return [*_dropped(source, start), *_unwrapped(source, start), *_unescaped(source, start)]


def markdown_title(source: str, *, start: int = 0) -> str:
    """The first heading of the first level; "" where there is none."""
    found = _TITLE.search(source, start)
    return found[1] if found else ""


def _dropped(source: str, start: int) -> Iterator[Edit]:
    yield from _comments(source, start)
    for pattern in _DROPPED:
        for match in pattern.finditer(source, start):
            yield Edit(*match.span())
    for match in _ESCAPE.finditer(source, start):
        yield Edit(*match.span())


def _comments(source: str, start: int) -> Iterator[Edit]:
    while (opening := source.find("<!--", start)) >= 0 and (closing := source.find("-->", opening)) >= 0:
        start = closing + 3
        yield Edit(opening, start)


def _unwrapped(source: str, start: int) -> Iterator[Edit]:
    for pattern in (_LINK, *_EMPHASIS):
        for match in pattern.finditer(source, start):
            yield Edit(match.start(), match.start(1))
            yield Edit(match.end(1), match.end())


def _unescaped(source: str, start: int) -> Iterator[Edit]:
    for match in _ENTITY.finditer(source, start):
        character = unescape(match.group())
        if character != match.group():
            yield Edit(*match.span(), character)
