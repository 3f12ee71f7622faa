"""A report as a page with links: every citation leads to its source, and every source back to where it is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from khabar.report.brief import Brief, Drawing, Reference, Section

_NARROW = 90  # letters
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Cites:
    """The citations of one line: where they stand on the page, and runs of source numbers, first and last."""

    anchor: str
    runs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class CitedLine:
    """The cells of a row, or the one cell of a line, with their citations."""

    cells: tuple[str, ...]
    cites: Cites
    tone: str = ""


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section under its anchor; `columns` are empty where it has no table."""

    anchor: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[CitedLine, ...]
    lines: tuple[CitedLine, ...]
    drawing: Drawing | None
    note: str
    empty: str

    @property
    def narrow(self) -> bool:
        """Whether it reads well in half the width of a page: no picture, and no table of long cells."""
        widths = [sum(map(len, row.cells)) for row in self.rows]
        return self.drawing is None and max(widths, default=0) <= _NARROW


@dataclass(frozen=True, slots=True)
class PageSource:
    """A source under its number, with the places it is cited at, each with its letter."""

    number: int
    reference: Reference
    cited_at: tuple[tuple[str, str], ...]

    @property
    def link(self) -> str:
        """The source's address where it is one of the web; any other could run something."""
        return self.reference.url if self.reference.url.lower().startswith(("https://", "http://")) else ""


@dataclass(frozen=True, slots=True)
class Page:
    """A report laid out for links."""

    brief: Brief
    sections: tuple[PageSection, ...]
    sources: tuple[PageSource, ...]

    @property
    def blocks(self) -> tuple[tuple[PageSection, ...], ...]:
        """The sections as they are laid out: two and more narrow ones in a row side by side, any other alone."""
        blocks: list[tuple[PageSection, ...]] = []
        for is_narrow, found in groupby(self.sections, key=lambda section: section.narrow):
            sections = tuple(found)
            blocks += [sections] if is_narrow else [(section,) for section in sections]
        return tuple(blocks)


def page_of(brief: Brief) -> Page:
    """A report with an anchor at every section, citation and source."""
    citing = _Citing(brief)
    sections = tuple(_section(section, n, citing) for n, section in enumerate(brief.sections, 1))
    sources = tuple(
        PageSource(number, reference, tuple((anchor, _letter(n)) for n, anchor in enumerate(citing.at[number])))
        for number, reference in enumerate(brief.references, 1)
    )
    return Page(brief, sections, sources)


@dataclass
class _Citing:
    """Gives each line's citations an anchor, and remembers it for every source they name."""

    brief: Brief
    at: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0

    def line(self, cells: tuple[str, ...], rests_on: Iterable[str], tone: str) -> CitedLine:
        self.count += 1
        anchor, numbers = f"cite-{self.count}", self.brief.cites(rests_on)
        for number in numbers:
            self.at[number].append(anchor)
        return CitedLine(cells, Cites(anchor, runs_of(numbers)), tone)


def runs_of(numbers: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Ascending numbers with unbroken runs of three and more drawn together: (1, 2, 3, 7) is ((1, 3), (7, 7))."""
    if not numbers:
        return ()
    breaks = [n for n, (before, after) in enumerate(pairwise(numbers), 1) if after != before + 1]
    runs = [numbers[start:end] for start, end in pairwise([0, *breaks, len(numbers)])]
    return tuple(pair for run in runs for pair in ([(run[0], run[-1])] if len(run) > 2 else [(n, n) for n in run]))


def _section(section: Section, n: int, citing: _Citing) -> PageSection:
    rows = section.table.rows if section.table else ()
    return PageSection(
        f"section-{n}",
        section.title,
        section.table.columns if section.table else (),
        tuple(citing.line(row.cells, row.rests_on, row.tone) for row in rows),
        tuple(citing.line((line.words,), line.rests_on, line.tone) for line in section.lines),
        section.drawing,
        section.note,
        "" if section.lines or rows or section.drawing else section.empty,
    )


def _letter(n: int) -> str:
    """a to z, then aa, ab and so on."""
    more, at = divmod(n, len(_LETTERS))
    return (_letter(more - 1) if more else "") + _LETTERS[at]
