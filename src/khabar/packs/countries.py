"""What is known of every country when a theatre is drafted: name, time zone of its capital, neighbours by land."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from khabar.packs.folder import read_text, shipped_folder
from khabar.packs.table import read_table

_COLUMNS = ("code", "name", "zone", "neighbours")


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code. `zone` "" = unknown; `neighbours` are codes."""

    code: str
    name: str
    zone: str
    neighbours: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """All countries by code.  Source: data/theatres/countries.csv, from GeoNames."""
    name = "countries.csv"
    rows = read_table(read_text(shipped_folder(), name), file=name, needed=_COLUMNS)
    return {row["code"]: Country(row["code"], row["name"], row["zone"], row.several("neighbours")) for row in rows}
