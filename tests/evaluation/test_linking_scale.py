"""The made-up record of the scaling benchmark, and its tables."""

from __future__ import annotations

from collections import Counter

from benchmarks.linking.scale import OneMore, Whole, one_more, one_more_table, whole, whole_table
from benchmarks.linking.synthetic import documents


def test_the_record_is_the_same_with_the_same_seed_and_another_with_another() -> None:
    assert list(documents(300)) == list(documents(300))
    assert list(documents(300)) != list(documents(300, seed=6))


def test_the_record_has_busy_places_copies_and_claims_without_a_place() -> None:
    claims = [claim for report in documents(2000) for claim in report]
    places = Counter(place.id for claim in claims for place in claim.mention.places)
    assert len({claim.id for claim in claims}) == len(claims)
    assert places.most_common(1)[0][1] > 20 * sorted(places.values())[len(places) // 2]
    assert any(claim.copy_of for claim in claims)
    assert any(not claim.mention.places for claim in claims)


def test_a_measurement_counts_what_it_linked() -> None:
    found = whole(600, 400)
    assert 600 <= found.mentions < 1300
    assert 0 < found.events < found.mentions


def test_reports_that_come_later_touch_some_claims_and_not_all() -> None:
    found = one_more(2500, 400)
    assert 0 < found.touched_median < found.mentions / 2


def test_the_tables_hold_each_size_against_the_first() -> None:
    table = whole_table([Whole(1000, 400, 90, 1.0, 50, 60), Whole(2000, 400, 180, 3.0, 60, 80)])
    assert table.splitlines()[-1] == "| 2,000 | 400 | 180 | 3.0 | 1.500 | 1.50 | 60 | 80 |"
    later = one_more_table([OneMore(1000, 300, 1.0, 2.0, 3.0, 10, 20, 30)])
    assert later.splitlines()[-1] == "| 1,000 | 300 | 1.0 | 2.0 | 3.0 | 10 | 20 | 30 |"
