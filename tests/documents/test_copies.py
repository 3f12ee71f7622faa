"""One agency text in forty papers is one voice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.documents import Copies, copies_among, from_text
from khabar.documents.agencies import agency_of
from khabar.records import Document

WIRE = (
    "EXAMPLEVILLE (Reuters) - Rebels took the border town of Exampleville on Sunday after a siege of three weeks, "
    "officials and witnesses said. The army said its troops had left the barracks before dawn to spare civilians. "
    "At least 12 people were killed in the fighting, a doctor at the town's hospital said by telephone. "
    "The governor, who fled to the capital on Saturday, said the garrison had run out of food and ammunition."
)
OTHER = (
    "Three soldiers were wounded on Sunday when a roadside bomb hit their convoy north of the capital, the interior "
    "ministry said in a statement that blamed rebels who hold the hills above the road to the coast."
)


def a_report(id: str, text: str = WIRE, *, day: int | None = 12, publisher: str = "", **rest: Any) -> Document:
    published = date(2013, 5, day) if day else None
    return from_text(text, id=id, published=published, publisher=publisher, **rest)


def test_the_report_published_first_is_the_original() -> None:
    late, early = a_report("a", day=13), a_report("b", day=12)
    found = copies_among([late, early])
    assert {id: (c.original, c.similarity, c.agency) for id, c in found.items()} == {"a": ("b", 1.0, "Reuters")}


def test_the_agency_comes_before_the_papers_that_print_it() -> None:
    paper, agency = a_report("a", publisher="The Example"), a_report("z", publisher="Reuters")
    assert copies_among([paper, agency])["a"].original == "z"


def test_an_undated_report_is_the_original_of_nothing_dated() -> None:
    assert copies_among([a_report("a", day=None), a_report("b")])["a"].original == "b"


def test_case_blanks_and_boilerplate_make_no_difference() -> None:
    paper = a_report("b", WIRE.upper().replace(". ", ".\n\n") + "\n\nImage: Example\nShare\n", day=13)
    assert copies_among([a_report("a"), paper])["b"].similarity == 1.0


@pytest.mark.parametrize(
    ("change", "is_copy"),
    [
        (lambda t: t.replace("EXAMPLEVILLE (Reuters) - ", ""), True),
        (lambda t: t.replace("At least 12", "At least 15"), True),
        (lambda t: t + " The rebels did not comment.", True),
        (lambda t: t[: len(t) // 2], True),
        (lambda t: t[: len(t) // 2].replace("EXAMPLEVILLE (Reuters) - ", ""), False),
        (lambda _: OTHER, False),
    ],
    ids=["no dateline", "another toll", "a sentence more", "half of it", "half of it uncredited", "another report"],
)
def test_a_text_lightly_changed_is_still_the_same(change: Any, is_copy: bool) -> None:
    found = copies_among([a_report("a", publisher="A"), a_report("b", change(WIRE), publisher="B")])
    assert ("b" in found) is is_copy


def test_a_daily_bulletin_is_no_copy_of_yesterdays() -> None:
    today = a_report("b", WIRE.replace("12 people", "15 people"), day=13, publisher="The Example")
    assert copies_among([a_report("a", publisher="The Example"), today]) == {}


def test_nearly_the_same_words_weeks_apart_are_another_report() -> None:
    later = a_report("b", WIRE.replace("12 people", "15 people"), day=28, publisher="B")
    assert copies_among([a_report("a", day=2, publisher="A"), later]) == {}


def test_a_short_line_of_another_day_is_another_report() -> None:
    short = "Clashes continue in the capital."
    assert copies_among([a_report("a", short, day=12), a_report("b", short, day=13)]) == {}
    assert set(copies_among([a_report("a", short), a_report("b", short)])) == {"b"}


def test_an_earlier_report_that_comes_late_becomes_the_original() -> None:
    copies = Copies()
    assert copies.add(a_report("c", day=14)) == ()
    assert [(c.document, c.original) for c in copies.add(a_report("d", day=15))] == [("d", "c")]
    assert [(c.document, c.original) for c in copies.add(a_report("a", day=12))] == [("c", "a"), ("d", "a")]
    assert copies.add(a_report("a", day=12)) == ()
    assert copies.copy_of("a") is None
    assert copies.copy_of("unknown") is None


FAMILY = [
    a_report("a", day=12, publisher="A"),
    a_report("b", WIRE.replace("12 people", "15 people"), day=13, publisher="B"),
    a_report("c", WIRE + " The rebels did not comment on the report.", day=12, publisher="Reuters"),
    a_report("d", OTHER, day=12),
    a_report("e", OTHER, day=None),
    a_report("f", WIRE, day=14, publisher="F"),
]


@settings(deadline=None, max_examples=30)
@given(st.permutations(FAMILY))
def test_the_order_of_arrival_makes_no_difference(documents: list[Document]) -> None:
    assert {id: c.original for id, c in copies_among(documents).items()} == {"a": "c", "b": "c", "f": "c", "e": "d"}


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (WIRE, "Reuters"),
        ("BEIRUT, May 12 (AFP) - The rebels left the town.", "AFP"),
        ("The rebels left the town on Sunday. (AFP)", "AFP"),
        ("The rebels left the town on Sunday. - Xinhua", "Xinhua"),
        ("The rebels left the town on Sunday.\nSource: SANA", "SANA"),
        ("The general told AFP that the rebels had left.", ""),
        ("Associated with the rebels (AP is not), he left.", ""),
        ("The rebels left the town, AFP reported.", ""),
    ],
)
def test_a_credit_is_read_at_the_head_or_the_foot_only(text: str, agency: str) -> None:
    assert agency_of(a_report("a", text)) == agency


def test_the_agency_itself_needs_no_credit() -> None:
    assert agency_of(a_report("a", OTHER, publisher="Associated Press")) == "AP"


STATEMENT = '"We have left the town so that its people may live in peace and its houses may stand," the general said.'
HEAD = (
    "The army left Exampleville before dawn on Sunday after three weeks under siege, and rebels drove through its empty"
    " streets at noon, firing into the air and tearing down the flags on the town hall and the police station."
)
TAIL = "Shops stayed shut, and hundreds of families had fled to the capital the night before, aid workers said."
OWN = (
    "A correspondent who reached the river crossing found burnt trucks, abandoned boots and a baker who had never left"
    " his oven; he had sold bread to both sides, he said, and neither of them had ever paid him what they owed."
)


@pytest.mark.parametrize(
    ("text", "day", "is_copy"),
    [
        (f"{HEAD} {STATEMENT}", 12, True),
        (f"{HEAD} {STATEMENT} The governor could not be reached.", 14, True),
        (f"{OWN} {STATEMENT}", 12, False),
        (HEAD, 12, False),
        (f"{HEAD} {STATEMENT}", 22, False),
    ],
    ids=["cut", "cut and added to", "the same statement in another report", "cut, the quotation too", "weeks later"],
)
def test_a_long_quotation_shared_shows_a_cut_text_and_is_no_proof_alone(text: str, day: int, is_copy: bool) -> None:
    whole = a_report("a", f"{HEAD} {STATEMENT} {TAIL}", publisher="A")
    found = copies_among([whole, a_report("b", text, day=day, publisher="B")])
    assert ("b" in found) is is_copy


RETOLD = [
    a_report("a", f"{HEAD} {STATEMENT} {TAIL}", day=12, publisher="A"),
    a_report("b", f"{HEAD} {STATEMENT}", day=13, publisher="B"),
    a_report("c", f"{STATEMENT} {TAIL} {OWN} {HEAD}", day=14, publisher="C"),
    a_report("d", f"{OWN} {STATEMENT}", day=12, publisher="D"),
    a_report("e", WIRE[: len(WIRE) * 2 // 3], day=15, publisher="E"),
    a_report("f", WIRE, day=12, publisher="F"),
]


@settings(deadline=None, max_examples=30)
@given(st.permutations(RETOLD))
def test_what_is_cut_or_edited_is_found_in_any_order(documents: list[Document]) -> None:
    found = {id: copy.original for id, copy in copies_among(documents).items()}
    # "c" puts the reports of "a" and "d" together, which are two hands all the same.
    assert found == {"b": "a", "e": "f"}
