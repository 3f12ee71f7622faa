"""Rows as JSON: an object a line, one list, or a GeoJSON FeatureCollection; written as they come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from khabar.export.feed import Entry
from khabar.export.row import Row


def write_lines(entries: Iterable[Entry], row: type[Row], path: Path) -> None:
    """An object a line. In a feed each has a `change`."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for entry in entries:
            file.write(_text(_object(entry, row)) + "\n")


def write_list(entries: Iterable[Entry], row: type[Row], path: Path) -> None:
    """One list of objects. In a feed each has a `change`."""
    _write(path, "[", (_object(entry, row) for entry in entries), "]\n")


def write_features(entries: Iterable[Entry], row: type[Row], path: Path) -> None:  # noqa: ARG001  all are alike
    """A FeatureCollection. In a feed the properties of each feature have a `change`."""
    head = '{"type": "FeatureCollection", "features": ['
    _write(path, head, (_feature(entry) for entry in entries), "]}\n")


def _write(path: Path, head: str, objects: Iterator[dict[str, Any]], tail: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(head)
        for number, value in enumerate(objects):
            file.write(",\n" if number else "\n")
            file.write(_text(value))
        file.write(f"\n{tail}")


def _text(value: dict[str, Any]) -> str:
    # NaN and infinity are no JSON.
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _object(entry: Entry, row: type[Row]) -> dict[str, Any]:
    said: dict[str, Any] = entry.row.as_json() if entry.row else dict(zip(row.KEY, entry.key, strict=True))
    return {**said, "change": entry.change} if entry.change else said


def _feature(entry: Entry) -> dict[str, Any]:
    if entry.row is None:
        (id,) = entry.key
        return {"type": "Feature", "id": id, "geometry": None, "properties": {"id": id, "change": entry.change}}
    said = entry.row.as_json()
    return {**said, "properties": {**said["properties"], "change": entry.change}} if entry.change else said
