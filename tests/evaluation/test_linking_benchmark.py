"""The benchmark of linking: its scores on hand-made groupings, its labels, its storm."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from benchmarks.linking.__main__ import NEWS, labels, measured, spoilt
from benchmarks.linking.gold import Labelled, read_gold, scored
from benchmarks.linking.reading import Linked, link_example
from benchmarks.linking.score import b_cubed, number_of, pairwise
from benchmarks.linking.storm import variants

Groups = dict[str, frozenset[str]]


def groups(**named: str) -> Groups:
    """Mentions by letter with the groups each is in: `a="one two"`."""
    return {mention: frozenset(names.split()) for mention, names in named.items()}


TRUE = groups(a="x", b="x", c="x", d="y")


@pytest.fixture(scope="module")
def gold() -> tuple[Labelled, ...]:
    return read_gold()


@pytest.fixture(scope="module")
def example() -> Linked:
    return link_example()


def test_the_same_grouping_by_other_names_is_right() -> None:
    found = groups(a="1", b="1", c="1", d="2")
    assert (pairwise(TRUE, found).f1, b_cubed(TRUE, found).f1) == (1, 1)


def test_an_act_torn_apart_costs_recall() -> None:
    found = groups(a="1", b="1", c="2", d="3")
    pairs, mean = pairwise(TRUE, found), b_cubed(TRUE, found)
    assert (pairs.precision, pairs.recall) == (1, pytest.approx(1 / 3))
    assert (mean.precision, mean.recall) == (1, pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4))


def test_two_acts_thrown_together_cost_precision() -> None:
    found = groups(a="1", b="1", c="1", d="1")
    pairs, mean = pairwise(TRUE, found), b_cubed(TRUE, found)
    assert (pairs.precision, pairs.recall) == (0.5, 1)
    assert (mean.precision, mean.recall) == (pytest.approx((3 * 3 / 4 + 1 / 4) / 4), 1)


def test_a_list_of_two_towns_belongs_to_both() -> None:
    listed = groups(a="x", b="x y", c="y")
    assert pairwise(listed, groups(a="1", b="1 2", c="2")).f1 == 1
    assert pairwise(listed, groups(a="1", b="1", c="1")).precision == pytest.approx(2 / 3)
    assert number_of(listed) == 2


def test_there_are_labels_enough_and_each_mention_has_one(gold: tuple[Labelled, ...]) -> None:
    assert len(scored(gold)) >= 300
    assert number_of(scored(gold)) >= 80
    assert max(Counter(row.key for row in gold).values()) == 1


def test_a_mention_has_acts_or_a_reason_why_not(gold: tuple[Labelled, ...]) -> None:
    reasons = {"many", "described", "misread or unclear"}
    assert all(bool(row.events) != (row.left_out in reasons) for row in gold)
    assert {row.part for row in gold} == {"news", "example"}


def test_the_labels_of_the_example_are_on_mentions_it_still_has(
    gold: tuple[Labelled, ...], example: Linked
) -> None:  # fmt: skip
    wanted = [row for row in gold if row.part == "example" and row.events]
    assert len(labels(gold, "example", example)) >= 0.9 * len(wanted)


def test_wrong_events_score_badly(gold: tuple[Labelled, ...], example: Linked) -> None:
    parts = {"example": example}
    assert measured(gold, parts, spoiling="all in one")["example"].pairs.precision < 0.05
    assert measured(gold, parts, spoiling="each its own")["example"].pairs.f1 == 0
    assert measured(gold, parts)["example"].pairs.f1 > 0.5


def test_spoiling_keeps_the_mentions() -> None:
    assert spoilt(TRUE, "all in one").keys() == spoilt(TRUE, "each its own").keys() == TRUE.keys()


def test_the_labelled_news_is_in_the_development_set(gold: tuple[Labelled, ...]) -> None:
    if not NEWS.is_file():
        pytest.skip("the development set is not beside the repository")
    text = NEWS.read_text(encoding="utf-8")
    assert all(f'"id": "{row.document}"' in text for row in gold if row.part == "news")


def test_a_storm_is_the_same_each_time() -> None:
    one, other = (list(variants("Ghazni", date(2021, 8, 3), 40, seed=7)) for _ in range(2))
    assert one == other
    assert {row["date"][:10] for row in one} == {"2021-08-03", "2021-08-04"}
    assert len({row["text"] for row in one}) > 10
