"""An event in one line: when, where, what, who, how many, and how well it stands."""

from __future__ import annotations

import dataclasses

from builders import a_claim, a_place, an_event

from khabar.records import Figure
from khabar.report.events import event_line

CAPTURE = a_claim(place=[a_place("Alpha")], outlet="The Herald")


def test_a_line_says_when_where_what_who_and_on_whose_word() -> None:
    line = event_line(an_event(CAPTURE))
    assert line == "10 Jun 2030 | Alpha | place taken by arms, Rebels | reported (1 report: The Herald)"


def test_a_toll_is_a_range_and_a_tally_has_its_whole() -> None:
    toll = Figure("killed", 6, None, 12)
    tally = Figure("other", 11, 11, 11, noun="provincial capitals", of=34)
    line = event_line(an_event(CAPTURE, figures=(toll, tally)))
    assert "killed 6 to 12, provincial capitals 11 of 34" in line


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    line = event_line(dataclasses.replace(an_event(CAPTURE), occurred=None, places=()))
    assert line.startswith("day unknown | place unknown | ")


def test_a_denial_a_plan_and_a_total_are_marked() -> None:
    event = an_event(CAPTURE, polarity="no", modality="planned", aggregate=True)
    assert event_line(event).endswith("said not to have happened, planned, total")


def test_the_words_of_a_report_cannot_break_the_line() -> None:
    line = event_line(an_event(a_claim(actor=["rebels\x1b[31m\nof the north"], place=[a_place("Alpha")])))
    assert "\x1b" not in line
    assert "\n" not in line
