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
from khabar.situation.access import PlaceAccess, access_to
from khabar.situation.assemble import assemble
from khabar.situation.control import control_of_all
from khabar.situation.critical import critical_of
from khabar.situation.network import Network, network_of
from khabar.situation.trunk_roads import TrunkRoad, trunk_roads_of
from khabar.situation.weights import RoadRules, packaged_rules
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
    roads = network_of(side, readings, events, theatre, on=on)
    return {a.place_key: a for a in access_to(roads, roads.own)}


def highway(*claims: Claim, on: date = DAY) -> TrunkRoad:
    events = [an_event(c) for c in claims]
    readings = control_of_all(on, known=end_of_day(on), events=events, theatre=THEATRE)
    roads = trunk_roads_of(network_of(THEATRE.sides[0], readings, events, THEATRE, on=on))
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


def test_what_an_ally_holds_bars_no_one_and_still_counts_as_theirs() -> None:
    sides = (
        Side("state", "Government", base="alpha", allies=("guests",)),
        Side("rebels", "Rebels"),
        Side("guests", "Guests"),
    )
    theatre = replace(
        THEATRE,
        sides=sides,
        places=tuple(replace(p, holder="guests") if p.key == "beta" else p for p in THEATRE.places),
    )
    found = reach(theatre=theatre)
    assert (found["delta"].status, found["delta"].detour_km) == ("open", 0)
    assert found["delta"].chances.open > 0.9
    assert "beta" not in found


def test_a_besieged_town_can_be_reached_only_in_doubt() -> None:
    siege = a_claim("territory.siege", place=[a_place("Beta")], aspect="ongoing")
    assert reach(siege)["beta"].status == "restricted"
    assert reach(siege)["gamma"].status == "open"
    assert reach(siege)["gamma"].detour_km == 350


def test_a_place_nobody_is_known_to_hold_bars_no_one() -> None:
    theatre = replace(THEATRE, places=tuple(replace(p, holder="") if p.key == "beta" else p for p in THEATRE.places))
    assert reach(theatre=theatre)["delta"].detour_km == 0


def test_a_place_last_heard_of_in_others_hands_still_bars_the_way() -> None:
    long_after = DAY + timedelta(days=120)
    (bar,) = network(fell("Beta"), on=long_after).barriers
    assert (bar.why, bar.by, bar.status, bar.since) == ("last held", "rebels", "cut", DAY)
    assert 0.5 < bar.chance < 0.9
    assert reach(fell("Beta"), on=long_after)["gamma"].detour_km == 350


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


def test_a_village_on_the_road_tells_which_of_its_links_is_cut() -> None:
    roads = tuple(replace(r, via=("Lumen",)) if r.id == "beta-gamma" else r for r in THEATRE.roads)
    theatre = replace(THEATRE, roads=roads)
    says = "The Alpha-Delta highway is cut at Lumen."
    claim = a_claim("access.block", actor=[], place=["the Alpha-Delta highway"], says=says, trigger="cut")
    assert links(claim, theatre=theatre) == {"beta-gamma"}
    elsewhere = a_claim("access.block", actor=[], place=["the Alpha-Delta highway"], says="It is cut.", trigger="cut")
    assert links(elsewhere, theatre=theatre) == {"alpha-beta", "beta-gamma", "gamma-delta"}


def test_a_village_that_two_roads_pass_does_not_say_which_is_meant() -> None:
    two = ("beta-gamma", "alpha-epsilon")
    theatre = replace(THEATRE, roads=tuple(replace(r, via=("Lumen",)) if r.id in two else r for r in THEATRE.roads))
    says = "The road at Lumen is blocked."
    assert links(a_claim("access.block", actor=[], place=["the road"], says=says), theatre=theatre) == set()


def test_a_pass_that_no_place_was_found_for_is_known_by_its_name() -> None:
    kinds = tuple(replace(p, kind="pass") if p.key == "gamma" else p for p in THEATRE.places)
    claim = a_claim("access.block", actor=[], place=["the Gamma pass"], trigger="blocked")
    assert [b.place_key for b in network(claim, theatre=replace(THEATRE, places=kinds)).barriers] == ["gamma"]
    # A road to a town is not at the town.
    assert network(a_claim("access.block", actor=[], place=["the road to Gamma"], trigger="blocked")).barriers == ()


def test_part_of_a_road_reported_open_ends_a_block_that_nobody_placed_on_it() -> None:
    later = DAY + timedelta(days=1)
    whole = a_claim("access.block", actor=[], place=["the Alpha-Delta highway"])
    part = a_claim(
        "access.open", actor=[], place=["the road", a_place("Beta"), a_place("Gamma")], relation="between", day=later
    )
    assert links(whole, part, on=DAY) == {"alpha-beta", "beta-gamma", "gamma-delta"}
    assert links(whole, part, on=later) == set()


