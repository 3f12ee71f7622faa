"""A report before it has a form: sections of lines and tables, every one with the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from khabar.packs.theatre import Theatre
from khabar.report.wording import day
from khabar.situation import Source

HOLDERS = "pack:holders"
ROADS = "pack:roads"
OUTLOOK = "model:outlook"
WATCH = "khabar:watch"


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in plain words.

    `rests_on` are claim ids, HOLDERS or ROADS for what the theatre pack says, OUTLOOK for a model of ours,
    or WATCH for what came of asking the sources.

    `tone` is a state word (`held`, `claimed`, `cut` ...) that a screen may give a colour; "" = none.
    """

    words: str
    rests_on: tuple[str, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with what it rests on."""

    cells: tuple[str, ...]
    rests_on: tuple[str, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column names; the citations come in a last column of their own."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, whole in itself, `width` by `height` units; `words` say what it shows to the blind."""

    svg: str
    words: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it.  `empty` is what to say where there is nothing.

    `note` speaks of the section itself, such as what it leaves out, and never of the world: it cites nothing.
    """

    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    empty: str = ""
    note: str = ""
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it is cited; `url` "" = none is known."""

    words: str
    url: str = ""

    def __str__(self) -> str:
        """The words with the address after them."""
        return f"{self.words} {self.url}" if self.url else self.words


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole report.  `about` says what it covers and what it rests on; `references` are in order of first citing.

    `standing` is what to know before the first line, such as that nobody has reviewed it; "" = nothing.  `moment` is
    the moment of knowledge (UTC), None = it has none.  `pages` is how many it should take in print, None = any number.
    """

    title: str
    about: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    numbers: dict[str, int]
    standing: str = ""
    moment: datetime | None = None
    pages: int | None = None

    def cites(self, rests_on: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the references something rests on, ascending; what the record lacks is left out."""
        return tuple(sorted({self.numbers[key] for key in rests_on if key in self.numbers}))


@dataclass
class _References:
    texts: list[Reference] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    by_text: dict[Reference, int] = field(default_factory=dict)

    def add(self, key: str, text: Reference) -> None:
        """Number a reference; two claims in one sentence share a number."""
        if key not in self.numbers:
            if text not in self.by_text:
                self.texts.append(text)
                self.by_text[text] = len(self.texts)
            self.numbers[key] = self.by_text[text]


def brief(
    title: str,
    about: str,
    sections: Iterable[Section],
    sources: Iterable[Source],
    packs: dict[str, str],
    *,
    standing: str = "",
    moment: datetime | None = None,
    pages: int | None = None,
) -> Brief:
    """A report with its references numbered in the order they are first cited.

    `packs` words HOLDERS, ROADS, OUTLOOK and WATCH.
    """
    by_claim = {source.claim_id: source for source in sources}
    found = tuple(sections)
    references = _References()
    for section in found:
        rows = section.table.rows if section.table else ()
        for rests_on in (*(row.rests_on for row in rows), *(line.rests_on for line in section.lines)):
            for key in rests_on:
                if key in packs:
                    references.add(key, Reference(packs[key]))
                elif key in by_claim:
                    references.add(key, reference(by_claim[key]))
    return Brief(title, about, found, tuple(references.texts), references.numbers, standing, moment, pages)


def packs_of(theatre: Theatre) -> dict[str, str]:
    """How the theatre pack itself is cited."""
    return {
        HOLDERS: f"Theatre pack {theatre.id}: holders on {day(theatre.start)}",
        ROADS: f"Theatre pack {theatre.id}: roads and their lengths",
        WATCH: "Khabar's own watch on its sources",
        OUTLOOK: "Khabar's own model of changes of hands, fitted on nine wars of 2011-16",
    }


def reference(source: Source) -> Reference:
    """A source as it is cited: outlet, date, speaker, the sentence, and its address."""
    outlet = source.outlet or f"unnamed outlet ({source.document_id})"
    published = source.published.isoformat() if source.published else "undated"
    said = f", said by {source.voice} ({source.voice_kind})" if source.voice else ""
    copied = ", copy of another report" if source.copy_of else ""
    return Reference(f"{outlet}, {published}{said}{copied}: “{source.sentence.strip()}”", source.url or "")
