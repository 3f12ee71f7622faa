"""No cell of ours is run by a spreadsheet, and every text comes back as it was."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.export.cells import cell, escaped, unescaped


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(0)", "+4915", "-2+3", "@SUM(A1)", "\tx", "\rx", "'quoted", "''"], ids=repr
)
def test_what_a_spreadsheet_might_run_has_an_apostrophe_before_it(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Daran", "a=b", "Al-Bab", " =1", "1-2", "“=”"], ids=repr)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_numbers_days_and_lists_are_written_plainly() -> None:
    values = (-12.5, 0, True, None, date(2030, 6, 1), ("a", "b"), ("=a", "b"))
    assert [cell(v) for v in values] == ["-12.5", "0", "true", "", "2030-06-01", "a; b", "'=a; b"]


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.text(st.characters(exclude_characters="\x00", codec="utf-8"), min_size=1))
def test_every_text_comes_back_through_csv_and_none_is_a_formula(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([cell(text), "end"])
    (read,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert unescaped(read[0]) == text
    assert not read[0].startswith(("=", "+", "-", "@", "\t", "\r"))
