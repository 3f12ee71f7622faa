"""Modifiers that only describe who holds a place or backs a force are marked as descriptions."""

from __future__ import annotations

import pytest
from read_acts import coded, line

from khabar.reader import Reader


@pytest.mark.parametrize(
    ("sentence", "description"),
    [
        pytest.param(
            "The rebel-held town of Karsin lies in the north.",
            "territory.control | rebel-held | actor=rebel | place=Karsin",
            id="rebel-held",
        ),
        pytest.param(
            "Army-controlled Karsin is calm.",
            "territory.control | Army-controlled | actor=Army | place=Karsin",
            id="army-controlled",
        ),
        pytest.param(
            "US-backed forces entered Karsin.", "forces.support | US-backed | actor=US | target=forces", id="US-backed"
        ),
    ],
)
def test_a_describing_compound_tells_who_and_what(reader: Reader, sentence: str, description: str) -> None:
    assert [line(m) for m in coded(reader, sentence).mentions if m.descriptive] == [description]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The long-held view is wrong.", id="a view"),
        pytest.param("The government-backed scheme ended.", id="a scheme"),
        pytest.param("The town held by rebels lies in the north.", id="a clause, not a compound"),
        pytest.param("Rebels held the town.", id="a verb"),
    ],
)
def test_near_misses_are_no_descriptions(reader: Reader, sentence: str) -> None:
    assert [line(m) for m in coded(reader, sentence).mentions if m.descriptive] == []


def test_a_description_has_no_speaker_and_no_count(reader: Reader) -> None:
    told = coded(reader, "The ministry said that rebel-held Karsin was calm, with nine dead.")
    for mention in told.mentions:
        if mention.descriptive:
            assert mention.attribution is None
            assert mention.counts == ()


def test_what_happens_in_a_described_place_is_no_description(reader: Reader) -> None:
    told = coded(reader, "Rebel-held Karsin was shelled on Monday.")
    assert [(m.type, m.descriptive) for m in told.mentions] == [
        ("territory.control", True),
        ("violence.shelling", False),
    ]
