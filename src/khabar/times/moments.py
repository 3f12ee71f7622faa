"""Reading days and moments that a person or a file gives."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from khabar.errors import BadDate

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_day(text: str) -> date:
    """A civil day written YYYY-MM-DD; a full timestamp gives the day it is written with.

    Raises BadDate for anything else: 05/03/2019 is May to some and March to others, so it is not guessed.
    """
    text = text.strip()
    if not _DAY.match(text):
        raise BadDate(text)
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).date()
    except ValueError:
        raise BadDate(text) from None


def parse_moment(text: str) -> datetime:
    """An instant of knowledge, in UTC. A bare day means its end; a time without zone is UTC. Raises BadDate."""
    text = text.strip()
    try:
        if len(text) == 10:
            return end_of_day(parse_day(text))
        parse_day(text)
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # at either end of the calendar
        raise BadDate(text) from None


def end_of_day(day: date) -> datetime:
    """The last microsecond of a day in UTC: what was known "on" that day is known by then."""
    return datetime.combine(day, time.min, UTC) + timedelta(days=1) - timedelta(microseconds=1)
