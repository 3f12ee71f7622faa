"""Reports on a terminal: coloured by state, as wide as the window, citations in runs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from khabar.plain_text import clean
from khabar.report import Brief, Section, brief_markdown, brief_text, citations

_COLOURS = {
    "held": "green",
    "open": "green",
    "claimed": "yellow",
    "besieged": "yellow",
    "restricted": "yellow",
    "contested": "bold yellow",
    "cut": "bold red",
    "unknown": "dim",
}


def show(briefs: Iterable[Brief], *, markdown: bool = False) -> None:
    """Prints reports: in colour on a terminal, as plain text or Markdown anywhere else."""
    for brief in briefs:
        if markdown:
            print(brief_markdown(brief), end="")
        elif sys.stdout.isatty():
            _print_in_colour(brief)
        else:
            print(brief_text(brief), end="")


def _print_in_colour(brief: Brief) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(clean(brief.title), style="bold underline"))
    console.print(Text(clean(brief.about), style="dim"))
    if brief.standing:
        console.print(Text(clean(brief.standing), style="bold yellow"))
    for section in brief.sections:
        console.print()
        console.print(Text(clean(section.title), style="bold cyan"))
        for part in _body(section, brief):
            console.print(part)
    if brief.references:
        console.print()
        console.print(Text("Sources", style="bold cyan"))
        for number, text in enumerate(brief.references, 1):
            console.print(Padding(Text(f"[{number}] {clean(' '.join(str(text).split()))}", style="dim"), (0, 0, 0, 2)))


def _body(section: Section, brief: Brief) -> Iterator[object]:
    from rich.table import Table
    from rich.text import Text

    if section.table:
        table = Table(*section.table.columns, "Sources", box=None, padding=(0, 2, 0, 0), header_style="bold")
        for row in section.table.rows:
            colour = _COLOURS.get(row.tone, "")
            cells = [Text(clean(cell), style=colour if at else "") for at, cell in enumerate(row.cells)]
            table.add_row(*cells, Text(citations(brief.cites(row.rests_on)), style="dim"))
        yield table
    for line in section.lines:
        bullet = Table.grid(padding=(0, 1, 0, 0))
        words = Text(clean(line.words))
        words.append(f" {citations(brief.cites(line.rests_on))}", style="dim")
        bullet.add_row(Text("•", style=_COLOURS.get(line.tone, "")), words)
        yield bullet
    if section.note:
        yield Text(section.note, style="dim")
    if section.empty and not (section.table or section.lines):
        yield Text(section.empty, style="dim")
