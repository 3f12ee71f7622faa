"""What the gain of a place tells of the days before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from builders import ARMY, DAY, REBELS, a_claim, a_place, a_theatre, a_town, a_voice, an_event

from khabar.records import Claim
from khabar.situation.control import control_at
from khabar.times.moments import end_of_day

BETA = a_place("Beta")
THEATRE = a_theatre([a_town("Alpha"), a_town("Beta")])


def holder(*claims: Claim, on: date) -> str:
    """Who held Beta on a day by all that was ever said."""
    known = end_of_day(DAY + timedelta(days=99))
    return control_at("beta", on, known=known, events=[an_event(c) for c in claims], theatre=THEATRE).holder


def taken(by: Any, days: int, *, trigger: str = "captured", **more: Any) -> Claim:
    """A report, so many days after DAY, that Beta was taken."""
    return a_claim(place=[BETA], actor=[by], target=[], day=DAY + timedelta(days=days), trigger=trigger, **more)


def test_who_takes_again_what_was_its_own_had_lost_it_unheard() -> None:
    claims = (taken(REBELS, 0), taken(REBELS, 20, trigger="recaptured"))
    assert holder(*claims, on=DAY + timedelta(days=10)) == "rebels"
    assert holder(*claims, on=DAY + timedelta(days=19)) == "state"
    assert holder(*claims, on=DAY + timedelta(days=20)) == "rebels"


def test_reports_of_one_gain_that_trickle_in_tell_of_no_loss_between_them() -> None:
    claims = (taken(REBELS, 0), taken(REBELS, 2, outlet="The Post"))
    assert holder(*claims, on=DAY + timedelta(days=1)) == "rebels"


@pytest.mark.parametrize(("trigger", "before"), [("captured", "rebels"), ("retook", "state")])
def test_a_party_may_boast_of_what_it_has_but_not_retake_it(trigger: str, before: str) -> None:
    boast: dict[str, Any] = {"modality": "claimed", "said_by": a_voice("belligerent", REBELS)}
    claims = (taken(REBELS, 0), taken(REBELS, 20, trigger=trigger, outlet="The Sun", **boast))
    found = control_at(
        "beta",
        DAY + timedelta(days=19),
        known=end_of_day(DAY + timedelta(days=99)),
        events=[an_event(c) for c in claims],
        theatre=THEATRE,
    )
    assert max(found.probability, key=lambda pair: pair[1])[0] == before


@pytest.mark.parametrize("trigger", ["secured", "securing control", "consolidated control"])
def test_what_is_secured_may_have_been_ones_own_all_along(trigger: str) -> None:
    assert holder(taken(ARMY, 9, trigger=trigger), on=DAY + timedelta(days=8)) == "state"


def test_a_description_in_the_report_of_a_fall_is_of_the_time_before() -> None:
    document: dict[str, Any] = {"document": "d1"}
    fall = taken(ARMY, 9, **document)
    stronghold = a_claim(
        "territory.control", place=[BETA], actor=[REBELS], day=DAY + timedelta(days=9), descriptive=True, **document
    )
    assert holder(fall, stronghold, on=DAY + timedelta(days=9)) == "state"
