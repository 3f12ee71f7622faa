"""Harm that no party to a conflict did is not coded."""

from __future__ import annotations

import pytest
from read_acts import types

from khabar.reader import Reader


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        pytest.param("The storm killed nine people.", [], id="storm"),
        pytest.param("An earthquake killed forty people in the province.", [], id="earthquake"),
        pytest.param("Nine people were killed in a bus crash.", [], id="crash"),
        pytest.param("The flood left thousands homeless.", [], id="flood"),
        pytest.param("The former president died peacefully at home.", [], id="a quiet death"),
        pytest.param("Nine people were killed in Karsin.", ["harm.casualties"], id="cause unsaid"),
        pytest.param("The fighting has left thousands homeless.", ["harm.displacement"], id="fighting"),
        pytest.param(
            "Nine people were killed when rebels shelled the town after the flood.",
            ["harm.casualties", "violence.shelling"],
            id="a hand beside a flood",
        ),
    ],
)
def test_storms_crashes_and_old_age_are_no_ones_act(reader: Reader, sentence: str, kinds: list[str]) -> None:
    assert types(reader, sentence) == kinds


def test_a_death_in_a_report_of_fighting_is_told(reader: Reader) -> None:
    quiet = "The mayor of Karsin died on Monday."
    assert types(reader, quiet) == []
    assert types(reader, f"Rebels shelled Karsin on Sunday. {quiet}") == ["violence.shelling", "harm.casualties"]
