"""The examples in Markdown files: fenced blocks, and whether what they print is what the page says."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>[a-z]*)(?: (?P<name>\S+))?\n(?P<body>.*?)^(?P=indent)```$", re.M | re.S
)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file name after it ("" = none), its text and the line it starts on."""

    language: str
    name: str
    body: str
    line: int


@dataclass(frozen=True)
class Command:
    """A shell command of a `console` block, and what the page says it prints; a line `...` stands for anything."""

    words: str
    printed: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        body = re.sub(rf"^{found['indent']}", "", found["body"], flags=re.M)
        yield Block(found["language"], found["name"] or "", body, text.count("\n", 0, found.start()) + 1)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a `console` block; a line that ends in a backslash goes on."""
    words, printed, start = "", "", block.line
    for number, line in enumerate(block.body.splitlines(), block.line + 1):
        if line.startswith("$ "):
            if words:
                yield Command(words, printed, start)
            words, printed, start = line[2:], "", number
        elif words.endswith("\\"):
            words = f"{words[:-1]}{line}"
        else:
            printed += f"{line}\n"
    yield Command(words, printed, start)


def is_printed(expected: str, found: str) -> bool:
    """Whether a command printed what the page says, `...` standing for anything."""
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    return doctest.OutputChecker().check_output(expected, found, options)
