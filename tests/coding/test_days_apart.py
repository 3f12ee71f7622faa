"""Several days told with one verb are several acts."""

from __future__ import annotations

import pytest
from read_acts import coded

from khabar.reader import Reader

DAYS = [
    (
        "two names",
        "The Taliban captured Daran on Monday and Karsin on Tuesday.",
        [("Daran", "2031-05-12"), ("Karsin", "2031-05-13")],
    ),
    (
        "a noun before the second name",
        "Rebels seized Daran on Monday and the town of Karsin on Tuesday.",
        [("Daran", "2031-05-12"), ("Karsin", "2031-05-13")],
    ),
    (
        "one day for both",
        "Rebels seized Daran and Karsin on Tuesday.",
        [("Daran", "2031-05-13"), ("Karsin", "2031-05-13")],
    ),
]


@pytest.mark.parametrize(("sentence", "taken"), [pytest.param(*row, id=i) for i, *row in DAYS])
def test_each_place_is_taken_on_its_own_day(reader: Reader, sentence: str, taken: list[tuple[str, str]]) -> None:
    mentions = coded(reader, sentence).mentions
    found = [(p.text, m.occurred.first_day.isoformat()) for m in mentions if m.occurred for p in m.role("place")]
    assert found == taken
    assert len({m.id for m in mentions}) == len(mentions)
    assert {m.type for m in mentions} == {"territory.capture"}
