"""A report before it has a form: sections of lines and tables, every one with the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from khabar.packs.theatre import Theatre
from khabar.report.wording import day
from khabar.situation import Source

HOLDERS = "pack:holders"
ROADS = "pack:roads"
OUTLOOK = "model:outlook"


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in plain words.

    `rests_on` are claim ids, HOLDERS or ROADS for what the theatre pack says, or OUTLOOK for a model of ours.

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
class Section:
    """A heading with what stands under it.  `empty` is what to say where there is nothing."""

    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole report.  `about` says what it covers and what it rests on; `references` are in order of first citing."""

    title: str
    about: str
    sections: tuple[Section, ...]
    references: tuple[str, ...]
    numbers: dict[str, int]

    def cites(self, rests_on: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the references something rests on, ascending; what the record lacks is left out."""
        return tuple(sorted({self.numbers[key] for key in rests_on if key in self.numbers}))


@dataclass
class _References:
    texts: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    by_text: dict[str, int] = field(default_factory=dict)

    def add(self, key: str, text: str) -> None:
        """Number a reference; two claims in one sentence share a number."""
        if key not in self.numbers:
            if text not in self.by_text:
                self.texts.append(text)
                self.by_text[text] = len(self.texts)
            self.numbers[key] = self.by_text[text]


def brief(
    title: str, about: str, sections: Iterable[Section], sources: Iterable[Source], packs: dict[str, str]
) -> Brief:
    """A report with its references numbered in the order they are first cited.

    `packs` words HOLDERS, ROADS and OUTLOOK.
    """
    by_claim = {source.claim_id: source for source in sources}
    found = tuple(sections)
    references = _References()
    for section in found:
        rows = section.table.rows if section.table else ()
        for rests_on in (*(row.rests_on for row in rows), *(line.rests_on for line in section.lines)):
            for key in rests_on:
                if key in packs:
                    references.add(key, packs[key])
                elif key in by_claim:
                    references.add(key, reference(by_claim[key]))
    return Brief(title, about, found, tuple(references.texts), references.numbers)


def packs_of(theatre: Theatre) -> dict[str, str]:
    """How the theatre pack itself is cited."""
    return {
        HOLDERS: f"Theatre pack {theatre.id}: holders on {day(theatre.start)}",
        ROADS: f"Theatre pack {theatre.id}: roads and their lengths",
        OUTLOOK: "Khabar's own model of changes of hands, fitted on nine wars of 2011-16",
    }


def reference(source: Source) -> str:
    """A source as it is cited: outlet, date, speaker, and the sentence."""
    outlet = source.outlet or f"unnamed outlet ({source.document_id})"
    published = source.published.isoformat() if source.published else "undated"
    said = f", said by {source.voice} ({source.voice_kind})" if source.voice else ""
    copied = ", copy of another report" if source.copy_of else ""
    address = f" {source.url}" if source.url else ""
    return f"{outlet}, {published}{said}{copied}: “{source.sentence.strip()}”{address}"
