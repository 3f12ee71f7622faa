"""Stretches of the civil calendar that words name: a month or its early part, a year, the week of a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from khabar.times import Interval, TimePrecision

Part = Literal["early", "mid", "late", "end", ""]


def precision_of(interval: Interval) -> TimePrecision:
    """How coarse a stretch of days is."""
    bounds: tuple[tuple[int, TimePrecision], ...] = ((2, "day"), (15, "week"), (93, "month"))
    return next((name for days, name in bounds if interval.days <= days), "year")


def day_in(year: int, month: int, day: int) -> date | None:
    """The civil day; None where the calendar has none such."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def month_span(year: int, month: int, part: Part = "") -> Interval:
    """A calendar month, or its early (1-10), mid (11-20) or late (from 21) part."""
    last = monthrange(year, month)[1]
    first, until = {"early": (1, 10), "mid": (11, 20), "late": (21, last), "end": (21, last)}.get(part, (1, last))
    return Interval.of_days(date(year, month, first), date(year, month, until))


def year_span(year: int, part: Part = "") -> Interval:
    """A calendar year, its first, middle or last four months, or its end (December)."""
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (12, 12)}.get(part, (1, 12))
    return Interval.of_days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def week_of(day: date) -> Interval:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return Interval.of_days(monday, monday + timedelta(days=6))


def months_before(day: date, count: int) -> tuple[int, int]:
    """The year and month `count` months before that of `day` (after it, where negative)."""
    index = day.year * 12 + day.month - 1 - count
    return index // 12, index % 12 + 1
