"""The benchmark of access: its own reckoning, its scores, and that broken input does not score well."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.access.derived import THEATRE, derive_day, from_facts, shuffled
from benchmarks.access.facts import FILES, FOLDER, Link, Loss, hostile_on, reached, read_links, read_losses
from benchmarks.access.known_ways import known_ways
from benchmarks.access.score import Cut, Pair, agreement, pairs, reliability
from khabar.packs import load_theatre

LINKS = (Link("kabul", "one", 10, 1), Link("one", "two", 10, 2), Link("kabul", "two", 50, 3), Link("two", "far", 5, 4))
LOSSES = (Loss("one", date(2021, 7, 5), date(2021, 7, 7), True), Loss("two", date(2021, 7, 9), None, False))


def test_the_reckoning_takes_the_shortest_way_past_what_is_hostile_and_no_track() -> None:
    assert reached(LINKS, ()) == {"kabul": 0, "one": 10, "two": 20}
    assert reached(LINKS, {"one"}) == {"kabul": 0, "two": 50}
    assert reached(LINKS, (), grade=4)["far"] == 25
    assert reached(LINKS, {"kabul"}) == {}


def test_a_loss_counts_from_its_day_or_from_when_it_was_confirmed() -> None:
    assert hostile_on(LOSSES, date(2021, 7, 6), confirmed=False) == {"one"}
    assert hostile_on(LOSSES, date(2021, 7, 6), confirmed=True) == frozenset()
    assert hostile_on(LOSSES, date(2021, 7, 30), confirmed=True) == {"one"}


def test_the_scores_count_what_they_say() -> None:
    compared = (
        Pair(10, "open", 0.9, 10),
        Pair(10, "cut", 0.2, None),
        Pair(None, "cut", 0.0, None),
        Pair(20, "restricted", 0.5, 35),
    )
    found = agreement(compared)
    assert (found.place_days, found.cut, found.said, found.both, found.doubted) == (4, 1, 2, 1, 1)
    assert (found.ways, found.same_way, found.precision, found.recall) == (2, 1, 0.5, 1.0)
    assert found.brier == pytest.approx((0.01 + 0.64 + 0.0 + 0.25) / 4)
    assert (found.brier_word, found.brier_open) == (0.25, 0.25)
    assert [(low, n) for low, _, _, n in reliability(compared)] == [(0.0, 1), (0.2, 1), (0.4, 1), (0.8, 1)]


def test_a_cut_is_late_by_the_days_between() -> None:
    assert Cut("a", date(2021, 8, 1), date(2021, 8, 3)).days_late == 2
    assert Cut("a", None, date(2021, 8, 3)).days_late is None


needs_facts = pytest.mark.skipif(
    not all((FOLDER / file).is_file() for file in FILES), reason="the 2021 facts tables are not here"
)


@needs_facts
def test_the_ways_known_by_length_are_derived() -> None:
    assert [way.what for way in known_ways(load_theatre(THEATRE)) if not way.agrees] == []


@needs_facts
def test_the_facts_given_as_reports_lead_to_the_facts_and_broken_ones_do_not() -> None:
    losses, links, theatre = read_losses(), read_links(), load_theatre(THEATRE)
    side = theatre.side_by_id["government"]
    for given, well in ((losses, True), (shuffled(losses), False)):
        derived = [derive_day(from_facts(given), day, side, theatre) for day in (date(2021, 8, 8), date(2021, 8, 12))]
        found = agreement(tuple(pairs(derived, losses, links, confirmed=False)))
        assert (found.precision > 0.9 and found.recall > 0.9) == well
