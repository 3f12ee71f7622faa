"""What is read in one go."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from khabar.documents import from_text
from khabar.language.portions import MOST_CHARACTERS, MOST_DOCUMENTS, in_portions
from khabar.records import Document

REPORTS = {"short": from_text("A report.", id="a"), "long": from_text("x" * (MOST_CHARACTERS // 2), id="b")}


@given(st.lists(st.sampled_from(["short", "long", None]), max_size=3 * MOST_DOCUMENTS))
def test_all_come_in_their_order_and_no_portion_goes_on_once_it_is_full(sizes: list[str | None]) -> None:
    steps = [size and REPORTS[size] for size in sizes]
    found = list(in_portions(steps))
    assert [step for portion in found for step in portion] == steps
    for portion in found:
        before = [len(step.text) for step in portion[:-1] if isinstance(step, Document)]
        assert len(portion) <= MOST_DOCUMENTS
        assert sum(before) < MOST_CHARACTERS


def test_a_portion_is_given_as_soon_as_it_is_full() -> None:
    taken: list[int] = []

    def steps() -> Iterator[int]:
        for step in range(2 * MOST_DOCUMENTS):
            taken.append(step)
            yield step

    next(in_portions(steps()))
    assert len(taken) == MOST_DOCUMENTS
