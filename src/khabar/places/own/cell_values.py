"""What a cell of a gazetteer file says, as a number."""

from __future__ import annotations

from khabar.places.gazetteer_file import OWN_IDS


class BadCell(Exception):
    """A cell does not hold what its column says. It never leaves the reading of its row."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(field, reason)
        self.field = field
        self.reason = reason


def degrees(text: str, field: str, most: float) -> float:
    """Degrees north or east, from `-most` to `most`. Raises BadCell."""
    try:
        value = float(text)
    except ValueError:
        raise BadCell(field, f"{text!r} is no number" if text else "is empty") from None
    if not -most <= value <= most:
        raise BadCell(field, f"{text} is not between {-most:g} and {most:g} degrees")
    return value


def whole(text: str, field: str) -> int:
    """A whole number, not below 0. Raises BadCell."""
    if not (text.isascii() and text.isdigit()):
        raise BadCell(field, f"{text!r} is no whole number")
    return int(text)


def geonames_number(text: str) -> int:
    """An id of GeoNames. Raises BadCell."""
    number = whole(text, "geonameid")
    if not 0 < number < OWN_IDS:
        raise BadCell("geonameid", f"{text} is no id of GeoNames")
    return number
