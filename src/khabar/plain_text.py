"""News text as it stands: its stretches without white space, and made safe to show."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Text without control and direction characters; line breaks other than a line feed become spaces.

    So it can neither steer a terminal nor turn the direction of what stands around it.
    """
    return _CONTROL.sub("", text.replace("\r", " ").replace("\u2028", " ").replace("\u2029", " "))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
