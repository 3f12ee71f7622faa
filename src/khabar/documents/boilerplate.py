"""The parts of a text that are no report: captions, share links, copyright lines, agency footers.

Source: `data/documents/boilerplate.yaml`, which gives for every pattern what it catches and what it must leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from khabar.errors import BadPack
from khabar.plain_text import trimmed
from khabar.records import Span

Where = Literal["line", "end", "anywhere"]

_FILE = "data/documents/boilerplate.yaml"
_LONGEST_LINE = 300
_LINE = re.compile(r"[^\n\r]+")


@dataclass(frozen=True, slots=True)
class BoilerplatePattern:
    """One kind of boilerplate; `examples` mark it with « and » where it is less than the whole line."""

    name: str
    where: Where
    regex: re.Pattern[str]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


def find_boilerplate(text: str) -> tuple[Span, ...]:
    """The stretches of `text` that are no report, in order and without overlap; empty where all of it is."""
    by_place = _by_place()
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start, end = trimmed(text, line.start(), line.end())
        if start == end:
            continue
        if end - start <= _LONGEST_LINE and any(p.regex.fullmatch(text, start, end) for p in by_place["line"]):
            found.append((start, end))
            continue
        found.extend(_inside(text, start, end, by_place["end"], by_place["anywhere"]))
    return tuple(Span.of(text, start, end) for start, end in _merged(sorted(found)))


def _inside(
    text: str, start: int, end: int, ends: tuple[BoilerplatePattern, ...], anywhere: tuple[BoilerplatePattern, ...]
) -> Iterator[tuple[int, int]]:
    for pattern in anywhere:
        yield from (match.span() for match in pattern.regex.finditer(text, start, end))
    tail = max(start, end - _LONGEST_LINE)
    for pattern in ends:
        for match in pattern.regex.finditer(text, tail, end):
            if match.end() == end:
                yield match.span()


@lru_cache(maxsize=1)
def load_boilerplate() -> tuple[BoilerplatePattern, ...]:
    """The packaged patterns. Raises BadPack where the file breaks its schema."""
    # Checking the schema costs pydantic's import; a program that only reads plain rows need not pay before it starts.
    from khabar.documents._boilerplate_schema import BoilerplateFile
    from khabar.packs.yaml_file import load_yaml

    node = load_yaml(files("khabar").joinpath(_FILE).read_text(encoding="utf-8"), file=_FILE)
    listed = node.bind(BoilerplateFile).patterns
    patterns = []
    for i, row in enumerate(listed):
        try:
            regex = re.compile(row.match)
        except re.error as error:
            where = node["patterns"][i]["match"]
            raise BadPack(_FILE, f"is no regular expression: {error}", line=where.line, field=where.field) from None
        patterns.append(BoilerplatePattern(row.name, row.where, regex, row.examples, row.near_misses))
    return tuple(patterns)


@lru_cache(maxsize=1)
def _by_place() -> dict[Where, tuple[BoilerplatePattern, ...]]:
    patterns = load_boilerplate()
    places: tuple[Where, ...] = ("line", "end", "anywhere")
    return {where: tuple(p for p in patterns if p.where == where) for where in places}


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
