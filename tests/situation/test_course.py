"""Looking back: who held a place from when to when, by what was said before a day and after it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from builders import DAY, a_claim, a_place, a_theatre, a_town, an_event
from hypothesis import given
from hypothesis import strategies as st

from khabar.records import Claim
from khabar.situation.control import control_at
from khabar.situation.course import Course, course_of
from khabar.situation.filter import News, forward, start_of
from khabar.situation.smoother import smooth
from khabar.situation.weights import packaged_rules
from khabar.times.moments import end_of_day

THEATRE = a_theatre([a_town("Alpha"), a_town("Beta")])
BETA = a_place("Beta")
RATES = packaged_rules().control.rates
STATES = 4


def course(*claims: Claim, days: int = 60) -> Course:
    """The course of Beta up to some days after DAY."""
    until = DAY + timedelta(days=days)
    return course_of("Beta", until, known=end_of_day(until), events=[an_event(c) for c in claims], theatre=THEATRE)


def words(found: Course) -> list[tuple[str, date]]:
    return [(period.state, period.first) for period in found.periods]


def test_a_town_taken_was_the_other_side_s_until_the_day_before() -> None:
    found = course(a_claim(place=[BETA]), days=10)
    assert words(found) == [("state", THEATRE.start), ("rebels", DAY)]
    assert found.periods[0].last == DAY - timedelta(days=1)
    assert found.periods[1].claim_ids == (an_event(a_claim(place=[BETA])).claims[0].id,)


def test_a_silence_between_two_words_of_one_holder_is_bridged_where_the_filter_gave_up() -> None:
    taken, held = a_claim(place=[BETA]), a_claim("territory.control", place=[BETA], day=DAY + timedelta(days=72))
    found = course(taken, held, days=73)
    assert words(found) == [("state", THEATRE.start), ("rebels", DAY)]
    between = DAY + timedelta(days=70)
    then = control_at("beta", between, known=end_of_day(between), events=[an_event(taken)], theatre=THEATRE)
    assert then.state == "unknown"


def test_with_nothing_said_the_course_is_what_is_given_until_it_fades() -> None:
    first, *rest = course(days=300).periods
    assert (first.state, first.first) == ("state", THEATRE.start)
    assert [period.state for period in rest] == ["unknown"]


def test_what_was_not_known_yet_tells_nothing() -> None:
    until = DAY + timedelta(days=60)
    late = an_event(a_claim(place=[BETA], day=DAY + timedelta(days=50)))
    known = end_of_day(DAY + timedelta(days=49))
    assert {p.state for p in course_of("beta", until, known=known, events=[late], theatre=THEATRE).periods} <= {
        "state",
        "unknown",
    }


NEWS = st.lists(
    st.builds(
        News,
        day=st.integers(0, 9),
        row=st.just(0),
        nats=st.lists(st.floats(-5, 5), min_size=STATES, max_size=STATES).map(np.array),
    ),
    max_size=5,
    unique_by=lambda item: item.day,
)


@given(NEWS)
def test_looking_back_gives_probabilities_and_ends_where_the_filter_does(news: list[News]) -> None:
    start = start_of(0, states=STATES, rates=RATES)[None]
    seen, back = (f(start, news, days=10, rates=RATES) for f in (forward, smooth))
    assert np.allclose(back.sum(axis=2), 1.0)
    assert np.all(back >= 0)
    assert np.allclose(back[-1], seen[-1])
    last = max((item.day for item in news), default=0)
    assert np.allclose(back[last:], seen[last:])


def test_a_later_word_makes_its_state_likelier_before_and_no_other() -> None:
    start = start_of(None, states=STATES, rates=RATES)[None]
    later = [News(5, 0, np.array([0.0, 4.0, 0.0, 0.0]))]
    seen, back = (f(start, later, days=8, rates=RATES) for f in (forward, smooth))
    assert np.all(back[:5, 0, 1] > seen[:5, 0, 1])
    assert np.all(back[:5, 0, 0] < back[:5, 0, 1])


def test_what_hindsight_tells_of_a_day_weighs_on_it_and_not_on_the_last() -> None:
    start = start_of(None, states=STATES, rates=RATES)[None]
    hint = [News(3, 0, np.array([4.0, 0.0, 0.0, 0.0]))]
    plain, hinted = (smooth(start, [], days=6, rates=RATES, hindsight=h) for h in ([], hint))
    assert hinted[3, 0, 0] > plain[3, 0, 0]
    assert hinted[2, 0, 0] > plain[2, 0, 0]
    assert np.allclose(hinted[4:], plain[4:])
