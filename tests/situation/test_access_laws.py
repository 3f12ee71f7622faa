"""Laws of access: probabilities are probabilities, a further barrier never helps, and flows agree with brute force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
from builders import DAY, a_road, a_theatre, a_town
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.packs.theatre import Road, Side
from khabar.situation.barriers import Barrier
from khabar.situation.critical import critical_of
from khabar.situation.disjoint import independent_ways
from khabar.situation.doubt import CUT, OPEN, RESTRICTED, chances_of, doubt_of
from khabar.situation.network import Network, network_of
from khabar.situation.state_words import ControlReading
from khabar.situation.weights import Rules, packaged_rules
from khabar.times.moments import end_of_day

NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
PAIRS = tuple(combinations(NAMES, 2))
STATE = Side("state", "Government", base="alpha")
TWO_SIDES = a_theatre([a_town(n.title()) for n in NAMES])


def some_rules(*, stays: float = 0.6, draws: int = 1000) -> Rules:
    """The packaged rules with another share of what silence leaves as it was, and other draws."""
    rules = packaged_rules()
    rates = rules.control.rates.model_copy(update={"stays": stays})
    control = rules.control.model_copy(update={"rates": rates})
    return Rules(control, rules.roads.model_copy(update={"draws": draws}))


SOME_ROADS = st.lists(st.sampled_from(PAIRS), min_size=1, max_size=11, unique=True).map(
    lambda pairs: tuple(a_road(one, other, km=10 + n) for n, (one, other) in enumerate(pairs))
)
ODDS = st.tuples(*(st.floats(0.0, 1.0) for _ in range(4))).map(
    lambda o: tuple(x / sum(o) for x in o) if sum(o) else (1.0, 0.0, 0.0, 0.0)
)
SOME_ODDS = st.fixed_dictionaries(dict.fromkeys(NAMES, ODDS))


def a_reading(key: str, odds: tuple[float, ...], *, presumed: str = "state") -> ControlReading:
    """A reading with the probabilities of the state, the rebels, contested and unknown."""
    names = ("state", "rebels", "contested", "unknown")
    holder = "rebels" if odds[1] >= 0.6 else "state" if odds[0] >= 0.6 else ""
    return ControlReading(
        place_key=key,
        on=DAY,
        known=end_of_day(DAY),
        state="held" if holder else "contested" if odds[2] >= 0.5 else "unknown",
        holder=holder,
        claimant="",
        presumed=holder or presumed,
        probability=tuple(zip(names, odds, strict=True)),
        since=date(2030, 6, 1),
        last_heard=None,
    )


def a_network(roads: tuple[Road, ...], odds: dict[str, tuple[float, ...]]) -> Network:
    theatre = a_theatre([a_town(n.title()) for n in NAMES], roads)
    return network_of(theatre.sides[0], [a_reading(k, o) for k, o in odds.items()], [], theatre, on=DAY)


def barred_road(network: Network, road: str) -> Network:
    """The same network with one more road surely cut."""
    bar = Barrier("cut", "blocked", "", DAY, (), road_ids=(road,))
    barriers = (*network.barriers, bar)
    doubt = doubt_of(STATE, network.readings, barriers, network.theatre, packaged_rules())
    return Network(
        network.side, network.theatre, network.graph, network.grade, network.readings, barriers, doubt, network.rules
    )


@given(SOME_ROADS, SOME_ODDS)
@settings(max_examples=40)
def test_the_three_probabilities_of_every_place_sum_to_one(
    roads: tuple[Road, ...], odds: dict[str, tuple[float, ...]]
) -> None:
    for severity in a_network(roads, odds).reach.values():
        chances = chances_of(severity)
        assert all(0.0 <= p <= 1.0 for p in (chances.open, chances.restricted, chances.cut))
        assert abs(chances.open + chances.restricted + chances.cut - 1.0) < 1e-9
        assert abs(chances.way_left - (1.0 - chances.cut)) < 1e-9


@given(SOME_ROADS, SOME_ODDS, st.data())
@settings(max_examples=40)
def test_closing_a_road_never_makes_a_place_easier_to_reach(
    roads: tuple[Road, ...], odds: dict[str, tuple[float, ...]], data: st.DataObject
) -> None:
    before = a_network(roads, odds)
    after = barred_road(before, data.draw(st.sampled_from(roads)).id)
    for place, severity in before.reach.items():
        assert (after.reach[place] >= severity).all()
    ways, fewer = before.ways(before.cut), after.ways(after.cut)
    assert set(fewer) <= set(ways)
    assert all(fewer[place].length_km >= ways[place].length_km for place in fewer)


@given(SOME_ROADS, SOME_ODDS)
@settings(max_examples=25)
def test_the_same_picture_always_gives_the_same_probabilities(
    roads: tuple[Road, ...], odds: dict[str, tuple[float, ...]]
) -> None:
    one, other = a_network(roads, odds).reach, a_network(tuple(reversed(roads)), odds).reach
    assert set(one) == set(other)
    assert all((one[place] == other[place]).all() for place in one)


@given(ODDS)
def test_a_place_alone_stands_as_likely_as_its_reading_says(odds: tuple[float, ...]) -> None:
    reading = replace(a_reading("alpha", odds), presumed="state")
    doubt = doubt_of(STATE, [reading], (), TWO_SIDES, some_rules(stays=1.0))
    chances = chances_of(doubt.along(["alpha"], ()))
    # With nothing lost in silence, what is unknown is as it was.
    assert abs(chances.cut - odds[1]) < 0.002
    assert abs(chances.restricted - odds[2]) < 0.002


def test_what_silence_has_taken_it_has_taken_in_many_places_at_once() -> None:
    silent = (0.0, 0.0, 0.0, 1.0)
    readings = [a_reading(key, silent) for key in NAMES]
    doubt = doubt_of(STATE, readings, (), TWO_SIDES, some_rules())
    each = [doubt.along([key], ()) for key in NAMES]
    assert all((severity == each[0]).all() for severity in each)
    assert abs(np.mean(each[0] == CUT) - 0.2) < 0.002


def test_a_place_in_the_hands_of_others_is_taken_to_be_so_still_in_silence() -> None:
    reading = a_reading("alpha", (0.0, 0.0, 0.0, 1.0), presumed="rebels")
    doubt = doubt_of(STATE, [reading], (), TWO_SIDES, some_rules())
    assert abs(chances_of(doubt.along(["alpha"], ())).cut - 0.8) < 0.002


def test_a_way_stands_as_its_worst_part_and_a_place_as_its_best_way() -> None:
    sure = dict.fromkeys(NAMES, (1.0, 0.0, 0.0, 0.0))
    roads = (
        a_road("alpha", "beta", km=1),
        a_road("beta", "delta", km=1),
        a_road("alpha", "gamma", km=1),
        a_road("gamma", "delta", km=1),
    )
    network = a_network(roads, sure | {"beta": (0.0, 1.0, 0.0, 0.0), "gamma": (0.0, 0.0, 1.0, 0.0)})
    assert set(network.reach["beta"]) == {CUT}
    assert set(network.reach["gamma"]) == set(network.reach["delta"]) == {RESTRICTED}
    assert set(network.reach["alpha"]) == {OPEN}


@given(SOME_ROADS)
@settings(max_examples=60)
def test_the_number_of_independent_ways_is_the_least_number_of_losses_that_cut_all(roads: tuple[Road, ...]) -> None:
    direct = sum({r.one, r.other} == {"alpha", "zeta"} for r in roads)
    rest = tuple(r for r in roads if {r.one, r.other} != {"alpha", "zeta"})
    middle = [n for n in NAMES if n not in ("alpha", "zeta")]
    least = min(
        size
        for size in range(len(middle) + 1)
        for lost in combinations(middle, size)
        if "zeta" not in joined_to("alpha", rest, lost)
    )
    assert independent_ways("alpha", "zeta", roads) == direct + least


def joined_to(start: str, roads: tuple[Road, ...], lost: tuple[str, ...]) -> set[str]:
    """What hangs together with a place, the plainest way."""
    found = {start}
    for _ in NAMES:
        for road in roads:
            if not {road.one, road.other} & set(lost) and {road.one, road.other} & found:
                found |= {road.one, road.other}
    return found


def test_two_roads_between_the_same_two_places_are_two_ways() -> None:
    one, other = a_road("alpha", "beta", km=1), a_road("beta", "alpha", km=9)
    assert independent_ways("alpha", "beta", (one, other)) == 2
    assert independent_ways("alpha", "alpha", (one, other)) == 0
    assert independent_ways("alpha", "gamma", (one,)) == 0


@given(SOME_ROADS)
@settings(max_examples=40)
def test_what_a_lost_place_cuts_off_is_what_hung_on_it(roads: tuple[Road, ...]) -> None:
    network = a_network(roads, dict.fromkeys(NAMES, (1.0, 0.0, 0.0, 0.0)))
    said = {c.place_key: set(c.cuts_off) for c in critical_of(network) if c.kind == "place"}
    before = joined_to("alpha", roads, ())
    for place in (n for n in NAMES if n != "alpha"):
        expected = before - joined_to("alpha", roads, (place,)) - {place}
        assert said.get(place, set()) == (expected if place in before else set())
