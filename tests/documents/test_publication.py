"""When a report was published, as its metadata writes it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.documents.publication import Publication, publication_of
from khabar.errors import BadDate

KABUL = timezone(timedelta(hours=4, minutes=30))


@pytest.mark.parametrize(
    "text",
    ["2021-08-12", " 2021-08-12 ", "20210812", "20210812T102200Z", "12 August 2021", "August 12, 2021", "Aug. 12, 2021",
     "Thursday, 12 Aug 2021", "12th August 2021", "2021-08-12 10:22:00"],
)  # fmt: skip
def test_a_day_is_read_in_every_unambiguous_form(text: str) -> None:
    assert publication_of(text) == Publication(date(2021, 8, 12))


@pytest.mark.parametrize(
    "text", ["2021-08-12T10:22:00+04:30", "Thu, 12 Aug 2021 10:22:00 +0430", "12 Aug 2021 10:22:00 +0430"]
)
def test_an_instant_keeps_its_zone_and_the_day_it_is_written_with(text: str) -> None:
    assert publication_of(text) == Publication(date(2021, 8, 12), datetime(2021, 8, 12, 10, 22, tzinfo=KABUL))


@pytest.mark.parametrize(
    "text",
    ["05/03/2019", "yesterday", "2021-13-01", "2021-8-2", "31 February 2020", "1628764920", "12.08.21", "x" * 99],
)
def test_what_is_not_sure_is_not_guessed(text: str) -> None:
    with pytest.raises(BadDate):
        publication_of(text)


def test_nothing_is_no_date() -> None:
    assert publication_of(None) is None
    assert publication_of("  ") is None


@given(st.text(max_size=40))
def test_any_string_is_a_date_or_a_bad_date(text: str) -> None:
    with suppress(BadDate):
        publication_of(text)


@given(st.dates())
def test_a_day_comes_back(day: date) -> None:
    assert publication_of(day.isoformat()) == publication_of(day) == Publication(day)
