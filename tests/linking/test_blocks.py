"""What is compared with what: little, and all that matters."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from linking_builders import (
    ARMY,
    MILLBROOK,
    OAK_PROVINCE,
    OAK_VALE,
    OAKTON,
    REBELS,
    THEATRE,
    a_claim,
    between,
    counted,
    on,
)

from khabar.linking.blocks import can_be_one, candidate_pairs, stands_of
from khabar.linking.score import compare
from khabar.linking.sighting import Sighting, sightings_of
from khabar.linking.weights import load_rules
from khabar.records import Claim, Place

RULES = load_rules()


def heads(claims: list[Claim]) -> list[Sighting]:
    """The claims' sightings in order of key."""
    return sorted((s for claim in claims for s in sightings_of(claim, rules=RULES)), key=lambda s: s.key)


@st.composite
def placed_claims(draw: st.DrawFn) -> list[Claim]:
    """Claims with places close and far, days near and wide."""
    nearby = st.builds(
        lambda n, lat, lon: Place(
            f"p:{n}", f"P{n}", "settlement", lat=34 + lat, lon=62 + lon, country="XX", admin1="01"
        ),
        st.integers(0, 99),
        st.floats(-0.3, 0.3),
        st.floats(-0.3, 0.3),
    )
    places = st.one_of(st.sampled_from((OAKTON, MILLBROOK, OAK_VALE, OAK_PROVINCE)), nearby)
    times = st.one_of(st.integers(1, 12).map(on), st.integers(1, 9).map(lambda n: between(n, n + 4)), st.none())
    return [
        a_claim(
            draw(st.sampled_from(("territory.capture", "territory.control", "violence.bombing"))),
            outlet=f"Paper {at}",
            published=draw(st.integers(6, 13)),
            actor=draw(st.sampled_from((None, REBELS, ARMY))),
            place=draw(places),
            time=draw(times),
            counts=draw(st.sampled_from(((), (counted("killed", 5),)))),
        )
        for at in range(draw(st.integers(2, 7)))
    ]


@given(placed_claims())
@settings(max_examples=150, deadline=None)
def test_no_two_claims_of_one_placed_act_miss_each_other(claims: list[Claim]) -> None:
    found = heads(claims)
    compared = set(candidate_pairs(found, rules=RULES))
    for i, j in combinations(range(len(found)), 2):
        one, other = found[i], found[j]
        if (one.family, one.kind) == (other.family, other.kind):
            likeness = compare(one, other, rules=RULES, theatre=THEATRE)
            assert likeness.score < RULES.weights.same_from or (i, j) in compared


@given(placed_claims())
@settings(max_examples=150, deadline=None)
def test_those_are_compared_that_one_key_finds_on_one_day(claims: list[Claim]) -> None:
    found = heads(claims)
    stands = [list(stands_of(head, rules=RULES)) for head in found]
    meeting = {
        (i, j)
        for i, j in combinations(range(len(found)), 2)
        for key, first, last, meets_all in stands[i]
        for other, begin, end, is_met in stands[j]
        if key == other and first <= end and begin <= last and (meets_all or is_met)
    }
    open_to = sorted(pair for pair in meeting if can_be_one(*(found[n] for n in pair), rules=RULES))
    assert candidate_pairs(found, rules=RULES) == open_to


@given(placed_claims())
@settings(max_examples=60, deadline=None)
def test_a_comparison_is_the_same_from_either_side(claims: list[Claim]) -> None:
    for one, other in combinations(heads(claims), 2):
        assert compare(one, other, rules=RULES, theatre=THEATRE) == compare(other, one, rules=RULES, theatre=THEATRE)


def test_claims_about_many_towns_are_not_all_compared_with_each_other() -> None:
    towns = [
        Place(
            f"t:{n}",
            f"Town {n}",
            "settlement",
            lat=30 + n % 20 * 0.4,
            lon=60 + n // 20 * 0.4,
            country="XX",
            admin1="01",
        )
        for n in range(400)
    ]
    claims = [a_claim(outlet=paper, place=town) for town in towns for paper in ("Wire", "Post")]
    assert len(candidate_pairs(heads(claims), rules=RULES)) == len(towns)
