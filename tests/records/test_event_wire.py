"""Events go out as khabar.event/1: all their claims, nothing that depends on the run."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime, timedelta

from builders import DAY, REBELS, a_claim, a_place, a_voice, an_event

from khabar.records import Figure, Judgement
from khabar.records.event_wire import event_to_json

ONE = a_claim(place=[a_place("Alpha")], outlet="The Herald", says="Rebels took Alpha.")
OTHER = a_claim(place=[a_place("Alpha")], outlet="The Sun", said_by=a_voice("belligerent", REBELS), modality="claimed")
MERGE = Judgement(ONE.id, OTHER.id, "same", 0.912345, ("the same place", "the same day"), "rules 1")
TOLL = Figure("killed", 6, 8, 12, ((6, 8, 12, "The Herald", ONE.id),))


def test_an_event_keeps_each_claim_with_its_outlet_speaker_modality_and_sentence() -> None:
    first, second = event_to_json(an_event(ONE, OTHER))["claims"]
    by_outlet = {claim["outlet"]: claim for claim in (first, second)}
    assert by_outlet["The Herald"]["speaker"] is None
    assert by_outlet["The Herald"]["sentence"]["text"] == "Rebels took Alpha."
    assert by_outlet["The Herald"]["published"] == DAY.isoformat()
    assert by_outlet["The Sun"]["speaker"]["kind"] == "belligerent"
    assert by_outlet["The Sun"]["modality"] == "claimed"


def test_an_event_says_where_how_many_and_why_its_claims_are_one_act() -> None:
    data = event_to_json(an_event(ONE, OTHER, figures=(TOLL,), merges=(MERGE,)))
    assert [place["name"] for place in data["places"]] == ["Alpha"]
    assert data["figures"][0]["versions"] == [{"low": 6, "best": 8, "high": 12, "voice": "The Herald", "claim": ONE.id}]
    assert data["merges"][0]["reasons"] == ["the same place", "the same day"]
    assert data["merges"][0]["score"] == 0.9123


def test_the_moment_of_taking_in_never_shows() -> None:
    def taken_in(moment: datetime) -> str:
        dated = dataclasses.replace(ONE, recorded_at=moment)
        undated = dataclasses.replace(OTHER, recorded_at=moment, published=None, known_at=moment)
        return json.dumps([event_to_json(an_event(claim)) for claim in (dated, undated)])

    assert taken_in(ONE.recorded_at) == taken_in(ONE.recorded_at + timedelta(days=400))


def test_what_nobody_knows_is_null_and_not_left_out() -> None:
    data = event_to_json(dataclasses.replace(an_event(ONE), occurred=None, places=()))
    assert data["time"] is None
    assert data["places"] == []
