"""A file that places are read from: what form it has, also inside a zip archive, and its rows."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from khabar.errors import UnreadableGazetteer
from khabar.places.own import geojson, geonames, table
from khabar.places.own.cells import Naming, listed_in_cells
from khabar.places.own.features import Selection
from khabar.places.own.listed import Row, RowSetAside

Form = Literal["GeoNames", "table", "GeoJSON"]
_HEAD = 1 << 16  # bytes
_ENDINGS = (".txt", ".csv", ".tsv", ".json", ".geojson")
Raw = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of places. `member` is its name inside a zip archive, "" = it is none."""

    path: Path
    form: Form
    member: str = ""

    @classmethod
    def at(cls, path: Path) -> Source:
        """The file at a path, its form known by its beginning. Raises UnreadableGazetteer."""
        if not path.is_file():
            raise UnreadableGazetteer(str(path), "there is no such file")
        member = _member(path) if zipfile.is_zipfile(path) else ""
        with _opened(path, member) as stream:
            head = stream.read(_HEAD)
        return cls(path, _form(head, path.name), member)

    @property
    def edition(self) -> str:
        """What tells this file from another and from an older one: name, size, time of change and beginning."""
        facts = self.path.stat()
        with self.path.open("rb") as stream:
            head = hashlib.sha256(stream.read(_HEAD)).hexdigest()
        return f"{self.path.resolve()} {facts.st_size} {facts.st_mtime_ns} {head}"

    @property
    def day(self) -> str:
        """The day the file was last changed (UTC), as YYYY-MM-DD."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC).date().isoformat()

    def raw_rows(self) -> Iterator[Raw]:
        """The rows as they stand. Raises UnreadableGazetteer where the file is damaged."""
        rows = {"GeoNames": geonames.raw_lines, "table": table.raw_rows, "GeoJSON": geojson.raw_features}[self.form]
        try:
            with _opened(self.path, self.member) as stream:
                yield from cast(Callable[[BinaryIO], Iterator[Raw]], rows)(stream)
        except (zipfile.BadZipFile, EOFError) as error:
            raise UnreadableGazetteer(str(self.path), f"the archive is damaged ({error})") from None

    def listed(self, raw: Raw, *, selection: Selection, naming: Naming) -> Row:
        """The place of one row; None where it is left out."""
        file = self.member or self.path.name
        if self.form == "GeoNames":
            return geonames.listed_in_line(raw, file=file, selection=selection, country=naming.country)
        where, cells = raw
        if isinstance(cells, str):
            return RowSetAside(file, where, "", cells)
        return listed_in_cells(cells, file=file, where=where, naming=naming)


def _member(path: Path) -> str:
    """The one file of places in an archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.lower().endswith(_ENDINGS) and "readme" not in n.lower()]
    except zipfile.BadZipFile as error:
        raise UnreadableGazetteer(str(path), f"the archive is damaged ({error})") from None
    if len(names) != 1:
        held = f"holds several files ({', '.join(names[:5])})" if names else "holds no file of places"
        raise UnreadableGazetteer(str(path), f"the archive {held}; unpack it and name one")
    return names[0]


@contextmanager
def _opened(path: Path, member: str) -> Iterator[BinaryIO]:
    if not member:
        with path.open("rb") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as archive, archive.open(member) as packed:
        yield cast(BinaryIO, packed)


def _form(head: bytes, name: str) -> Form:
    """What a file's beginning looks like. Raises UnreadableGazetteer where it looks like nothing known."""
    text = head.decode("utf-8-sig", "replace")
    if text.lstrip().startswith("{") and '"features"' in text:
        return "GeoJSON"
    lines = text.splitlines()
    if any(line.count("\t") == geonames.COLUMNS - 1 for line in lines[:20]):
        return "GeoNames"
    if lines and table.is_header(lines[0]):
        return "table"
    raise UnreadableGazetteer(name, "it is none of the forms that are read" if head else "it is empty")
