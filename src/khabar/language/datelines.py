"""Datelines, agency stamps and bylines: words before a report that belong to no sentence of it."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_WEEKDAY = r"(?i:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?)"
_MONTH = (
    r"(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_FULL_DATE = (
    rf"(?:{_WEEKDAY},?\s+)?(?:{_DAY}\s+{_MONTH},?\s*{_YEAR}|{_MONTH}\s+{_DAY},?\s*{_YEAR}"
    rf"|{_YEAR}-\d\d-\d\d|\d{{1,2}}[-./]\d{{1,2}}[-./]{_YEAR})"
)
_SHORT_DATE = rf"(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})(?:,?\s*(?:{_YEAR}|\d\d))?"
_TIME = r"(?:[,\s]+(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s*(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{3,4}T)\b\.?)?)?"
_LEAD = r"(?:(?:Last\s+)?(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Cc]reated)(?:\s+(?:at|on))?:?\s+)?"
_BREAK = r"\s*(?:-{1,2}|–|—|―)\s*"
_CAPITALS = r"[A-Z][A-Z.'’/-]+(?:\s+[A-Z][A-Z.'’/-]+){0,3}"
_CITY = r"[A-Z][\w.'’-]+(?:[ -][A-Z][\w.'’-]+){0,3}"
_REGION = r"(?:,\s*[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2})"


@lru_cache(maxsize=1)
def agencies() -> tuple[str, ...]:
    """The agencies known by name, longest first."""
    text = (resources.files("khabar") / "data/languages/en/agencies.txt").read_text(encoding="utf-8")
    names = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    agency = "(?:" + "|".join(re.escape(n) for n in agencies()) + ")"
    stamp = (
        rf"\(\s*(?:{agency}|[A-Z][A-Z\s/&.-]{{1,40}}|[A-Z][\w\s./-]{{1,30}}[Nn]ews(?:\sAgency)?)(?:\s*/\s*[\w ]+)?\s*\)"
    )
    place_capitals = rf"{_CAPITALS}{_REGION}?"
    dated = rf"(?:,?\s+{_SHORT_DATE})"
    return tuple(
        re.compile(p)
        for p in (
            # KABUL, Aug 12 (Reuters) - | BEIRUT (AFP) | Damascus, (SANA) - | GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) --
            rf"(?:{place_capitals}|{_CITY}{_REGION}?),?{dated}?,?\s*{stamp}(?:{_BREAK}|\s*:\s*|\s+(?=[\"“'‘A-Z\d]))",
            # ADEN (Harbour Gazette) - : a town in capitals, a name in brackets and a dash are a dateline whoever it is
            rf"{place_capitals}{dated}?,?\s*\([A-Z][\w.'’&-]*(?:\s[\w.'’&-]+){{0,4}}\){_BREAK}(?=[\"“'‘A-Z\d])",
            # (Reuters) -
            rf"{stamp}{_BREAK}",
            # KABUL, Afghanistan — | BEIRUT -- | ADEN, Yemen, March 3 —
            rf"{place_capitals}{dated}?{_BREAK}(?=[\"“'‘A-Z\d])",
            # BEIRUT: (the Daily Star's way)
            rf"{_CAPITALS}(?:/{_CAPITALS})?:\s+(?=[\"“'‘A-Z])",
            # Kabul, Aug 12 — Fighters ...
            rf"{_CITY}{_REGION}?{dated}{_BREAK}(?=[\"“'‘A-Z\d])",
            # Damascus, SANA - | AFP -
            rf"(?:{_CITY}(?:{_REGION})?,?\s+)?{agency}{_BREAK}(?=[\"“'‘A-Z\d])",
        )
    )


@lru_cache(maxsize=1)
def _stamp_pattern() -> re.Pattern[str]:
    """Stamps that carry a whole date: `AFP Wednesday 29 Oct 2014`, `Fri Jul 1 2016`, `Published August 3 2015`."""
    agency = "(?:" + "|".join(re.escape(n) for n in agencies()) + ")"
    return re.compile(rf"(?:{agency}[\s,|-]+)?{_LEAD}{_FULL_DATE}{_TIME}(?:[\s,|-]+{agency}\b)?(?:\s*[-–—|]\s+)?")


@lru_cache(maxsize=1)
def _shouted_dateline() -> re.Pattern[str]:
    return re.compile(rf"{_CAPITALS}{_REGION}?,?\s+{_SHORT_DATE},?\s*\([^()\n]{{2,40}}\){_BREAK}")


# `Feb 9 2015 BEIRUT At least 15 people ...`; shorter words in capitals are rather organisations.
_CITY_LEFT_OVER = re.compile(r"[A-Z]{5,}(?:\s[A-Z]{3,}){0,2}\s+(?=[A-Z][a-z]|A\s|[\"“])")
_BYLINE = re.compile(
    r"(?:By|(?:Reporting|Writing|Editing|Written) by)\s+"
    r"[A-Z][\w.'’-]+(?:[ ,]+(?:and\s+)?[A-Z][\w.'’-]+){0,8}\.?\s*$"
    r"|[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3},\s*(?:Staff|Correspondent|Reuters|AFP|Associated Press)\b.{0,40}$"
)


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the dateline or stamp that opens `text[start:end]` stops; `start` where none does."""
    at = start
    stamp = _stamp_pattern().match(text, at, end)
    if stamp and _starts_afresh(text, stamp.end(), end):
        at = _past_space(text, stamp.end(), end)
        city = _CITY_LEFT_OVER.match(text, at, end)
        at = city.end() if city else at
    # In shouted text every word is in capitals, and only a date and a stamp together show a dateline.
    shouted = not any(c.islower() for c in text[at:end])
    for pattern in (_shouted_dateline(),) if shouted else _patterns():
        found = pattern.match(text, at, end)
        if found and found.end() < end:
            return _past_space(text, found.end(), end)
    return at


