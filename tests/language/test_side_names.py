"""Names of sides that a report itself shows to be such."""

from __future__ import annotations

import pytest

from khabar.language.side_names import side_names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("On Monday Saraya al-Wadi fighters left.", {"Saraya al-Wadi"}, id="a day before it"),
        pytest.param("Some Saraya al-Wadi fighters left.", {"Saraya al-Wadi"}, id="before fighters"),
        pytest.param("Suspected Saraya al-Wadi gunmen left.", {"Saraya al-Wadi"}, id="a common word that opens"),
        pytest.param("They met the Northern Eagles Front.", {"Northern Eagles Front"}, id="by its last word"),
        pytest.param("Kurdish fighters left.", set(), id="one word may be any adjective"),
        pytest.param("Saraya al-Wadi villagers left.", set(), id="no fighters"),
    ],
)
def test_a_side_is_known_by_the_words_beside_or_inside_its_name(text: str, names: set[str]) -> None:
    assert side_names_in(text) == names
