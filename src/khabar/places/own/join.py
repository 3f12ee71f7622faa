"""Parts to one gazetteer, range of hashes by range, so that memory holds one range and not the whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.places.gazetteer_file import Column, GazetteerFile, write_file
from khabar.places.own.parts import NAME, RANGES

_AS_THEY_ARE = {"id": "<u4", "lat": "<i4", "lon": "<i4", "population": "<u4", "kind": "u1", "marks": "u1"}
_TEXTS = {"text": "name_start", "own_id": "own_id_start", "pcode": "pcode_start"}


def join(parts: Sequence[GazetteerFile], target: Path, *, facts: Mapping[str, Any], work: Path) -> Iterator[None]:
    """Make the gazetteer at `target` from parts, keeping what does not fit into memory in `work`.

    Yields now and then, so that progress can be shown; the file is there when it ends.
    """
    units = sorted({unit for part in parts for unit in part.facts["units"]})
    columns: dict[str, Column | NDArray[Any]] = {}
    for name, column in chain(_places(parts, units, work), _names(parts, work)):
        if column is not None:
            columns[name] = column
        yield
    counts = {"places": len(columns["id"]), "names": len(columns["hash"])}
    write_file(target, facts={**facts, **counts, "units": units, "edition": _edition(columns, units)}, arrays=columns)


def _edition(columns: Mapping[str, Column | NDArray[Any]], units: Sequence[str]) -> str:
    """The same for the same places and names, whichever files they came from."""
    digests = (f"{name} {column.digest}" for name, column in columns.items() if isinstance(column, Column))
    return hashlib.sha256("\n".join((*units, *digests)).encode()).hexdigest()


Ready = Iterator[tuple[str, Column | NDArray[Any] | None]]  # None = not ready, but on the way


def _places(parts: Sequence[GazetteerFile], units: Sequence[str], work: Path) -> Ready:
    for name, kind in _AS_THEY_ARE.items():
        column = Column(work / f"{name}.column", kind)
        for part in parts:
            column.append(part.read(name))
        yield name, column
    yield "unit", _unit_column(parts, units, work)
    for name, starts in _TEXTS.items():
        text, start = _text_columns(parts, name, starts, work)
        if len(text):
            yield starts, start
            yield name, text
    known, entries = _by_geonameid(parts)
    yield "known", known
    yield "known_entry", entries


def _unit_column(parts: Sequence[GazetteerFile], units: Sequence[str], work: Path) -> Column:
    index = {unit: i for i, unit in enumerate(units)}
    column = Column(work / "unit.column", "<u4")
    for part in parts:
        numbers = np.array([index[unit] for unit in part.facts["units"]], dtype="<u4")
        column.append(numbers[part.read("unit")])
    return column


def _text_columns(parts: Sequence[GazetteerFile], name: str, starts: str, work: Path) -> tuple[Column, Column]:
    text, start = Column(work / f"{name}.column", "u1"), Column(work / f"{starts}.column", "<u4")
    end = 0
    for part in parts:
        ends = end + np.cumsum(part.read(f"{name}_length"), dtype=np.int64)
        start.append(np.concatenate([[end], ends[:-1]]) if len(ends) else ends)
        end = int(ends[-1]) if len(ends) else end
        text.append(part.read(name))
    start.append(np.array([end]))
    return text, start


def _by_geonameid(parts: Sequence[GazetteerFile]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The ids of GeoNames in order, each with its place; one that stands there twice is the first place's."""
    ids = np.concatenate([part.read("id") for part in parts])
    both = (ids.astype("<u8") << np.uint64(32)) | np.arange(len(ids), dtype="<u8")
    both = both[ids > 0]
    both.sort()
    known = (both >> np.uint64(32)).astype("<u4")
    first = np.append(True, known[1:] != known[:-1]) if len(known) else np.zeros(0, dtype=bool)
    return known[first], both.astype("<u4")[first]


def _names(parts: Sequence[GazetteerFile], work: Path) -> Ready:
    columns = {name: Column(work / f"{name}.column", NAME[name].str) for name in ("hash", "entry", "flags")}
    bounds = [part.read("bounds").tolist() for part in parts]
    firsts = np.cumsum([0, *(part.arrays["id"][1] for part in parts)])
    for number in range(RANGES):
        pieces = [np.empty(0, NAME)]
        for part, bound, first in zip(parts, bounds, firsts, strict=False):
            piece = part.read("name", bound[number], bound[number + 1]).view(NAME)
            piece["entry"] += np.uint32(first)
            pieces.append(piece)
        names = np.concatenate(pieces)
        order = np.lexsort((names["entry"], names["place"], ~names["people"], names["hash"]))
        for name, column in columns.items():
            column.append(names[name][order])
        yield "hash", None
    yield from columns.items()
