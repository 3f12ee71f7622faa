"""How a place is drawn: the shape and colour say whose, the filling says how it stands and how surely.

Shapes, fillings and labels tell everything that colours tell, so that a grey print loses nothing.  The colours are
those that people with any colour vision can tell apart.  Source: Okabe and Ito, Color Universal Design, 2008.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from khabar.packs.theatre import Theatre
from khabar.report.map.projection import Point
from khabar.situation import ControlReading

SURE = 0.8
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8C6D1F")
_CORNERS = (0, 4, 3, 5, 6)  # of the shape; 0 is a circle
GREY = "#5A5A5A"

Filling = Literal["sure", "doubtful", "silent", "claimed", "besieged", "contested", "unknown"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a side is drawn: its colour, and the corners of its shape, 0 for a circle."""

    colour: str
    corners: int


@dataclass(frozen=True, slots=True)
class Mark:
    """How a place is drawn: `whose` is the side the shape is of, "" = nobody's; `other` is the side around it."""

    filling: Filling
    whose: str
    other: str = ""


def styles_of(theatre: Theatre) -> dict[str, Style]:
    """A style for each side, in the theatre's order.  From the sixth on they repeat: the labels tell them apart."""
    return {side.id: Style(_COLOURS[n % 5], _CORNERS[n % 5]) for n, side in enumerate(theatre.sides)}


def mark_of(reading: ControlReading) -> Mark:
    """The mark of a reading: held, claimed, contested, besieged and unknown never look alike."""
    if reading.state == "held":
        if reading.last_heard is None:
            return Mark("silent", reading.holder)
        return Mark("sure" if reading.chance(reading.holder) >= SURE else "doubtful", reading.holder)
    if reading.state == "claimed":
        return Mark("claimed", reading.claimant)
    if reading.state == "besieged":
        return Mark("besieged", reading.holder, reading.claimant)
    return Mark("contested" if reading.state == "contested" else "unknown", "")


def drawn(mark: Mark, at: Point, radius: float, styles: dict[str, Style]) -> str:
    """A mark as SVG."""
    style = styles.get(mark.whose, Style(GREY, 0))
    colour = style.colour
    if mark.filling == "contested":
        cross = radius * 0.55
        return _shape(Style("#000000", 0), at, radius, fill="#F0E442") + _cross(at, cross, "#000000")
    if mark.filling == "unknown":
        return _shape(style, at, radius, fill="#FFFFFF") + _sign("?", at, radius, GREY)
    if mark.filling == "claimed":
        return _shape(style, at, radius, fill="#FFFFFF", dashes="2.5 1.8") + _sign("!", at, radius, colour)
    if mark.filling == "silent":
        return _shape(style, at, radius, fill="#FFFFFF")
    if mark.filling == "doubtful":
        return _shape(style, at, radius, fill=f"url(#stripes-{colour[1:]})")
    ring = ""
    if mark.filling == "besieged":
        around = styles.get(mark.other, Style(GREY, 0))
        ring = _shape(Style(around.colour, 0), at, radius + 3, fill="none", dashes="3 2")
    return ring + _shape(style, at, radius, fill=colour)


def stripes(styles: dict[str, Style]) -> str:
    """The patterns of doubtful holders, one for each colour."""
    colours = dict.fromkeys(style.colour for style in styles.values())
    return "".join(
        f'<pattern id="stripes-{c[1:]}" width="3" height="3" patternUnits="userSpaceOnUse">'
        f'<rect width="3" height="3" fill="#FFFFFF"/><rect width="1.5" height="3" fill="{c}"/></pattern>'
        for c in colours
    )


def _shape(style: Style, at: Point, radius: float, *, fill: str, dashes: str = "") -> str:
    x, y = at
    line = f'fill="{fill}" stroke="{style.colour}" stroke-width="1.4"' + (
        f' stroke-dasharray="{dashes}"' if dashes else ""
    )
    if not style.corners:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {line}/>'
    first = math.pi / 4 if style.corners == 4 else -math.pi / 2
    reach = radius * (1.3 if style.corners == 3 else 1.2)
    turns = (first + 2 * math.pi * n / style.corners for n in range(style.corners))
    points = " ".join(f"{x + reach * math.cos(turn):.1f},{y + reach * math.sin(turn):.1f}" for turn in turns)
    return f'<polygon points="{points}" {line}/>'


def _cross(at: Point, reach: float, colour: str) -> str:
    return f'<path d="{cross_path(at, reach)}" stroke="{colour}" stroke-width="1.4" fill="none"/>'


def cross_path(at: Point, reach: float) -> str:
    """The strokes of a cross, as path data."""
    (x, y), r = at, reach
    return f"M{x - r:.1f} {y - r:.1f}L{x + r:.1f} {y + r:.1f}M{x - r:.1f} {y + r:.1f}L{x + r:.1f} {y - r:.1f}"


def _sign(sign: str, at: Point, radius: float, colour: str) -> str:
    size = radius * 1.7
    return (
        f'<text x="{at[0]:.1f}" y="{at[1] + size * 0.36:.1f}" font-size="{size:.1f}" font-weight="bold" '
        f'text-anchor="middle" fill="{colour}">{sign}</text>'
    )
