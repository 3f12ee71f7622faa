"""Quotations are found by their marks, also where a mark was lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.coding.attribution.quotation import quotations_of

CASES = {
    "curly": ("“We left the town,” he said.", ["“We left the town,”"]),
    "straight": ('"We left," he said. "They shot at us."', ['"We left,"', '"They shot at us."']),
    "two-sentences": ('"We left. They shot at us," he said.', ['"We left. They shot at us,"']),
    "a-word-in-marks": ('The "safe zone" was hit.', ['"safe zone"']),
    "left-open": ('"We left the town.', ['"We left the town.']),
    "reopened-without-closing": ('He spoke: "We left. "They shot at us."', ['"They shot at us."']),
    "none": ("It's the rebels' town.", []),
    "guillemets": ("«We left», he said.", ["«We left»"]),
}


@pytest.mark.parametrize(("text", "found"), CASES.values(), ids=CASES)
def test_a_quotation_runs_from_mark_to_mark(text: str, found: list[str]) -> None:
    assert [q.text for q in quotations_of(text)] == found


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = '"We left the town.\n\nThe army took it.'
    assert [q.text for q in quotations_of(text)] == ['"We left the town.']


def test_a_mark_that_nothing_answers_for_pages_is_no_quotation() -> None:
    assert quotations_of('He spoke "' + "and the army moved on " * 100) == ()


@given(st.text(alphabet='ab ."“”\n', max_size=60))
def test_quotations_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = quotations_of(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