def is_dateline(line: str) -> bool:
    """Whether the whole line is a stamp, a dateline or a byline."""
    if len(line) > 120:
        return False
    if _BYLINE.match(line):
        return True
    stamp = _stamp_pattern().match(line)
    if stamp and not line[stamp.end() :].strip(" .|-–—:"):
        return True
    if line.strip(" .()|-–—") in agencies():
        return True
    return any((found := p.match(line + " X")) and found.end() >= len(line) for p in _patterns()[:3])


def stamp_within(text: str, start: int, end: int) -> tuple[int, int] | None:
    """An agency's stamp with a whole date between a headline and its report, on one line, where sentences meet there.

    Only looked for in the first 220 characters, and only where no sentence has ended before it.
    """
    for found in _stamp_pattern().finditer(text, start, min(end, start + 220)):
        before = text[start : found.start()].strip()
        if re.search(r"[.!?][\"”’]?\s", before) or len(before.split()) < 3:
            return None
        after_agency = found.group().split()[0] in agencies() or found.group().startswith(
            ("Last", "Published", "Updated")
        )
        opens = before.rsplit(None, 1)[-1].lower()
        if (after_agency or not _BEFORE_A_DATE.fullmatch(opens)) and _starts_afresh(text, found.end(), end):
            return found.start(), _past_space(text, found.end(), end)
    return None


_BEFORE_A_DATE = re.compile("on|in|since|of|from|until|till|by|before|after|to|and|between|the|for|during|dated")


def _past_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _starts_afresh(text: str, at: int, end: int) -> bool:
    """Whether a sentence can begin at `at`: white space, then a capital, a figure or an opening quote."""
    after = _past_space(text, at, end)
    return after == end or (
        (after > at or text[at - 1].isspace())
        and (text[after].isupper() or text[after] in "\"“‘'" or text[after].isdigit())
    )
