"""Reports for people: plain text and Markdown, in one order, with a citation on every line."""

from khabar.report.access import access_brief
from khabar.report.brief import Brief, Line, Row, Section, Table
from khabar.report.course import course_brief
from khabar.report.markdown import brief_markdown, escape, situation_markdown
from khabar.report.situation_brief import situation_brief
from khabar.report.text import brief_text, citations, situation_text
from khabar.report.what_if import what_if_brief
from khabar.report.why import why_brief, why_markdown, why_text

__all__ = [
    "Brief",
    "Line",
    "Row",
    "Section",
    "Table",
    "access_brief",
    "brief_markdown",
    "brief_text",
    "citations",
    "course_brief",
    "escape",
    "situation_brief",
    "situation_markdown",
    "situation_text",
    "what_if_brief",
    "why_brief",
    "why_markdown",
    "why_text",
]
