"""What reports say of roads, checked against the roads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import DAY, a_claim, a_place, a_road, a_theatre, a_town, an_event

from khabar.packs.theatre import Theatre, TheatrePlace
from khabar.records import Claim
from khabar.situation.road_statements import RoadStatement, road_statements
from khabar.situation.weights import packaged_rules


def town_at(name: str, lat: float, lon: float) -> TheatrePlace:
    town = a_town(name, sets=("towns",))
    return replace(town, place=replace(town.place, lat=lat, lon=lon))


# Alpha in the middle; Beta, Gamma and Delta down a road to the south; Epsilon to the north; Zeta off to the side.
THEATRE: Theatre = a_theatre(
    [
        town_at("Alpha", 10.0, 10.0),
        town_at("Beta", 9.0, 10.0),
        town_at("Gamma", 8.0, 10.0),
        town_at("Delta", 7.0, 10.0),
        town_at("Epsilon", 11.0, 10.0),
        town_at("Zeta", 9.0, 12.0),
        a_town("Omega"),
    ],
    [
        a_road("alpha", "beta", km=100),
        a_road("beta", "gamma", km=100),
        a_road("gamma", "delta", km=100),
        a_road("alpha", "epsilon", km=100),
        a_road("alpha", "zeta", km=200),
        a_road("zeta", "gamma", km=150),
    ],
)
ENDS = {
    "between": ("With Beta the rebels took the highway between Alpha and Delta.", ("alpha", "delta", "")),
    "from and to": ("They took Beta, cutting the road from Alpha to Delta.", ("alpha", "delta", "")),
    "linking with": ("Beta fell, and the main road linking Alpha with Delta is theirs.", ("alpha", "delta", "")),
    "that links": ("Beta fell, which sits on the vital route that links Alpha to Delta.", ("alpha", "delta", "")),
    "words before the names": ("Beta lies on the road from the capital, Alpha, to Delta.", None),
    "a capital by name": ("Beta fell on the road from the capital Alpha to the port of Delta.", ("alpha", "delta", "")),
    "by a hyphen": ("Beta fell, which cuts the Alpha-Delta highway.", ("alpha", "delta", "")),
    "a direction": ("Beta fell, and the road from Alpha to the south is cut.", ("alpha", "", "south")),
    "a direction's lands": (
        "Beta fell on the road that links Alpha with the country’s southern towns.",
        ("alpha", "", "south"),
    ),
    "no road": ("Beta fell, and talks between Alpha and Delta were called off.", None),
    "one end only": ("Beta fell, and the road from Alpha is cut.", None),
}


def statements(*claims: Claim, theatre: Theatre = THEATRE) -> tuple[RoadStatement, ...]:
    return road_statements([an_event(c) for c in claims], theatre, packaged_rules().roads, on=DAY)


@pytest.mark.parametrize("case", ENDS, ids=str)
def test_the_ends_of_a_road_are_read_from_the_sentence(case: str) -> None:
    says, ends = ENDS[case]
    found = statements(a_claim(place=[a_place("Beta")], says=says))
    assert [(s.one, s.other, s.toward) for s in found] == ([ends] if ends else [])


VERDICTS = {
    "on the usual way": ("Beta", "Alpha", "Delta", "cuts the usual way"),
    "on another way": ("Zeta", "Alpha", "Gamma", "is on another way"),
    "on no way": ("Epsilon", "Alpha", "Beta", "is on no way"),
    "no road at all": ("Beta", "Alpha", "Omega", "has no road"),
}


@pytest.mark.parametrize("case", VERDICTS, ids=str)
def test_the_roads_agree_or_not(case: str) -> None:
    lost, one, other, verdict = VERDICTS[case]
    (said,) = statements(a_claim(place=[a_place(lost)], says=f"{lost} fell on the road between {one} and {other}."))
    assert said.verdict == verdict


def test_the_way_round_is_given_with_the_usual_one() -> None:
    (said,) = statements(a_claim(place=[a_place("Beta")], says="Beta fell on the road between Alpha and Delta."))
    assert said.usual is not None
    assert said.round is not None
    assert (said.usual.length_km, said.round.length_km) == (300, 450)


def test_a_direction_is_checked_for_the_places_that_lie_there() -> None:
    (said,) = statements(a_claim(place=[a_place("Beta")], says="Beta fell on the road from Alpha to the south."))
    assert (said.served, said.beyond, said.verdict) == (("gamma", "delta"), ("gamma", "delta"), "cuts the usual way")
    (said,) = statements(a_claim(place=[a_place("Beta")], says="Beta fell on the road from Alpha to the north."))
    assert (said.served, said.verdict) == (("epsilon",), "is on no way")


def test_a_sentence_that_names_no_loss_takes_up_the_one_told_just_before() -> None:
    text = "Beta has fallen. With it they hold the vital highway between Alpha and Delta."
    fell, held = text.split(". ")
    before = a_claim(place=[a_place("Beta")], says=f"{fell}.", document="one")
    after = a_claim("territory.control", place=["the vital highway"], says=held, document="one")
    after = replace(
        after, mention=replace(after.mention, sentence=replace(after.mention.sentence, start=17, end=17 + len(held)))
    )
    assert [(s.claim_id, s.place_key) for s in statements(before, after)] == [(after.id, "beta")]
    assert statements(after) == ()
    assert statements(replace(before, document_id="another"), after) == ()


def test_a_place_is_known_by_its_name_where_no_place_was_found_for_the_words() -> None:
    says = "Nearby Beta fell too, on the road between Alpha and Delta."
    assert [s.place_key for s in statements(a_claim(place=["Nearby Beta"], says=says))] == ["beta"]
    assert (
        statements(a_claim("access.block", place=["the road to Gamma"], says="The road from Alpha to Gamma is cut."))
        == ()
    )


def test_denials_and_copies_say_nothing_of_their_own() -> None:
    says = "Beta fell on the road between Alpha and Delta."
    assert statements(a_claim(place=[a_place("Beta")], says=says, polarity="no")) == ()
    assert statements(a_claim(place=[a_place("Beta")], says=says, copy_of="another")) == ()
