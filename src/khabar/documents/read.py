"""Files, folders and standard input to documents; what cannot be read is set aside, and the rest goes on."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from khabar.documents.build import MAX_CHARACTERS, About, aside, build, too_large
from khabar.documents.charset import SAMPLE_BYTES, binary_kind, decode, encoding_of
from khabar.documents.csv_rows import read_csv
from khabar.documents.front_matter import front_matter
from khabar.documents.json_rows import read_json, read_json_lines
from khabar.documents.markdown import markdown_edits, markdown_title
from khabar.documents.offsets import edited
from khabar.documents.publication import Publication, publication_of
from khabar.documents.rows import about_of, publication_in
from khabar.documents.streams import Rejoined, read_up_to
from khabar.documents.web_page import declared_charset, page_document
from khabar.errors import BadDate, BadInput
from khabar.records import Document, SetAside

MAX_BYTES = 4 * MAX_CHARACTERS
MAX_JSON_BYTES = 64_000_000
MAX_PAGE_BYTES = 4_000_000

_KINDS = {
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
    **dict.fromkeys((".jsonl", ".ndjson"), "json lines"),
    **dict.fromkeys((".csv", ".tsv"), "table"),
    ".json": "json",
}
FILES_READ = tuple(_KINDS)
_ABOUT_THE_FOLDER = re.compile(r"(?:readme|licen[cs]e|copying|changelog)\b", re.IGNORECASE)
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S)
_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')
_CLOSED_LINE = re.compile(rb"\s*\{[^\n]*\}[ \t\r]*(?:\n|\Z)")


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    published: date | datetime | str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Document | SetAside]:
    """The reports in files and folders, in the order given; a folder's files by name, with its subfolders.

    Read are .txt, .md, .html, .json, .jsonl and .csv; "-" stands for `stdin`. Any other file is read for what its
    beginning looks like when it is named itself, and set aside in a folder. A folder's README and LICENSE, hidden
    files, and the picture folders that browsers save with a page are passed over. `published` wins over the reports'
    own dates.
    Raises BadDate for `published`, and BadInput where "-" is given without a stream.
    """
    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    if stdin is None and "-" in map(str, listed):
        raise BadInput("There is no standard input to read.", next_step="Name a file or a folder.")
    return _read_all(listed, publication_of(published), stdin)


def _read_all(
    paths: list[str | Path], given: Publication | None, stdin: BinaryIO | None
) -> Iterator[Document | SetAside]:
    for path in paths:
        if str(path) == "-" and stdin is not None:
            yield from _read_stream(stdin, name="standard input", kind="", given=given)
        elif Path(path).is_dir():
            for file in _files_in(Path(path)):
                yield from _read_file(file, kind=_KINDS.get(file.suffix.lower(), "unknown"), given=given)
        else:
            yield from _read_file(Path(path), kind=_KINDS.get(Path(path).suffix.lower(), ""), given=given)


def _files_in(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not name.endswith("_files"))
        for name in sorted(names):
            if not name.startswith(".") and not _ABOUT_THE_FOLDER.match(name):
                yield Path(here, name)


def _read_file(path: Path, *, kind: str, given: Publication | None) -> Iterator[Document | SetAside]:
    name = str(path)
    if kind == "unknown":
        yield aside(
            About(source=name),
            "unreadable",
            f"Files ending in {path.suffix or path.name!r} are not read from a folder.",
            "Name the file itself to have it read as text, or convert it.",
        )
        return
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, name=name, kind=kind, given=given)
    except OSError as error:
        yield aside(
            About(source=name),
            "unreadable",
            f"Cannot read {name}: {(error.strerror or str(error)).lower()}.",
            "Check the path and the permission to read it.",
        )


def _read_stream(stream: BinaryIO, *, name: str, kind: str, given: Publication | None) -> Iterator[Document | SetAside]:
    head = read_up_to(stream, SAMPLE_BYTES)
    if what := binary_kind(head):
        yield aside(
            About(source=name), "binary", f"It is {what}, not text.", "Convert it to text or HTML and read that."
        )
        return
    kind = kind or _looks_like(head)
    if kind in ("json lines", "table"):
        encoding = encoding_of(head, complete=len(head) < SAMPLE_BYTES)
        whole = io.BufferedReader(Rejoined(head, stream))
        # A table's lines may end in any way, and keep their ends inside a quoted cell.
        lines = io.TextIOWrapper(whole, encoding, errors="replace", newline="" if kind == "table" else "\n")
        rows = read_json_lines if kind == "json lines" else read_csv
        yield from rows(lines, name=name, given=given)
        return
    most = {"json": MAX_JSON_BYTES, "page": MAX_PAGE_BYTES}.get(kind, MAX_BYTES)
    raw = head + read_up_to(stream, most - len(head) + 1)
    if len(raw) > most:
        yield too_large(About(source=name))
    elif kind == "json":
        yield from read_json(decode(raw), name=name, given=given)
    elif kind == "page":
        yield page_document(decode(raw, declared=declared_charset(head)), name=name, given=given)
    else:
        yield _plain(decode(raw), name=name, given=given, markdown=kind == "markdown")


def _plain(source: str, *, name: str, given: Publication | None, markdown: bool) -> Document | SetAside:
    """A text file, with or without front matter."""
    front = front_matter(source)
    edits = markdown_edits(source, start=front.end) if markdown else []
    text, offsets = edited(source, edits, start=front.end)
    title = markdown_title(source, start=front.end) if markdown else ""
    try:
        published, issues = publication_in(front.values, given=given)
    except BadDate as error:
        return aside(About(source=name), "bad-date", error.message, error.next_step, text=text)
    about = about_of(front.values, source=name, published=published, title=title)
    return build(text, about, given=given, offsets=offsets, issues=issues)


def _looks_like(head: bytes) -> str:
    if _PAGE.match(head):
        return "page"
    if _JSON.match(head):
        return "json lines" if _CLOSED_LINE.match(head) else "json"
    return "text"
