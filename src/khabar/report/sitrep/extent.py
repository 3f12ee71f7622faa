"""How much a report tells: three pages for a reader in a hurry, or everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from khabar.report.brief import Section
from khabar.report.wording import things


@dataclass(frozen=True, slots=True)
class Extent:
    """The most lines of a section, rows of a table, names of a list, and letters of a quoted sentence; None = all.

    `pages` is how many pages that should take in print.
    """

    pages: int | None
    lines: int | None
    rows: int | None
    names: int | None
    quoted: int | None

    def cut(self, section: Section, *, lines: int | None = None) -> Section:
        """A section no longer than this; what it leaves out is counted in its note.  `lines` = its own fewer lines."""
        most = self.lines if lines is None or self.lines is None else lines
        kept = section.lines[:most]
        table = replace(section.table, rows=section.table.rows[: self.rows]) if section.table else None
        left = len(section.lines) - len(kept)
        left += len(section.table.rows) - len(table.rows) if section.table and table else 0
        note = f"{things(left, 'more line')} in the full report." if left else ""
        return replace(section, lines=kept, table=table, note=f"{section.note} {note}".strip())

    def listed(self, keys: tuple[str, ...], word: Callable[[str], str]) -> str:
        """Names with commas, the rest of a long list counted."""
        kept = keys[: self.names]
        more = [f"{len(keys) - len(kept)} more"] if len(kept) < len(keys) else []
        return ", ".join([*map(word, kept), *more])


THREE_PAGES = Extent(pages=3, lines=6, rows=10, names=24, quoted=160)
ONE_PAGE = Extent(pages=1, lines=4, rows=5, names=16, quoted=110)
FULL = Extent(None, None, None, None, None)
