"""Which reports repeat another: one agency text in forty papers is one voice.

Two reports are one text where their words are the same, or where at least four in five of their runs of five words
are (Jaccard), counted exactly. They are one text cut or edited where they credit one agency, or share a long quotation,
and three in five of the shorter one's runs outside quotations stand in the other; so is a text that its outlet says to
have corrected. Boilerplate does not count. The
original is the one published first; of one day, the agency's own before those that print it, then the earlier instant,
then the smaller id - never the order of arrival.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from khabar.documents.copy_keys import BANDS, PERMUTATIONS, marks, marks_near, minhash
from khabar.documents.fingerprint import (
    SAME_FROM,
    Fingerprint,
    are_near,
    are_one_retold,
    are_same_words,
    fingerprint_of,
    similarity,
)
from khabar.records import Document


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that repeats another. `similarity` 1.0 = the same words; `agency` "" = it credits none."""

    document: str
    original: str
    similarity: float
    agency: str = ""


class Copies:
    """An index of reports that tells which repeat which, in whatever order they come."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._known: list[Fingerprint] = []
        self._number_of: dict[str, int] = {}
        self._by_words: dict[bytes, list[int]] = {}
        self._by_mark: dict[object, list[int]] = defaultdict(list)
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
        known = fingerprint_of(document)
        sketch = minhash(known.runs) if len(known.runs) else None
        matches = self._matches(known, sketch)
        number = len(self._known)
        self._known.append(known)
        self._number_of[known.id] = number
        self._by_words.setdefault(known.words, []).append(number)
        for mark in marks(known):
            self._by_mark[mark].append(number)
        if sketch is not None:
            self._lsh.insert(number, sketch)
        return self._joined(number, matches)

    def copy_of(self, document_id: str) -> Copy | None:
        """What the report of that id repeats; None where it is an original, or not in the index."""
        number = self._number_of.get(document_id)
        if number is None:
            return None
        original = self._original[self._group_of[number]]
        return None if original == number else self._copy(number, original)

    def _matches(self, known: Fingerprint, sketch: Any) -> list[int]:
        found = {i for i in self._by_words.get(known.words, ()) if are_same_words(known, self._known[i])}
        if sketch is not None:
            found |= {i for i in self._lsh.query(sketch) if are_near(known, self._known[i])}
        marked = {i for mark in marks_near(known) for i in self._by_mark.get(mark, ())} - found
        return sorted(found | {i for i in marked if are_one_retold(known, self._known[i])})

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
        return Copy(one.id, other.id, similarity(one, other), one.agency)


def copies_among(documents: Iterable[Document]) -> Mapping[str, Copy]:
    """The copies in a batch, by document id, whatever its order."""
    listed = list(documents)
    index = Copies(listed)
    return {d.id: found for d in listed if (found := index.copy_of(d.id)) is not None}


def _empty_index() -> Any:
    from rensa import RMinHashLSH

    return RMinHashLSH(SAME_FROM, PERMUTATIONS, BANDS)
