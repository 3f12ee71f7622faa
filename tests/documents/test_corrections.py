"""A report that says that it corrects an earlier one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from khabar.documents import copies_among, from_text
from khabar.documents.corrections import correction_in, notices
from khabar.records import Document

TEXT = (
    "Shells hit the grain market of Exampleville on Monday and killed 14 people, the governor's office said. Traders"
    " pulled bodies from under the stalls while planes circled overhead, and the road to the north was closed."
)


def a_report(id: str, text: str, *, day: int = 12, publisher: str = "The Example", **more: Any) -> Document:
    return from_text(text, id=id, published=date(2013, 5, day), publisher=publisher, **more)


def test_every_notice_finds_its_examples_and_leaves_its_near_misses() -> None:
    assert len(notices()) >= 5


@pytest.mark.parametrize(
    ("text", "title", "notice"),
    [
        (f"(Corrects toll in paragraph 1)\n{TEXT}", "", "(Corrects toll in paragraph 1)"),
        (f"{TEXT}\nClarifies in paragraph 3 who closed the road.", "", "Clarifies in paragraph"),
        (TEXT, "CORRECTED: Shells hit a market", "CORRECTED:"),
        (f"(Updates with toll)\n{TEXT}", "", None),
        (f"{TEXT} {TEXT}\nThis article was amended on 13 May.\n{TEXT} {TEXT} {TEXT}", "", None),
    ],
    ids=["at the head", "at the foot", "in the title", "an update", "deep in the text"],
)
def test_a_correction_says_so_at_the_head_at_the_foot_or_in_the_title(
    text: str, title: str, notice: str | None
) -> None:
    found = correction_in(text, title=title)
    assert (found.text if found else None) == notice


def test_a_corrected_text_of_the_next_day_repeats_the_first_though_a_bulletin_would_not() -> None:
    first = a_report("a", TEXT)
    again = TEXT.replace("14 people", "11 people")
    corrected = a_report("b", f"(Corrects toll)\n{again}", day=13)
    assert [issue.code for issue in corrected.issues] == ["corrects-earlier"]
    assert copies_among([corrected, first])["b"].original == "a"
    assert copies_among([a_report("b", again, day=13), first]) == {}
