"""The shapes of time expressions, and the days each stands for.

A rule is a pattern and a reading of its match against the document's day.  Year-less dates and weekdays are read as
the nearest one not after that day (news speaks of what was), with the next one after it kept as the reading `ahead`.
Weeks run from Monday to Sunday.  Nothing relative can be read without a document day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from khabar.coding.lexicon.word_patterns import DIGITS, alternatives, last_words
from khabar.coding.timing.calendar_spans import (
    Part,
    day_in,
    month_span,
    months_before,
    precision_of,
    week_of,
    year_span,
)
from khabar.coding.timing.time_words import TimeWords, load_time_words
from khabar.times import Basis, Interval, TimePrecision

Kind = Literal["date", "day of month", "weekday", "month", "year", "relative", "duration"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words stand for. `ahead` is the reading where the text speaks of what is to come; None = the same."""

    interval: Interval
    precision: TimePrecision
    basis: Basis
    kind: Kind
    ahead: Interval | None = None


_SOON_DAYS, _LONG_DAYS = 60, 300

Read = Callable[[re.Match[str], date | None, TimeWords], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its reading. A text that lacks any of one set of `signs` (see `word_patterns`) cannot match it."""

    pattern: re.Pattern[str]
    read: Read
    signs: tuple[frozenset[str], ...]

    def may_match(self, present: frozenset[str]) -> bool:
        """Whether a text with these signs has one of each set."""
        return not any(signs.isdisjoint(present) for signs in self.signs)


def _one(day: date) -> Interval:
    return Interval.of_days(day, day)


def _exact(match: re.Match[str], _day: date | None, words: TimeWords) -> Reading | None:
    """A date with its year."""
    found = day_in(int(match["y"]), _month(match, words), int(match["d"]))
    last = day_in(int(match["y"]), _month(match, words), int(match["d2"])) if _has(match, "d2") else found
    if found is None or last is None or last < found:
        return None
    return Reading(Interval.of_days(found, last), "day", "explicit", "date")


def _month(match: re.Match[str], words: TimeWords) -> int:
    return words.months[match["m"].lower()]


def _has(match: re.Match[str], group: str) -> bool:
    return match.groupdict().get(group) is not None


def _numeric(match: re.Match[str], _day: date | None, _words: TimeWords) -> Reading | None:
    """26.12.2014; with slashes or hyphens only where day and month cannot be taken for each other."""
    one, two = int(match["d"]), int(match["m"])
    if match["sep"] != "." and one <= 12 and two <= 12 and one != two:
        return None
    if two > 12 and match["sep"] != ".":
        one, two = two, one
    found = day_in(int(match["y"]), two, one)
    return Reading(_one(found), "day", "explicit", "date") if found else None


def _iso(match: re.Match[str], _day: date | None, _words: TimeWords) -> Reading | None:
    found = day_in(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading(_one(found), "day", "explicit", "date") if found else None


def _day_of_month(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    """A date without its year."""
    if day is None:
        return None
    month, number = _month(match, words), int(match["d"])
    length = int(match["d2"]) - number if _has(match, "d2") else 0
    years = [day_in(day.year + shift, month, number) for shift in (-1, 0, 1)]
    past = [d for d in years if d is not None and d <= day]
    later = [d for d in years if d is not None and d > day]
    if not past or length < 0:
        return None
    ahead = Interval.of_days(later[0], later[0] + timedelta(days=length)) if later else None
    span = Interval.of_days(past[-1], past[-1] + timedelta(days=length))
    if ahead is not None and (ahead.start - day).days <= _SOON_DAYS and (day - span.last).days > _LONG_DAYS:
        span = ahead  # "8 April" in a paper of March is not last year's
    return Reading(span, "day", "explicit", "day of month", ahead)


def _weekday(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    """The nearest such weekday, the document's own day included: "on Tuesday" in a Tuesday's paper is today."""
    if day is None:
        return None
    back = (day.isoweekday() - words.weekdays[match["w"].lower()]) % 7
    which = (match["which"] or "").lower()
    if which == "last" and back == 0:
        back = 7
    ahead = _one(day + timedelta(days=7 - back if back else 7))
    if which in ("next", "coming"):
        return Reading(ahead, "day", "relative", "weekday", ahead)
    return Reading(_one(day - timedelta(days=back)), "day", "relative", "weekday", ahead)


def _month_name(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    """A month, with its year or the nearest begun one; "last March" is before the running month."""
    month, part = _month(match, words), _part(match, words)
    if _has(match, "y"):
        return Reading(month_span(int(match["y"]), month, part), "month", "explicit", "month")
    if day is None:
        return None
    is_last = (match["which"] or "").lower() == "last"
    year = day.year if (month < day.month or (month == day.month and not is_last)) else day.year - 1
    span = month_span(year, month, part)
    if span.start > day:
        span = month_span(year - 1, month, part)
    if (match["which"] or "").lower().startswith("earlier"):
        span = Interval.of_days(span.start, min(span.last, day))
    ahead = month_span(day.year if month >= day.month else day.year + 1, month, part)
    return Reading(span, "month", "explicit", "month", ahead)


def _part(match: re.Match[str], words: TimeWords) -> Part:
    given = re.sub(r"\s+", " ", (match["part"] or "").lower().strip(" -"))
    return words.parts[given.replace(" the", "")] if given else ""


def _week_of_month(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    inner = _month_name(match, day, words)
    if inner is None:
        return None
    first = inner.interval.start
    nth = match["nth"].lower()
    weeks = 0 if nth == "last" else words.ordinals[nth] - 1
    start = inner.interval.last - timedelta(days=6) if nth == "last" else first + timedelta(weeks=weeks)
    return Reading(Interval.of_days(start, start + timedelta(days=6)), "week", "explicit", "month")


def _season(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    """Three calendar months; winter is given the year it begins in."""
    first = words.seasons[match["season"].lower()]
    if _has(match, "y"):
        year = int(match["y"])
    elif day is None:
        return None
    else:
        year = day.year if date(day.year, first, 1) <= day else day.year - 1
    end_year, end_month = (year + 1, 2) if first == 12 else (year, first + 2)
    span = Interval.of_days(date(year, first, 1), month_span(end_year, end_month).last)
    return Reading(span, "month", "explicit", "month")


def _year(match: re.Match[str], _day: date | None, words: TimeWords) -> Reading | None:
    return Reading(year_span(int(match["y"]), _part(match, words)), "year", "explicit", "year")


def _years(match: re.Match[str], _day: date | None, _words: TimeWords) -> Reading | None:
    first, last = int(match["y"]), int(match["y2"])
    last += first // 100 * 100 if last < 100 else 0
    if last < first:
        return None
    return Reading(year_span(first).hull(year_span(last)), "year", "explicit", "year")


def _decade(match: re.Match[str], _day: date | None, words: TimeWords) -> Reading | None:
    first = int(match["y"])
    shift = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (9, 9)}.get(_part(match, words), (0, 9))
    return Reading(year_span(first + shift[0]).hull(year_span(first + shift[1])), "year", "explicit", "year")


def _feast(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    code = words.feasts[re.sub(r"\s+", " ", match["feast"].lower().replace("’", "'"))]
    if day is None:
        return None
    found = date(day.year, code // 100, code % 100)
    return Reading(_one(found if found <= day else found.replace(year=day.year - 1)), "day", "relative", "date")


def _near(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    """Today, yesterday, tonight, last night."""
    if day is None:
        return None
    shift = words.relative_days[re.sub(r"\s+", " ", match["near"].lower())]
    return Reading(_one(day + timedelta(days=shift)), "day", "relative", "relative")


def _overnight(_match: re.Match[str], day: date | None, _words: TimeWords) -> Reading | None:
    if day is None:
        return None
    return Reading(Interval.of_days(day - timedelta(days=1), day), "day", "relative", "relative")


def _day_before(_match: re.Match[str], day: date | None, _words: TimeWords) -> Reading | None:
    return None if day is None else Reading(_one(day - timedelta(days=1)), "day", "relative", "relative")


def _ago(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    """The day, the week, the calendar month or year that many units back."""
    if day is None:
        return None
    count, unit = _count(match["n"], words), match["unit"].lower()
    span = _back(day, count, unit)
    precision: TimePrecision = "day" if span.days == 1 else precision_of(span)
    return Reading(span, precision, "relative", "relative")


def _back(day: date, count: int, unit: str) -> Interval:
    if unit in ("hour", "day"):
        return _one(day - timedelta(days=count if unit == "day" else count // 24))
    if unit == "week":
        return week_of(day - timedelta(weeks=count))
    if unit == "month":
        return month_span(*months_before(day, count))
    return year_span(max(1, day.year - count * (10 if unit == "decade" else 1)))


def _count(text: str, words: TimeWords) -> int:
    text = re.sub(r"\s+", " ", text.strip().lower())
    return int(text) if text.isdigit() else words.counts.get(text, 3)


def _rolling(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    """ "In the past week": so many units back, up to the document's day. "Last week": the calendar's."""
    if day is None:
        return None
    unit, which = match["unit"].lower(), match["which"].lower()
    if match["n"] is None and not match["plural"] and which != "past" and not match["the"]:
        return None if unit in ("hour", "day", "decade") else Reading(_back(day, 1, unit), *_calendar(unit))
    count = _count(match["n"] or ("few" if match["plural"] else "one"), words)
    span = Interval.of_days(_earlier(day, count, unit, words), day)
    return Reading(span, precision_of(span), "relative", "duration")


def _calendar(unit: str) -> tuple[TimePrecision, Basis, Kind]:
    precisions: dict[str, TimePrecision] = {"week": "week", "month": "month"}
    return precisions.get(unit, "year"), "relative", "relative"


def _earlier(day: date, count: int, unit: str, words: TimeWords) -> date:
    """So many units before a day, by the calendar where it has the unit."""
    if unit == "hour":
        return day - timedelta(days=max(1, count // 24))
    if unit == "month" or unit == "year":
        year, month = months_before(day, count * (12 if unit == "year" else 1))
        return date(max(year, 1), month, min(day.day, monthrange(max(year, 1), month)[1]))
    return day - timedelta(days=count * words.units[unit])


def _this(match: re.Match[str], day: date | None, _words: TimeWords) -> Reading | None:
    """ "This week", up to the document's day; "later this week" and "next week" from the day after it."""
    if day is None:
        return None
    unit, which = match["unit"].lower(), match["which"].lower()
    ahead = which.startswith(("next", "later", "coming"))
    day_there = day if not ahead or which.startswith("later") else _ahead(day, unit)
    whole = {"week": week_of(day_there), "month": month_span(day_there.year, day_there.month)}.get(
        unit, year_span(day_there.year)
    )
    span = whole if ahead else Interval.of_days(whole.start, day)
    return Reading(span, *_calendar(unit), whole)


def _ahead(day: date, unit: str) -> date:
    if unit == "week":
        return day + timedelta(weeks=1)
    return date(*months_before(day, -1 if unit == "month" else -12), 1)


def _weekend(match: re.Match[str], day: date | None, _words: TimeWords) -> Reading | None:
    if day is None:
        return None
    back = (day.isoweekday() - 6) % 7
    if (match["which"] or "").lower() == "last" and back < 2:
        back += 7
    saturday = day - timedelta(days=back)
    return Reading(Interval.of_days(saturday, saturday + timedelta(days=1)), "day", "relative", "relative")


def _lasting(match: re.Match[str], day: date | None, words: TimeWords) -> Reading | None:
    """ "In two days", "after two weeks of fighting": that long, up to the document's day."""
    if day is None:
        return None
    unit = match["unit"].lower()
    if match["n"].lower() in ("a", "an") and not match["of"] and (match["lead"] or "").lower() != "for":
        return None
    if not match["lead"] and not match["of"]:
        return None
    span = Interval.of_days(_earlier(day, _count(match["n"], words), unit, words), day)
    return Reading(span, precision_of(span), "relative", "duration")


def shifted(reading: Reading, day: date) -> Reading:
    """A duration that ends on another day than the document's."""
    length = reading.interval.days - 1
    return replace(reading, interval=Interval.of_days(day - timedelta(days=length), day))


@cache
def time_rules(language: str = "en") -> tuple[Rule, ...]:
    """The rules of a language; where several match at one place the longest match counts."""
    words = load_time_words(language)
    return tuple(
        Rule(re.compile(pattern, re.IGNORECASE), read, tuple(map(frozenset, signs)))
        for pattern, read, signs in _table(words)
    )


@cache
def time_signs(language: str = "en") -> frozenset[str]:
    """Every sign that a rule asks for; a text with none of them tells no time."""
    return frozenset[str]().union(*(signs for rule in time_rules(language) for signs in rule.signs))


def _table(words: TimeWords) -> list[tuple[str, Read, Sequence[Iterable[str]]]]:
    months, digits, dated = [words.months], [[DIGITS]], [words.months, [DIGITS]]
    units = [[name + ending for name in words.units for ending in ("", "s")]]
    weekdays = [[day + ending for day in words.weekdays for ending in ("", "s")]]
    month, nth = rf"(?P<m>{alternatives(words.months)})\b\.?", r"(?:st|nd|rd|th)?"
    stamp = rf"(?:\b(?:{alternatives(words.weekdays)})\b\.?,?\s+)?"
    year = r"(?P<y>(?:19|20)\d\d)(?![\d-])"
    long_days = alternatives(name for name in words.weekdays if name.endswith("day"))
    parts = rf"(?:\s+(?:{alternatives(words.day_parts)}))?"
    part = rf"(?:(?P<part>{alternatives(words.parts)}(?:\s+the)?)[\s-]+(?:of\s+)?)?"
    unit = rf"(?P<unit>{alternatives(words.units)})"
    count = rf"(?P<n>\d{{1,3}}|{alternatives(words.counts)}|several|few|many)"
    loose = r"(?:(?:less than|more than|fewer than|about|around|nearly|almost|some|over|at least|just|up to|only)\s+)?"
    which = r"(?:(?P<which>last|this|next|earlier\s+in|earlier\s+this)\s+)?"
    day, until = r"(?P<d>\d{1,2})", r"\s*[-–]\s*(?P<d2>\d{1,2})"
    return [
        (rf"{stamp}(?<!\d)(?<![.,]){day}{nth}\s+(?:of\s+)?{month},?\s+{year}", _exact, dated),
        (rf"{stamp}\b{month}\s+{day}{nth},?\s*{year}", _exact, dated),
        (rf"(?<!\d){day}{until}\s+{month},?\s+{year}", _exact, dated),
        (rf"\b{month}\s+{day}{until},?\s+{year}", _exact, dated),
        (r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _iso, digits),
        (r"(?<!\d)(?P<d>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?!\d)", _numeric, digits),
        (rf"{stamp}(?<!\d)(?<![.,]){day}{nth}\s+(?:of\s+)?{month}", _day_of_month, dated),
        (rf"{stamp}\b{month}\s+{day}{nth}(?![\d:]|,\d|\s*%)\b", _day_of_month, dated),
        (rf"(?<!\d){day}{until}\s+{month}", _day_of_month, dated),
        (rf"\b{month}\s+{day}{until}(?!\d)", _day_of_month, dated),
        (rf"\b(?P<nth>{alternatives(words.ordinals)}|last)\s+week\s+(?:of|in)\s+(?P<which>(?!))?(?P<part>(?!))?{month}(?:\s+{year})?",
         _week_of_month, months),
        (rf"\b{which}{part}{month}(?:,?\s+(?:of\s+)?{year})?", _month_name, months),
        (rf"\b(?P<season>{alternatives(words.seasons)})\s+(?:of\s+)?{year}", _season, [words.seasons]),
        (rf"\b(?:last|this|in\s+the)\s+(?P<season>{alternatives(words.seasons)})\b(?!\s+of\b)",
         _season, [words.seasons]),
        (rf"(?<![\w$€£.,-]){part}{year}(?![.,]\d|\w)", _year, digits),
        (r"(?<![\w$€£.,-])(?P<y>(?:19|20)\d\d)\s*[-–]\s*(?P<y2>(?:19|20)?\d\d)(?![\d-])", _years, digits),
        (rf"\bthe\s+{part}(?P<y>(?:19|20)\d0)['’]?s\b", _decade, digits),
        (rf"\b(?P<feast>{alternatives(words.feasts).replace(chr(39), '[' + chr(39) + '’]')})\b",
         _feast, [last_words(words.feasts)]),
        (rf"\b(?P<near>{alternatives(words.relative_days)})\b{parts}", _near, [last_words(words.relative_days)]),
        (r"\bovernight\b", _overnight, [["overnight"]]),
        (r"\b(?:the\s+(?:previous|preceding)\s+day|the\s+day\s+before|a\s+day\s+(?:earlier|before))\b",
         _day_before, [["day"]]),
        (rf"\b(?:(?P<which>last|this|next|past|coming|early|late)\s+)?(?:early\s+|late\s+)?(?P<w>{long_days})(?:['’]?s)?\b{parts}",
         _weekday, weekdays),
        (rf"\b{loose}{count}\s+{unit}s?\s+(?:{alternatives(words.ago)})\b(?!\s+the)", _ago, units),
        (rf"\b(?P<the>the\s+)?(?P<which>past|last|previous|preceding)\s+(?:{count}\s+)?{unit}(?P<plural>s?)\b",
         _rolling, units),
        (r"\b(?P<which>(?:earlier\s+|later\s+)?this|next|coming)\s+(?P<unit>week|month|year)\b", _this, units),
        (r"\b(?:(?P<which>last|this|past)\s+|the\s+)weekend\b", _weekend, [["weekend"]]),
        (rf"\b(?:(?P<lead>in|after|during|over|for|within|through|throughout)\s+)?{loose}{count}\s+"
         rf"(?:straight\s+|consecutive\s+)?{unit}s?\b(?P<of>\s+of\b(?!\s+age))?", _lasting, units),
    ]  # fmt: skip
