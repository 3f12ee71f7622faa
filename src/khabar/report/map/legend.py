"""The legend: every mark and line that the map shows, and none that it does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from khabar.packs.theatre import Theatre
from khabar.plain_text import clean
from khabar.report.map.marks import SURE, Mark, Style, drawn
from khabar.report.map.ways import DrawnRoad, line
from khabar.report.wording import Names, day

STEP = 15.0
_SIZE = 9.5
_LETTERS = 27
_ORDER = ("sure", "doubtful", "silent", "claimed", "besieged", "contested", "unknown")


def legend(
    marks: Iterable[Mark],
    roads: Sequence[DrawnRoad],
    styles: dict[str, Style],
    theatre: Theatre,
    *,
    left: float,
    top: float,
    road_side: str,
) -> str:
    """The legend as SVG, from an upper left corner down."""
    names = Names(theatre)
    entries = [*_of_marks(set(marks), styles, theatre, names), *_of_roads(roads, names.side(road_side))]
    parts, y = [], top
    for sign, words in entries:
        y += 0 if sign else 5
        parts.append(_moved(sign, left, y))
        style = f'font-size="{_SIZE}"' if sign else f'font-size="{_SIZE}" font-weight="bold"'
        for row in _rows(words):
            parts.append(f'<text x="{left + (22 if sign else 0)}" y="{y + 3.4:.1f}" {style}>{escape(row)}</text>')
            y += _SIZE * 1.15
        y += STEP - _SIZE * 1.15
    return "".join(parts)


def _of_marks(marks: set[Mark], styles: dict[str, Style], theatre: Theatre, names: Names) -> Iterator[tuple[str, str]]:
    yield "", "Places"
    sides = [side.id for side in theatre.sides] + [""]
    for mark in sorted(marks, key=lambda m: (_ORDER.index(m.filling), sides.index(m.whose), m.other)):
        yield drawn(mark, (8, 0), 5, styles), _words(mark, theatre, names)


def _words(mark: Mark, theatre: Theatre, names: Names) -> str:
    side, around = names.side(mark.whose), names.side(mark.other)
    return {
        "sure": f"held by {side}",
        "doubtful": f"held by {side}, below {SURE:.0%}: figure beside it",
        "silent": f"{side} as on {day(theatre.start)}, no report since",
        "claimed": f"claimed by {side}, unconfirmed",
        "besieged": f"held by {side or 'a side not known'}, besieged by {around}",
        "contested": "contested",
        "unknown": "unknown: not heard of for too long",
    }[mark.filling]


def _of_roads(roads: Sequence[DrawnRoad], side: str) -> Iterator[tuple[str, str]]:
    present = {road.status for road in roads}
    if present:
        yield "", f"Roads for {side}" if side else "Roads"
    for status, words in (("open", "open"), ("restricted", "restricted: in doubt"), ("cut", "cut")):
        if status in present:
            yield line(DrawnRoad(status, (0, 0), (16, 0), 2.0)), words


def _moved(sign: str, x: float, y: float) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f})">{sign}</g>' if sign else ""


def _rows(words: str) -> list[str]:
    """Words broken into rows that fit the legend's width."""
    rows = [""]
    for word in clean(words).split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > _LETTERS:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return rows
