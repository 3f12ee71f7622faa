"""The reference names every column that coded shards and linked shards have."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from khabar.shards.coded_file import schema
from khabar.shards.link.events_file import events_schema

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "coded-shards.md"


@pytest.mark.parametrize(("part", "columns"), [(0, schema(pa).names), (1, events_schema(pa).names)])
def test_the_page_names_every_column_in_order(part: int, columns: list[str]) -> None:
    table = PAGE.read_text(encoding="utf-8").split("## Events")[part]
    cells = re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE)
    assert sorted(name for cell in cells for name in re.findall(r"`(\w+)`", cell)) == sorted(columns)
