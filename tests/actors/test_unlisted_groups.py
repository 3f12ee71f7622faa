"""Armed groups that no list has, by the company their names keep."""

from __future__ import annotations

import pytest
from tagged_text import Report

from khabar.actors import ActorFinder

FINDER = ActorFinder.load()


def kinds(*sentences: str) -> dict[str, str]:
    """Words -> kind of actor."""
    report = Report(*sentences)
    return {n.span.text: n.actor.kind for n in FINDER.find(report.document, report.parse, report.places)}


def test_a_name_before_fighters_is_a_group_s_wherever_it_stands() -> None:
    found = kinds(
        "Many/ADJ Saraya/PROPN Wadi/PROPN fighters/NOUN attacked/VERB",
        "The/DET Saraya/PROPN Wadi/PROPN claimed/VERB victory/NOUN",
    )
    assert found["Saraya Wadi"] == "armed group"


def test_so_is_one_that_is_called_a_group() -> None:
    found = kinds("The/DET militant/ADJ group/NOUN Saraya/PROPN attacked/VERB")
    assert found == {"Saraya": "armed group"}


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("On/ADP Monday/PROPN Saraya/PROPN villagers/NOUN fled/VERB", id="no fighters"),
        pytest.param("On/ADP Monday/PROPN Syrian/PROPN fighters/NOUN fled/VERB", id="a nation's adjective"),
        pytest.param("The/DET aid/NOUN group/NOUN Saraya/PROPN arrived/VERB", id="a group of another kind"),
    ],
)
def test_others_are_not(sentence: str) -> None:
    assert "Saraya" not in kinds(sentence)
    assert "group:syrian" not in kinds(sentence).values()
