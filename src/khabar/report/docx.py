"""A report as a Word document, for editors who go on writing in it: needs the extra `report`."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from khabar.report.brief import Brief, Drawing
from khabar.report.direction import direction, isolated
from khabar.report.page import CitedLine, Cites, PageSection, page_of
from khabar.report.pdf import drawing_png, part

_WIDTH_MM, _SOURCES_MM, _MAP_PIXELS = 174, 22, 1800
_LONGEST = 60  # letters: a longer cell is broken into rows
_BODY_PT, _SMALL_PT = 9.5, 7.5
# The earliest day a zip file can tell: with the writer's own clock no two files would have the same bytes.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def brief_docx(brief: Brief) -> bytes:
    """A report as a Word document, its map as an image; the same report gives the same bytes.

    Raises MissingPart.
    """
    docx, page = part("docx"), page_of(brief)
    document = docx.Document()
    _set_up(document, brief, docx)
    _paragraph(document, brief.title, style="Title")
    if brief.standing:
        _paragraph(document, brief.standing, style="Intense Quote")
    _paragraph(document, brief.about)
    for section in page.sections:
        _section(document, section, docx)
    if page.sources:
        document.add_heading("Sources", level=1)
    for source in page.sources:
        paragraph = _paragraph(document, f"{source.number}. {source.reference}")
        paragraph.runs[0].font.size = docx.shared.Pt(_SMALL_PT)
        _bookmark(paragraph, source.number, docx)
    found = BytesIO()
    document.save(found)
    return _undated(found.getvalue())


def _set_up(document: Any, brief: Brief, docx: Any) -> None:
    """A4, narrow margins, and the moment of knowledge as the day the document was made."""
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = docx.shared.Mm(210), docx.shared.Mm(297)
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = docx.shared.Mm(18)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", docx.shared.Pt(_BODY_PT)
    normal.paragraph_format.space_after = docx.shared.Pt(2)
    about = document.core_properties
    about.title, about.author, about.comments = isolated(brief.title), "Khabar", ""
    if brief.moment:
        about.created = about.modified = brief.moment.replace(tzinfo=None, microsecond=0)


def _section(document: Any, section: PageSection, docx: Any) -> None:
    _heading(document, section.title)
    if section.drawing:
        _picture(document, section.drawing, docx)
    if section.rows:
        _table(document, section, docx)
    for line in section.lines:
        _cited(_paragraph(document, line.cells[0], style="List Bullet"), line.cites, docx)
    for words in (section.empty, section.note):
        if words:
            _paragraph(document, words).runs[0].italic = True


def _heading(document: Any, words: str) -> None:
    _directed(document.add_heading(isolated(words), level=1), words)


def _paragraph(holder: Any, words: str, *, style: str | None = None) -> Any:
    paragraph = holder.add_paragraph(isolated(words), style=style)
    _directed(paragraph, words)
    return paragraph


def _directed(paragraph: Any, words: str) -> None:
    """Sets words that run from right to left so."""
    if direction(words) == "rtl":
        paragraph._p.get_or_add_pPr().append(part("docx").oxml.OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run.font.rtl = True


def _picture(document: Any, drawing: Drawing, docx: Any) -> None:
    image = BytesIO(drawing_png(drawing, width=_MAP_PIXELS))
    shape = document.add_picture(image, width=docx.shared.Mm(_WIDTH_MM))
    shape._inline.docPr.set("descr", isolated(drawing.words))


def _table(document: Any, section: PageSection, docx: Any) -> None:
    table = document.add_table(rows=1, cols=len(section.columns) + 1, style="Light Grid Accent 1")
    for cell, words in zip(table.rows[0].cells, (*section.columns, "Sources"), strict=True):
        cell.text = isolated(words)
    for row in section.rows:
        _row(table.add_row().cells, row, docx)
    table.autofit = False
    for column, width in zip(table.columns, _widths_mm(section), strict=True):
        column.width = docx.shared.Mm(width)
        for cell in column.cells:
            cell.width = column.width
            for run in cell.paragraphs[0].runs:
                run.font.size = docx.shared.Pt(_SMALL_PT + 1)


def _widths_mm(section: PageSection) -> list[float]:
    """The width of each column of a table by its longest cell, the sources' last."""
    rows = [section.columns, *(row.cells for row in section.rows)]
    letters = [min(max(map(len, column)), _LONGEST) + 6 for column in zip(*rows, strict=True)]
    return [(_WIDTH_MM - _SOURCES_MM) * n / sum(letters) for n in letters] + [_SOURCES_MM]


def _row(cells: Any, row: CitedLine, docx: Any) -> None:
    for cell, words in zip(cells, row.cells, strict=False):
        cell.text = isolated(words)
        _directed(cell.paragraphs[0], words)
    _cited(cells[-1].paragraphs[0], row.cites, docx)


def _cited(paragraph: Any, cites: Cites, docx: Any) -> None:
    """The numbers of the sources, each leading to its source."""
    for n, (first, last) in enumerate(cites.runs):
        paragraph.add_run(", " if n else " ").font.superscript = True
        words = f"{first}" if first == last else f"{first}–{last}"
        link = docx.oxml.OxmlElement("w:hyperlink")
        link.set(_w("anchor"), f"source-{first}")
        run = paragraph.add_run(words)
        run.font.superscript = True
        link.append(run._r)
        paragraph._p.append(link)


def _bookmark(paragraph: Any, number: int, docx: Any) -> None:
    for end, name in (("Start", f"source-{number}"), ("End", "")):
        mark = docx.oxml.OxmlElement(f"w:bookmark{end}")
        mark.set(_w("id"), str(number))
        if name:
            mark.set(_w("name"), name)
        paragraph._p.append(mark)


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _undated(content: bytes) -> bytes:
    """The same document, its parts without the day and hour they were packed."""
    found = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as parts, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, parts.read(name))
    return found.getvalue()
