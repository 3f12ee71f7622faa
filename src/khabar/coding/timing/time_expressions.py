"""When, as a sentence's words say it, and the day the document itself speaks from.

Recognition works on the text, so that it does not depend on how it was cut into tokens; the tokens are only asked
whether "May" is a month.  Source: rules in `time_rules`, words in `languages/<code>/times.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from khabar.coding.lexicon.word_patterns import signs_in
from khabar.coding.timing.calendar_spans import day_in, precision_of
from khabar.coding.timing.time_rules import Reading, shifted, time_rules, time_signs
from khabar.coding.timing.time_words import TimeWords, load_time_words
from khabar.records import Issue, Parse, Sentence, Span, Token
from khabar.times import Basis, Interval, Occurred

_STAMP_ZONE = 600
_CONFLICT_DAYS = 1
_LEADS = re.compile(r"\b(\w+)\s+(?:the\s+)?(?:(?:beginning|start|end)\s+of\s+)?(?:about\s+|around\s+)?$", re.IGNORECASE)
_LEADS_REACH = 80
_DATE_LEADS = frozenset(
    ("in", "since", "of", "during", "by", "until", "till", "from", "between", "and", "to", "late", "early", "mid",
     "before", "after", "through", "for", "last", "this", "next", "on", "around", "about", "throughout", "the")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, and the days they stand for.

    `ahead` is the reading where the act is still to come. `is_stamp` marks the document's own date line, which dates
    no act. `is_duration` marks a length of time up to a day ("two days of fighting"). `bound` is "since", "until",
    "before", "after" or "by" where such a word leads; a `since` reading already runs to the document's day.
    """

    span: Span
    occurred: Occurred
    first_i: int
    last_i: int
    ahead: Occurred | None = None
    is_stamp: bool = False
    is_duration: bool = False
    bound: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    reading: Reading


def time_expressions(sentence: Sentence, published: date | None, *, language: str = "en") -> tuple[TimeExpression, ...]:
    """The time expressions of a sentence, in text order, read against the document's day.

    `published` None = no day to start from: relative words and dates without a year then give nothing.
    """
    if time_signs(language).isdisjoint(signs_in(sentence.text)):
        return ()
    words = load_time_words(language)
    found = _joined(sentence.text, _longest(sentence, published, language, words))
    return tuple(e for f in found if (e := _expression(sentence, f, published, words)) is not None)


def document_day(parse: Parse, published: date | None) -> tuple[date | None, Issue | None]:
    """The day a document speaks from: its own date line, else the publication date.

    Feeds sometimes carry a wrong publication date; then weekdays in the text only fit its date line. Where the two are
    more than a day apart an Issue `date-conflict` says so.
    """
    for sentence in parse.sentences:
        if sentence.start > _STAMP_ZONE:
            break
        for expression in time_expressions(sentence, published):
            if expression.is_stamp:
                return _settled(expression, published)
    return published, None


def _settled(stamp: TimeExpression, published: date | None) -> tuple[date, Issue | None]:
    day = stamp.occurred.last_day
    if published is None or abs((day - published).days) <= _CONFLICT_DAYS:
        return day, None
    done = f"times are read from the text's own date, {day}, not from the publication date given, {published}"
    return day, Issue("date-conflict", stamp.span.text, done, stamp.span.start, stamp.span.end)


def _longest(sentence: Sentence, day: date | None, language: str, words: TimeWords) -> list[_Found]:
    """The readings that stand, the longest where several overlap."""
    found: list[_Found] = []
    present = signs_in(sentence.text)
    for rule in (rule for rule in time_rules(language) if rule.may_match(present)):
        for match in rule.pattern.finditer(sentence.text):
            if _is_time(sentence, match, words):
                reading = rule.read(match, day, words)
                if reading is not None:
                    found.append(_Found(match.start(), match.end(), reading))
    found.sort(key=lambda f: (f.start - f.end, f.start))
    kept: list[_Found] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _is_time(sentence: Sentence, match: re.Match[str], words: TimeWords) -> bool:
    """Whether names that are also common words ("may", "march", "Sun") are times here, and a bare year is a year."""
    groups = match.groupdict()
    lead = _lead(sentence.text, match.start())
    month = groups.get("m")
    if month and month.isalpha():
        token = next((t for t in sentence.tokens if t.start == sentence.start + match.start("m")), None)
        if not month[0].isupper() or (token is not None and token.pos in ("AUX", "VERB")):
            return False
        alone = not any(groups.get(g) for g in ("d", "y", "which", "part", "nth"))
        if alone and month.lower() in words.ambiguous:
            return lead in _DATE_LEADS - {"the", "and", "to"}
        return not alone or lead in _DATE_LEADS or month.lower() == match.group().lower()
    weekday = groups.get("w")
    if weekday:
        return weekday[0].isupper()
    if groups.get("y") and set(groups) <= {"y", "part"} and not groups.get("part") and not match.group().endswith("s"):
        counts = re.match(r"\s+(?:[a-z]+\s+)?[a-z]+(?:s|men|people|children)\b", sentence.text[match.end() :])
        return lead in _DATE_LEADS and not (counts and lead not in ("in", "since", "during", "the"))
    return True


def _lead(text: str, end: int) -> str:
    """The word, in small letters, that leads what begins at `end`: "in", "since"; "" where none stands there."""
    found = _LEADS.search(text, max(0, end - _LEADS_REACH), end)
    return found[1].lower() if found else ""


