"""Names beside their marks: each where it covers nothing, the weightiest first.

One that finds no room near its mark stands farther off, led to by a line; one that finds none there either is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from khabar.report.map.projection import Point

SIZE = 10.0
_LETTER = 0.62  # of the size, on the average of a wide sans-serif face
_NARROW = 0.33
_BOLD = 1.1
_GAP = 2.5
_FAR = (16.0, 26.0, 38.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any of the picture."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def lies_in(self, other: Box) -> bool:
        """Whether nothing of it is outside."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that want a place beside a mark of some radius."""

    words: str
    at: Point
    radius: float
    size: float = SIZE
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Words where they are written: `at` is the middle of their base line.  `far`: a line must lead to their mark."""

    wish: Wish
    at: Point
    box: Box
    far: bool = False

    @property
    def leader(self) -> tuple[Point, Point]:
        """The line from the mark to the nearest point of the words."""
        (x, y), box = self.wish.at, self.box
        return (x, y), (min(max(x, box.left), box.right), min(max(y, box.top), box.bottom))


def width_of(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """About how wide words are; marks above and below letters take no room."""
    return (
        (_BOLD if bold else 1.0)
        * size
        * sum(_NARROW if c in " .,:'il|()" else _LETTER for c in words if not unicodedata.combining(c))
    )


def around(point: Point, radius: float) -> Box:
    """The square about a mark."""
    x, y = point
    return Box(x - radius, y - radius, x + radius, y + radius)


def placed(wishes: Sequence[Wish], taken: Iterable[Box], page: Box) -> list[Label]:
    """The labels that find room on the page beside what is taken already, in the order of the wishes."""
    boxes = list(taken)
    found = []
    for wish in wishes:
        near = ((box, False) for box in _spots(wish, wish.radius + _GAP))
        far = ((box, True) for away in _FAR for box in _spots(wish, away))
        for box, is_far in chain(near, far):
            if box.lies_in(page) and not any(box.meets(other) for other in boxes):
                found.append(Label(wish, ((box.left + box.right) / 2, box.bottom - wish.size * 0.25), box, is_far))
                boxes.append(box)
                break
    return found


def _spots(wish: Wish, away: float) -> Iterable[Box]:
    """Where words may stand about a mark, the best first: right, left, below, above, and the corners."""
    x, y = wish.at
    wide, tall = width_of(wish.words, wish.size, bold=wish.bold), wish.size * 1.1
    right, left, middle = x + away, x - away - wide, x - wide / 2
    level, above, below = y - tall / 2, y - away - tall + 1, y + away - 1
    near = away * 0.7
    for at_x, at_y in (
        (right, level),
        (left, level),
        (middle, below),
        (middle, above),
        (x + near, above),
        (x + near, below),
        (x - near - wide, above),
        (x - near - wide, below),
    ):
        yield Box(at_x, at_y, at_x + wide, at_y + tall)
