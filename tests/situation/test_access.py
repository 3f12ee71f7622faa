"""Who is cut off: roads under control, detours, and what would open the way again."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import DAY, REBELS, a_claim, a_place, a_road, a_theatre, a_town, a_voice, an_event

from khabar.packs.theatre import Road, Side, Theatre
from khabar.records import Claim
from khabar.situation.access import PlaceAccess, access_for
from khabar.situation.control import control_of_all
from khabar.situation.trunk_roads import TrunkRoad, trunk_roads
from khabar.times.moments import end_of_day

FACTS = Path(__file__).parents[2].parent / "shared/facts/afghanistan-2021"
HIGHWAY = "Alpha-Delta highway"

# Alpha - Beta - Gamma - Delta along the highway; a longer way round by Epsilon; a track by Zeta.
THEATRE = a_theatre(
    [a_town(n) for n in ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")],
    [
        a_road("alpha", "beta", km=50, name=HIGHWAY),
        a_road("beta", "gamma", km=50, name=HIGHWAY),
        a_road("gamma", "delta", km=50, name=HIGHWAY),
        a_road("alpha", "epsilon", km=200, name="Long road", grade=3),
        a_road("epsilon", "delta", km=200, name="Long road", grade=3),
        a_road("alpha", "zeta", km=10, name="Track", grade=4),
        a_road("zeta", "delta", km=10, name="Track", grade=4),
    ],
)
REBEL_VOICE = a_voice("belligerent", REBELS)


def fell(town: str, *, day: date = DAY, **more: object) -> Claim:
    return a_claim(place=[a_place(town)], day=day, **more)  # type: ignore[arg-type]


def reach(*claims: Claim, on: date = DAY, theatre: Theatre = THEATRE) -> Mapping[str, PlaceAccess]:
    events = [an_event(c) for c in claims]
    readings = control_of_all(on, known=end_of_day(on), events=events, theatre=theatre)
    side = theatre.sides[0]
    return {a.place_key: a for a in access_for(side, readings, events, theatre, on=on)}


def highway(*claims: Claim, on: date = DAY) -> TrunkRoad:
    events = [an_event(c) for c in claims]
    readings = control_of_all(on, known=end_of_day(on), events=events, theatre=THEATRE)
    roads = trunk_roads(THEATRE.sides[0], readings, events, THEATRE, on=on)
    return next(r for r in roads if r.name == HIGHWAY)


def test_with_nothing_heard_every_road_is_open() -> None:
    assert highway().status == "open"
    assert {a.status for a in reach().values()} == {"open"}


def test_a_town_lost_cuts_the_road_there_and_leaves_the_long_way_round() -> None:
    road = highway(fell("Beta"))
    assert road.status == "cut"
    assert [b.place_key for b in road.barred_at] == ["beta"]
    assert road.detour is not None
    assert (road.detour.length_km, road.detour.road_names) == (400, ("Long road",))
    assert road.main_detour is None


def test_places_beyond_are_reached_by_the_detour_and_say_how_much_longer_it_is() -> None:
    delta = reach(fell("Beta"))["delta"]
    assert (delta.status, delta.detour_km) == ("open", 250)


def test_a_track_is_no_supply_route_but_is_named() -> None:
    road = highway(fell("Beta"), fell("Epsilon"))
    assert road.detour is None
    assert road.track_detour is not None
    assert road.track_detour.length_km == 20
    assert road.closed_detour is not None
    assert [b.place_key for b in road.closed_at] == ["epsilon"]


def test_a_place_cut_off_says_since_when_and_which_one_place_would_open_a_way() -> None:
    later = DAY + timedelta(days=3)
    delta = reach(fell("Beta"), fell("Epsilon", day=later), on=later)["delta"]
    assert delta.status == "cut"
    assert delta.cut_since == later
    assert [b.place_key for b in delta.reopened_by] == ["beta", "epsilon"]


def test_a_place_the_other_side_holds_is_not_listed_as_supplied() -> None:
    assert "beta" not in reach(fell("Beta"))


def test_a_town_only_claimed_leaves_the_road_in_doubt() -> None:
    road = highway(fell("Beta", modality="claimed", said_by=REBEL_VOICE))
    assert road.status == "restricted"
    assert road.barred_at[0].why == "claimed"


def test_a_besieged_town_can_be_reached_only_in_doubt() -> None:
    siege = a_claim("territory.siege", place=[a_place("Beta")], aspect="ongoing")
    assert reach(siege)["beta"].status == "restricted"
    assert reach(siege)["gamma"].status == "open"
    assert reach(siege)["gamma"].detour_km == 350


def test_a_place_nobody_is_known_to_hold_bars_no_one() -> None:
    theatre = replace(THEATRE, places=tuple(replace(p, holder="") if p.key == "beta" else p for p in THEATRE.places))
    assert reach(theatre=theatre)["delta"].detour_km == 0


BLOCKED = {
    "a road at a town": (("the road at Beta", a_place("Beta")), "in", "cut"),
    "a road named by its ends": (("the Alpha-Delta highway",), "in", "cut"),
    "a road between two towns": (("the road", a_place("Alpha"), a_place("Beta")), "between", "cut"),
    "an airport in a town": (("the airport", a_place("Beta")), "in", "open"),
    "major roads, nobody says where": (("major roadways",), "in", "open"),
}


@pytest.mark.parametrize("case", BLOCKED, ids=str)
def test_a_road_reported_cut_is_cut_where_the_report_says(case: str) -> None:
    places, relation, status = BLOCKED[case]
    claim = a_claim("access.block", place=places, relation=relation, trigger="blocked")
    assert highway(claim).status == status


def test_a_road_reported_open_again_is_open() -> None:
    later = DAY + timedelta(days=1)
    place = ["the road", a_place("Beta")]
    claims = (a_claim("access.block", place=place), a_claim("access.open", actor=[], place=place, day=later))
    assert highway(*claims).status == "cut"
    assert highway(*claims, on=later).status == "open"


def test_a_road_a_party_says_it_cut_is_in_doubt() -> None:
    claim = a_claim("access.block", place=["the road", a_place("Beta")], modality="claimed", said_by=REBEL_VOICE)
    assert highway(claim).status == "restricted"


def test_a_side_with_no_base_has_no_supply_to_speak_of() -> None:
    readings = control_of_all(DAY, known=end_of_day(DAY), events=[], theatre=THEATRE)
    assert access_for(THEATRE.sides[1], readings, [], THEATRE, on=DAY) == ()


# The roads of Afghanistan as measured in 2021.


def afghan_roads(*lost: str) -> Mapping[str, TrunkRoad]:
    """The trunk roads for the government with some towns lost on the day."""
    if not FACTS.exists():
        pytest.skip("the 2021 facts tables are not here")
    with (FACTS / "roads.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    roads = [
        Road(r["road_id"], r["from_id"], r["to_id"], r["road"], float(r["approx_km"]), int(r["class"])) for r in rows
    ]
    keys = sorted({end for r in roads for end in (r.one, r.other)})
    sides = (Side("state", "Government", base="kabul"), Side("rebels", "Taliban"))
    theatre = a_theatre([a_town(k) for k in keys], roads, sides=sides)
    events = [an_event(fell(k)) for k in lost]
    readings = control_of_all(DAY, known=end_of_day(DAY), events=events, theatre=theatre)
    return {r.name: r for r in trunk_roads(sides[0], readings, events, theatre, on=DAY)}


KABUL_KANDAHAR = "NH0101 Kabul-Kandahar highway"


def test_the_highway_from_kabul_to_kandahar_is_487_km_and_open_in_peace() -> None:
    road = afghan_roads()[KABUL_KANDAHAR]
    assert (road.status, road.line.length_km) == ("open", 487)


def test_with_ghazni_lost_it_is_cut_and_the_way_round_is_by_herat() -> None:
    road = afghan_roads("ghazni")[KABUL_KANDAHAR]
    assert [b.place_key for b in road.barred_at] == ["ghazni"]
    assert road.detour is not None
    assert road.main_detour is not None
    assert road.detour.length_km == pytest.approx(1430, abs=20)
    assert {"firozkoh", "herat"} <= set(road.detour.places)
    assert road.main_detour.length_km == pytest.approx(1800, abs=20)
    assert {"mazar-i-sharif", "maimana", "herat"} <= set(road.main_detour.places)


def test_with_herat_lost_too_only_the_track_by_nili_is_left() -> None:
    road = afghan_roads("ghazni", "herat")[KABUL_KANDAHAR]
    assert road.detour is None
    assert road.track_detour is not None
    assert road.track_detour.length_km == pytest.approx(730, abs=20)
    assert [b.place_key for b in road.closed_at] == ["herat"]


def test_with_the_salang_lost_the_road_north_goes_by_the_shibar_pass() -> None:
    road = afghan_roads("salang")["NH0104 Mazar-Kabul"]
    assert road.detour is not None
    assert road.detour.length_km == pytest.approx(536, abs=1)
    assert "shibar" in road.detour.places
