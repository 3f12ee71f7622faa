"""Which reports repeat another: one agency text in forty papers is one voice.

Two reports are one text where their words are the same, or where at least four in five of their runs of five words
are (Jaccard), counted exactly. Boilerplate does not count. The original is the one published first; of one day, the
agency's own before those that print it, then the earlier instant, then the smaller id - never the order of arrival.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from khabar.documents.agencies import agency_of, is_agency
from khabar.records import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME_FROM = 0.8
_RUN = 5
_FEW_WORDS = 12
_WINDOW_DAYS = 3
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 20210815
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that repeats another. `similarity` 1.0 = the same words; `agency` "" = it credits none."""

    document: str
    original: str
    similarity: float
    agency: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the index keeps of a report: no text, four bytes for each run of words."""

    id: str
    publisher: str
    published: date | None
    rank: tuple[date, bool, datetime, str]
    words: bytes
    length: int
    runs: NDArray[np.uint32]
    agency: str


class Copies:
    """An index of reports that tells which repeat which, in whatever order they come."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._known: list[_Known] = []
        self._number_of: dict[str, int] = {}
        self._by_words: dict[bytes, list[int]] = {}
        self._group_of: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._original: dict[int, int] = {}
        self._lsh = _empty_index()
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> tuple[Copy, ...]:
        """The copies that hold now and did not before: usually none, or this report's; more where it is the first one.

        A report already in the index changes nothing.
        """
        if document.id in self._number_of:
            return ()
        known = _known(document)
        matches = self._matches(known)
        number = len(self._known)
        self._known.append(known)
        self._number_of[known.id] = number
        self._by_words.setdefault(known.words, []).append(number)
        if len(known.runs):
            self._lsh.insert(number, _minhash(known.runs))
        return self._joined(number, matches)

    def copy_of(self, document_id: str) -> Copy | None:
        """What the report of that id repeats; None where it is an original, or not in the index."""
        number = self._number_of.get(document_id)
        if number is None:
            return None
        original = self._original[self._group_of[number]]
        return None if original == number else self._copy(number, original)

    def _matches(self, known: _Known) -> list[int]:
        same = [i for i in self._by_words.get(known.words, ()) if _same_words(known, self._known[i])]
        near: list[int] = []
        if len(known.runs):
            candidates = sorted(set(self._lsh.query(_minhash(known.runs))) - set(same))
            near = [i for i in candidates if _near(known, self._known[i])]
        return same + near

    def _joined(self, number: int, matches: list[int]) -> tuple[Copy, ...]:
        groups = sorted({self._group_of[i] for i in matches})
        before = {i: self._original[g] for g in groups for i in self._members[g]}
        members = sorted([number, *before])
        original = min(members, key=lambda i: self._known[i].rank)
        self._group_of.append(number)
        for i in members:
            self._group_of[i] = number
        for group in groups:
            del self._members[group], self._original[group]
        self._members[number], self._original[number] = members, original
        moved = (i for i in members if i != original and before.get(i) != original)
        return tuple(self._copy(i, original) for i in moved)

    def _copy(self, number: int, original: int) -> Copy:
        one, other = self._known[number], self._known[original]
        return Copy(one.id, other.id, _similarity(one, other), one.agency)


def copies_among(documents: Iterable[Document]) -> Mapping[str, Copy]:
    """The copies in a batch, by document id, whatever its order."""
    listed = list(documents)
    index = Copies(listed)
    return {d.id: found for d in listed if (found := index.copy_of(d.id)) is not None}


def _known(document: Document) -> _Known:
    words = _words(document)
    instant = document.published_at.astimezone(UTC) if document.published_at else datetime.max.replace(tzinfo=UTC)
    return _Known(
        id=document.id,
        publisher=document.publisher.casefold(),
        published=document.published,
        rank=(document.published or date.max, not is_agency(document), instant, document.id),
        words=hashlib.sha256(" ".join(words).encode()).digest()[:16],
        length=len(words),
        runs=_runs(words),
        agency=agency_of(document),
    )


def _words(document: Document) -> list[str]:
    parts, at = [], 0
    for span in document.boilerplate:
        parts.append(document.text[at : span.start])
        at = span.end
    parts.append(document.text[at:])
    return _WORD.findall(unicodedata.normalize("NFKC", "\n".join(parts)).casefold())


def _runs(words: list[str]) -> NDArray[np.uint32]:
    """Every run of five words as a number; none for a text too short to be told from another by them."""
    import numpy as np

    if len(words) < _FEW_WORDS:
        return np.empty(0, dtype=np.uint32)
    runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    hashed = [int.from_bytes(hashlib.blake2b(run.encode(), digest_size=4).digest(), "little") for run in runs]
    return np.unique(np.array(hashed, dtype=np.uint32))


def _empty_index() -> Any:
    from rensa import RMinHashLSH

    return RMinHashLSH(SAME_FROM, _PERMUTATIONS, _BANDS)


def _minhash(runs: NDArray[np.uint32]) -> Any:
    from rensa import RMinHash

    minhash = RMinHash(_PERMUTATIONS, _SEED)
    minhash.update([run.tobytes() for run in runs])
    return minhash


def _similarity(one: _Known, other: _Known) -> float:
    import numpy as np

    if one.words == other.words:
        return 1.0
    shared = len(np.intersect1d(one.runs, other.runs, assume_unique=True))
    return shared / max(1, len(one.runs) + len(other.runs) - shared)


def _same_words(one: _Known, other: _Known) -> bool:
    # "Clashes continue in the capital." may be written twice, of two days; a paragraph is not.
    return one.length >= _FEW_WORDS or one.published == other.published


def _near(one: _Known, other: _Known) -> bool:
    """Whether two texts that differ in words are one.

    A reprint comes within days. A daily bulletin that changes its figures is no copy of yesterday's, though four fifths
    of it are the same.
    """
    if one.published and other.published:
        apart = abs((one.published - other.published).days)
        if apart > _WINDOW_DAYS or (apart and one.publisher and one.publisher == other.publisher):
            return False
    return _similarity(one, other) >= SAME_FROM
