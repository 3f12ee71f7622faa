"""A text with some of its words replaced, and how the characters of the two texts answer to one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[str, int]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters `start` to `end` become `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Rewriting:
    """A text rewritten. Edits lie in order and do not overlap.

    A `Point` is the same for a character of the old text and the one of the new text that answers to it: ("at", offset
    in the new text), or ("edit", number) for all characters of an edit, whatever its length.
    """

    old: str
    edits: tuple[Edit, ...]

    @classmethod
    def of(cls, text: str, edits: Iterable[Edit]) -> Rewriting:
        """The rewriting by these edits; of two that overlap the longer counts, of equals the first."""
        kept: list[Edit] = []
        for edit in sorted(edits, key=lambda e: (e.start - e.end, e.start)):
            if text[edit.start : edit.end] != edit.new and not any(overlap(edit, other) for other in kept):
                kept.append(edit)
        return cls(text, tuple(sorted(kept)))

    @property
    def new(self) -> str:
        """The rewritten text."""
        parts, at = [], 0
        for edit in self.edits:
            parts += [self.old[at : edit.start], edit.new]
            at = edit.end
        return "".join([*parts, self.old[at:]])

    def old_point(self, offset: int) -> Point:
        """The point of a character of the old text."""
        shift = 0
        for number, edit in enumerate(self.edits):
            if offset < edit.start:
                break
            if offset < edit.end:
                return "edit", number
            shift += len(edit.new) - (edit.end - edit.start)
        return "at", offset + shift

    def new_point(self, offset: int) -> Point:
        """The point of a character of the new text."""
        shift = 0
        for number, edit in enumerate(self.edits):
            start = edit.start + shift
            if offset < start:
                break
            if offset < start + len(edit.new):
                return "edit", number
            shift += len(edit.new) - (edit.end - edit.start)
        return "at", offset

    def touches(self, start: int, end: int) -> bool:
        """Whether anything between two offsets of the old text was replaced."""
        return any(edit.start < end and start < edit.end for edit in self.edits)


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits replace a common character."""
    return one.start < other.end and other.start < one.end


def cased_like(model: str, words: str) -> str:
    """`words` with a capital first letter, or all in capitals, where `model` has them; else as they are."""
    if len(model) > 1 and model.isupper() and not words.isupper() and " " in model:
        return words.upper()
    return words[:1].upper() + words[1:] if model[:1].isupper() else words
