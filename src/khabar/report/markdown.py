"""A report as Markdown.  What news text says is shown as it is and never read as Markdown or HTML."""

from __future__ import annotations

import re

from khabar.plain_text import clean
from khabar.report.brief import Brief, Section, Table
from khabar.report.situation_brief import situation_brief
from khabar.situation import Situation

# The marks that can open a Markdown construct inside a line; `&` and `<`, which would open HTML, are put as entities.
_MARKS = re.compile(r"([\\`*_{}\[\]#|~>^$])")


def situation_markdown(situation: Situation) -> str:
    """The situation as Markdown, every line with its citations."""
    return brief_markdown(situation_brief(situation))


def brief_markdown(brief: Brief, *, pictures: str = "") -> str:
    """A report as Markdown.  `pictures` is the address of the file its map is kept in; "" = it goes without."""
    parts = [f"# {escape(brief.title)}", escape(brief.about)]
    parts += [f"**{escape(brief.standing)}**"] if brief.standing else []
    parts += [_section(section, brief, pictures) for section in brief.sections]
    if brief.references:
        cited = (f'<a id="source-{n}"></a>{n}\\. {escape(str(text))}' for n, text in enumerate(brief.references, 1))
        parts.append("## Sources\n\n" + "\n\n".join(cited))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """News text that stays text: no markup, no HTML, no link of its own, all on one line."""
    flat = " ".join(clean(text).split())
    safe = _MARKS.sub(r"\\\1", flat.replace("&", "&amp;").replace("<", "&lt;"))
    # A bare address would become a link; a number, dash or plus at the start a list.
    safe = re.sub(r"(?i)\b(https?|ftp|mailto|www)([:.])", r"\1&#8203;\2", safe)
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", safe)


def _section(section: Section, brief: Brief, pictures: str) -> str:
    body = [f"![{escape(section.drawing.words)}]({pictures})"] if section.drawing and pictures else []
    body += [_table(section.table, brief)] if section.table else []
    lines = [f"- {escape(line.words)}{_cites(brief.cites(line.rests_on))}" for line in section.lines]
    body += ["\n".join(lines)] if lines else []
    body += [escape(section.drawing.words)] if section.drawing and not (pictures or section.lines) else []
    body += [f"_{escape(section.note)}_"] if section.note else []
    return f"## {escape(section.title)}\n\n" + ("\n\n".join(body) or escape(section.empty))


def _table(table: Table, brief: Brief) -> str:
    head = "| " + " | ".join((*map(escape, table.columns), "Sources")) + " |"
    rule = "|" + " --- |" * (len(table.columns) + 1)
    rows = (
        "| " + " | ".join((*map(escape, row.cells), _cites(brief.cites(row.rests_on)).strip())) + " |"
        for row in table.rows
    )
    return "\n".join((head, rule, *rows))


def _cites(numbers: tuple[int, ...]) -> str:
    return " " + " ".join(f"[\\[{n}\\]](#source-{n})" for n in numbers) if numbers else ""
