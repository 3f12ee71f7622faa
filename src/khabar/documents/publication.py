"""When a report was published, as its metadata says it: a day, and the instant where the zone is given too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from khabar.errors import BadDate
from khabar.times import parse_day

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WRITTEN = tuple(
    re.compile(rf"(?:[a-z]{{3,9}},?\s+)?{order}", re.IGNORECASE)
    for order in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    )
)
_ISO = re.compile(r"\d{4}-")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?")


@dataclass(frozen=True, slots=True)
class Publication:
    """`day` is the civil day at the outlet; `instant` None where no time, or no zone, is given."""

    day: date
    instant: datetime | None = None


def publication_of(given: date | datetime | str | None) -> Publication | None:
    """What a date or its text says; None for None and "". Raises BadDate.

    Read: ISO 8601, RFC 2822 ("Thu, 12 Aug 2021 10:22:00 +0430"), a written month ("12 August 2021", "August 12, 2021")
    and 20210812. Not read: 05/03/2019, which is May to some and March to others.
    """
    if given is None or isinstance(given, str):
        text = (given or "").strip()
        return _read(text) if text else None
    if isinstance(given, datetime):
        return Publication(given.date(), given if given.tzinfo is not None else None)
    return Publication(given)


def _read(text: str) -> Publication:
    if len(text) > 80:
        raise BadDate(text[:80])
    if (compact := _COMPACT.fullmatch(text)) is not None:
        return Publication(parse_day("-".join(compact.groups())))
    for pattern in _WRITTEN:
        if (match := pattern.fullmatch(text)) is not None:
            month = _MONTHS.index(match["month"][:3].lower()) + 1
            return Publication(parse_day(f"{match['year']}-{month:02}-{int(match['day']):02}"))
    if not _ISO.match(text):
        return _from_mail_header(text)
    day = parse_day(text)
    instant = datetime.fromisoformat(text) if len(text) > 10 else None
    return Publication(day, instant if instant is not None and instant.tzinfo is not None else None)


def _from_mail_header(text: str) -> Publication:
    try:
        instant = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        raise BadDate(text) from None
    return Publication(instant.date(), instant if instant.tzinfo is not None else None)
