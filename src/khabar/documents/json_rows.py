"""Reports as JSON: one object a line, or one object or list of objects a file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TextIO

from khabar.documents.build import MAX_CHARACTERS, About, aside, too_large
from khabar.documents.publication import Publication
from khabar.documents.rows import document_of
from khabar.records import Document, SetAside

MAX_LINE = 6 * MAX_CHARACTERS + 100_000  # every character may be written as an escape of six
_LISTS = ("documents", "articles", "items")
_NEXT_STEP = 'Write each report as an object with a "text".'


def read_json_lines(lines: TextIO, *, name: str, given: Publication | None) -> Iterator[Document | SetAside]:
    """The reports of a JSONL file, line by line; a line that is no report is set aside and the rest goes on."""
    return (made() for made in to_be_read(lines, name=name, given=given))


def to_be_read(
    lines: TextIO, *, name: str, given: Publication | None = None
) -> Iterator[Callable[[], Document | SetAside]]:
    """For each line that is not blank what reads it: a line that harms its reader can be passed over."""
    number = 0
    while line := lines.readline(MAX_LINE):
        number += 1
        where = f"{name}, line {number}"
        if len(line) == MAX_LINE and not line.endswith("\n"):
            _skip_line(lines)
            yield partial(too_large, About(source=where))
        elif line.strip():
            yield partial(_read_line, line.strip(), name=name, where=where, given=given)


def _skip_line(lines: TextIO) -> None:
    while (rest := lines.readline(MAX_LINE)) and not rest.endswith("\n"):
        pass


def _read_line(line: str, *, name: str, where: str, given: Publication | None) -> Document | SetAside:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _bad_json(where, _fault(error), line)
    if not isinstance(row, Mapping):
        return _bad_json(where, "the line is no object", line)
    return document_of(row, source=name, where=where, given=given)


def read_json(text: str, *, name: str, given: Publication | None) -> Iterator[Document | SetAside]:
    """The reports of a JSON file: an object, a list of objects, or a list under `documents`, `articles` or `items`."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            yield from read_json_lines(io.StringIO(text, newline="\n"), name=name, given=given)
        else:
            yield _bad_json(name, _fault(error), text[:MAX_CHARACTERS])
        return
    yield from _reports_of(data, name=name, given=given)


def _reports_of(data: object, *, name: str, given: Publication | None) -> Iterator[Document | SetAside]:
    if isinstance(data, Mapping):
        listed = next((data[key] for key in _LISTS if isinstance(data.get(key), list)), None)
        rows = [data] if listed is None else listed
    else:
        rows = data if isinstance(data, list) else []
    if not rows:
        yield _bad_json(name, "it holds no reports", "")
    for number, row in enumerate(rows, 1):
        where = name if len(rows) == 1 else f"{name}, item {number}"
        if isinstance(row, Mapping):
            yield document_of(row, source=name, where=where, given=given)
        else:
            yield _bad_json(where, "it is no object", str(row)[:MAX_CHARACTERS])


def _bad_json(where: str, fault: str, text: str) -> SetAside:
    return aside(About(source=where), "bad-json", f"It cannot be read as JSON: {fault}.", _NEXT_STEP, text=text)


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
