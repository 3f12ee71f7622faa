"""A report as plain text."""

from __future__ import annotations

import textwrap
from itertools import pairwise

from khabar.plain_text import clean
from khabar.report.brief import Brief, Section, Table
from khabar.report.situation_brief import situation_brief
from khabar.situation import Situation

WIDTH = 110


def situation_text(situation: Situation) -> str:
    """The situation as plain text, every line with its citations."""
    return brief_text(situation_brief(situation))


def brief_text(brief: Brief) -> str:
    """A report as plain text.  Control and direction characters in news text are left out."""
    parts = [f"{brief.title}\n{'=' * len(brief.title)}\n{_wrapped(brief.about)}"]
    parts[0] += f"\n{_wrapped(brief.standing)}" if brief.standing else ""
    parts += [_section(section, brief) for section in brief.sections]
    if brief.references:
        cited = [_wrapped(f"[{n}] {text}", indent=5) for n, text in enumerate(brief.references, 1)]
        parts.append(_headed("Sources", "\n".join(cited)))
    return clean("\n\n".join(parts)) + "\n"


def _section(section: Section, brief: Brief) -> str:
    body = [_table(section.table, brief)] if section.table else []
    body += [_wrapped(f"- {line.words}{_cites(brief.cites(line.rests_on))}", indent=2) for line in section.lines]
    body += [_wrapped(section.drawing.words)] if section.drawing and not section.lines else []
    body += [_wrapped(section.note)] if section.note else []
    return _headed(section.title, "\n".join(body) or section.empty)


def _headed(title: str, body: str) -> str:
    return f"{title}\n{'-' * len(title)}\n{body}"


def _table(table: Table, brief: Brief) -> str:
    rows = [(*table.columns, "Sources")]
    rows += [(*row.cells, _cites(brief.cites(row.rests_on)).strip()) for row in table.rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def citations(numbers: tuple[int, ...]) -> str:
    """Citation numbers with unbroken runs drawn together: (1, 2, 3, 7) is "[1-3, 7]"; "" for none."""
    if not numbers:
        return ""
    gaps = [(before, after) for before, after in pairwise(numbers) if after != before + 1]
    starts, ends = [numbers[0], *(a for _, a in gaps)], [*(b for b, _ in gaps), numbers[-1]]
    return f"[{', '.join(str(a) if a == b else f'{a}-{b}' for a, b in zip(starts, ends, strict=True))}]"


def _cites(numbers: tuple[int, ...]) -> str:
    return f" {citations(numbers)}" if numbers else ""


def _wrapped(text: str, *, indent: int = 0) -> str:
    flat = " ".join(text.split())
    return textwrap.fill(flat, WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
