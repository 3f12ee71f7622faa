"""What becomes of what only one voice says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import DAY, GOVERNMENT, REBELS, a_claim, a_place, a_theatre, a_town, a_voice, an_event

from khabar.records import Claim
from khabar.situation.claims import claims_standing
from khabar.situation.politics import politics

THEATRE = a_theatre([a_town("Alpha"), a_town("Beta")])
REBEL_VOICE = a_voice("belligerent", REBELS)
STATE_VOICE = a_voice("official", GOVERNMENT)
LATER = DAY + timedelta(days=2)


def claimed(**more: object) -> Claim:
    given = {"modality": "claimed", "said_by": REBEL_VOICE, "place": [a_place("Beta")], **more}
    return a_claim(**given)  # type: ignore[arg-type]


BECAME = {
    "nobody else says so": ((claimed(),), "open", None),
    "the same voice in another paper": ((claimed(), claimed(outlet="The Post")), "open", None),
    "an outlet on its own": (
        (claimed(), a_claim(place=[a_place("Beta")], outlet="The Post", day=LATER)),
        "confirmed",
        2,
    ),
    "the other side admits it": ((claimed(), claimed(said_by=STATE_VOICE, outlet="The Post")), "confirmed", 0),
    "another voice of the same side": (
        (claimed(), claimed(said_by=a_voice("belligerent", REBELS, words="a second spokesman"))),
        "open",
        None,
    ),
    "the other side denies it": ((claimed(), claimed(said_by=STATE_VOICE, modality="denied")), "denied", None),
    "it is taken back": (
        (claimed(), claimed(modality="denied", outlet="The Post", day=LATER)),
        "refuted",
        None,
    ),
    "the outlet that hands it on, in the same report": (
        (claimed(), a_claim(place=[a_place("Beta")], says="It has fallen too.")),
        "open",
        None,
    ),
    "the other side is said to have done it": (
        (claimed(), a_claim(place=[a_place("Beta")], actor=[GOVERNMENT], outlet="The Post", day=LATER)),
        "open",
        None,
    ),
    "nobody is said to have done it": (
        (claimed(), a_claim(place=[a_place("Beta")], actor=[], outlet="The Post", day=LATER)),
        "open",
        None,
    ),
    "another kind of act": (
        (claimed(), a_claim("territory.transfer", place=[a_place("Beta")], outlet="The Post", day=LATER)),
        "open",
        None,
    ),
    "the paper of those who claim it": (
        (claimed(), a_claim(place=[a_place("Beta")], outlet="Rebels", day=LATER)),
        "open",
        None,
    ),
    "an outlet that only copies": (
        (claimed(), a_claim(place=[a_place("Beta")], outlet="The Post", copy_of="x")),
        "open",
        None,
    ),
}


@pytest.mark.parametrize("case", BECAME, ids=str)
def test_a_claim_is_settled_only_by_another_voice(case: str) -> None:
    claims, outcome, days = BECAME[case]
    (found,) = claims_standing([an_event(*claims)], THEATRE, on=LATER)
    assert (found.outcome, found.after_days, found.voice) == (outcome, days, "Rebels")


def test_what_an_outlet_reports_itself_is_no_open_claim() -> None:
    assert claims_standing([an_event(a_claim(place=[a_place("Beta")]))], THEATRE, on=DAY) == ()


def test_talks_keep_their_status_and_an_alleged_deal_its_standing() -> None:
    talks = an_event(a_claim("politics.talks", actor=[REBELS, GOVERNMENT], status="stalled"))
    deal = an_event(
        a_claim(
            "politics.agreement",
            actor=[REBELS, "the governor"],
            modality="alleged",
            said_by=a_voice("local official", words="a councillor"),
        )
    )
    agreement, meeting = politics([talks, deal], on=DAY)
    assert (agreement.kind, agreement.modality) == ("agreement", "alleged")
    assert (meeting.status, meeting.parties) == ("stalled", ("Rebels", "Government"))
