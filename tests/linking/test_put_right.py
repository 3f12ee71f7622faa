"""What a person puts right in a claim is what events and control go by; the coding stays on record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from builders import a_claim as told
from builders import a_place, a_theatre, a_town

from khabar.linking import link, put_right
from khabar.records import Claim, Correction, Event
from khabar.records.wire import mention_to_json, resolved_to_json
from khabar.situation.control import control_at

NOON = datetime(2030, 6, 20, 12, tzinfo=UTC)
ALPHA, BETA = a_place("Alpha", lat=1.0, lon=1.0), a_place("Beta", lat=2.0, lon=2.0)
THEATRE = a_theatre((a_town("Alpha"), a_town("Beta")))


def a_claim(**more: Any) -> Claim:
    """A capture of Alpha by the rebels."""
    return told(place=(ALPHA,), **more)


def word(claim: Claim, field: str, value: object, *, by: str = "Ana", note: str = "") -> Correction:
    return Correction(claim.id, field, value, by, note)  # type: ignore[arg-type]


def events(claims: list[Claim], *said: Correction) -> tuple[Event, ...]:
    return link(put_right(claims, said), theatre=THEATRE)


def test_a_field_is_as_the_person_says_and_the_reasons_name_them() -> None:
    claim = a_claim()
    (corrected,) = put_right([claim], [word(claim, "modality", "alleged", note="only hearsay")])
    assert corrected.mention.modality == "alleged"
    assert corrected.id == claim.id
    assert corrected.mention.why == (*claim.mention.why, "modality put right by Ana: only hearsay")
    assert claim.mention.modality == "reported"


def test_the_later_word_on_a_field_holds_and_other_fields_keep_theirs() -> None:
    claim = a_claim()
    said = [word(claim, "type", "violence.clash"), word(claim, "polarity", "no"), word(claim, "type", "violence.raid")]
    (corrected,) = put_right([claim], said)
    assert (corrected.mention.type, corrected.mention.polarity) == ("violence.raid", "no")


def test_every_part_of_the_coding_can_be_given_back_as_it_was() -> None:
    claim = a_claim(modality="alleged", polarity="no")
    data = mention_to_json(claim.mention)
    fields = {**{k: data[k] for k in ("type", "polarity", "modality", "aspect", "background", "count", "time")}}
    said = [word(claim, field, value) for field, value in {**fields, **data["roles"]}.items()]
    (corrected,) = put_right([claim], said)
    assert mention_to_json(corrected.mention) | {"why": []} == data | {"why": []}


def test_another_place_moves_the_act_there() -> None:
    claim = a_claim()
    there = [{"resolved": resolved_to_json(BETA)}]
    before = control_at("beta", NOON.date(), known=NOON, events=events([claim]), theatre=THEATRE)
    (event,) = events([claim], word(claim, "place", there))
    after = control_at("beta", NOON.date(), known=NOON, events=(event,), theatre=THEATRE)
    assert [place.name for place in event.places] == ["Beta"]
    assert (before.holder, after.holder) == ("state", "rebels")


def test_what_is_dismissed_makes_no_event() -> None:
    claim = a_claim()
    assert events([claim], word(claim, "dismissed", True)) == ()
    assert len(events([claim], word(claim, "dismissed", False))) == 1


def test_what_all_its_tellers_took_back_is_retracted_and_holds_no_place() -> None:
    one, other = a_claim(outlet="One"), a_claim(outlet="Other")
    (event,) = events([one, other], word(one, "retracted", True))
    assert event.standing != "retracted"
    assert len(event.claims) == 2
    (event,) = events([one, other], word(one, "retracted", True), word(other, "retracted", True))
    assert event.standing == "retracted"
    reading = control_at("alpha", NOON.date(), known=NOON, events=(event,), theatre=THEATRE)
    assert reading.holder == "state"


def test_a_word_on_a_claim_that_is_not_there_changes_nothing() -> None:
    claim = a_claim()
    assert put_right([claim], [Correction("another", "type", "violence.raid", "Ana")]) == (claim,)


@pytest.mark.parametrize(("field", "value"), [("time", {"from": 1}), ("count", [{}]), ("place", [{"resolved": 1}])])
def test_a_value_that_is_none_is_a_fault_of_whoever_kept_it(field: str, value: object) -> None:
    claim = a_claim()
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        put_right([claim], [word(claim, field, value)])
