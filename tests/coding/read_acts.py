"""Acts as one line each, so that a table can say what a sentence tells: "territory.capture captured actor=rebels"."""

from __future__ import annotations

from datetime import date

from khabar.documents import from_text
from khabar.reader import Reader
from khabar.records import Argument, Coded, Document, Mention

DAY = date(2031, 5, 14)


def a_document(text: str, *, published: date | None = DAY) -> Document:
    """A report with a date."""
    document = from_text(text, published=published)
    assert isinstance(document, Document)
    return document


def coded(reader: Reader, text: str) -> Coded:
    """A report's text, coded as if printed on DAY."""
    return reader.read(a_document(text))


def acts(reader: Reader, text: str) -> list[str]:
    """The acts of a report in text order, descriptions left out, a line each."""
    return [line(m) for m in coded(reader, text).mentions if not m.descriptive]


def types(reader: Reader, text: str) -> list[str]:
    """The types of the acts of a report in text order, descriptions left out."""
    return [m.type for m in coded(reader, text).mentions if not m.descriptive]


def line(mention: Mention) -> str:
    """Type, trigger and roles; what an argument stands for behind an arrow."""
    roles = [f"{role}={' + '.join(map(_words, arguments))}" for role, arguments in mention.roles]
    return " | ".join((mention.type, mention.trigger.text, *roles))


def _words(argument: Argument) -> str:
    told = argument.span.text if argument.span else ""
    return f"{told}->{argument.stands_for}" if argument.stands_for and argument.stands_for != told else told
