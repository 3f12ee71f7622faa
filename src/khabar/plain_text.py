"""News text made safe to show: it can neither steer a terminal nor turn the direction of what stands around it."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Text without control and direction characters; line breaks other than a line feed become spaces."""
    return _CONTROL.sub("", text.replace("\r", " ").replace("\u2028", " ").replace("\u2029", " "))
