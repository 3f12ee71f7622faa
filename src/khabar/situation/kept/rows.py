"""Rows in a lasting order, asked for those of some days and moments without looking at each."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, compress
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def ticks(moment: datetime) -> int:
    """A moment as microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


class Row(NamedTuple, Generic[T]):
    """A thing with two numbers it is looked up by: it is there from `first` on, and as it is from `settled` on."""

    thing: T
    first: int
    settled: int


class Rows(Generic[T]):
    """Things in the order of their keys; `numbers` gives further numbers of each that are to be had as arrays."""

    def __init__(self, key: Callable[[T], Any], numbers: Callable[[T], Sequence[int]] | None = None) -> None:
        self._key = key
        self._numbers = numbers
        self._keys: list[Any] = []
        self._things: list[T] = []
        # What each is there from, what it is settled from, and its further numbers.
        self._columns: list[array[int]] = []

    def add(self, rows: Iterable[Row[T]]) -> None:
        """Takes rows in."""
        new = sorted(((self._key(row.thing), row) for row in rows), key=lambda pair: pair[0])
        if not new:
            return
        if len(new) > len(self._keys):
            self._merge(new)
            return
        for key, row in new:
            at = bisect_left(self._keys, key)
            self._keys.insert(at, key)
            self._things.insert(at, row.thing)
            for column, number in zip(self._columns, self._all_numbers(row), strict=True):
                column.insert(at, number)

    def _merge(self, new: Sequence[tuple[Any, Row[T]]]) -> None:
        old = [
            (key, Row(thing, first, settled))
            for key, thing, first, settled in zip(self._keys, self._things, *self._columns[:2], strict=False)
        ]
        both = sorted((*old, *new), key=lambda pair: pair[0])
        self._keys = [key for key, _ in both]
        self._things = [row.thing for _, row in both]
        self._columns = [
            array("q", column) for column in zip(*(self._all_numbers(row) for _, row in both), strict=True)
        ]

    def _all_numbers(self, row: Row[T]) -> tuple[int, ...]:
        further = self._numbers(row.thing) if self._numbers else ()
        return row.first, row.settled, *further

    def remove(self, things: Iterable[T]) -> None:
        """Lets things go."""
        for thing in things:
            at = bisect_left(self._keys, self._key(thing))
            while self._things[at] != thing:
                at += 1  # a few may have one key
            del self._keys[at], self._things[at]
            for column in self._columns:
                del column[at]

    def count(self, until: int, *, moment: int) -> int:
        """How many are there from a number up to `until`, and settled by a moment."""
        return int((self._mask(0, until) & self._mask(1, moment)).sum())

    def there(self, until: int, *, moment: int, beside: Iterable[T] = ()) -> list[T]:
        """Those that are there from a number up to `until` and settled by a moment, with others put where they belong.

        The others are there too, whatever they are.
        """
        return self._chosen(self._mask(0, until) & self._mask(1, moment), beside)

    def there_with_numbers(
        self, until: int, *, moment: int, beside: Iterable[T] = ()
    ) -> tuple[list[T], list[NDArray[np.int64]]]:
        """As `there`, and the further numbers of those that are settled."""
        mask = self._mask(0, until) & self._mask(1, moment)
        columns = [self._column(n)[mask] for n in range(2, len(self._columns))]
        return self._chosen(mask, beside), columns

    def unsettled(self, until: int, *, moment: int) -> list[T]:
        """Those that are there from a number up to `until`, and settled only after a moment."""
        few = np.flatnonzero(self._mask(0, until) & ~self._mask(1, moment))
        return [self._things[at] for at in few.tolist()]

    def _chosen(self, mask: NDArray[np.bool_], beside: Iterable[T]) -> list[T]:
        others = list(beside)
        if not others and mask.all():
            return list(self._things)
        things = list(compress(self._things, mask.tolist()))
        for before, thing in enumerate(sorted(others, key=self._key)):
            at = bisect_right(self._keys, self._key(thing))
            things.insert(np.count_nonzero(mask[:at]) + before, thing)
        return things

    def _mask(self, column: int, most: int) -> NDArray[np.bool_]:
        return self._column(column) <= most if self._things else np.empty(0, np.bool_)

    def _column(self, column: int) -> NDArray[np.int64]:
        return np.frombuffer(self._columns[column], dtype=np.int64)


class Moments:
    """Moments, as often as there are, in their order."""

    def __init__(self) -> None:
        self._moments: list[int] = []

    def change(self, gone: Collection[int], come: Collection[int]) -> None:
        """Lets go of moments, and takes others in."""
        if len(come) > len(self._moments):
            self._moments = sorted((*self._moments, *come))
        else:
            for at in come:
                insort(self._moments, at)
        for at in gone:
            del self._moments[bisect_left(self._moments, at)]

    def by(self, moment: int) -> int:
        """How many are no later than one."""
        return bisect_right(self._moments, moment)


class Firsts:
    """Names by the moment each is first met with."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[int]] = {}
        self._firsts = Moments()

    def change(self, gone: Iterable[tuple[str, int]], come: Iterable[tuple[str, int]]) -> None:
        """Lets go of meetings, and takes others in."""
        come, gone = list(come), list(gone)
        names = dict.fromkeys(name for name, _ in chain(gone, come))
        before = [met[0] for name in names if (met := self._by_name.get(name))]
        for name, at in come:
            self._by_name.setdefault(name, []).append(at)
        for name, at in gone:
            self._by_name[name].remove(at)
        for name in names:
            self._by_name[name].sort()
        after = [met[0] for name in names if (met := self._by_name[name])]
        self._firsts.change(before, after)

    def by(self, moment: int) -> int:
        """How many names were met with by a moment."""
        return self._firsts.by(moment)

    def first(self, name: str) -> int | None:
        """The moment a name is first met with; None = it is not."""
        met = self._by_name.get(name)
        return met[0] if met else None

    def __contains__(self, name: object) -> bool:
        return bool(self._by_name.get(name)) if isinstance(name, str) else False
