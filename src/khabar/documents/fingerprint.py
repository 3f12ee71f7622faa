"""What tells one report's text from another's: its words, its runs of words, its quotations, the agency it credits."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from khabar.documents.agencies import agency_of, is_agency
from khabar.records import Document
from khabar.records.issue import CORRECTS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME_FROM = 0.8
WINDOW_DAYS = 3
# Of a text cut or edited, the part of its own words that stands in the other; reports of two hands share far less.
_RETOLD_FROM = 0.6
_FEWEST_RUNS = 15
_RUN = 5
_FEW_WORDS = 12
_LONG_QUOTATION = 8
_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r"“[^“”]{20,2000}”|\"[^\"]{20,2000}\"")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What an index of copies keeps of a report: no text, four bytes for each run of words.

    `own_runs` are those outside its long quotations; `quotations` their words as numbers. `corrects` = it says that it
    replaces an earlier text.
    """

    id: str
    publisher: str
    published: date | None
    rank: tuple[date, bool, datetime, str]
    words: bytes
    length: int
    runs: NDArray[np.uint32]
    own_runs: NDArray[np.uint32]
    quotations: frozenset[int]
    agency: str
    corrects: bool


def fingerprint_of(document: Document) -> Fingerprint:
    """A report's fingerprint."""
    text = _text(document)
    words = _words(text)
    quotations = [q for q in map(_words, _QUOTATION.findall(text)) if len(q) >= _LONG_QUOTATION]
    own = _words(_QUOTATION.sub(_unless_long, text)) if quotations else words
    runs = _runs(words)
    instant = document.published_at.astimezone(UTC) if document.published_at else datetime.max.replace(tzinfo=UTC)
    return Fingerprint(
        id=document.id,
        publisher=document.publisher.casefold(),
        published=document.published,
        rank=(document.published or date.max, not is_agency(document), instant, document.id),
        words=hashlib.sha256(" ".join(words).encode()).digest()[:16],
        length=len(words),
        runs=runs,
        own_runs=_runs(own) if quotations else runs,
        quotations=frozenset(_number(" ".join(quotation), 8) for quotation in quotations),
        agency=agency_of(document),
        corrects=any(issue.code == CORRECTS for issue in document.issues),
    )


def are_same_words(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two reports of the same words are one text."""
    # "Clashes continue in the capital." may be written twice, of two days; a paragraph is not.
    return one.length >= _FEW_WORDS or one.published == other.published


def are_near(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts that differ in words are one.

    A reprint comes within days. A daily bulletin that changes its figures is no copy of yesterday's, though four fifths
    of it are the same.
    """
    return _in_one_run(one, other) and similarity(one, other) >= SAME_FROM


def are_one_retold(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts that credit one agency, or share a long quotation, are one, cut or edited; or one corrected.

    The shorter is a cut of the longer, and comes no earlier: a later, longer one may well have put together reports of
    several hands. What is quoted does not count itself: papers that print one statement each have their own report
    about it. Reports of no known day are left alone.
    """
    cut, whole = sorted((one, other), key=lambda f: len(f.own_runs))
    if not cut.published or not whole.published or not _in_one_run(one, other):
        return False
    corrected = bool(one.publisher) and one.publisher == other.publisher and (one.corrects or other.corrects)
    if cut.published < whole.published and len(cut.own_runs) < len(whole.own_runs) and not corrected:
        return False
    credited = bool(one.agency) and one.agency == other.agency
    if not (corrected or credited) and one.quotations.isdisjoint(other.quotations):
        return False
    length = len(cut.own_runs)
    return length >= _FEWEST_RUNS and _shared(one.own_runs, other.own_runs) / length >= _RETOLD_FROM


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """The share of the runs of either that stand in both; 1.0 = the same words."""
    if one.words == other.words:
        return 1.0
    shared = _shared(one.runs, other.runs)
    return shared / max(1, len(one.runs) + len(other.runs) - shared)


def _in_one_run(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether they come within days of each other, and not on two days from one publisher, unless one corrects it."""
    if not one.published or not other.published:
        return True
    apart = abs((one.published - other.published).days)
    again = bool(apart and one.publisher) and one.publisher == other.publisher
    return apart <= WINDOW_DAYS and (not again or one.corrects or other.corrects)


def _text(document: Document) -> str:
    parts, at = [], 0
    for span in document.boilerplate:
        parts.append(document.text[at : span.start])
        at = span.end
    parts.append(document.text[at:])
    return "\n".join(parts)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _unless_long(quotation: re.Match[str]) -> str:
    return " " if len(_words(quotation.group())) >= _LONG_QUOTATION else quotation.group()


def _runs(words: list[str]) -> NDArray[np.uint32]:
    """Every run of five words as a number; none for a text too short to be told from another by them."""
    import numpy as np

    if len(words) < _FEW_WORDS:
        return np.empty(0, dtype=np.uint32)
    runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    return np.unique(np.array([_number(run, 4) for run in runs], dtype=np.uint32))


def _number(words: str, size: int) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=size).digest(), "little")


def _shared(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> int:
    import numpy as np

    return len(np.intersect1d(one, other, assume_unique=True))
