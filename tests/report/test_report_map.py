"""The map picture: states never look alike, doubt is in words too, and names cover nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from builders import REBELS, a_claim, a_place, a_voice, an_event
from hypothesis import given
from hypothesis import strategies as st
from report_cases import BAMYAN, hostile, small

from khabar.places.outlines import outlines
from khabar.report.map import map_drawing
from khabar.report.map.labels import Box, Wish, placed
from khabar.report.map.marks import Mark, drawn, styles_of
from khabar.report.map.projection import area_and_middle, clipped, frame_around

FILLINGS = ("sure", "doubtful", "silent", "claimed", "besieged", "contested", "unknown")


def words_of(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())  # noqa: S314 - our own picture


def test_every_state_is_drawn_in_a_way_of_its_own_without_its_colour() -> None:
    styles = styles_of(small().theatre)
    seen = set()
    for side, other in (("state", "rebels"), ("rebels", "state")):
        for filling in FILLINGS:
            whose = "" if filling in ("contested", "unknown") else side
            mark = drawn(Mark(filling, whose, other if filling == "besieged" else ""), (0, 0), 5, styles)
            seen.add(re.sub(r"#[0-9A-F]{6}", "#", mark.replace("#FFFFFF", "white").replace("stripes", "#stripes")))
    assert len(seen) == 2 * len(FILLINGS) - 2  # contested and unknown are nobody's


def test_a_claim_is_said_beside_the_place_and_in_the_legend() -> None:
    claim = a_claim(place=[a_place("Midtown")], modality="claimed", said_by=a_voice("belligerent", REBELS))
    drawing = map_drawing(small(an_event(claim)))
    assert drawing is not None
    words = words_of(drawing.svg)
    assert "Midtown claimed" in words
    assert "claimed by Rebels, unconfirmed" in words
    assert "one claimed by Rebels" in drawing.words


def test_the_map_has_its_title_moment_scale_and_credit() -> None:
    drawing = map_drawing(small())
    assert drawing is not None
    words = words_of(drawing.svg)
    for part in ("Who held what on 10 Jun 2030", "2030-06-10 23:59 UTC", " km", "GeoNames, CC BY 4.0", "Natural Earth"):
        assert part in words
    assert BAMYAN in words


def test_hostile_names_stay_text_on_the_map() -> None:
    drawing = map_drawing(hostile())
    assert drawing is not None
    tags = {element.tag.split("}")[-1] for element in ElementTree.fromstring(drawing.svg).iter()}  # noqa: S314
    assert tags <= {"svg", "defs", "clipPath", "rect", "g", "path", "pattern", "text", "circle", "polygon"}


def test_a_theatre_whose_places_have_no_point_has_no_map() -> None:
    found = small()
    bare = [replace(p, place=replace(p.place, lat=None, lon=None)) for p in found.theatre.places]
    assert map_drawing(replace(found, theatre=replace(found.theatre, places=tuple(bare)))) is None


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 400)), max_size=30))
def test_labels_never_cover_one_another_nor_leave_the_page(points: list[tuple[float, float]]) -> None:
    page = Box(0, 0, 500, 400)
    labels = placed([Wish(f"Town {n}", at, 4) for n, at in enumerate(points)], [], page)
    for n, label in enumerate(labels):
        assert label.box.lies_in(page)
        assert not any(label.box.meets(other.box) for other in labels[:n])


@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(-50, 150)), min_size=3, max_size=12))
def test_what_is_clipped_lies_in_the_frame(ring: list[tuple[float, float]]) -> None:
    for x, y in clipped(ring, 100, 100):
        assert -1e-6 <= x <= 100 + 1e-6
        assert -1e-6 <= y <= 100 + 1e-6


def test_a_frame_holds_every_place_and_keeps_shape() -> None:
    places = [(60.5, 29.4), (74.9, 38.5)]
    frame = frame_around(places, width=560, height=400)
    for lon, lat in places:
        x, y = frame.point(lat=lat, lon=lon)
        assert 0 < x < 560
        assert 0 < y < 400


def test_the_outline_of_afghanistan_lies_where_afghanistan_lies() -> None:
    (found,) = (outline for outline in outlines() if outline.code == "AF")
    area, (lon, lat) = max(map(area_and_middle, found.rings))
    assert (round(lon), round(lat)) == (66, 34)
    assert area == pytest.approx(64, abs=4)  # square degrees
