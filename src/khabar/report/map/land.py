"""The ground of the map: the theatre's countries, their neighbours with their names, and the scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.packs.theatre import Theatre
from khabar.places.outlines import Outline, outlines
from khabar.report.map.labels import Box, Wish, width_of
from khabar.report.map.projection import Frame, Point, area_and_middle, clipped

OWN, OTHER, SEA, LINE = "#FFFFFF", "#F0EEE9", "#E3EBF0", "#A8A29A"
_SIZE = 9.0
_LEAST_AREA = 40.0
_STEPS = (1, 2, 5)
_LONGEST = 130.0

# A country with the parts of it that lie in a frame.
Land = tuple[Outline, list[list[Point]]]


def lands_in(frame: Frame) -> list[Land]:
    """The countries that lie in the frame at least in part."""
    return [(outline, parts) for outline in outlines() if (parts := _parts(outline, frame))]


def countries(theatre: Theatre, lands: Sequence[Land]) -> Iterator[str]:
    """The outlines as SVG paths, the theatre's own countries last and lighter."""
    for own in (False, True):
        for outline, parts in lands:
            if (outline.code in theatre.countries) == own:
                path = "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in part)}Z" for part in parts)
                stroke = 'stroke="#6B655C" stroke-width="1.2"' if own else f'stroke="{LINE}" stroke-width="0.7"'
                yield f'<path d="{path}" fill="{OWN if own else OTHER}" {stroke}/>'


def neighbours(theatre: Theatre, lands: Sequence[Land]) -> Iterator[Wish]:
    """The names of the countries around, each in the middle of its largest part."""
    for outline, parts in lands:
        if outline.code in theatre.countries:
            continue
        area, (x, y) = max(map(area_and_middle, parts))
        words = outline.name.upper()
        if area >= _LEAST_AREA * width_of(words, _SIZE):
            yield Wish(words, (x - width_of(words, _SIZE) / 2, y), 0.0, _SIZE)


def _parts(outline: Outline, frame: Frame) -> list[list[Point]]:
    rings = ([frame.point(lat=lat, lon=lon) for lon, lat in ring] for ring in outline.rings)
    return [part for ring in rings if (part := clipped(ring, frame.width, frame.height))]


def free_corner(page: Box, taken: Sequence[Box]) -> Box:
    """The corner for the scale: the one that covers the fewest marks, the lower left where several do."""
    wide, tall = _LONGEST + 12, 24.0
    corners = [
        Box(left, top, left + wide, top + tall)
        for top in (page.bottom - tall, page.top)
        for left in (page.left, page.right - wide)
    ]
    return min(corners, key=lambda corner: sum(corner.meets(mark) for mark in taken))


def scale_bar(frame: Frame, corner: Box) -> str:
    """A bar of a round number of kilometres, as long as fits."""
    rounds = (step * 10**power for power in range(4) for step in _STEPS)
    km = max((k for k in rounds if k * frame.units_per_km <= _LONGEST), default=1)
    left, base = corner.left + 6, corner.bottom - 6
    right = left + km * frame.units_per_km
    ticks = f"M{left:.1f} {base - 4:.1f}V{base:.1f}H{right:.1f}V{base - 4:.1f}"
    return (
        f'<path d="{ticks}" fill="none" stroke="#333333" stroke-width="1.2"/>'
        f'<text x="{(left + right) / 2:.1f}" y="{base - 5:.1f}" text-anchor="middle" font-size="9" fill="#333333">'
        f"{km:,} km</text>"
    )
