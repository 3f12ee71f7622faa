"""Cells of a CSV that no spreadsheet takes for a formula, and the same cells read back."""

from __future__ import annotations

from datetime import date, datetime

# What a spreadsheet may run, or hide a formula behind.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def escaped(text: str) -> str:
    """Text with an apostrophe before it where a spreadsheet might run it, or where it begins with an apostrophe."""
    return _MARK + text if text.startswith((*_DANGEROUS, _MARK)) else text


def unescaped(text: str) -> str:
    """The text that was escaped."""
    return text[1:] if text.startswith(_MARK) else text


def cell(value: object) -> str:
    """A value as a CSV cell: None is empty, days and moments ISO 8601, several values separated by a semicolon.

    Only text is escaped: a negative number is a number.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return escaped("; ".join(map(str, value)))
    return escaped(str(value))
