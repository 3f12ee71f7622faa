"""What became of the record in an export: written, held back, withheld, or more than the format can carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from khabar.export.row import Row


@dataclass(slots=True)
class Account:
    """The report of one export, counted as it goes.

    `held_back`: what no analyst has released. `withheld`: what was taken out so as to do no harm. `lost`: what of the
    record the format has no room for. `empty`: columns of the format that no row could fill. `changes` by kind, where
    the export is a change feed.
    """

    written: int = 0
    held_back: Counter[str] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    _filled: set[str] = field(default_factory=set)
    _columns: tuple[str, ...] = ()

    def wrote(self, row: Row) -> None:
        """Counts a row and the columns it fills."""
        self.written += 1
        flat = row.flat
        self._columns = flat.columns()
        self._filled.update(name for name in self._columns if getattr(flat, name) not in (None, "", (), []))

    def take(self, other: Account) -> None:
        """Counts what another counted as held back, withheld or lost."""
        self.held_back += other.held_back
        self.withheld += other.withheld
        self.lost += other.lost

    @property
    def empty(self) -> tuple[str, ...]:
        """The columns that no row filled; none where nothing was written."""
        return tuple(name for name in self._columns if name not in self._filled)

    def as_json(self) -> dict[str, Any]:
        """The report as plain values, the commonest first."""
        counted = {name: dict(_ranked(getattr(self, name))) for name in ("held_back", "withheld", "lost", "changes")}
        return {"written": self.written, **counted, "empty_columns": list(self.empty)}

    def lines(self) -> Iterable[str]:
        """The report as a person reads it, but for how many rows were written."""
        if self.changes:
            yield "Changes: " + ", ".join(f"{n} {kind}" for kind, n in _ranked(self.changes)) + "."
        for title, counter in (
            ("Held back, not released by an analyst", self.held_back),
            ("Withheld, so as to do no harm", self.withheld),
            ("Not carried by this format", self.lost),
        ):
            if counter.total():
                yield f"{title}:"
                yield from (f"  {n:>6}  {words}" for words, n in _ranked(counter))
        if self.empty:
            yield f"Columns left empty: {', '.join(self.empty)}."


def _ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(((words, n) for words, n in counter.items() if n), key=lambda pair: (-pair[1], pair[0]))
