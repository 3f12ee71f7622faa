"""Reports for people: text, Markdown, HTML, PDF and Word, in one order, with a citation on every line."""

from khabar.report.access import access_brief
from khabar.report.brief import Brief, Drawing, Line, Reference, Row, Section, Table
from khabar.report.course import course_brief
from khabar.report.docx import brief_docx
from khabar.report.html import brief_html
from khabar.report.markdown import brief_markdown, escape, situation_markdown
from khabar.report.pdf import brief_pdf
from khabar.report.sitrep import change_report, situation_report
from khabar.report.situation_brief import situation_brief
from khabar.report.text import brief_text, citations, situation_text
from khabar.report.what_if import what_if_brief
from khabar.report.why import why_brief, why_markdown, why_text

__all__ = [
    "Brief",
    "Drawing",
    "Line",
    "Reference",
    "Row",
    "Section",
    "Table",
    "access_brief",
    "brief_docx",
    "brief_html",
    "brief_markdown",
    "brief_pdf",
    "brief_text",
    "change_report",
    "citations",
    "course_brief",
    "escape",
    "situation_brief",
    "situation_markdown",
    "situation_report",
    "situation_text",
    "what_if_brief",
    "why_brief",
    "why_markdown",
    "why_text",
]
