"""The map of a situation: whose each place is and how surely, which roads are cut, and as of when."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from khabar.plain_text import clean
from khabar.report.brief import Drawing
from khabar.report.direction import isolated
from khabar.report.map.labels import Box, Label, around, placed
from khabar.report.map.land import SEA, countries, free_corner, lands_in, neighbours, scale_bar
from khabar.report.map.legend import legend
from khabar.report.map.marks import drawn, mark_of, stripes, styles_of
from khabar.report.map.names import radius_of, wishes
from khabar.report.map.projection import frame_around, positions
from khabar.report.map.ways import line, roads, side_of_roads
from khabar.report.wording import Names, day, number
from khabar.situation import Situation

_WIDTH, _HEIGHT = 560.0, 408.0
_LEGEND = 190.0
_HEAD, _FOOT = 22.0, 28.0
_FACES = "'Noto Sans', 'Liberation Sans', Arial, 'Noto Naskh Arabic', 'DejaVu Sans', sans-serif"


def map_drawing(situation: Situation) -> Drawing | None:
    """The map as a picture with its title, legend, scale and credit; None where no place of the theatre has a point."""
    theatre = situation.theatre
    if not positions(theatre):
        return None
    names, styles = Names(theatre), styles_of(theatre)
    frame = frame_around(positions(theatre).values(), width=_WIDTH, height=_HEIGHT)
    at = frame.points(theatre)
    readings = [r for r in situation.controls if r.place_key in at]
    ways, marks = roads(situation, frame), [mark_of(r) for r in readings]
    page = Box(2, 2, _WIDTH - 2, _HEIGHT - 2)
    taken = [around(at[r.place_key], radius_of(r, situation)) for r in readings]
    corner = free_corner(page, taken)
    labels = placed(wishes(situation, at, names), [*taken, corner], page)
    lands = lands_in(frame)
    around_it = placed(list(neighbours(theatre, lands)), [*taken, *(label.box for label in labels)], page)
    body = [
        f'<rect width="{_WIDTH:g}" height="{_HEIGHT:g}" fill="{SEA}"/>',
        *countries(theatre, lands),
        *(_text(label, colour="#8A857C") for label in around_it),
        *map(line, ways),
        # What is told lies on top of what no report speaks of.
        *(
            drawn(mark, at[r.place_key], radius_of(r, situation), styles)
            for r, mark in sorted(zip(readings, marks, strict=True), key=lambda pair: pair[0].last_heard is not None)
        ),
        *(_leader(label) for label in labels if label.far),
        *(_ground(label) + _text(label) for label in labels),
        scale_bar(frame, corner),
    ]
    title = f"Who held what on {day(situation.on)}, by what was known at {situation.known:%Y-%m-%d %H:%M} UTC"
    key = legend(marks, ways, styles, theatre, left=_WIDTH + 12, top=_HEAD + 8, road_side=side_of_roads(situation))
    svg = _svg(title, body, key, situation, styles_svg=stripes(styles))
    return Drawing(svg, _in_words(situation, names), _WIDTH + _LEGEND, _HEAD + _HEIGHT + _FOOT)


def _svg(title: str, body: list[str], key: str, situation: Situation, *, styles_svg: str) -> str:
    wide, tall = _WIDTH + _LEGEND, _HEAD + _HEIGHT + _FOOT
    changed = f"Names in bold: changed since {situation.since:%Y-%m-%d %H:%M} UTC. " if situation.since else ""
    credit = (
        f"{changed}Roads are drawn straight. Made by Khabar from theatre pack {situation.theatre.id}.",
        "Places: GeoNames, CC BY 4.0. Outlines: Natural Earth, de facto lines of 2018; no position is taken on them.",
    )
    below = "".join(
        f'<text x="0" y="{tall - 14 + 10 * n:g}" font-size="7.5" fill="#555555">{escape(isolated(words))}</text>'
        for n, words in enumerate(credit)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {tall:g}" width="{wide:g}" height="{tall:g}" '
        f'role="img" aria-label={quoteattr(clean(title))} font-family="{_FACES}" fill="#1A1A1A">'
        f'<defs>{styles_svg}<clipPath id="map"><rect width="{_WIDTH}" height="{_HEIGHT}"/></clipPath></defs>'
        f'<rect width="{wide:g}" height="{tall:g}" fill="#FFFFFF"/>'
        f'<text x="0" y="14" font-size="12" font-weight="bold">{escape(isolated(title))}</text>'
        f'<g transform="translate(0 {_HEAD:g})"><g clip-path="url(#map)">{"".join(body)}</g>'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#6B655C"/></g>'
        f"{key}{below}</svg>"
    )


def _text(label: Label, *, colour: str = "#1A1A1A") -> str:
    wish, (x, y) = label.wish, label.at
    weight = ' font-weight="bold"' if wish.bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{wish.size:g}" text-anchor="middle" fill="{colour}"{weight}>'
        f"{escape(isolated(wish.words))}</text>"
    )


def _ground(label: Label) -> str:
    """What lightens the map behind words: a line there would be read as a letter."""
    box = label.box
    return (
        f'<rect x="{box.left:.1f}" y="{box.top:.1f}" width="{box.right - box.left:.1f}" '
        f'height="{box.bottom - box.top:.1f}" fill="#FFFFFF" fill-opacity="0.7"/>'
    )


def _leader(label: Label) -> str:
    (x1, y1), (x2, y2) = label.leader
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="#1A1A1A" stroke-width="0.6"/>'


def _in_words(situation: Situation, names: Names) -> str:
    """What the map shows, for those who do not see it."""
    counts: dict[str, int] = {}
    for reading in situation.controls:
        side = names.side(reading.whose)
        words = f"{reading.state} by {side}" if side else reading.state
        counts[words] = counts.get(words, 0) + 1
    told = "; ".join(f"{number(count)} {words}" for words, count in sorted(counts.items(), key=lambda c: -c[1]))
    return f"Map of {situation.theatre.name} on {day(situation.on)}: of {len(situation.controls)} places {told}."
