"""Making a gazetteer of the user's own from files: block by block, so that any length fits and any stop is survived."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from khabar.errors import MissingPart, UnreadableGazetteer
from khabar.places.gazetteer import Gazetteer
from khabar.places.gazetteer_file import FORMAT, GazetteerFile, open_file
from khabar.places.own.cells import Naming
from khabar.places.own.features import Selection
from khabar.places.own.join import join
from khabar.places.own.parts import SHOWN, write_part
from khabar.places.own.source import Raw, Source

BLOCK = 50_000  # rows
_RULES = "1"  # to be raised when the same rows come to give other places or names
_Block = tuple[Source, list[Raw]]


@dataclass(frozen=True)
class Order:
    """A gazetteer to make: its name, the files it is read from, which features, and the country of its rows."""

    name: str
    sources: tuple[Source, ...]
    selection: Selection
    country: str = ""

    @cached_property
    def edition(self) -> str:
        """The same for the same files, options and rules, and for no others."""
        said = (FORMAT, _RULES, self.name, *self.selection.patterns, self.country, *(s.edition for s in self.sources))
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def work_folder(target: Path) -> Path:
    """Where the parts of a gazetteer lie until it is whole."""
    return target.with_suffix(".unfinished")


def build(order: Order, target: Path, *, block: int = BLOCK) -> Iterator[int]:
    """Make the gazetteer at `target`, yielding the number of rows done with each step.

    Each block is on disk before the next is read. The same order given again takes up where it was stopped. What was at
    `target` stays until the new one is whole. Raises UnreadableGazetteer where no row can be read.
    """
    if _is_made(target, order.edition):
        return
    work = work_folder(target)
    _take_up(work, f"{order.edition} {block}")
    parts: list[GazetteerFile] = []
    naming = Naming(order.name, order.country, Gazetteer.load())
    for number, rows in enumerate(_blocks(order, block)):
        part = _part(work / f"{number:06}.part", rows, order, naming)
        parts.append(part)
        yield int(part.facts["rows"])
    facts = _facts(order, parts)
    if not any(part.arrays["id"][1] for part in parts):
        shutil.rmtree(work)
        raise _nothing_read(order, facts["shown"])
    whole = work / "whole"
    for _ in join(parts, whole, facts=facts, work=work):
        yield 0
    whole.replace(target)
    shutil.rmtree(work)


def _facts(order: Order, parts: list[GazetteerFile]) -> dict[str, Any]:
    """What the gazetteer says of itself."""
    return {
        "name": order.name,
        "source": ", ".join(f"{source.path.name} of {source.day}" for source in order.sources),
        "inputs": order.edition,
        "rows": sum(part.facts["rows"] for part in parts),
        "aside": sum(part.facts["aside"] for part in parts),
        "shown": [row for part in parts for row in part.facts["shown"]][:SHOWN],
    }


def _is_made(target: Path, edition: str) -> bool:
    try:
        return bool(open_file(target).facts.get("inputs") == edition)
    except MissingPart:
        return False


def _take_up(work: Path, edition: str) -> None:
    """Keep the parts of the same order; begin anew where they are another's."""
    told = work / "edition"
    if not told.is_file() or told.read_text(encoding="utf-8") != edition:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        told.write_text(edition, encoding="utf-8")


def _blocks(order: Order, size: int) -> Iterator[_Block]:
    for source in order.sources:
        rows = source.raw_rows()
        while block := list(islice(rows, size)):
            yield source, block


def _part(path: Path, block: _Block, order: Order, naming: Naming) -> GazetteerFile:
    """The part of a block: as it lies there already, or made now."""
    source, rows = block
    try:
        return open_file(path)
    except MissingPart:
        write_part(path, (source.listed(raw, selection=order.selection, naming=naming) for raw in rows))
        return open_file(path)


def _nothing_read(order: Order, shown: list[list[str]]) -> UnreadableGazetteer:
    files = ", ".join(source.path.name for source in order.sources)
    if not shown:
        return UnreadableGazetteer(files, "none of its places is of the classes and country asked for")
    file, where, field, reason = shown[0]
    cell = f", {field}" if field else ""
    return UnreadableGazetteer(files, f"no row can be read; the first fault is in {file}, {where}{cell}: {reason}")
