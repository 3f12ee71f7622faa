"""Situations that the tests of reports share: a small one with names in two scripts, and one full of hostile text."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

from builders import DAY, REBELS, a_claim, a_place, a_road, a_theatre, a_town, a_voice, an_event

from khabar.records import Event
from khabar.situation import Situation, assemble
from khabar.times.moments import end_of_day

BAMYAN, HERAT = "بامیان", "هرات"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</style></title><b>bold</b>",
    "&lt;i&gt; {{ 7 * 7 }} {% raw %}",
    "javascript:alert(1)",
    "]]><!--",
)
CAPITALS = ("provincial capitals",)


def small(*events: Event, towns: tuple[str, ...] = ("Alpha", "Midtown", BAMYAN, HERAT)) -> Situation:
    """A theatre of a few capitals along one road, some of them named in Dari."""
    places = [a_town(name, sets=CAPITALS, kind="capital") for name in towns]
    placed = [replace(p, place=replace(p.place, lat=34.0 + n, lon=66.0 + n % 2)) for n, p in enumerate(places)]
    roads = [a_road(one.key, other.key, km=100, name="Ring road") for one, other in itertools.pairwise(placed)]
    found = events or (an_event(a_claim(place=[a_place(HERAT)], says="Rebels took Herat.")),)
    return assemble(
        found, a_theatre(placed, roads), on=DAY, known=end_of_day(DAY), since=end_of_day(DAY - timedelta(2))
    )


def hostile() -> Situation:
    """What a report must disarm: markup in sentences, outlets, addresses, speakers and names of places."""
    events = [
        an_event(
            a_claim(
                place=[a_place("Midtown")],
                says=f"{words} took Midtown.",
                outlet=words,
                modality="claimed",
                said_by=a_voice("belligerent", REBELS, words=words),
            )
        )
        for words in HOSTILE
    ]
    return small(*events, towns=("Alpha", "Midtown", *HOSTILE))
