"""By what means an attack was made, where its own word does not say."""

from __future__ import annotations

import pytest
from read_acts import types

from khabar.reader import Reader


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        pytest.param("Militants attacked the post with rockets.", "violence.shelling", id="with rockets"),
        pytest.param("Militants attacked the post with rifles.", "violence.attack", id="with rifles"),
        pytest.param("Two rockets hit the station.", "violence.shelling", id="rockets hit"),
        pytest.param("Warplanes attacked the post.", "violence.airstrike", id="warplanes attack"),
        pytest.param("A roadside bomb hit the patrol.", "violence.bombing", id="a bomb hits"),
        pytest.param("Gunmen attacked the post.", "violence.attack", id="nothing said"),
        pytest.param("A car bomb was rammed into a military base.", "violence.bombing", id="a bomb is rammed"),
    ],
)
def test_its_own_sentence_says_what_an_attack_was_made_with(reader: Reader, sentence: str, kind: str) -> None:
    assert types(reader, sentence)[0] == kind


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        pytest.param(
            "Warplanes struck a depot on Monday. The attack on the depot destroyed it.",
            "violence.airstrike",
            id="the attack is the strike told before",
        ),
        pytest.param(
            "Gunmen stormed the depot on Monday. The attack on the depot destroyed it.",
            "violence.attack",
            id="the attack of gunmen stays one",
        ),
        pytest.param(
            "Warplanes struck a depot on Monday. Gunmen in trucks attacked a school on Tuesday.",
            "violence.attack",
            id="another attack is not the one told before",
        ),
        pytest.param(
            "Air strikes hit the province on Monday. A strike on a bridge killed nine people.",
            "violence.airstrike",
            id="a strike, where the report tells of air strikes",
        ),
        pytest.param(
            "The army shelled the province on Monday. A strike on a bridge killed nine people.",
            "violence.attack",
            id="a strike, where it tells of none",
        ),
    ],
)
def test_what_the_report_told_before_says_what_the_attack_was_made_with(reader: Reader, report: str, kind: str) -> None:
    assert [k for k in types(reader, report) if k.startswith("violence.")][-1] == kind


def test_means_told_long_before_say_nothing_of_the_attack(reader: Reader) -> None:
    calm = "The market was open. The road was quiet. Schools were full. The mayor slept."
    report = f"Rockets hit the station on Monday. {calm} The attack on the church wounded nine people."
    assert [k for k in types(reader, report) if k.startswith("violence.")] == ["violence.shelling", "violence.attack"]
