"""The made-up events of the export benchmark, and its tables."""

from __future__ import annotations

import pytest

from benchmarks.exporting.__main__ import Cost, cost, table
from benchmarks.exporting.made_up import events
from khabar.export import FORMATS


def test_the_events_are_the_same_each_time_and_each_has_an_id_of_its_own() -> None:
    made = list(events(40))
    assert made == list(events(40))
    assert len({event.id for event in made}) == 40


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_rows_for_them(format: str) -> None:
    found = cost(format, 400)
    assert found.rows > 0
    assert found.file_mb > 0


def test_a_feed_holds_the_tenth_that_changed() -> None:
    assert cost("geojson", 100, feed=True).rows == 10


def test_the_table_has_a_line_for_each_measurement() -> None:
    found = table([Cost("acled", False, 2000, 1500, 0.25, 1.0, 3.0)])
    assert found.splitlines()[-1] == "| acled | 2,000 | 1,500 | 1.0 | 0.2 | 1.50 |"
