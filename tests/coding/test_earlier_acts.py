"""Whose act, and where, "the attack" of a later sentence was."""

from __future__ import annotations

import pytest
from read_acts import acts

from khabar.reader import Reader

BACK = [
    (
        "the attack is the one told before",
        "Gunmen stormed a hotel in Homs on Monday. Nine guests were killed in the attack.",
        "harm.casualties | killed | actor=->Gunmen | target=guests | place=->Homs",
    ),
    (
        "the raids on a further town are the same hand's",
        "Russian jets bombed Idlib on Monday. The raids on Homs destroyed a school.",
        "harm.property | destroyed | actor=->Russian jets | target=school | place=Homs",
    ),
    (
        "another attack is not the one told before",
        "Gunmen stormed a hotel in Homs on Monday. An attack in Aleppo killed nine guests.",
        "harm.casualties | killed | target=guests | place=Aleppo",
    ),
    (
        "a shelling is no air raid",
        "Russian jets bombed Idlib on Monday. Nine people were killed in the shelling.",
        "harm.casualties | killed | target=people | place=->Idlib",
    ),
    (
        "a hand that is only alleged is not carried on",
        "Gunmen allegedly stormed a hotel in Homs on Monday. Nine guests were killed in the attack.",
        "harm.casualties | killed | target=guests | place=->Homs",
    ),
    (
        "where nobody was hurt nobody did it",
        "Gunmen stormed a hotel in Homs on Monday. No guests were killed in the attack.",
        "harm.casualties | killed | target=guests | place=->Homs",
    ),
]


@pytest.mark.parametrize(("report", "last"), [pytest.param(*row, id=i) for i, *row in BACK])
def test_an_act_referred_back_to_keeps_its_hand_and_its_ground(reader: Reader, report: str, last: str) -> None:
    assert acts(reader, report)[-1] == last
