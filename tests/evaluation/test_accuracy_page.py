"""The accuracy page says what the benchmarks kept, no more."""

from __future__ import annotations

import csv

from benchmarks.accuracy.__main__ import HERE, PAGE, page, results, sample
from benchmarks.accuracy.tables import CLASSES, PARTS, classes, table


def test_the_page_is_what_the_kept_results_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(results(), sample()), "run `python -m benchmarks.accuracy --write`"


def test_every_error_read_by_hand_has_a_class_that_the_page_explains() -> None:
    with (HERE / "sample.csv").open(encoding="utf-8", newline="") as rows:
        read = list(csv.DictReader(rows))
    assert {row["class"] for row in read} <= set(CLASSES)
    assert {row["part"] for row in read} == set(PARTS)


def test_the_columns_of_the_classes_add_up() -> None:
    last = classes(sample()).splitlines()[-1]
    assert [int(cell) for cell in last.split("|")[3:6]] == [
        sum(n for (part, _), n in sample().items() if part == wanted) for wanted in PARTS
    ]


def test_a_table_has_a_rule_below_its_head() -> None:
    assert table(["a", "b"], [["1", "2"]]).splitlines() == ["| a | b |", "| --- | --- |", "| 1 | 2 |"]
