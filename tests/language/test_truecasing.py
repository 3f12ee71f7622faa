"""Shouted text gets its small letters back and keeps its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.language.truecase import as_read, is_shouted, truecased


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        (
            "THE GUATEMALA ARMY DENIED TODAY THAT GUERRILLAS ATTACKED THE FARM. IT SAID SO.",
            "The Guatemala Army denied today that guerrillas attacked the farm. It said so.",
        ),
        ("PRESIDENT CEREZO'S MEN", "President Cerezo's men"),
        ("THE GUERRILLAS (URNG) LEFT EL SALVADOR", "The guerrillas (URNG) left El Salvador"),
        ("U.N. OBSERVERS AND NATO", "U.N. observers and NATO"),
    ],
)
def test_words_take_their_usual_form(shouted: str, written: str) -> None:
    assert truecased(shouted) == written


def test_ordinary_text_is_not_shouted() -> None:
    assert not is_shouted("NATO said that SANA reported it.")
    assert not is_shouted("ISIL OUT")


def test_a_headline_in_title_case_is_read_as_a_sentence() -> None:
    title = "Army Retakes Key Town From Rebels After Long Siege In Syria"
    assert as_read(title, headline=True) == "Army retakes key town from rebels after long siege in Syria"
    assert as_read(title) == title


@given(st.text(max_size=120))
def test_reading_never_changes_the_length(text: str) -> None:
    assert len(as_read(text)) == len(text)
    assert len(as_read(text.upper())) == len(text.upper())
