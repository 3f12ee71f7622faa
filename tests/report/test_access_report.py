"""The answers on access as people read them: status, way, doubt, and what would open it, every line cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from builders import DAY, a_claim, a_place, a_road, a_theatre, a_town, an_event

from khabar.records import Claim
from khabar.report import access_brief, brief_markdown, brief_text, what_if_brief
from khabar.situation import access_answer, access_json, what_if, what_if_json
from khabar.supposing import supposed_events
from khabar.times.moments import end_of_day

THEATRE = a_theatre(
    [a_town(n) for n in ("Alpha", "Beta", "Gamma", "Delta", "Omega")],
    [
        a_road("alpha", "beta", km=50, name="Old road"),
        a_road("beta", "delta", km=50, name="Old road"),
        a_road("alpha", "gamma", km=90, name="Long road", grade=3),
        a_road("gamma", "delta", km=90, name="Long road", grade=3),
    ],
)
KNOWN = end_of_day(DAY)


def fell(town: str) -> Claim:
    return a_claim(place=[a_place(town)], says=f"{town} fell to the rebels.")


def told(*places: str, record: tuple[Claim, ...] = (), **more: object) -> str:
    events = [an_event(claim) for claim in record]
    answer = access_answer(places, DAY, known=KNOWN, events=events, theatre=THEATRE, **more)  # type: ignore[arg-type]
    return " ".join(brief_text(access_brief(answer)).split())


def test_an_open_place_is_told_with_its_road_and_its_independent_ways() -> None:
    text = told("delta")
    assert "Delta: open (Logistics Cluster: operational)" in text
    assert "By road: 100 km on Old road." in text
    assert "Two ways are left, counting only ways that share no place." in text
    assert "Tracks" not in text
    assert "tracks are left out" in text


def test_a_detour_is_told_with_what_bars_the_usual_way() -> None:
    text = told("delta", record=(fell("Beta"),))
    assert "By road: 180 km on Long road, 80 km more than the usual 100 km" in text
    assert "the usual way is barred at Beta (held by Rebels since 10 Jun 2030)" in text
    assert "One way is left" in text
    assert "The Herald, 2030-06-10: “Beta fell to the rebels.”" in text


def test_a_place_cut_off_is_told_with_the_day_and_with_what_would_open_it() -> None:
    text = told("delta", record=(fell("Beta"), fell("Gamma")))
    assert "Delta: cut off since 10 Jun 2030 (Logistics Cluster: not operational)" in text
    assert "Alone enough to open a way: Beta retaken or Gamma retaken." in text
    assert "Not operational" in text


def test_a_place_that_no_road_joins_and_a_side_with_no_base_are_told_as_such() -> None:
    text = told("omega")
    assert "No supply road joins Omega to Alpha even in peace." in text
    assert "The theatre names no base of Rebels" in text


def test_a_side_that_lost_its_base_supplies_nothing_and_nothing_else_is_told_of_it() -> None:
    text = told("delta", sides=(replace(THEATRE.sides[1], base="delta"),))
    assert "By what is known Delta is not held by Rebels: it supplies nothing." in text
    assert "By road:" not in text


def test_the_whole_network_tells_what_hangs_on_what() -> None:
    text = told(record=(fell("Gamma"),))
    assert "If Beta is lost: 1 place cut off (Delta)." in text
    assert "Alpha - Gamma Long road 90 km Not operational" in text
    assert "It reaches all it holds." in text


def test_what_if_tells_how_it_was_read_and_what_would_change() -> None:
    supposed = supposed_events(["Beta=rebels"], THEATRE, day=DAY + timedelta(days=1), known=KNOWN)
    answer = what_if(supposed, DAY + timedelta(days=1), known=KNOWN, events=[], theatre=THEATRE)
    text = brief_text(what_if_brief(answer))
    assert "“Beta=rebels” is read as territory.capture: Rebels; Beta." in text
    assert "Beta: held by Rebels; without it held by Government." in text
    assert "Supposed here, 2030-06-11: “Beta=rebels”" in text
    assert "\nDelta" in text
    assert brief_markdown(what_if_brief(answer)).startswith("# What if, on 11 Jun 2030")


def test_what_changes_nothing_says_so() -> None:
    text = brief_text(what_if_brief(what_if((), DAY, known=KNOWN, events=[], theatre=THEATRE)))
    assert "Nothing would change." in text


def test_the_json_has_the_clusters_words_and_only_the_sources_it_cites() -> None:
    events = [
        an_event(c) for c in (fell("Beta"), a_claim(place=[a_place("Omega")], outlet="The Wire", says="Omega fell."))
    ]
    found = access_json(access_answer(["delta"], DAY, known=KNOWN, events=events, theatre=THEATRE))
    assert found["format"] == "khabar.access/1"
    (access,) = found["supplies"][0]["access"]
    assert (access["logie_status"], access["detour_km"], access["ways"]) == ("Operational", 80.0, 1)
    assert sum(access["chances"].values()) == 1.0
    assert [s["sentence"] for s in found["sources"]] == ["Beta fell to the rebels."]
    supposed = supposed_events(["Beta=rebels"], THEATRE, day=DAY, known=KNOWN)
    assert what_if_json(what_if(supposed, DAY, known=KNOWN, events=[], theatre=THEATRE))["supposed"] == [
        {"type": "territory.capture", "places": ["Beta"], "sentence": "Beta=rebels"}
    ]