def _joined(text: str, found: list[_Found]) -> list[_Found]:
    """Neighbours that are one time: "from A to B", "between A and B", "Saturday and Sunday", "Tuesday last week"."""
    joined: list[_Found] = []
    for one in found:
        last = joined[-1] if joined else None
        reading = _together(text, last, one) if last else None
        if last and reading:
            joined[-1] = _Found(last.start, one.end, reading)
        else:
            joined.append(one)
    return joined


def _together(text: str, one: _Found, two: _Found) -> Reading | None:
    first, second = one.reading, two.reading
    between = text[one.end : two.start].strip(" ,").lower()
    opening = _lead(text, one.start)
    in_order = first.interval.start < second.interval.start and "duration" not in (first.kind, second.kind)
    is_range = between in ("to", "through", "until", "till", "-", "–") or (between == "and" and opening == "between")
    next_day = first.interval.last + timedelta(days=1) == second.interval.start
    if in_order and (is_range or (between in ("and", "") and next_day and first.kind == second.kind == "weekday")):
        basis: Basis = "explicit" if first.basis == second.basis == "explicit" else "relative"
        return replace(first, interval=first.interval.hull(second.interval), basis=basis, ahead=None)
    if between in ("", "of", "in") and second.kind == "relative" and first.kind != "relative":
        return _within(first, second)
    return None


def _within(first: Reading, wider: Reading) -> Reading | None:
    """The weekday of that week, the month or day of that year: "Tuesday last week", "in December last year"."""
    start, whole = first.interval.start, wider.interval
    if first.kind == "weekday" and wider.precision == "week":
        day = next((d for d in whole if d.isoweekday() == start.isoweekday()), None)
        return None if day is None else replace(first, interval=Interval.of_days(day, day), ahead=None)
    found = day_in(whole.start.year, start.month, start.day)
    if first.kind in ("month", "day of month") and wider.precision == "year" and found is not None:
        return replace(first, interval=Interval.of_days(found, found + (first.interval.last - start)), ahead=None)
    return None


def _expression(sentence: Sentence, found: _Found, day: date | None, words: TimeWords) -> TimeExpression | None:
    offset = sentence.start
    tokens = [t for t in sentence.tokens if t.start < found.end + offset and t.end > found.start + offset]
    if not tokens or _is_name(sentence, tokens):
        return None
    text = sentence.text[found.start : found.end]
    reading, bound = found.reading, _bound(sentence.text, found)
    interval, precision = reading.interval, reading.precision
    if bound == "since" and day is not None and interval.start <= day:
        interval = Interval.of_days(interval.start, day)
        precision = precision_of(interval)
    ahead = Occurred(reading.ahead, reading.precision, reading.basis, text) if reading.ahead else None
    return TimeExpression(
        Span(found.start + offset, found.end + offset, text),
        Occurred(interval, precision, reading.basis, text),
        tokens[0].i,
        tokens[-1].i,
        ahead,
        is_stamp=_is_stamp(sentence, found, words),
        is_duration=reading.kind == "duration",
        bound=bound,
    )


def _is_name(sentence: Sentence, tokens: list[Token]) -> bool:
    """Whether the words are part of a name: "the Idlib Today page", "Black September"."""
    first, last = tokens[0], tokens[-1]
    if not (first.text[:1].isupper() and first.i > 0 and last.i + 1 < len(sentence.tokens) and len(tokens) == 1):
        return False
    before, after = sentence.tokens[first.i - 1], sentence.tokens[last.i + 1]
    is_plain = first.text.lower() in ("today", "yesterday", "tonight", "tomorrow")
    return is_plain and before.pos == "PROPN" and after.text[:1].isupper() and sentence.block != "headline"


def _bound(text: str, found: _Found) -> str:
    word = _lead(text, found.start)
    if found.reading.kind == "duration":
        word = text[found.start : found.end].split()[0].lower()
    return word if word in ("since", "until", "till", "before", "after", "by", "from") else ""


def _is_stamp(sentence: Sentence, found: _Found, words: TimeWords) -> bool:
    """Whether a date is the document's own date line: near its top, bare, and followed by a new beginning."""
    if sentence.start + found.start > _STAMP_ZONE or found.reading.kind not in ("date", "day of month"):
        return False
    if sentence.block == "dateline":
        return True
    before = sentence.text[: found.start].strip().rstrip("(-–—|:,").strip()
    after = sentence.text[found.end :].lstrip()
    if found.reading.kind == "date":
        starts_anew = not after or after[0].isupper() or after[0].isdigit() or after[0] in "(-–—|:\"“'"
        opener = _openers((*words.agencies, *words.stamp_openers)).search(before)
        return starts_anew and (not before or opener is not None)
    is_place = bool(re.fullmatch(r"[A-Z][A-Z .,'’-]+(?:,\s*[A-Z][a-z]+)?", before))
    return is_place and bool(re.match(r"[(–—-]|\w+\s*[(–—-]", after))


@lru_cache(maxsize=4)
def _openers(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)}):?$", re.IGNORECASE)


def ending_on(expression: TimeExpression, day: date) -> TimeExpression:
    """A duration that ends on the day another expression names: "taken on Tuesday after two days of fighting"."""
    occurred = expression.occurred
    reading = shifted(Reading(occurred.interval, occurred.precision, occurred.basis, "duration"), day)
    return replace(expression, occurred=replace(occurred, interval=reading.interval))
