"""One act told in several words is one mention; two acts are two."""

from __future__ import annotations

import pytest
from read_acts import acts, types

from khabar.reader import Reader


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        pytest.param(
            "The army stormed and took the village of Daran.", ["territory.capture"], id="stormed and taken is taken"
        ),
        pytest.param("Rebels shot and killed a judge.", ["harm.casualties"], id="shot and killed"),
        pytest.param(
            "Five people died and nine were wounded in Karsin.", ["harm.casualties"], id="dead and wounded are one toll"
        ),
        pytest.param(
            "An air strike on a convoy killed nine people, and the attack destroyed a bridge.",
            ["violence.airstrike", "harm.casualties", "harm.property"],
            id="the attack beside the air strike is the air strike",
        ),
        pytest.param(
            "Rebels took the town and freed forty prisoners.",
            ["territory.capture", "detention.release"],
            id="two kinds of act",
        ),
        pytest.param(
            "Gunmen assassinated a judge in the capital.",
            ["harm.casualties", "violence.attack"],
            id="one word that tells two kinds",
        ),
        pytest.param(
            "Rebels besieged the garrison and shelled the airport.",
            ["territory.siege", "violence.shelling"],
            id="siege and shelling",
        ),
    ],
)
def test_each_act_is_told_once(reader: Reader, sentence: str, kinds: list[str]) -> None:
    assert types(reader, sentence) == kinds


def test_the_killed_and_the_wounded_are_in_one_toll(reader: Reader) -> None:
    told = acts(reader, "Rebels killed two soldiers and wounded five policemen.")
    assert told == ["harm.casualties | killed | actor=Rebels | target=soldiers + policemen"]


def test_captures_of_two_towns_by_two_sides_are_two(reader: Reader) -> None:
    told = acts(reader, "Rebels seized Karsin and the army captured Daran.")
    assert told == [
        "territory.capture | seized | actor=Rebels | place=Karsin",
        "territory.capture | captured | actor=army | place=Daran",
    ]


def test_what_was_looted_and_what_was_burned_are_both_told(reader: Reader) -> None:
    told = "\n".join(acts(reader, "Rebels looted the shops and burned the church."))
    assert "shops" in told
    assert "church" in told
