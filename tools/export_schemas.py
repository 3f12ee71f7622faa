"""Writes the JSON Schema of each export format, from the row types the exports are checked against.

    uv run python -m tools.export_schemas

A test holds that writing them anew changes nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from khabar.export import FORMATS, Format

FOLDER = Path(__file__).resolve().parents[1] / "src" / "khabar" / "data" / "schemas" / "export"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """The schemas by file name."""
    return {f"{name}-1.schema.json": json.dumps(_schema(format), indent=1) + "\n" for name, format in FORMATS.items()}


def _schema(format: Format) -> dict[str, Any]:
    """The schema of a row; of the whole file where that is one JSON value. A column of a CSV is a property."""
    row = format.row.model_json_schema(mode="serialization")
    parts = row.pop("$defs", {})
    head = {"$schema": _DRAFT, "$id": f"khabar.export.{format.name}/1"}
    if format.name == "timemap":
        parts[format.row.__name__] = row
        row = {"type": "array", "items": {"$ref": f"#/$defs/{format.row.__name__}"}}
    elif format.name == "geojson":
        parts[format.row.__name__] = row
        features = {"type": "array", "items": {"$ref": f"#/$defs/{format.row.__name__}"}}
        kind = {"const": "FeatureCollection"}
        row = {"type": "object", "properties": {"type": kind, "features": features}, "required": ["type", "features"]}
    return (
        head
        | {"title": format.title}
        | {k: v for k, v in row.items() if k != "title"}
        | ({"$defs": parts} if parts else {})
    )


def main() -> None:
    """Writes the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
