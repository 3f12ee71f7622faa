"""When, as words say it, read against the day a document speaks from: Thursday 12 June 2031 unless a row says other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slash_tree import plain

from khabar.coding.timing.time_expressions import document_day, time_expressions
from khabar.coding.timing.time_words import TimeWords, load_time_words
from khabar.errors import BadPack
from khabar.packs.yaml_file import load_yaml
from khabar.records import Parse, Sentence

DAY = date(2031, 6, 12)


def read(text: str, day: date | None = DAY) -> list[str]:
    """Each expression as its days, "first/last" or the one day."""
    found = (e.occurred for e in time_expressions(plain(text), day))
    return [f"{o.first_day}" if o.first_day == o.last_day else f"{o.first_day}/{o.last_day}" for o in found]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("it fell on 12 August 2021", "2021-08-12"),
        ("it fell on Aug. 12, 2021", "2021-08-12"),
        ("it fell on Thursday 12 August 2021", "2021-08-12"),
        ("it fell on 2021-08-12", "2021-08-12"),
        ("it fell on 26.12.2014", "2014-12-26"),
        ("from 3 May 2019 to 7 May 2019", "2019-05-03/2019-05-07"),
        ("on 5-7 August 2021", "2021-08-05/2021-08-07"),
        ("in August 2021", "2021-08-01/2021-08-31"),
        ("in late February 2020", "2020-02-21/2020-02-29"),
        ("in the summer of 2012", "2012-06-01/2012-08-31"),
        ("in 2014", "2014-01-01/2014-12-31"),
        ("at the end of 2014", "2014-12-01/2014-12-31"),
        ("in the 1990s", "1990-01-01/1999-12-31"),
        ("between 2011 and 2014", "2011-01-01/2014-12-31"),
    ],
)
def test_a_full_date_needs_no_document_day(text: str, days: str) -> None:
    assert read(text) == [days]
    assert read(text, None) == [days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the raid today", "2031-06-12"),
        ("the raid yesterday evening", "2031-06-11"),
        ("the raid last night", "2031-06-11"),
        ("shelled overnight", "2031-06-11/2031-06-12"),
        ("on Tuesday", "2031-06-10"),
        ("on Thursday", "2031-06-12"),
        ("last Thursday", "2031-06-05"),
        ("next Thursday", "2031-06-19"),
        ("early Monday morning", "2031-06-09"),
        ("Wednesday's raid", "2031-06-11"),
        ("on Saturday and Sunday", "2031-06-07/2031-06-08"),
        ("on Tuesday last week", "2031-06-03"),
        ("two days ago", "2031-06-10"),
        ("three weeks earlier", "2031-05-19/2031-05-25"),
        ("a year ago", "2030-01-01/2030-12-31"),
        ("in the past week", "2031-06-05/2031-06-12"),
        ("over the last 24 hours", "2031-06-11/2031-06-12"),
        ("during the last five days", "2031-06-07/2031-06-12"),
        ("in two days of clashes", "2031-06-10/2031-06-12"),
        ("this week", "2031-06-09/2031-06-12"),
        ("last week", "2031-06-02/2031-06-08"),
        ("last month", "2031-05-01/2031-05-31"),
        ("earlier this month", "2031-06-01/2031-06-12"),
        ("next week", "2031-06-16/2031-06-22"),
        ("in March", "2031-03-01/2031-03-31"),
        ("in July", "2030-07-01/2030-07-31"),
        ("last June", "2030-06-01/2030-06-30"),
        ("in December last year", "2030-12-01/2030-12-31"),
        ("on June 3", "2031-06-03"),
        ("on June 24th", "2031-06-24"),
        ("on 9 November", "2030-11-09"),
        ("in the first week of May", "2031-05-01/2031-05-07"),
        ("since Monday", "2031-06-09/2031-06-12"),
        ("since March", "2031-03-01/2031-06-12"),
        ("since the beginning of May", "2031-05-01/2031-06-12"),
    ],
)
def test_a_relative_time_needs_the_document_day(text: str, days: str) -> None:
    assert read(text) == [days]
    assert read(text, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "troops may march on the coast",
        "the sun and the mon people sat",
        "killed 2000 people",
        "05/03/2019",
        "Second Lieutenant March spoke",
        "a 12-year-old",
        "in recent years",
    ],
)
def test_words_that_only_look_like_times_are_none(text: str) -> None:
    assert read(text) == []


def test_a_day_still_to_come_is_kept_beside_the_nearest_past_one() -> None:
    (expression,) = time_expressions(plain("talks on Saturday"), DAY)
    assert expression.occurred.first_day == date(2031, 6, 7)
    assert expression.ahead is not None
    assert expression.ahead.first_day == date(2031, 6, 14)


@pytest.mark.parametrize(
    ("text", "precision", "basis"),
    [
        ("on 12 August 2021", "day", "explicit"),
        ("in August 2021", "month", "explicit"),
        ("in 2021", "year", "explicit"),
        ("yesterday", "day", "relative"),
        ("last week", "week", "relative"),
        ("last month", "month", "relative"),
        ("in the past week", "week", "relative"),
    ],
)
def test_a_time_is_no_more_exact_than_its_words(text: str, precision: str, basis: str) -> None:
    (expression,) = time_expressions(plain(text), DAY)
    assert (expression.occurred.precision, expression.occurred.basis) == (precision, basis)


def parse(*sentences: Sentence) -> Parse:
    return Parse("test", (), sentences)


@pytest.mark.parametrize(
    "text",
    [
        "Fri Jun 20 2031 Fifty Rebels Held in Port City",
        "Published June 20 2031 People look at the mill",
        "Raid kills six in the hills AFP Friday 20 Jun 2031 An air raid",
        "Last updated at Jun 202031 Port City Planes struck",
        "20.06.2031 The army entered the port",
    ],
)
def test_a_date_line_in_the_text_outweighs_the_feeds_date(text: str) -> None:
    day, issue = document_day(parse(plain(text)), date(2030, 1, 5))
    assert day == date(2031, 6, 20)
    assert issue is not None
    assert issue.code == "date-conflict"


def test_a_report_filed_the_day_before_it_appeared_is_no_conflict() -> None:
    day, issue = document_day(parse(plain("PORT CITY, June 11 (Newswire) - Rebels entered the port")), DAY)
    assert (day, issue) == (date(2031, 6, 11), None)


@pytest.mark.parametrize(
    "text", ["On 20 June 2030 the army entered the port", "The army entered the port on 20 June 2030."]
)
def test_the_date_of_an_act_is_no_date_line(text: str) -> None:
    assert document_day(parse(plain(text)), DAY) == (DAY, None)


def test_a_document_without_any_date_has_no_day() -> None:
    assert document_day(parse(plain("Rebels entered the port on Monday.")), None) == (None, None)


@given(st.text(max_size=80), st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_any_text_is_read_without_failing_and_spans_hold_their_words(text: str, day: date) -> None:
    for expression in time_expressions(plain(text), day):
        assert text[expression.span.start : expression.span.end] == expression.span.text


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
)
def test_a_weekday_is_one_of_the_seven_days_up_to_the_documents_own(day: date, weekday: str) -> None:
    (expression,) = time_expressions(plain(f"on {weekday}"), day)
    found = expression.occurred.first_day
    assert 0 <= (day - found).days <= 6
    assert found.strftime("%A") == weekday


def test_every_month_and_weekday_has_its_word() -> None:
    words = load_time_words()
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(1, 8))


def test_a_file_of_time_words_without_months_is_refused() -> None:
    with pytest.raises(BadPack):
        load_yaml("schema: 1\nlanguage: en\nweekdays: {monday: 1}\n", file="times.yaml").bind(TimeWords)
