"""The risk that a place changes hands: which signs raise it, and when nothing is said."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import files

import numpy as np
import pytest
from builders import DAY, a_claim, a_place, a_theatre, an_event

from khabar.errors import BadPack
from khabar.packs.theatre import TheatrePlace
from khabar.records import Claim
from khabar.situation.outlook import Outlook, chances, model_of, outlook, packaged_model
from khabar.situation.signs import SIGNS

TEXT = files("khabar").joinpath("data", "situation", "outlook.yaml").read_text(encoding="utf-8")
ALL = packaged_model().model_copy(update={"shown_from": 0.0})
TOWNS = ("Alpha", "Beta", "Gamma", "Delta")


def seen(*claims: Claim, days: int = 0) -> Outlook:
    """The outlook some days after the day of the reports, with every risk in it."""
    places = [TheatrePlace(n.casefold(), a_place(n, lat=i, lon=0.0), (n,), holder="state") for i, n in enumerate(TOWNS)]
    found = outlook([an_event(c) for c in claims], a_theatre(places), on=DAY + timedelta(days=days), model=ALL)
    assert found is not None
    return found


def risk(found: Outlook, key: str) -> float:
    return next(r.probability for r in found.risks if r.place_key == key)


def pressed(name: str) -> Claim:
    return a_claim("territory.siege", place=[a_place(name)])


def test_a_town_besieged_is_at_more_risk_than_one_nobody_speaks_of() -> None:
    found = seen(pressed("Beta"))
    assert found.risks[0].place_key == "beta"
    assert risk(found, "beta") > 2 * risk(found, "gamma")
    assert len(found.risks[0].claim_ids) == 1


def test_a_siege_of_long_ago_is_no_sign() -> None:
    assert risk(seen(pressed("Beta"), days=30), "beta") < risk(seen(pressed("Beta")), "beta")
    assert seen(pressed("Beta"), days=30).risks[0].claim_ids == ()


def test_where_a_side_loses_towns_all_others_of_its_own_are_at_more_risk() -> None:
    fallen = [a_claim(place=[a_place(name)]) for name in ("Alpha", "Beta")]
    found = seen(*fallen, days=1)
    assert risk(found, "delta") > risk(seen(days=1), "delta")
    assert {r.place_key for r in found.risks if r.holder == "rebels"} == {"alpha", "beta"}


def test_a_siege_that_won_presses_on_nobody_any_more() -> None:
    found = seen(pressed("Beta"), a_claim(place=[a_place("Beta")], day=DAY + timedelta(days=1)), days=2)
    (taken,) = (r for r in found.risks if r.place_key == "beta")
    assert (taken.holder, taken.claim_ids) == ("rebels", ())


def test_a_town_whose_holder_nobody_knows_has_no_outlook() -> None:
    theatre = a_theatre([TheatrePlace("alpha", a_place("Alpha"), ("Alpha",))])
    found = outlook([], theatre, on=DAY, model=ALL)
    assert found is not None
    assert found.risks == ()


def test_small_risks_are_not_shown() -> None:
    theatre = a_theatre([TheatrePlace("alpha", a_place("Alpha"), ("Alpha",), holder="state")])
    found = outlook([], theatre, on=DAY + timedelta(days=60))
    assert found is not None
    assert found.risks == ()


def test_a_model_with_no_skill_says_nothing() -> None:
    tried = ALL.model_copy(update={"back_test": ALL.back_test.model_copy(update={"skill": 0.0})})
    theatre = a_theatre([TheatrePlace("alpha", a_place("Alpha"), ("Alpha",), holder="state")])
    assert outlook([], theatre, on=DAY, model=tried) is None


def test_a_risk_is_a_probability_and_grows_with_each_sign_but_silence() -> None:
    one = np.zeros((1, len(SIGNS)))
    base = chances(one, ALL)[0]
    for i, name in enumerate(SIGNS):
        more = one.copy()
        more[0, i] = 1.0
        grown = chances(more, ALL)[0]
        assert 0 < grown < 1
        assert (grown > base) == (name != "silence")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (TEXT.replace("horizon_days: 7", "horizon_days: none"), "horizon_days"),
        (TEXT.replace("pressed: 1.309, ", ""), "signs"),
        (TEXT + "more: 1\n", "more"),
    ],
)
def test_a_broken_model_is_refused_with_its_field(text: str, field: str) -> None:
    with pytest.raises(BadPack) as raised:
        model_of(text)
    assert raised.value.field == field
