"""The shapes numbers take in news prose, compiled from a language's words.

Source: data files `languages/<code>/numbers.yaml` and, for what is a date and no quantity, `times.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from khabar.coding.lexicon.word_patterns import alternatives
from khabar.coding.quantities.number_words import NumberWords, load_number_words
from khabar.coding.timing.time_words import load_time_words


@dataclass(frozen=True)
class NumberPatterns:
    """The compiled patterns of a language's numbers and of what shows that one counts nothing."""

    number: re.Pattern[str]
    values: dict[str, int]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    joined: re.Pattern[str]
    of_whole: re.Pattern[str]
    unstated: re.Pattern[str]
    fraction: re.Pattern[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    name_before: re.Pattern[str]


@cache
def number_patterns(language: str = "en") -> NumberPatterns:
    """The patterns of a language, from its packaged words."""
    words, months = load_number_words(language), load_time_words(language).months
    scales = "|".join(words.multipliers)
    small = "|".join(sorted(words.words, key=len, reverse=True))
    spelled = (
        rf"half\s+an?\s+(?:{scales})"
        rf"|an?\s+(?:{'|'.join(words.articled)})(?:\s+(?:{scales}))?(?:\s+and\s+(?:{small})(?:-(?:{small}))?)?"
        rf"|(?:{small})(?:(?:\s+and\s+|[-\s]+)(?:{small}|{scales})(?=\b))*"
        r"|both"
    )
    digits = r"(?<![\w.,:/$€£#])(?<![A-Za-z]-)"
    digits += r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+(?:\.\d+)?)"
    vague = "|".join(words.vague)
    number = (
        rf"(?P<vague>\b(?:tens|hundreds)\s+of\s+(?:{vague})\b|\b(?:{vague})\b)"
        rf"|\b(?P<some>(?:several|a\s+few|a\s+couple(?:\s+of)?|many)\s+(?P<somescale>{scales}))\b"
        rf"|{digits}(?P<scale>[\s-]+(?:{scales})(?:\s+(?:{scales}))?)?(?!\d|[:.,/]\d)(?=\b|[^\w])"
        rf"|\b(?P<spelled>{spelled})\b"
    )
    values = {name: round(share * 10**7) for name, share in words.fractions.items()}
    whole = r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|our|his|all|a total of)\s+|(?:the\s+)?[\w'’-]+?['’]?s['’]?\s+)?"
    whole += r"(?:(?:total|country['’]s|estimated|some)\s+)*"
    flags = re.IGNORECASE
    return NumberPatterns(
        number=re.compile(number, flags),
        values=values,
        before=_before(words),
        after=tuple(
            (kind, re.compile(rf"(?P<modifier>\s*(?:{alternatives(phrases)}))(?!\w)", flags))
            for kind, phrases in (("low", words.after.low), ("about", words.after.about))
        ),
        joined=re.compile(r"\s*[-–—]\s*|\s+(?:to|or|and)\s+", flags),
        of_whole=re.compile(whole, flags),
        unstated=re.compile(rf"\b(?:{alternatives(words.unstated)})\b(?!\s+(?:{scales}|of\s+the\s+time))", flags),
        fraction=re.compile(
            rf"\b(?P<fraction>{alternatives(words.fractions)})\s+of\s+(?:the|its|all)\s+(?:\w+\s+)?$", flags
        ),
        not_before=_not_before(words, months),
        not_after=_not_after(words, months),
        name_before=re.compile(r"[A-Z][a-z]+(?:,|\s\()\s?$"),
    )


def _before(words: NumberWords) -> tuple[tuple[str, re.Pattern[str]], ...]:
    # "well over" must be tried before "over", and a floor before the ceiling "than" would suggest.
    kinds = (("high", words.modifiers.high), ("low", words.modifiers.low), ("about", words.modifiers.about))
    between = (("span", ("between",)), ("all", ("all", "all the", "all of the", "each of the")))
    return tuple(
        (kind, re.compile(rf"(?<!\w)(?P<modifier>(?:{alternatives(phrases)})\s*)$", re.IGNORECASE))
        for kind, phrases in (*kinds, *between)
    )


def _not_before(words: NumberWords, months: Iterable[str]) -> re.Pattern[str]:
    month = _month(months)
    return re.compile(
        rf"(?:[$€£¥#]|\b(?:usd|eur|us\$)\s*|\b(?:{alternatives(words.identifiers)})\s+(?:no\.?\s+)?"
        rf"|\b{month}\s+(?:\d\d?(?:st|nd|rd|th)?,?\s+)?)$",
        re.IGNORECASE,
    )


def _not_after(words: NumberWords, months: Iterable[str]) -> re.Pattern[str]:
    units = alternatives([*words.units, *words.money])
    month = _month(months)
    formations = "|".join(f.capitalize() for f in words.formations)
    return re.compile(
        rf"[\s-]*(?:more\s+|full\s+|square\s+|consecutive\s+|straight\s+)?(?:{units})(?:e?s)?(?!\w)"
        r"|\s*%|-(?=[a-z])(?!and|at|in)|(?:st|nd|rd|th)\b|[A-Za-z]+\d|(?:mm|km|cm|kg|m|k)\b"
        rf"|\s+(?:of\s+)?{month}"
        rf"|(?-i:(?:\s+[A-Z][\w-]+){{0,2}}\s+(?:{formations})\b(?!\s+[a-z]+(?:s|men)\b))",
        re.IGNORECASE,
    )


def _month(names: Iterable[str]) -> str:
    """A month's name as it is written: with a capital, since "may" and "march" are other words."""
    written = [form for name in names for form in (name.capitalize(), name.upper())]
    return rf"(?-i:{alternatives(written)})\b\.?"
