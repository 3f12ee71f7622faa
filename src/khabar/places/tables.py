"""The tables that come with the places room."""

from __future__ import annotations

import csv
from importlib import resources


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table under `data/places`, such as "world/countries.csv", by the names of their columns."""
    source = resources.files("khabar") / "data" / "places" / name
    with source.open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))