def test_every_further_voice_leaves_less_doubt_about_a_block() -> None:
    place = ["the road", a_place("Beta"), a_place("Gamma")]
    one = a_claim("access.block", actor=[], place=place, relation="between")
    again = a_claim("access.block", actor=[], place=place, relation="between", document="another of the Herald")
    other = a_claim("access.block", actor=[], place=place, relation="between", outlet="The Wire")
    assert chance_of_block(one) == chance_of_block(one, again) == pytest.approx(0.9)
    assert chance_of_block(one, other) == pytest.approx(0.99)


def links(*claims: Claim, on: date = DAY, theatre: Theatre = THEATRE) -> set[str]:
    """The road links that a report says are cut for the first side."""
    return {road for bar in network(*claims, on=on, theatre=theatre).barriers for road in bar.road_ids}


def chance_of_block(*claims: Claim) -> float:
    (bar,) = network(*claims).barriers
    return bar.chance


def network(*claims: Claim, on: date = DAY, theatre: Theatre = THEATRE, tracks: bool = False) -> Network:
    events = [an_event(c) for c in claims]
    readings = control_of_all(on, known=end_of_day(on), events=events, theatre=theatre)
    return network_of(theatre.sides[0], readings, events, theatre, on=on, tracks=tracks)


def test_supplies_move_on_tracks_only_where_asked() -> None:
    lost = (fell("Beta"), fell("Epsilon"))
    assert access_to(network(*lost), ["delta"])[0].status == "cut"
    by_track = access_to(network(*lost, tracks=True), ["delta"])[0]
    assert by_track.way is not None
    assert by_track.way.length_km == 20


def test_ways_are_counted_only_where_they_share_no_place() -> None:
    assert reach()["delta"].ways == 2
    assert reach(fell("Epsilon"))["delta"].ways == 1
    assert reach(fell("Epsilon"), fell("Gamma"))["delta"].ways == 0


def test_a_road_block_is_among_what_would_open_a_way() -> None:
    block = a_claim("access.block", actor=[], place=["the road", a_place("Beta"), a_place("Gamma")], relation="between")
    delta = reach(fell("Epsilon"), block)["delta"]
    assert delta.status == "cut"
    assert [(b.place_key, b.road_ids) for b in delta.reopened_by] == [("epsilon", ()), ("", ("beta-gamma",))]


def test_the_probabilities_of_a_way_follow_the_doubt_about_each_place() -> None:
    # One outlet's word makes the loss likely, not sure; the way round is as good as before.
    lost, told = reach()["gamma"], reach(fell("Beta"), fell("Epsilon"))["gamma"]
    assert lost.chances.open > 0.85
    assert told.chances.cut > 0.6
    assert reach(fell("Beta"))["gamma"].chances.open > 0.8


def test_a_status_is_never_a_word_that_its_probability_speaks_against() -> None:
    doubtful = replace(network(), rules=replace_likely(0.0))
    assert {a.status for a in access_to(doubtful, doubtful.own)} == {"restricted"}


def replace_likely(likely: float) -> RoadRules:
    return packaged_rules().roads.model_copy(update={"likely": likely})


def test_what_everything_hangs_on_comes_first() -> None:
    theatre = replace(THEATRE, roads=tuple(r for r in THEATRE.roads if r.name == HIGHWAY))
    found = critical_of(network(theatre=theatre))
    assert [c.place_key for c in found if c.kind == "place"] == ["beta", "gamma"]
    assert found[0].cuts_off == ("gamma", "delta")
    assert [c.road.id for c in found if c.road] == ["alpha-beta", "beta-gamma", "gamma-delta"]


def test_a_place_with_a_way_round_cuts_off_nothing_and_adds_its_detour() -> None:
    beta = next(c for c in critical_of(network()) if c.place_key == "beta")
    assert beta.cuts_off == ()
    # Gamma by Epsilon is 450 km in place of 100, Delta 400 in place of 150.
    assert (set(beta.lengthens), beta.added_km) == ({"gamma", "delta"}, 600.0)


def test_a_side_with_no_base_is_in_no_account_of_supply() -> None:
    found = assemble([], THEATRE, on=DAY, known=end_of_day(DAY))
    assert {a.side for a in found.access} == {"state"}


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
    return {r.name: r for r in trunk_roads_of(network_of(sides[0], readings, events, theatre, on=DAY))}


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
