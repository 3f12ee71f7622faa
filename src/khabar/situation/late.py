"""What is worked out when somebody first looks at it, and not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Late(Sequence[T]):
    """A sequence that equals the tuple it will be: of ten thousand places few are asked why they read as they do."""

    __slots__ = ("_found", "_work")

    def __init__(self, work: Callable[[], Sequence[T]]) -> None:
        self._work: Callable[[], Sequence[T]] | None = work
        self._found: tuple[T, ...] = ()

    def _all(self) -> tuple[T, ...]:
        if self._work is not None:
            self._found = tuple(self._work())
            self._work = None
        return self._found

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[T]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Late) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        return tuple, (self._all(),)
